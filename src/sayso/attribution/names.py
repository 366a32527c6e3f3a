"""Proper names in running text: where they stand, which name persons, and the titles and roles beside them."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "ARTICLES",
    "BRACKET",
    "GROUP",
    "MAN",
    "NAME",
    "ROLE",
    "WOMAN",
    "bare_name",
    "is_person",
    "last_name",
    "name_in",
    "role_in",
]

# A text repeats its names: what was made of this many is remembered.
_REMEMBERED = 16_384

_TITLES = (
    "Gen|Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Sen|Senator|Rep|Representative|Gov|Governor|Gen|General|Lt|Col|Colonel|Capt|"
    "Captain|Maj|Major|Adm|Admiral|President|Vice|Prime|Minister|Secretary|Chancellor|Chairman|Chairwoman|Chair|Judge|Justice|Mayor|"
    "Director|Ambassador|Commissioner|King|Queen|Prince|Princess|Sheikh|Imam|Rabbi|Pope|Bishop|Spokesman|Spokeswoman|Spokesperson|"
    "Deputy|Press|Foreign|Finance|Defence|Defense|Interior|First|Chief|Acting|Former|Officer|Sergeant|Detective|Inspector|Congressman|"
    "Congresswoman|Assistant|Under|Attorney|Speaker|Government|Environment|Health|Justice|Trade|Harbour|Lady"
)
NAME = re.compile(
    r"(?:(?:(?:Mr|Ms|Mrs|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Maj|Adm|St|Jr|Sr|[A-Z])\.(?=\s)|[A-ZÀ-ÖØ-ÞĆČĐŁŚŞŠŽŻİ][\w’'\-]*|al-[A-Z][\w’'-]*|(?<=\s)(?:de|van|von|der|den|al|bin|ibn|el|of|the|and|for|du|la|ut)(?=\s+[A-Z])|&)(?:[ \t\u00a0]+|[ \t\u00a0]*\n[ \t>]*(?=\S)|$|(?=[^\w\s’'-])))+"
)
_SMALL = frozenset(
    """
    of the and for de van von der den al bin ibn el du la ut &
    """.split()
)
_TITLE_WORD = re.compile(rf"^(?:{_TITLES})\.?$")
ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|these|some|both|one)\s+", re.IGNORECASE)
# "the Velmar newspaper, The Orsa Courier": the name comes after the kind.
_APPOSED = re.compile(
    r"\b(?:newspaper|daily|website|web site|agency|paper|channel|magazine|broadcaster|station|site),?\s*$"
)
BRACKET = re.compile(r"\b((?:[A-Z][\w’'\-]*[\s-]+(?:(?:of|the|and|for)\s+)?){1,7})\(([A-Z][A-Za-z&.-]{1,9})\)")
ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|chief|director|secretary|commander|officer|head|leader|chair(?:man|woman)?|professor|"
    r"analyst|engineer|official|senator|governor|mayor|lawyer|judge|expert|editor|author|founder|ambassador|adviser|advisor|captain|skipper|"
    r"owner|member|general|attorney|deputy|manager|candidate|strategist|economist|doctor|teacher|student|resident|reporter|correspondent|"
    r"negotiator|commissioner|coach|driver|farmer|survivor|witness|prime minister|nominee|pollster)s?\b",
    re.IGNORECASE,
)
WOMAN = re.compile(
    r"\b(?:Ms|Mrs|Miss|Lady|Dame|Queen|Princess|Congresswoman|Chairwoman|spokeswoman|she|her|herself|woman|mother|daughter|sister)\b"
)
MAN = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Congressman|Chairman|spokesman|he|his|himself|man|father|son|brother|sheikh)\b"
)
GROUP = re.compile(
    r"\b(?:ministry|department|office|agency|court|council|committee|government|company|group|party|newspaper|news|times|post|daily|tribune|"
    r"university|institute|union|association|bank|house|army|police|board|commission|radio|tv|media|journal|review|courier|administration|"
    r"campaign|report|study|poll|survey|statement|release|website|web site|magazine|wing|chamber|center|centre|foundation|congress|senate)\b",
    re.IGNORECASE,
)
_NEVER_NAMES = frozenset(
    """
    January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday According I Yes No Ramadan Shawwal Rajab
    """.split()
)


_PLACES = frozenset(
    """
    United States Kingdom Nations Union Street City County Valley River Island Islands Lake North South East
    West Northern Southern Eastern Western New York Washington University College School Act Bill Day War Road
    Avenue Park Airport Europe Asia Africa America American Americans London Paris Committee Court Supreme
    Capitol Hill Wall Central Big Great National International Federal Republican Democratic Republicans
    Democrats Constitution Amendment Law Order Plan Program Project Fund System Service Force Air Navy Council
    Assembly Parliament Republic
    """.split()
)


@lru_cache(_REMEMBERED)
def is_person(name: str) -> bool:
    parts = name.split()
    return (
        bool(parts)
        and all((p[:1].isupper() or p in _SMALL or p.startswith("al-")) and p not in _NEVER_NAMES for p in parts)
        and not {"of", "the", "and", "for", "&"} & set(parts)
        and parts[0] not in _SENTENCE_HEADS
        and not GROUP.search(name)
        and not all(_TITLE_WORD.match(p) for p in parts)
        and not _PLACES & set(parts)
        and (len(parts[0]) > 1 or parts[0].endswith("."))
        and not any(len(p) > 2 and p.isupper() for p in parts)
    )


_SENTENCE_HEADS = frozenset(
    """
    The A An In On At But And If When As He She It They We I You This That These Those For By From With After
    Before Then Thus So Two His Her Its Their Our My Of To Not No Yes What Who Why How Here There Since While
    Although However Is Are Was Were Do Does Did Has Have Had Will Would Can Could Should May Might Must Other Others Some
    Many Most Such Each Every Both
    """.split()
)


def last_name(parts: list[str]) -> str:
    return re.sub(r"[’']s?$", "", parts[-1])


@lru_cache(_REMEMBERED)
def bare_name(words: str) -> str:
    """A run of capitalised words less its titles and small words at the ends: "Minister Ilse Brandvik" → "Ilse Brandvik"."""
    parts = words.split()
    while len(parts) > 2 and re.fullmatch(r"[A-Z]\.", parts[0]) and _TITLE_WORD.match(parts[1]):
        parts.pop(0)
    last_title = max((i for i, p in enumerate(parts[:-2]) if _TITLE_WORD.match(p)), default=0)
    if last_title and _TITLE_WORD.match(parts[0]) and not _SMALL & set(parts[last_title:]):
        # "Chief of Army Staff General Ilse Brandvik": everything up to the last title is title.
        parts = parts[last_title + 1 :]
    while parts and (parts[0] in _SMALL or (_TITLE_WORD.match(parts[0]) and len(parts) > 1)):
        parts.pop(0)
        if len(parts) > 2 and parts[0] == "of":
            # "Minister of Waterways Ilse Brandvik": the office's own name goes with the title.
            parts = parts[2:] if len(parts) > 3 and parts[1] not in _SMALL else parts
    while parts and parts[-1] in _SMALL:
        parts.pop()
    # "the Northern Post’s Steve Mole": whose he is goes before, and is no part of the name.
    owner = max((i for i, p in enumerate(parts[:-1]) if p.endswith(("’s", "'s"))), default=-1)
    parts = parts[owner + 1 :]
    if len(parts) > 1 and parts[0] == "The":
        parts.pop(0)
    return re.sub(r"[’']s?$", "", " ".join(parts))


def name_in(written: str) -> str | None:
    """The proper name in a mention: the one after an apposition's comma where it is a person, else the first."""
    best: str | None = None
    for match in NAME.finditer(written + " "):
        at_head = match.start() == 0
        name = bare_name(match.group().strip(" ,"))
        if not name or (at_head and name in _SENTENCE_HEADS):
            continue
        first, _, rest = name.partition(" ")
        if at_head and first in _SENTENCE_HEADS and rest:
            name = bare_name(rest)
        if not name or all(_TITLE_WORD.match(p) or p in _SMALL or p in _NEVER_NAMES for p in name.split()):
            continue
        if (
            best is None
            or (GROUP.search(best) and not GROUP.search(name))
            or ("’s" in written[: match.start()][-3:])
            or (len(best.split()) == 1 and _APPOSED.search(written[: match.start()]))
            or (ROLE.search(written[: match.start()]) and len(name.split()) >= 2 and not GROUP.search(name))
        ):
            best = name
    return best


def role_in(written: str, name: str | None) -> str | None:
    if name is None:
        return None
    rest = written.replace(name, " ").strip(" ,")
    rest = " ".join(ARTICLES.sub("", rest).strip(" ,").split())
    return rest if (rest and ROLE.search(rest)) or GROUP.search(rest) else None
