"""Proper names in running text: where they stand, which name persons, and the titles beside them."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "ARTICLES",
    "BRACKET",
    "GROUP",
    "MAN",
    "NAME",
    "POSTS",
    "ROLE",
    "WOMAN",
    "bare_name",
    "is_nameless",
    "is_person",
    "is_title",
    "last_name",
    "less_opening",
]

# A text repeats its names: what was made of this many is remembered.
_REMEMBERED = 16_384

# Titles that an office's or a country's name may stand before: "Norda Governor Ilse Brandvik".
POSTS = (
    "President|Minister|Secretary|Chancellor|Chairman|Chairwoman|Chair|Judge|Mayor|Director|Ambassador|Commissioner|Senator|Sen|"
    "Representative|Rep|Governor|Gov|General|Gen|Colonel|Col|Captain|Capt|Admiral|Adm|Lt|Professor|Prof|Spokesman|Spokeswoman|"
    "Spokesperson|Chief|Officer|Sergeant|Sgt|Detective|Inspector|Congressman|Congresswoman|Attorney|Speaker|Premier|Sheriff|"
    "Superintendent|Commander|Councilman|Councilwoman|Prosecutor|Editor|Leader|Whip|Coach|Manager|Principal|Pastor|Treasurer|"
    "Comptroller|Administrator|Coordinator|Adviser|Advisor|Strategist|Envoy|Correspondent|CEO|CFO|COO|MP|Councillor|Councilor|Alderman|"
    "Alderwoman|Chairperson|Congressperson|Lawmaker|Brigadier|Commodore|Ombudsman|Archbishop|Cardinal|Mufti|Ayatollah|Mullah"
)
_TITLES = (
    f"{POSTS}|Mr|Ms|Mrs|Miss|Dr|Sir|Dame|Lord|Lady|Maj|Major|Vice|Prime|Justice|King|Queen|Prince|Princess|Sheikh|Imam|Rabbi|"
    "Pope|Bishop|Deputy|Press|Foreign|Finance|Defence|Defense|Interior|First|Acting|Former|Assistant|Under|Government|"
    "Environment|Health|Trade|Harbour|Rev|Reverend"
)
_CAPITALS = "A-ZÀ-ÖØ-ÞĆČĐŁŚŞŠŽŻİ"
_CAPITAL = (
    rf"(?=[{_CAPITALS}])(?:(?:[A-Z]\.){{2,}}(?=[ \t\u00a0])|"
    r"(?:Mr|Ms|Mrs|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Maj|Adm|St|Jr|Sr|[A-Z])\.(?=\s)|\w[\w’'\-]*)|"
    r"(?:al|el|ul|ad|ar|as|ash|at|an)-[A-Z][\w’'-]*"
)
_PARTICLE = r"(?<=\s)(?:de|van|von|der|den|al|bin|ibn|el|du|la|ut)(?=\s+[A-Z])"
_AFTER = r"(?:[ \t\u00a0]+|[ \t\u00a0]*\n[ \t>]*(?=\S)|$|(?=[^\w\s’'-]))"
# What a name can begin with is told first, so that most places are soon passed over.
NAME = re.compile(
    rf"(?=[{_CAPITALS}abdeiluv])(?:{_CAPITAL}|{_PARTICLE}){_AFTER}(?:(?:{_CAPITAL}|{_PARTICLE}|(?<=\s)(?:of|the|and|for)(?=\s+[A-Z])|&){_AFTER})*"
)
"""A run of words with capitals, small words between them and titles with their full stops."""
_SMALL = frozenset(
    """
    of the and for de van von der den al bin ibn el du la ut &
    """.split()
)
_OWNING = re.compile(r"[’']s?$")
_INITIAL = re.compile(r"[A-Z]\.")
_COURTESY = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Count|Countess)\.?")
_POST = re.compile(rf"(?:\w+-)?(?:{POSTS})\.?")
_DOMAINS = frozenset(
    """
    Affairs Intelligence Security Services Development Resources Relations Staff Operations Communications Defence Defense
    Protection Safety Accidents Works Transport Education Energy Engineering Planning Investigations Prosecutions Elections Logistics
    Aviation Waterways Ports Statistics
    """.split()
)
# "General Electric", "the General Assembly": no officer.
_GENERAL = frozenset(
    """
    Assembly Counsel Court Dynamics Election Electric Electrics Hospital Mills Motors Services Staff Accounting
    """.split()
)
_ALSO_SURNAMES = frozenset(
    ["King", "Prince", "Bishop", "Pope", "Major", "Lord", "Justice", "Judge", "Chance", "Coach", "Whip"]
)
_GENERATION = frozenset(["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"])
# Title words that also name the field of an office.
_FIELD = re.compile(
    r"Press|Foreign|Finance|Defence|Defense|Interior|Government|Environment|Health|Justice|Trade|Harbour|Attorney"
)
_TRADE = re.compile(
    r"(?:Student|Teacher|Engineer|Farmer|Driver|Historian|Economist|Analyst|Author|Critic|Lawyer|Doctor|Founder|Survivor|Resident|Witness)"
)
# The Arabic article at the head of a surname.
_ARTICLED = re.compile(r"(?:al|el|ul|ad|ar|as|ash|at|an)-[A-Z]")
_TITLE_WORD = re.compile(rf"^(?:\w+-)?(?:{_TITLES})\.?(?:[’']s)?$")
ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|these|some|both|one)\s+", re.IGNORECASE)
BRACKET = re.compile(r"\b((?:[A-Z][\w’'\-]*[\s-]+(?:(?:of|the|and|for)\s+){0,2}){1,7})\(([A-Z][A-Za-z&.-]{1,9})\)")
ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|chief|director|secretary|commander|officer|head|leader|chair(?:man|woman)?|professor|"
    r"analyst|engineer|official|senator|governor|mayor|lawyer|judge|expert|editor|author|founder|ambassador|adviser|advisor|captain|skipper|"
    r"owner|member|general|attorney|councill?or|lawmaker|chairperson|deputy|manager|candidate|strategist|economist|doctor|teacher|student|resident|reporter|correspondent|"
    r"negotiator|commissioner|coach|driver|farmer|survivor|witness|prime minister|nominee|pollster|envoy|inspector|warden|historian|critic)s?\b",
    re.IGNORECASE,
)
WOMAN = re.compile(
    r"\b(?:Ms|Mrs|Miss|Lady|Dame|Queen|Princess|Congresswoman|Chairwoman|spokeswoman|she|her|herself|woman|lady|wife|widow|mother|daughter|sister)\b"
)
MAN = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Congressman|Chairman|spokesman|he|his|himself|man|husband|widower|father|son|brother|sheikh)\b"
)
GROUP = re.compile(
    r"\b(?:ministry|department|office|agency|court|council|committee|government|company|group|party|newspaper|news|times|post|daily|tribune|"
    r"university|institute|union|association|bank|house|army|police|board|commission|radio|tv|media|journal|review|courier|administration|"
    r"campaign|report|study|poll|survey|statement|release|website|web site|magazine|wing|chamber|center|centre|foundation|congress|senate|"
    r"league|forum|alliance|coalition|movement|corporation|secretariat|tribunal|organi[sz]ation|consortium|gazette|herald|chronicle|telegraph|bulletin|examiner|inquirer|broadcaster|academy|authority|directorate|federation|society|bureau)\b",
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
    West Northern Southern Eastern Western New York Washington University College School Act Day War Road
    Avenue Park Airport Europe Asia Africa America American Americans London Paris Committee Court Supreme
    Capitol Hill Wall Central Big Great National International Federal Republican Democratic Republicans
    Democrats Constitution Amendment Law Order Plan Program Project Fund System Service Force Air Navy Council
    Assembly Parliament Republic Upper Lower Inner Outer Mount Fort Cape Bay Gulf Province District
    """.split()
)


