"""What is never a source for a document: itself, the same file again, a reprint of it, and our own reports.

A quotation found only in a reprint of the page that makes it proves nothing. A long transcript quoted at length is no
reprint: most of the smaller text *and* half of the larger must be shared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.model import Document
from sayso.text.folding import gram_keys, tokenize
from sayso.verification.ports import Entry, Shelf

__all__ = ["Barred"]

SHINGLE = 8
OF_SMALLER, OF_LARGER = 0.8, 0.5
GENERATOR = "sayso"


class Barred:
    """The documents of a library that are no source for `document`; reprints are found as their places come up."""

    def __init__(self, document: Document | None, library: Shelf) -> None:
        self._index = library.index
        self._entries = library.documents()
        self._by_id: dict[str, int] = {}
        self._own = _shingles(tokenize(document.text).keys) if document else np.empty(0, np.uint32)
        self._known: dict[int, bool] = {}
        self.ordinals: set[int] = set()
        if document is not None:
            here = _relative(document, library.folder)
            digest = document.origin.sha256
            self.ordinals.update(
                e.ordinal for e in self._entries if e.sha256 == digest or e.id == here or _is_report(e)
            )

    def entry(self, ordinal: int) -> Entry:
        """The source with this number."""
        if ordinal < len(self._entries) and self._entries[ordinal].ordinal == ordinal:
            return self._entries[ordinal]
        return self._entries[bisect_left(self._entries, ordinal, key=lambda e: e.ordinal)]

    def ordinal(self, name: str) -> int:
        """The number of the source with this id."""
        if not self._by_id:
            self._by_id = {e.id: e.ordinal for e in self._entries}
        return self._by_id[name]

    def bars(self, ordinal: int) -> bool:
        """Whether this document is no source; a reprint is recognised and remembered here."""
        if ordinal in self.ordinals:
            return True
        if ordinal not in self._known:
            self._known[ordinal] = _is_report(self.entry(ordinal)) or self._is_reprint(ordinal)
            if self._known[ordinal]:
                self.ordinals.add(ordinal)
        return self._known[ordinal]

    @property
    def entries(self) -> Sequence[Entry]:
        """All sources of the library."""
        return self._entries

    @property
    def excluded(self) -> tuple[str, ...]:
        """The paths of all that was left out, sorted."""
        return tuple(sorted(self.entry(o).id for o in self.ordinals))

    @property
    def searched(self) -> int:
        """How many documents were searched."""
        return len(self._entries) - len(self.ordinals)

    def _is_reprint(self, ordinal: int) -> bool:
        tokens = self.entry(ordinal).tokens
        mine = len(self._own)
        # A text more than twice as long as the other cannot share half of its shingles with it; repeats aside.
        if not mine or tokens < max(SHINGLE, OF_LARGER * mine) or tokens * OF_LARGER > 2 * mine + 2 * SHINGLE:
            return False
        theirs = _shingles(self._index.keys(ordinal, 0, tokens))
        shared = len(np.intersect1d(self._own, theirs, assume_unique=True))
        smaller, larger = sorted((mine, len(theirs)))
        return shared >= OF_SMALLER * smaller and shared >= OF_LARGER * larger


def _is_report(entry: Entry) -> bool:
    """Whether a source is a report that sayso itself wrote."""
    generator = entry.origin.generator
    return generator is not None and re.split("[/ ]", generator.casefold())[0] == GENERATOR


def _shingles(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return np.unique(gram_keys(keys, SHINGLE))


def _relative(document: Document | None, folder: Path) -> str | None:
    """The checked file's path inside the library, if it lies there."""
    if document is None or not document.id:
        return None
    try:
        return Path(document.id).resolve().relative_to(folder.resolve()).as_posix()
    except (OSError, RuntimeError, ValueError):
        return None
