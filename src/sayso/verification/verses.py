"""Alignment of Arabic letters: which letters of a quotation differ from its canon, spelling apart.

Semi-global alignment (Sellers, 1980) over sets of letters: a letter that spellings may write in two ways meets either, and
one that they may leave out costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.text.arabic import Letter

__all__ = ["Aligned", "align"]


class Aligned(NamedTuple):
    """How a quotation lies on a canon: its cost in letters, the canon's letters it covers, and the letters that differ."""

    cost: int
    start: int
    end: int
    differ: list[tuple[int | None, int | None]]


def align(query: Sequence[Letter], canon: Sequence[Letter], start: int, end: int) -> Aligned:
    """The best place of the whole query within the canon's letters from `start` to `end`."""
    theirs = canon[start:end]
    mine_of, theirs_of = _masks(query), _masks(theirs)
    skip = np.array([0 if x.optional else 1 for x in theirs], dtype=np.int32)
    along = np.concatenate([[0], np.cumsum(skip)]).astype(np.int32)
    rows = np.zeros((len(query) + 1, len(theirs) + 1), dtype=np.int32)
    for n, letter in enumerate(query):
        drop = 0 if letter.optional else 1
        row = rows[n] + drop
        np.minimum(row[1:], rows[n, :-1] + ((theirs_of & mine_of[n]) == 0), out=row[1:])
        # Letters of the canon passed over: the cheapest of all columns to the left, by their running cost.
        rows[n + 1] = np.minimum.accumulate(row - along) + along
    column = int(rows[-1].argmin())
    cost, stop = int(rows[-1, column]), start + column
    differ: list[tuple[int | None, int | None]] = []
    at = len(query)
    while at:
        here = rows[at, column]
        same = column > 0 and bool(mine_of[at - 1] & theirs_of[column - 1])
        if column > 0 and here == rows[at - 1, column - 1] + (not same):
            at, column = at - 1, column - 1
            if not same:
                differ.append((at, start + column))
        elif here == rows[at - 1, column] + (0 if query[at - 1].optional else 1):
            at -= 1
            if not query[at].optional:
                differ.append((at, None))
        else:
            column -= 1
            if skip[column]:
                differ.append((None, start + column))
    return Aligned(cost, start + column, stop, differ[::-1])


def _masks(letters: Sequence[Letter]) -> NDArray[np.uint64]:
    """What each letter may stand for, as bits."""
    return np.array([sum(1 << (ord(c) - 0x620) % 64 for c in x.may_be) for x in letters], dtype=np.uint64)