# "I’m", "That’s", "Don’t": capital at the head of a sentence, and no name.
_CONTRACTION = re.compile(
    r"(?:I|He|She|They|It|We|You|Who|That|There|What|Here|How|Where)[’'](?:m|s|d|re|ve|ll)|Let[’']s|\w+n[’']t"
)


@lru_cache(_REMEMBERED)
def is_person(name: str) -> bool:
    parts = name.split()
    return (
        bool(parts)
        and all((p[:1].isupper() or p in _SMALL or _ARTICLED.match(p)) and p not in _NEVER_NAMES for p in parts)
        and not {"of", "the", "and", "for", "&"} & set(parts)
        and parts[0] not in _SENTENCE_HEADS
        and not (("’" in name or "'" in name) and any(_CONTRACTION.fullmatch(p) for p in parts))
        and not GROUP.search(name)
        and not all(_TITLE_WORD.match(p) for p in parts)
        and not _PLACES & set(parts)
        and "Bill" not in parts[1:]
        and (len(parts[0]) > 1 or parts[0].endswith("."))
        and not any(len(p) > 2 and p.isupper() for p in parts)
    )


_SENTENCE_HEADS = frozenset(
    """
    The A An In On At But And If When As He She It They We I You This That These Those For By From With After
    Before Then Thus So Two His Her Its Their Our My Of To Not No Yes What Who Why How Here There Since While
    Although However Is Are Was Were Do Does Did Has Have Had Will Would Can Could Should May Might Must Other Others Some
    Many Most Such Each Every Both Several Few Another Nearly Almost Only Half More People Everyone Nobody One Three Four Five Six Seven
    Without Within Among Against Through Throughout Between Beyond Behind Besides Upon Across Along Around Yesterday Today Tomorrow
    Perhaps Maybe Indeed Instead Still Even Never Often Sometimes Finally Again Also Yet Nor Where Which Whose Pressed Afterwards
    Eight Nine Ten Twelve Whether Because Until Once During Under Over Like Despite According Asked Speaking Earlier Later Meanwhile
    """.split()
)


