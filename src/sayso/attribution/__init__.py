"""Who said it: from a document to its quotations and attributions.

An extractor is any callable from a `Document` to an `Extraction`; `extract` is the one by rules.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.attribution.rules import extract
from sayso.model import Document, Extraction

__all__ = ["Extractor", "extract"]

Extractor = Callable[[Document], Extraction]
"""From a document to its quotations and attributions; a learned tagger is another such callable."""
