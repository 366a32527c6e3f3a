"""The marks of Markdown in a text (asterisks, a link's brackets and address, ">" before a quoted line), so that a page can show the words alone.

Nothing is taken out: the text is cut into what a reader reads and what only its layout needs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sayso.model import Span

__all__ = ["Stretch", "cut", "in_a_line", "marks_of", "unmarked"]

_LINK = re.compile(
    r"!?(\[)(?:[^\[\]\n]|\\[\[\]]){1,300}(\]\((?:[^()\s]|\([^()\s]{0,200}\)){1,2000}(?:\s\"[^\"\n]{0,200}\")?\))"
)
_STRONG = re.compile(r"(?<![*\w\\])(\*{1,3})(?=[^\s*])[^*\n]{1,1000}?(?<=[^\s*\\])(\1)(?![*\w])")
_UNDER = re.compile(r"(?<![_\w\\])(_{1,2})(?=[^\s_])[^_\n]{1,1000}?(?<=[^\s_\\])(\1)(?![_\w])")
_ESCAPE = re.compile(r"(\\)(?=[\[\]()*_#.\-!`>])")
_HEADING = re.compile(r"(?m)^(#{1,6}[ \t]+)(?=\S)")
_QUOTED_LINE = re.compile(r"(?m)^((?:[ \t]*>)+[ \t]?)")


# What a mark begins with.
_SIGN = re.compile(r"[\[*_\\#>]")


class Stretch(NamedTuple):
    """Some characters of a text; `mark` says that they are no words of it."""

    text: str
    mark: bool


def marks_of(text: str) -> list[Span]:
    """The marks in a text, in order: `marks_of("**No**, [he said](https://example.org)")` has four."""
    found = {
        Span(*match.span(group))
        for pattern in (_LINK, _STRONG, _UNDER, _ESCAPE, _HEADING, _QUOTED_LINE)
        for match in pattern.finditer(text)
        for group in range(1, pattern.groups + 1)
    }
    out: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        # An underscore in a link's address is part of it.
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def cut(text: str, marks: Sequence[Span] | None = None, start: int = 0) -> Iterator[Stretch]:
    """A text cut at its marks; joined, the stretches are the text. `marks` are counted from `start` characters before it."""
    at, end = start, start + len(text)
    marks = marks_of(text) if marks is None else marks
    for mark in islice(marks, bisect_right(marks, start, key=lambda m: m.end), None):
        a, b = max(mark.start, at), min(mark.end, end)
        if a >= end:
            break
        if a > at:
            yield Stretch(text[at - start : a - start], False)
        yield Stretch(text[a - start : b - start], True)
        at = b
    if at < end:
        yield Stretch(text[at - start :], False)


def unmarked(text: str) -> str:
    """The words of a text alone: `unmarked("**No**, [he said](https://example.org)") == "No, he said"`."""
    return "".join(s.text for s in cut(text) if not s.mark) if _SIGN.search(text) else text


def in_a_line(text: str) -> str:
    """A text in one line, without the signs of quoted lines: `in_a_line("> No,\n> he said") == "No, he said"`."""
    return " ".join(_QUOTED_LINE.sub("", text).split())