_DAY_HEADS = frozenset(["Last", "Next", "Late", "Early", "Since", "By"])


def is_title(word: str) -> bool:
    """Whether a word is a title that stands before a name: "Captain", "Dr."."""
    return _TITLE_WORD.match(word) is not None


def is_nameless(words: str) -> bool:
    """Whether capitalised words name nobody: titles, the words that begin sentences, days and months."""
    first, *rest = words.split()
    if rest and rest[-1] in _ALSO_SURNAMES and first.endswith("."):
        return False  # "Mr. King"
    return all(p in _SENTENCE_HEADS or p in _SMALL or p in _NEVER_NAMES or _TITLE_WORD.match(p) for p in (first, *rest))


def _is_group(parts: list[str]) -> bool:
    """Whether the words name a group by its field or its head, "Harbour Office of Lindmoor", and no person by a title."""
    kind = next((i for i, p in enumerate(parts) if i and GROUP.fullmatch(_OWNING.sub("", p))), 0)
    if kind == 0:
        return False
    titles = [bool(_TITLE_WORD.match(p)) for p in parts[:kind]]
    return all(titles) or all(_FIELD.fullmatch(p) or not t for p, t in zip(parts, titles, strict=False))


def _behind_post(parts: list[str]) -> list[str]:
    """The person's name behind a post and whose post it is: "Norda Harbour Board Chair Ilse Brandvik"; else nothing."""
    for last in range(len(parts) - 2, -1, -1):
        if parts[last] == "General" and parts[last + 1] in _GENERAL:
            return []
        if _POST.fullmatch(parts[last]) or (parts[last] == "Justice" and last and parts[last - 1] == "Court"):
            rest = parts[last + 1 :]
            if rest[0] == "of" and len(rest) > 2:
                # "Secretary of State Tomas Rask", "Director of National Security Tomas Rask": the office's own name.
                domain = max((i for i, p in enumerate(rest) if p in _DOMAINS), default=1)
                rest = rest[domain + 1 :]
            named = [p for p in rest if p not in _GENERATION]
            if "of" in named and is_person(" ".join(named[: named.index("of")])):
                # "Governor Ilse Brandvik of Norda"
                rest = named = named[: named.index("of")]
            return rest if named and len(rest) <= 4 and is_person(" ".join(named)) else []
    return []


