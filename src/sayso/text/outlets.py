"""Names that a text says are no person's: "the daily Le Phare", "the ferry company, Norlanders", "the opera The Salt Bride"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

__all__ = ["named_outlets", "places_of"]

_KINDS = (
    r"newspaper|daily|weekly|monthly|magazine|news\s+agency|website|web\s+site|portal|broadcaster|channel|radio\s+station|network|platform|"
    r"agency|company|firm|contractor|charity|think\s+tank|party|social\s+network|opera|novel|film|play|poem|song|album|pamphlet|ship|ferry"
)
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ]|[Aa]l-[A-Z])[\w’'&-]*"
_NAME = rf"(?!(?:The|A|An|It|He|She|They|We|I|This|That|In|On|At|But|And|For|As)\b){_CAPITAL}(?:\s+(?:(?:of|and|for|the|de|du|la)\s+)?{_CAPITAL}){{0,4}}"
# Behind its kind, up to a comma, a stop, a word of place or time, or what it does; "the firm Rask founded" is no name of one.
_AFTER = re.compile(
    rf"\b(?P<kind>{_KINDS}),?\s+[“\"'*_]*(?:(?:the|The)\s+)?(?P<name>{_NAME})(?=[”\"'*_]*(?:[.,;:)]|\s*\(|\s+(?:on|in|at|of|that|has|had|was|is|will|"
    r"said|says|told|report\w*|quot\w+|cit\w+|wrote|writes|last|this|about|to|and)\b))"
)
_BEFORE = re.compile(
    rf"(?P<name>{_NAME})[”\"*_]*\s+(?P<kind>newspaper|daily|weekly|monthly|magazine|news\s+agency|website|web\s+site|portal|channel)\b(?!,?\s+[“\"'*_]*(?:[Tt]he\s+)?[A-Z])"
)
_FROM = re.compile(r"\w+(?:an|ish|ese|ch)")
_APPOSED = re.compile(rf"(?P<name>{_NAME}),\s+an?\s+(?:[\w-]+\s+){{0,4}}?(?P<kind>{_KINDS})\b")
_APPOSING = re.compile(r",\s+an?\s")
_OPENING = re.compile(r"(?:The|A|An|This|That|Its|In|On|At)\s+")


# The words that a kind begins with, and how far from it its name may stand: a text holds few of the one, and many capitals.
_WORDS = sorted({kind.split(r"\s+")[0] for kind in _KINDS.split("|")})
_AROUND = 160


@lru_cache(4)
def named_outlets(text: str) -> dict[str, str]:
    """What each such name is, in the text's own word: `named_outlets("He told the daily Le Phare, ...") == {"Le Phare": "daily"}`."""
    kinds = sorted(at for word in _WORDS for at in places_of(text, word))
    found: dict[str, str] = {}
    for pattern in (_AFTER, _BEFORE, _APPOSED):
        for match in _near(pattern, text, kinds):
            name = _OPENING.sub("", " ".join(match["name"].split()))
            if "\n\n" in match.group() or (pattern is _BEFORE and _FROM.fullmatch(name)):
                continue  # "an Orsan newspaper" has no name
            found.setdefault(name, " ".join(match["kind"].lower().split()))
    return found


def _near(pattern: re.Pattern[str], text: str, kinds: Sequence[int]) -> Iterator[re.Match[str]]:
    """Where a pattern holds a kind that stands at one of these places, in order, no two of them overlapping."""
    end = 0
    for at in kinds:
        if pattern is _AFTER:
            match = pattern.match(text, at, at + _AROUND) if at >= end else None
        elif pattern is _APPOSED and not _APPOSING.search(text, max(end, at - _AROUND), at):
            match = None
        else:
            match = pattern.search(text, max(end, at - _AROUND), at + _AROUND)
            while match is not None and match.end("kind") <= at:
                match = pattern.search(text, match.end(), at + _AROUND)
        if match is not None and match.start("kind") == at:
            end = match.end()
            yield match


def places_of(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text: `list(places_of("so it is, so", "so")) == [0, 10]`."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(word, end)
