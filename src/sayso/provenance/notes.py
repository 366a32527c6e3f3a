"""Notes at the foot: a marker in the text, and the note that stands under its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Citation, Span, When

__all__ = ["find_notes"]

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKER = re.compile(r"(?<=[^\s\[(])(?:\[\^?(?P<number>\d{1,3})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![\[(:])")
_NOTE = re.compile(
    r"^[ \t]{0,3}(?:\[\^?(?P<number>\d{1,3})\]:?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))[ \t]+(?P<body>\S[^\n]{2,})$",
    re.MULTILINE,
)


def find_notes(text: str, dates: Sequence[When]) -> list[Citation]:
    """A citation for each marker, with the text of its note; a marker without one is a fault where other notes stand.

    "He left.[1]" and below "[1] Orsa Courier, 6 May 2024" is a citation of kind `footnote` with the note as its target.
    """
    notes: dict[str, re.Match[str]] = {}
    for note in _NOTE.finditer(text):
        notes.setdefault(_number(note), note)
    if not notes:
        return []
    found = []
    for marker in _MARKER.finditer(text):
        span, own = Span(*marker.span()), notes.get(_number(marker))
        if own is None:
            fault = "no note stands under this number"
            found.append(Citation(span=span, kind="footnote", target="", date=None, faults=(fault,)))
            continue
        body = Span(*own.span("body"))
        date = next((d.edtf for d in dates if body.covers(d.span)), None)
        target = " ".join(body.of(text).split())[:300]
        found.append(Citation(span=span, kind="footnote", target=target, date=date))
    return found


def _number(match: re.Match[str]) -> str:
    return match["number"] or match["raised"].translate(_SUPERSCRIPT)