def last_name(parts: list[str]) -> str:
    return _OWNING.sub("", parts[-1])


@lru_cache(_REMEMBERED)
def bare_name(words: str) -> str:
    """A run of capitalised words less its titles and small words at the ends: "Minister Ilse Brandvik" → "Ilse Brandvik"."""
    parts = words.split()
    if len(parts) > 2 and _POST.fullmatch(parts[0]) and parts[1] == "for":
        # "Minister for Inland Waterways" is an office, and nobody's name; in "Minister for Trade Ilse Brandvik" one follows.
        if len(parts) < 5 or not is_person(" ".join(parts[-2:])):
            return " ".join(parts)
        parts = parts[-2:]
    while len(parts) > 2 and _INITIAL.fullmatch(parts[0]) and _TITLE_WORD.match(parts[1]):
        parts.pop(0)
    if len(parts) > 3 and _COURTESY.fullmatch(parts[0]) and "of" in parts[2:-1]:
        # "Lord Bek of Orsa", "Mr J. Bek of Orsa": where somebody is from.
        parts = parts[: parts.index("of")]
    parts = _behind_post(parts) or parts
    while parts and (parts[0] in _SMALL or (_TITLE_WORD.match(parts[0]) and len(parts) > 1 and not _is_group(parts))):
        if parts[0] == "General" and parts[1] in _GENERAL:
            break
        parts.pop(0)
        if len(parts) > 2 and parts[0] == "of":
            # "Minister of Waterways Ilse Brandvik": the office's own name goes with the title.
            parts = parts[2:] if len(parts) > 3 and parts[1] not in _SMALL else parts
    while parts and parts[-1] in _SMALL:
        parts.pop()
    # "the Northern Post’s Steve Mole": whose he is goes before, and is no part of the name.
    owner = max((i for i, p in enumerate(parts[:-1]) if p.endswith(("’s", "'s"))), default=-1)
    if owner >= 0 and not all(GROUP.fullmatch(p) for p in parts[owner + 1 :]):
        parts = parts[owner + 1 :]
    if len(parts) > 1 and parts[0] == "The":
        parts.pop(0)
    if len(parts) > 2 and _TRADE.fullmatch(parts[0]) and is_person(" ".join(parts[1:])):
        # "Teacher Ada Rask, 29, said": what she does opens the sentence.
        parts.pop(0)
    if "of" in parts[2:-1] and GROUP.search(" ".join(parts[parts.index("of") :])):
        # "Ada Rask of The Orsa Courier"
        person = parts[: parts.index("of")]
        parts = person if is_person(" ".join(person)) else parts
    return _OWNING.sub("", " ".join(parts))


@lru_cache(_REMEMBERED)
def less_opening(words: str) -> str:
    """The bare name of a run of capitalised words, without a first word that only begins a sentence: "When Rask" → "Rask"."""
    name = bare_name(words)
    first, _, rest = name.partition(" ")
    if rest and first in _SENTENCE_HEADS | _DAY_HEADS:
        day, _, behind = rest.partition(" ")
        # "Last Tuesday Ada Rask", "On Monday Rask": the day goes with the word before it.
        return bare_name(behind if behind and day in _NEVER_NAMES else rest)
    return name
