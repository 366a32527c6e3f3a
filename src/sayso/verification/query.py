"""A quotation as the search sees it: words with their places, marked gaps, brackets, and where a speech tag cuts it.

Everything an editor may do openly is read here once: ellipses (… . . . [...] (…)), brackets ("[the minister]", "[w]e",
"[sic]"), and what is no word of the quotation at all (Markdown, stage directions, footnote marks).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.model import Span
from sayso.text.folding import tokenize, word_key
from sayso.verification.noise import CROWD, LABEL, noise_spans

__all__ = ["Query", "Word", "parse_query"]

# Every repeat is bounded: a text of nothing but spaces or brackets must cost no more than its length.
_ELLIPSIS = re.compile(r"(?:\\?[\[(]\s{0,3})?(?:…|\.\s?\.\s?\.(?:\s?\.)?|\*\s\*\s\*)(?:\s{0,3}\\?[\])])?")
_BRACKET = re.compile(r"\\?\[([^\[\]]{0,120}?)\\?\](?!\()")
_SIC = re.compile(r"\\?[\[(]\s{0,3}sic\.?!?\s{0,3}\\?[\])]", re.IGNORECASE)


class Word(NamedTuple):
    """One word of the quotation: its place in the document's text, its folded key, whether it stands in brackets."""

    start: int
    end: int
    key: int
    bracket: bool


class Query(NamedTuple):
    """A parsed quotation. `gaps[i]` is the marked ellipsis before word `i` (the last entry: after the last word).

    `breaks` holds the words that open a new part (after a speech tag); `sic` the places of "[sic]".
    """

    text: str
    words: tuple[Word, ...]
    gaps: tuple[Span | None, ...]
    breaks: frozenset[int]
    sic: tuple[Span, ...]
    noise: tuple[str, ...]

    @property
    def keys(self) -> NDArray[np.uint32]:
        """The folded keys of all words."""
        return np.array([w.key for w in self.words], np.uint32)

    @property
    def skips(self) -> bool:
        """Whether words of the source may be skipped before any word, because the document owns up to it."""
        return bool(self.breaks) or any(self.gaps)

    @property
    def is_marked(self) -> bool:
        """Whether anything is left out or put in openly, or the words are in several parts."""
        return self.skips or any(w.bracket for w in self.words)

    def part(self, first: int, last: int) -> Query:
        """The same quotation cut to its words `first` to `last - 1`: `query.part(0, 5)` is its first five words."""
        gaps = [None, *self.gaps[first + 1 : last], None]
        return self._replace(
            words=self.words[first:last],
            gaps=tuple(gaps),
            breaks=frozenset(b - first for b in self.breaks if first < b < last),
        )

    def free(self, i: int) -> bool:
        """Whether words of the source may be skipped before word `i` because the document owns up to it."""
        return self.gaps[i] is not None or i in self.breaks


def parse_query(text: str, parts: Sequence[Span]) -> Query:
    """Read a quotation from the parts of `text` that stand inside marks, in order.

    `parse_query("we will … go", [Span(0, 12)])` has three words and a gap before the third.
    """
    words: list[Word] = []
    gaps: list[Span | None] = [None]
    breaks: set[int] = set()
    sic: list[Span] = []
    seen_noise: dict[str, None] = {}
    for part in parts:
        piece = part.of(text)
        if words:
            breaks.add(len(words))
        # A heading that the quotation itself begins with ("CLEAN WATER: ...") is part of it, not a turn's label.
        noise = [n for n in noise_spans(piece) if n.start or n.name not in (LABEL, CROWD)]
        dropped = [(n.start, n.end) for n in noise]
        seen_noise.update(dict.fromkeys(n.name for n in noise))
        found_sic = [(m.start(), m.end()) for m in _SIC.finditer(piece)] if "[" in piece or "(" in piece else []
        sic.extend(Span(part.start + a, part.start + b) for a, b in found_sic)
        brackets = [(m.start(), m.end()) for m in _BRACKET.finditer(piece)] if "[" in piece else []
        new = _words(piece, part.start, dropped + found_sic, brackets)
        marks = [(m.start() + part.start, m.end() + part.start) for m in _ELLIPSIS.finditer(piece)]
        at = 0
        for word in new:
            while at < len(marks) and marks[at][0] < word.start:
                gaps[-1] = Span(*marks[at])
                at += 1
            words.append(word)
            gaps.append(None)
        if at < len(marks) and new:
            gaps[-1] = Span(*marks[at])
    return Query(text, tuple(words), tuple(gaps), frozenset(breaks - {0, len(words)}), tuple(sic), tuple(seen_noise))


def _words(piece: str, offset: int, dropped: list[tuple[int, int]], brackets: list[tuple[int, int]]) -> list[Word]:
    """The words of one part; a letter in brackets is glued to its word ("[w]e" is one word)."""
    starts, ends, keys = tokenize(piece)
    skip = _inside(starts, dropped)
    held = _inside(starts, brackets)
    out: list[Word] = []
    for s, e, key, lost, bracket in zip(
        starts.tolist(), ends.tolist(), keys.tolist(), skip.tolist(), held.tolist(), strict=True
    ):
        if lost:
            continue
        if out and (bracket or out[-1].bracket) and _glued(piece, out[-1].end - offset, s):
            whole = piece[out[-1].start - offset : e].translate(_NO_BRACKETS)
            out[-1] = Word(out[-1].start, e + offset, word_key(whole), True)
            continue
        if out and e - s == 1 and s - (out[-1].end - offset) == 1 and piece[s - 1] == "." and _POINTED.match(piece, out[-1].start - offset):  # fmt: skip
            whole = piece[out[-1].start - offset : e]
            out[-1] = Word(out[-1].start, e + offset, word_key(whole + "."), bracket)
            continue
        out.append(Word(s + offset, e + offset, key, bracket))
    return out


# Letters with full stops between, the last one missing: the "U.S" that a closing mark cut short.
_POINTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])")
_NO_BRACKETS = str.maketrans("", "", "[]\\")


def _glued(piece: str, end: int, start: int) -> bool:
    """Whether nothing but one bracket (and its escape) stands between two words: "[w]e", "walk[ed]"."""
    return start - end <= 2 and piece[end:start].replace("\\", "") in ("[", "]")


def _inside(starts: NDArray[np.int32], spans: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which of the rising `starts` lie inside one of the spans."""
    held = np.zeros(len(starts), bool)
    for a, b in spans:
        held[np.searchsorted(starts, a) : np.searchsorted(starts, b)] = True
    return held
