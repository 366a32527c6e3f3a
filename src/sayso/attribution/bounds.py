"""Where tagged content may not reach: over a note that a bracket closes, or past a paragraph with a mere colon for a cue.

A tagger labels word by word and sees no layout; these bounds are the layout's.
"""

from __future__ import annotations

import re

from sayso.attribution.labels import Tagged
from sayso.model import Span

__all__ = ["bounded"]

_BRACKET = re.compile(r"[()\[\]]")
_OPENING = {")": "(", "]": "["}
# "a) the gate, b) the lock": a bracket that closes an item's letter or number encloses nothing.
_ITEM = re.compile(r"(?<!\w)\w{1,3}$")
_BREAK = re.compile(r"\n[ \t\r>]*\n")


def bounded(text: str, found: Tagged) -> Tagged:
    """A tagged report without the stretches of its content that cannot belong to it.

    Content that runs over "M. Oduya, 7/12/2023] The gate is shut" keeps what stands behind the bracket.
    """
    content = [_within_note(text, span) for span in found.content]
    if not any(c.isalnum() for c in found.cue.of(text)):
        content = _beside(text, found.cue, content)
    return found._replace(content=tuple(content))


def _within_note(text: str, span: Span) -> Span:
    """The side with more letters of a bracket that closes in the content and opened before it; else the whole."""
    depth = {"(": 0, "[": 0}
    for match in _BRACKET.finditer(text, span.start, span.end):
        sign = match.group()
        if sign in depth:
            depth[sign] += 1
        elif depth[_OPENING[sign]]:
            depth[_OPENING[sign]] -= 1
        elif not _ITEM.search(text, max(span.start, match.start() - 4), match.start()):
            before = text[span.start : match.start()].rstrip(" \\")
            after = text[match.end() : span.end]
            if _letters(after) >= _letters(before):
                start = match.end() + len(after) - len(after.lstrip(" .,;:\\"))
                return _within_note(text, Span(start, span.end)) if _letters(after) else span
            return Span(span.start, span.start + len(before))
    return span


def _letters(words: str) -> int:
    return sum(c.isalnum() for c in words)


def _beside(text: str, cue: Span, content: list[Span]) -> list[Span]:
    """The parts of content that a cue of no words can announce: those of its paragraph, or else of the next to it."""
    breaks = [len(_BREAK.findall(text, min(s.end, cue.end), max(s.start, cue.start))) for s in content]
    nearest = min(breaks)
    return [s for s, n in zip(content, breaks, strict=True) if n == nearest]
