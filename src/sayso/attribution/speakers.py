"""Who the words that name a source refer to: a name, its fullest form in the text, its role; pronouns to the last fitting."""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from sayso.attribution.phrases import PRONOUNS
from sayso.model import Speaker

__all__ = ["Speakers"]

_TITLES = (
    "Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Sen|Senator|Rep|Representative|Gov|Governor|Gen|General|Lt|Col|Colonel|Capt|"
    "Captain|Maj|Major|Adm|Admiral|President|Vice|Prime|Minister|Secretary|Chancellor|Chairman|Chairwoman|Chair|Judge|Justice|Mayor|"
    "Director|Ambassador|Commissioner|King|Queen|Prince|Princess|Sheikh|Imam|Rabbi|Pope|Bishop|Spokesman|Spokeswoman|Spokesperson|"
    "Deputy|Press|Foreign|Finance|Defence|Defense|Interior|First|Chief|Acting|Former|Officer|Sergeant|Detective|Inspector|Congressman|"
    "Congresswoman|Assistant|Under|Attorney|Speaker|Government|Environment|Health|Justice|Trade|Harbour|Lady"
)
_NAME = re.compile(
    r"(?:(?:(?:Mr|Ms|Mrs|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Maj|Adm|St|Jr|Sr|[A-Z])\.(?=\s)|[A-ZÀ-ÖØ-ÞĆČĐŁŚŞŠŽŻİ][\w’'\-]*|al-[A-Z][\w’'-]*|(?<=\s)(?:de|van|von|der|den|al|bin|ibn|el|of|the|and|for|du|la|ut)(?=\s+[A-Z])|&)(?:[ \t\u00a0]+|[ \t\u00a0]*\n[ \t>]*(?=\S)|$|(?=[^\w\s’'-])))+"
)
_SMALL = frozenset(
    ["of", "the", "and", "for", "de", "van", "von", "der", "den", "al", "bin", "ibn", "el", "du", "la", "ut", "&"]
)
_TITLE_WORD = re.compile(rf"^(?:{_TITLES})\.?$")
_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|these|some|both|one)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\b((?:[A-Z][\w’'\-]*[\s-]+(?:(?:of|the|and|for)\s+)?){1,7})\(([A-Z][A-Za-z&.-]{1,9})\)")
_ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|chief|director|secretary|commander|officer|head|leader|chair(?:man|woman)?|professor|"
    r"analyst|engineer|official|senator|governor|mayor|lawyer|judge|expert|editor|author|founder|ambassador|adviser|advisor|captain|skipper|"
    r"owner|member|general|attorney|deputy|manager|candidate|strategist|economist|doctor|teacher|student|resident|reporter|correspondent|"
    r"negotiator|commissioner|coach|driver|farmer|survivor|witness|prime minister|nominee|pollster)s?\b",
    re.IGNORECASE,
)
_WOMAN = re.compile(
    r"\b(?:Ms|Mrs|Miss|Lady|Dame|Queen|Princess|Congresswoman|Chairwoman|spokeswoman|she|her|herself|woman|mother|daughter|sister)\b"
)
_MAN = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Congressman|Chairman|spokesman|he|his|himself|man|father|son|brother|sheikh)\b"
)
_GROUP = re.compile(
    r"\b(?:ministry|department|office|agency|court|council|committee|government|company|group|party|newspaper|news|times|post|daily|tribune|"
    r"university|institute|union|association|bank|house|army|police|board|commission|radio|tv|media|journal|review|courier|administration|"
    r"campaign|report|study|poll|survey|statement|release|website|web site|magazine|wing|chamber|center|centre|foundation|congress|senate)\b",
    re.IGNORECASE,
)


class _Mention(msgspec.Struct, frozen=True):
    """A person named in the text: where, under which full name, by which titles, and whether at the head of a sentence."""

    at: int
    name: str
    titles: str
    head: bool


