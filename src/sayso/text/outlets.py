"""Names that a text says are no person's: "the daily Le Phare", "the ferry company, Norlanders", "the opera The Salt Bride"."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["named_outlets"]

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
_OPENING = re.compile(r"(?:The|A|An|This|That|Its|In|On|At)\s+")


@lru_cache(4)
def named_outlets(text: str) -> dict[str, str]:
    """What each such name is, in the text's own word: `named_outlets("He told the daily Le Phare, ...") == {"Le Phare": "daily"}`."""
    found: dict[str, str] = {}
    for pattern in (_AFTER, _BEFORE, _APPOSED):
        for match in pattern.finditer(text):
            name = _OPENING.sub("", " ".join(match["name"].split()))
            if "\n\n" in match.group() or (pattern is _BEFORE and _FROM.fullmatch(name)):
                continue  # "an Orsan newspaper" has no name
            found.setdefault(name, " ".join(match["kind"].lower().split()))
    return found
