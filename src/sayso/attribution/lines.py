"""Paragraphs as the learned taggers see them: words, and for each its shape, place in the marks, and class as a cue.

Quotation marks of every family become one word, so that a text reads the same whatever marks it uses; which side of a
quotation a word stands on comes from the paired marks and not from the glyph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.cues import OBJECT, SPEECH, THAT, TO
from sayso.model import Span
from sayso.text.marks import Marked

__all__ = ["CLASSES", "PLACES", "SHAPES", "Line", "read_lines"]

_IN_WORD, _SIGN = 1, 2
# Two of these in a row are one mark: the apostrophe and the grave accent.
_TWICE = np.array([0x27, 0x60], np.uint32)
_MARK = '"'
_GLYPHS = frozenset(["“", "”", '"', "«", "»", "„", "‟", "''", "``", "＂"])
_SIGNS = {
    s: n for n, s in enumerate([",", ".", '"', "’", "'", ":", ";", "-", "(", ")", "?", "!", "[", "]", "$", "%"], 12)
}
# What is none of a text's own words: Markdown's emphasis, escapes, a link's brackets and target; markers of notes.
_MARKUP = re.compile(
    r"\*{1,3}|\\(?=[^\w\s])|\]\((?:https?:|/|#|mailto:)[^()\s]{0,400}\)|\[(?=[^\[\]]{1,300}\]\()|</?su[bp]>|\[(?<=[\w.,;:!?”\"’')]\[)\^?\d{1,3}\](?:\[\^?\d{1,3}\])*(?!\()"
)
_DASHES = frozenset(["—", "–", "―", "‒", "−"])
SHAPES = 12 + len(_SIGNS) + 1
"""How many shapes a word can have; 0 is no word."""
PLACES = 6
"""Where a word can stand: 0 no word, 1 outside marks, 2 opening, 3 inside, 4 closing, 5 inside a quotation carried on."""
CLASSES = 18
"""Classes of words as cues: 0 no word, 1 other, and one for every set of constructions a verb takes."""


class Line(NamedTuple):
    """The words of a paragraph: where each begins and ends in the text, the word as tagged, and its features."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    shapes: list[int]
    places: list[int]
    classes: list[int]
    gaps: list[int]


def _shape(word: str) -> int:
    if word.isalnum():
        if word.isdigit():
            return 1 + min(len(word), 4)
        if word[0].islower():
            return 6
        if len(word) == 1:
            return 7
        if word.isupper():
            return 8
        return 9 if word[1:].islower() else 10
    return _SIGNS.get("-" if word in _DASHES else word, 11)


_CLASS = {
    word: 2 + (word in SPEECH) + 2 * (word in THAT) + 4 * (word in TO) + 8 * (word in OBJECT)
    for word in SPEECH | THAT | TO | OBJECT
}


_KNOWN: dict[str, tuple[str, int, int]] = {}


def _look_up(word: str) -> tuple[str, int, int]:
    """The word as tagged, its shape and its class; remembered, since a text repeats its words."""
    found = _KNOWN.get(word)
    if found is None:
        tagged = _MARK if word in _GLYPHS else "-" if word in _DASHES else "'" if word in "‘’" else word
        low = tagged.lower()
        found = (low, _shape(tagged), _CLASS.get(low, 2))
        if len(_KNOWN) < 100_000:
            _KNOWN[word] = found
    return found


def read_lines(text: str, paragraphs: Sequence[Span], marks: Sequence[Marked]) -> list[Line]:
    """The paragraphs of a text as lines of words; `marks` are its paired quotation marks.

    `read_lines("“No,” she said.", [Span(0, 15)], pair_marks(...))` has one line of seven words.
    """
    starts, ends, gaps = _parted(paragraphs, *_unmarked(text, *_words_of(text)))
    firsts, lasts = np.searchsorted(starts, [[p.start for p in paragraphs], [p.end for p in paragraphs]])
    before = gaps + np.int64(1)
    before[firsts[firsts < len(before)]] = 1
    begins, closes, spaces = starts.tolist(), ends.tolist(), before.tolist()
    told = [_KNOWN.get(word := text[a:b]) or _look_up(word) for a, b in zip(begins, closes, strict=True)]
    words = [word for word, _, _ in told]
    shapes, classes = [shape for _, shape, _ in told], [kind for _, _, kind in told]
    places = [1] * len(words)
    for opening, inside, closing, end, place in _quoted(starts, _outermost(marks)):
        places[opening:end] = [2] * (inside - opening) + [place] * (closing - inside) + [4] * (end - closing)
        for n in (*range(opening, inside), *range(closing, end)):
            words[n], shapes[n] = _MARK, _SIGNS[_MARK]
    return [
        Line(begins[own], closes[own], words[own], shapes[own], places[own], classes[own], spaces[own])
        for own in map(slice, firsts.tolist(), lasts.tolist())
    ]