class Speakers:
    """Everybody a document names, and the speakers met so far; resolves each source against them.

    `resolve("Achterberg", 120)` gives the speaker named "Tomas Achterberg" where the text has named him so.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._gender: dict[str, str] = {}
        self._mentions: list[_Mention] = []
        self._starts: list[int] = []
        self._spoken: list[tuple[int, str, str]] = []
        self._learn(text)

    def _learn(self, text: str) -> None:
        """Names in full and abbreviations introduced in brackets, from the whole text: each is known wherever it is used."""
        for match in _BRACKET.finditer(text):
            self._learn_short(match)
        runs = [(m, _bare(m.group())) for m in _NAME.finditer(text) if len(m.group()) <= 160]
        for _, name in runs:
            parts = name.split()
            if 2 <= len(parts) <= 4 and _is_person(name):
                self._full.setdefault(_last(parts), name)
        for match, name in runs:
            parts = name.split()
            if not parts or not _is_person(name):
                continue
            full = self._full.get(_last(parts), name) if len(parts) == 1 else name
            titles = match.group()[: max(0, match.group().find(parts[0]))]
            if len(parts) == 1 and full == name and not titles:
                continue
            before = text[max(0, match.start() - 3) : match.start()]
            head = not before.strip() or before.rstrip()[-1:] in '.?!”"\n*'
            self._mentions.append(_Mention(match.start(), full, titles.strip(), head))
            gender = "woman" if _WOMAN.search(titles) else "man" if _MAN.search(titles) else ""
            if gender:
                self._gender.setdefault(full, gender)
        self._starts = [m.at for m in self._mentions]

    def _learn_short(self, match: re.Match[str]) -> None:
        words = [w for w in re.split(r"[\s-]+", match[1].strip()) if w[:1].isupper()]
        letters = match[2].replace(".", "")
        for take in range(min(len(words), 8), 0, -1):
            if "".join(w[0] for w in words[-take:]).upper() == letters.upper():
                start = match[1].find(words[-take])
                self._short[letters] = " ".join(match[1][start:].split())
                return

    def resolve(self, mention: str, at: int) -> Speaker | None:
        """The speaker that the words of a source at a place refer to; None where they name nobody."""
        written = " ".join(mention.split()).strip(" ,.;:")
        low = written.lower()
        if not written:
            return None
        if low in PRONOUNS or low in ("his", "her", "their"):
            return self._pronoun(low, written, at)
        bare = _ARTICLES.sub("", written)
        short = self._short.get(bare.replace(".", ""))
        if short:
            return self._remember(Speaker(name=short, as_written=written), at)
        name = _name_in(written)
        if name is None or (
            re.match(r"(?:the|this|that)\b", low) and not _is_person(name) and _ROLE.search(written.split(name)[-1])
        ):
            # "The former Harbour Board member": a description of somebody already named.
            return self._office(written, bare, at)
        parts = name.split()
        if len(parts) == 1 and _GROUP.search(name) and re.search(r"\d", bare) and len(bare.split()) <= 8:
            # "the Report of 5 May 2022": a document is named by all its words.
            name, parts = bare, bare.split()
        resolved = self._short.get(name.replace(".", ""), name)
        if len(parts) == 1 and resolved == name:
            resolved = self._full.get(_last(parts), name)
        role = _role_in(written, name)
        organisation = role if role and _GROUP.search(role) and not _ROLE.search(role) else None
        return self._remember(Speaker(name=resolved, as_written=written, role=role, organisation=organisation), at)

    def _remember(self, speaker: Speaker, at: int) -> Speaker:
        blob = f"{speaker.as_written} {speaker.role or ''}"
        grouped = not self._person(speaker.name)
        gender = "woman" if _WOMAN.search(blob) else "man" if _MAN.search(blob) else ""
        if gender and not grouped:
            self._gender.setdefault(speaker.name, gender)
        self._spoken.append((at, speaker.name, "group" if grouped else "person"))
        return speaker

    def _person(self, name: str) -> bool:
        return not (_GROUP.search(name) or name in self._short.values() or re.search(r"\b[A-Z]{3,}\b", name))

    def _pronoun(self, low: str, written: str, at: int) -> Speaker | None:
        """Whom a pronoun means: the person at the head of the nearest sentence that names one, or who spoke last."""
        if low in ("i", "we", "you", "who"):
            return None
        if low == "it":
            name = next((n for _, n, kind in reversed(self._spoken[-8:]) if kind == "group"), None)
            return self._remember(Speaker(name=name, as_written=written), at) if name else None
        wanted = {"he": "man", "his": "man", "she": "woman", "her": "woman"}.get(low)
        last = next(
            ((p, n) for p, n, kind in reversed(self._spoken[-8:]) if kind == "person" and self._fits(n, wanted)), None
        )
        if wanted is None:
            name = next((n for _, n, _ in reversed(self._spoken[-8:])), None)
            return Speaker(name=name, as_written=written) if name else None
        named = self._nearest(at, wanted, last[0] if last else -1)
        found = named or (last[1] if last else None)
        if found is None:
            return None
        self._gender.setdefault(found, wanted)
        return self._remember(Speaker(name=found, as_written=written), at)

    def _fits(self, name: str, wanted: str | None) -> bool:
        return wanted is None or self._gender.get(name, wanted) == wanted

    def _nearest(self, at: int, wanted: str, since: int) -> str | None:
        """The fitting person named last before a place and after `since`, one at the head of a sentence before others."""
        stop = bisect_left(self._starts, at)
        near = [
            m
            for m in self._mentions[max(0, stop - 12) : stop]
            if m.at > since and at - m.at < 600 and self._fits(m.name, wanted)
        ]
        heads = [m for m in near if m.head]
        return (heads or near)[-1].name if near else None

    def _office(self, written: str, bare: str, at: int) -> Speaker | None:
        """A role or a group without a name: "the minister" is whoever was named with that title last, the ministry itself."""
        if _UNNAMED.match(written):
            return Speaker(name=written, as_written=written)
        role = _ROLE.search(bare)
        if role and re.match(r"(?:the|his|her|their)\b", written, re.IGNORECASE):
            stop = bisect_left(self._starts, at)
            wanted = role.group().lower()
            gender = "woman" if _WOMAN.search(written) else "man" if _MAN.search(written) else None
            titled = [
                m.name
                for m in reversed(self._mentions[:stop][-60:])
                if wanted in m.titles.lower() and self._fits(m.name, gender)
            ]
            if titled:
                sure = [name for name in titled if gender and self._gender.get(name) == gender]
                return self._remember(Speaker(name=(sure or titled)[0], as_written=written, role=bare), at)
            # Nobody had that title: a description of whoever spoke last, if of anybody.
            last = next(
                (
                    n
                    for p, n, kind in reversed(self._spoken[-4:])
                    if kind == "person" and at - p < 1200 and self._fits(n, gender)
                ),
                None,
            )
            if last is not None and not _GROUP.search(role.group()):
                return self._remember(Speaker(name=last, as_written=written, role=bare), at)
        if role or _GROUP.search(bare):
            return self._remember(Speaker(name=bare, as_written=written, role=bare if role else None), at)
        return Speaker(name=bare, as_written=written) if len(bare.split()) <= 6 else None


_UNNAMED = re.compile(
    r"(?:some|many|several|various|others?|unnamed|anonymous|most|people|observers|critics|sources?|experts|analysts|officials|supporters)\b",
    re.IGNORECASE,
)
_NEVER_NAMES = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "According",
        "I",
        "Yes",
        "No",
        "Ramadan",
        "Shawwal",
        "Rajab",
    ]
)


_PLACES = frozenset(
    [
        "United",
        "States",
        "Kingdom",
        "Nations",
        "Union",
        "Street",
        "City",
        "County",
        "Valley",
        "River",
        "Island",
        "Islands",
        "Lake",
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "New",
        "York",
        "Washington",
        "University",
        "College",
        "School",
        "Act",
        "Bill",
        "Day",
        "War",
        "Road",
        "Avenue",
        "Park",
        "Airport",
        "Europe",
        "Asia",
        "Africa",
        "America",
        "American",
        "Americans",
        "London",
        "Paris",
        "Committee",
        "Court",
        "Supreme",
        "Capitol",
        "Hill",
        "Wall",
        "Central",
        "Big",
        "Great",
        "National",
        "International",
        "Federal",
        "Republican",
        "Democratic",
        "Republicans",
        "Democrats",
        "Constitution",
        "Amendment",
        "Law",
        "Order",
        "Plan",
        "Program",
        "Project",
        "Fund",
        "System",
        "Service",
        "Force",
        "Air",
        "Navy",
        "Council",
        "Assembly",
        "Parliament",
        "Republic",
    ]
)


def _is_person(name: str) -> bool:
    parts = name.split()
    return (
        bool(parts)
        and all((p[:1].isupper() or p in _SMALL or p.startswith("al-")) and p not in _NEVER_NAMES for p in parts)
        and not {"of", "the", "and", "for", "&"} & set(parts)
        and parts[0] not in _SENTENCE_HEADS
        and not _GROUP.search(name)
        and not all(_TITLE_WORD.match(p) for p in parts)
        and not _PLACES & set(parts)
        and (len(parts[0]) > 1 or parts[0].endswith("."))
        and not any(len(p) > 2 and p.isupper() for p in parts)
    )


_SENTENCE_HEADS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "If",
        "When",
        "As",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "You",
        "This",
        "That",
        "These",
        "Those",
        "For",
        "By",
        "From",
        "With",
        "After",
        "Before",
        "Then",
        "Thus",
        "So",
        "Two",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "My",
        "Of",
        "To",
        "Not",
        "No",
        "Yes",
        "What",
        "Who",
        "Why",
        "How",
        "Here",
        "There",
        "Since",
        "While",
        "Although",
        "However",
    ]
)


def _last(parts: list[str]) -> str:
    return re.sub(r"[’']s?$", "", parts[-1])


def _bare(words: str) -> str:
    """A run of capitalised words less its titles and small words at the ends: "Minister Ilse Brandvik" → "Ilse Brandvik"."""
    parts = words.split()
    while len(parts) > 2 and re.fullmatch(r"[A-Z]\.", parts[0]) and _TITLE_WORD.match(parts[1]):
        parts.pop(0)
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


def _name_in(written: str) -> str | None:
    """The proper name in a mention: the one after an apposition's comma where it is a person, else the first."""
    best: str | None = None
    for match in _NAME.finditer(written + " "):
        at_head = match.start() == 0
        name = _bare(match.group().strip(" ,"))
        if not name or (at_head and name in _SENTENCE_HEADS):
            continue
        first, _, rest = name.partition(" ")
        if at_head and first in _SENTENCE_HEADS and rest:
            name = _bare(rest)
        if not name or all(_TITLE_WORD.match(p) or p in _SMALL or p in _NEVER_NAMES for p in name.split()):
            continue
        if (
            best is None
            or (_GROUP.search(best) and not _GROUP.search(name))
            or ("’s" in written[: match.start()][-3:])
            or (_ROLE.search(written[: match.start()]) and len(name.split()) >= 2 and not _GROUP.search(name))
        ):
            best = name
    return best


def _role_in(written: str, name: str | None) -> str | None:
    if name is None:
        return None
    rest = written.replace(name, " ").strip(" ,")
    rest = " ".join(_ARTICLES.sub("", rest).strip(" ,").split())
    return rest if (rest and _ROLE.search(rest)) or _GROUP.search(rest) else None
