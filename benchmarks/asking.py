"""How the benchmarks ask sayso for a quotation: no speaker is claimed and none is looked up, only words are judged."""

from __future__ import annotations

from sayso.model import Document, Span, Speaker, Verification
from sayso.verification import verify_query
from sayso.verification.ports import Shelf

__all__ = ["ask"]


def ask(text: str, shelf: Shelf) -> Verification:
    """What the library says of a quotation."""
    return verify_query(text, None, None, shelf, _nobody)


def _nobody(document: Document, span: Span) -> Speaker | None:
    return None