def _words_of(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the words of a text begin and end: runs of letters and digits, any other sign, two marks that stand for one."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds_of(points)
    in_word = kinds == _IN_WORD
    edges = np.flatnonzero(np.diff(in_word, prepend=False, append=False))
    begins = kinds == _SIGN
    begins[edges[::2]] = True
    starts = np.flatnonzero(begins)
    ends = starts + 1
    ends[in_word[starts]] = edges[1::2]
    twice = np.flatnonzero((points[1:] == points[:-1]) & np.isin(points[1:], _TWICE))
    paired: list[int] = []
    for at in twice.tolist():
        if not paired or at > paired[-1] + 1:
            paired.append(at)
    if paired:
        first = np.searchsorted(starts, paired)
        ends[first] += 1
        starts, ends = np.delete(starts, first + 1), np.delete(ends, first + 1)
    return starts, ends


def _unmarked(
    text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """The words that are no markup, since a tagger has learned from plain text, and whether a space stands before each."""
    gaps = np.append(True, starts[1:] > ends[:-1])[: len(starts)]
    markup = [m.span() for m in _MARKUP.finditer(text)]
    if not markup:
        return starts, ends, gaps
    begins, closes = np.array(markup, np.int64).T
    kept = np.flatnonzero(np.searchsorted(begins, starts, "right") == np.searchsorted(closes, starts, "right"))
    spaces = np.cumsum(gaps)[kept]
    return starts[kept], ends[kept], np.diff(spaces, prepend=0) > 0


def _parted(
    paragraphs: Sequence[Span], starts: NDArray[np.int64], ends: NDArray[np.int64], gaps: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """The words, those in which a paragraph begins or ends parted there."""
    edges = np.array(sorted({edge for p in paragraphs for edge in (p.start, p.end)}), np.int64)
    at = np.searchsorted(starts, edges)
    inside = (at > 0) & (edges < np.append(0, ends)[at])
    at, edges = at[inside], edges[inside]
    return np.insert(starts, at, edges), np.insert(ends, at - 1, edges), np.insert(gaps, at, False)


def _quoted(starts: NDArray[np.int64], outer: list[Marked]) -> list[tuple[int, int, int, int, int]]:
    """The numbers of the first words of each quotation's opening mark, of what it holds, of its closing mark and behind that,
    and the place of the words it holds."""
    edges = [(m.outer.start, m.inner.start, m.inner.end, m.outer.end) for m in outer]
    numbers = np.searchsorted(starts, np.array(edges, np.int64).reshape(-1, 4)).tolist()
    return [(*number, 5 if mark.continues else 3) for number, mark in zip(numbers, outer, strict=True)]


def _kinds_of(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Of each character, whether it is a space, part of a word, or a sign."""
    table = _table()
    near = points < len(table)
    kinds = table[np.where(near, points, 0)]
    if not near.all():
        far, which = np.unique(points[~near], return_inverse=True)
        kinds[~near] = np.array([_kind_of(chr(c)) for c in far.tolist()], np.uint8)[which]
    return kinds


@cache
def _table() -> NDArray[np.uint8]:
    return np.array([_kind_of(chr(c)) for c in range(0x2100)], np.uint8)


def _kind_of(character: str) -> int:
    return _IN_WORD if character.isalnum() or character == "_" else 0 if character.isspace() else _SIGN


def _outermost(marks: Sequence[Marked]) -> list[Marked]:
    out: list[Marked] = []
    for mark in sorted(marks, key=lambda m: (m.outer.start, -m.outer.end)):
        if not out or mark.outer.start >= out[-1].outer.end:
            out.append(mark)
    return out
