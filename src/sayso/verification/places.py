"""The places found for one quotation, read closely as far as a question needs."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cached_property, partial

from sayso.library.index import Index
from sayso.model import Speaker
from sayso.verification.evidence import Rank, days_apart, hopeful, may_hold
from sayso.verification.held import Held, Reader
from sayso.verification.laying import MOST_READ, NEAR_BEST
from sayso.verification.ports import Entry
from sayso.verification.query import Query
from sayso.verification.search import Located

__all__ = ["Places", "choose"]


def choose(
    query: Query,
    located: Sequence[Located],
    entry: Callable[[int], Entry],
    near: str | None = None,
    known: Container[str] = (),
    *,
    claimed: bool = False,
) -> list[Located]:
    """The places that could decide, best first; where the words stand as they are and nobody is `claimed`, no other wording does.

    `near` is the day on which they were probably said, `known` the documents that are quoted on the same page.
    """
    if not located:
        return []
    words = len(query.words)
    exact = located[0].cost == 0 and not claimed
    reach = located[0].cost + NEAR_BEST
    close = [
        p
        for p in located
        if p.cost <= reach and (not exact or p.equal >= words or p.cost <= max(2, words // 8)) and may_hold(query, p)
    ]
    order: dict[int, tuple[bool, int, str]] = {}
    for number in {p.document for p in close}:
        one = entry(number)
        date = one.origin.published or "9999"
        order[number] = (one.id not in known, days_apart(date, near), date)
    return sorted(close, key=lambda p: (p.cost, -p.equal, *order[p.document], p.document))[:MOST_READ]


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
        index: Index,
    ) -> None:
        self._query = query
        self._located = located
        self._reader = reader
        self._entry = entry
        self._claimed = claimed
        self._rank = rank
        self._index = index

    @cached_property
    def exact(self) -> list[Held]:
        """Those that are the same words, where one is for certain: others are then no more than looked through for more."""
        if not any(p.cost == 0 for p in self._located):
            return []
        return sorted(self._read(self._located, faithful=True), key=self._rank)

    @cached_property
    def read(self) -> list[Held]:
        """All that could hold the quotation, and the nearest few."""
        located = self._located if self._claimed is not None else hopeful(self._query, self._located, self._index)
        return sorted(self._read(located), key=self._rank)

    def _read(self, located: Iterable[Located], *, faithful: bool = False) -> list[Held]:
        read_one = partial(self._reader.read, faithful=faithful)
        held = (read_one(self._query, p, self._entry(p.document), self._claimed) for p in located)
        return [h for h in held if h is not None]
