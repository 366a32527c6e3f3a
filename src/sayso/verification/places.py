"""The places found for one quotation, read closely as far as a question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

from sayso.model import Speaker
from sayso.verification.evidence import Rank, may_fit
from sayso.verification.held import Held, Reader
from sayso.verification.ports import Entry
from sayso.verification.query import Query
from sayso.verification.search import Located

__all__ = ["Places"]


class Places:
    """Places of `query`, best first by `rank`; `entry` gives the source with a number."""

    def __init__(
        self,
        query: Query,
        located: Sequence[Located],
        reader: Reader,
        entry: Callable[[int], Entry],
        claimed: Speaker | None,
        rank: Callable[[Held], Rank],
    ) -> None:
        self._query = query
        self._located = located
        self._reader = reader
        self._entry = entry
        self._claimed = claimed
        self._rank = rank

    @cached_property
    def exact(self) -> list[Held]:
        """Those that are the same words, where one is for certain: others are then no more than looked through for more."""
        if not any(p.cost == 0 for p in self._located):
            return []
        return sorted(self._read(self._located, faithful=True), key=self._rank)

    @cached_property
    def deciding(self) -> list[Held]:
        """Those that may hold the quotation."""
        return sorted(self._read(p for p in self._located if may_fit(self._query, p)), key=self._rank)

    @cached_property
    def near(self) -> list[Held]:
        """All of them, to be shown where none holds it."""
        others = self._read(p for p in self._located if not may_fit(self._query, p))
        return sorted([*self.deciding, *others], key=self._rank)

    def _read(self, located: Iterable[Located], *, faithful: bool = False) -> list[Held]:
        read = partial(self._reader.read, faithful=faithful)
        held = (read(self._query, p, self._entry(p.document), self._claimed) for p in located)
        return [h for h in held if h is not None]
