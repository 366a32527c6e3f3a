"""What verification asks of a library: these few calls, so that any index and any store can stand behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from sayso.library.index import Index
from sayso.model import Document, Origin, Span, Speaker

__all__ = ["Entry", "Mouth", "Shelf"]

Mouth = Callable[[Document, Span], Speaker | None]
"""Whoever speaks the words at a span of a source document, `None` where nobody can tell."""


class Entry(Protocol):
    """One source as the library lists it."""

    @property
    def id(self) -> str:
        """The path relative to the library."""

    @property
    def ordinal(self) -> int:
        """Its number in the index."""

    @property
    def sha256(self) -> str:
        """The digest of the raw file."""

    @property
    def origin(self) -> Origin:
        """Where it comes from and what it says of itself."""

    @property
    def tokens(self) -> int:
        """How many words the index holds of it."""


class Shelf(Protocol):
    """A library as verification sees it."""

    @property
    def folder(self) -> Path:
        """The folder that the sources' paths are relative to."""

    @property
    def index(self) -> Index:
        """Where word sequences stand."""

    def documents(self) -> Sequence[Entry]:
        """All sources."""

    def document(self, id: str) -> Document:
        """One source as it was read."""

    def page(self, id: str) -> Document:
        """The same, perhaps without its blocks and sections, which take longer to read than its text and turns."""
