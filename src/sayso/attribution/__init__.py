"""Who said it: from a document to its quotations and attributions.

An extractor is any callable from a `Document` to an `Extraction`. `extract` is the one by rules;
`extractor("accurate")` and `extractor("fast")` are the learned taggers, which have the rules as their second voice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sayso.attribution.rules import extract
from sayso.model import Document, Extraction

__all__ = ["MODELS", "Extractor", "Model", "extract", "extractor"]

Extractor = Callable[[Document], Extraction]
"""From a document to its quotations and attributions."""

Model = Literal["accurate", "fast", "rules"]
MODELS: tuple[Model, ...] = ("accurate", "fast", "rules")
"""The extractors that sayso brings: with the learned tagger, and without."""


def extractor(model: Model) -> Extractor:
    """The extractor of that name: `extractor("accurate")(document)`. Raises `ModelError` where its parameters cannot be used."""
    if model == "rules":
        return extract
    from sayso.attribution.learned import Learned  # loads numpy and the parameters: only where a tagger is wanted

    return Learned(model)
