"""When a text says it was published: a signature at its foot or a dateline at its head, never a page's clock."""

from __future__ import annotations

import re

from sayso.model import Block, When
from sayso.text.dates import find_absolute_dates

__all__ = ["published_in"]

_ANNOUNCING = (
    "published", "posted", "updated", "issued", "released", "dated", "date", "for immediate release", "sitting of",
    "speech of", "meeting of",
)  # fmt: skip
_DATELINE = re.compile(rf"(?:{'|'.join(_ANNOUNCING)})\b[\s:·|*–—-]*(?:on\s+)?$", re.IGNORECASE)
# "*By Ada Rask, The Orsa Courier, 3 May 2024*": who wrote it, where, and when.
_BYLINE = re.compile(r"[*_\s]*(?:(?:Opinion|Comment|Analysis|Column)\b[.:,]?\s+)?By\s+[A-Z][^.;:!?“”\"]{2,120}[,|·]\s*")
_PLACE = re.compile(r"[\s\W]*[A-Z][A-Z.' -]{2,40}(?:,|\s[-–—(])\s*\(?")

# A note at the foot, or a line that says where something is from: its date is that of what it cites.
_NOTE = re.compile(
    r"\s*(?:\\?\[\^?\d{1,3}\\?\]|\(?\d{1,3}\)\s|[¹²³⁴⁵⁶⁷⁸⁹*†‡§^]|[(\[]?\s*(?:[Ss]ources?|SOURCES?|[Ss]ee|[Vv]ia)\b)"
)


def published_in(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The day, as an EDTF date with a full day, that the text gives for itself, or None.

    Looked for first in the last blocks (a signature: a block of dates and hardly anything else), then in the first
    ones (a dateline, "Published on ...", a line that is only a place and a date).
    """
    body = [b for b in blocks if b.kind != "furniture"]
    for block in reversed([b for b in body if not _NOTE.match(text, b.span.start, b.span.end)][-4:]):
        found = _alone(block.span.of(text))
        if found:
            return found
    for block in body[:6]:
        words = block.span.of(text)
        for line in words.split("\n")[:6]:
            found = _alone(line) or _announced(line)
            if found:
                return found
    return None


def _days(line: str) -> list[When]:
    return [w for w in find_absolute_dates(line) if re.fullmatch(r"\d{4}-\d\d-\d\d", w.edtf)]


def _alone(words: str) -> str | None:
    """The date of a stretch that is a date with at most a place, a weekday or a number beside it."""
    if not words.strip() or len(words) > 120:
        return None
    days = _days(words)
    if not days:
        return None
    left = words
    for when in reversed(days):
        left = left[: when.span.start] + left[when.span.end :]
    rest = re.findall(r"[^\W\d_]+", left)
    gregorian = [w for w in days if w.calendar == "gregorian"]
    return (
        (gregorian or days)[-1].edtf if len(rest) <= 5 and not re.search(r"[.?!]\s+\S", left.strip(" .|,()")) else None
    )


def _announced(line: str) -> str | None:
    """The date of "Published on 3 May 2024" or of a dateline "KELVAR CITY, 4 March 2025. The Ministry ..."."""
    head = line[:160]
    told = head.lower()
    byline = _BYLINE.match(head)
    if not any(word in told for word in _ANNOUNCING) and not _PLACE.match(head) and byline is None:
        return None
    for when in _days(head):
        before = line[: when.span.start]
        if _DATELINE.search(before) or _PLACE.fullmatch(before):
            return when.edtf
        if byline is not None and _BYLINE.fullmatch(before) and not line[when.span.end :].strip(" *_.|"):
            return when.edtf
    return None
