"""The hands that a report names in the document's own words: whom it was told to, whose report it is taken from, who tells it.

Each construction says where its hand stands between the speaker and the document: those who heard the words first come
before the report that is quoted, that one before the outlet that quotes it, and whoever saw or carried that one last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.model import Span
from sayso.model.types import LinkKind
from sayso.provenance.carriers import is_unnamed, kind_of
from sayso.text.outlets import named_outlets

__all__ = ["HEARD", "ORIGIN", "OUTER", "RELAY", "Hand", "bare", "key", "named_hands"]

HEARD, ORIGIN, RELAY, OUTER = range(4)
"""How far from the speaker a hand stands: who heard the words, the report taken from, who tells it, who carries that on."""


class Hand(NamedTuple):
    """A hand that the own words name: its name, as written, where, of what kind, and how far from the speaker."""

    name: str
    written: str
    span: Span
    kind: LinkKind
    rank: int


_CAPITAL = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'&-]*(?:\.\w+)*|[Aa]l-[A-Z][\w’'-]*)"
_OUTLETS = (
    r"newspaper|daily|weekly|monthly|website|site|portal|(?:news\s+)?agency|paper|channel|magazine|broadcaster|station|network|outlet|journal|"
    r"reporters?|journalist|interviewer|correspondent|programme|podcast|show|radio"
)
_NAME = rf"(?P<who>{_CAPITAL}(?:\s+(?:(?:of|and)\s+(?:the\s+)?|the\s+)?{_CAPITAL}){{0,5}}(?:\s+(?:{_OUTLETS})\b)?)"
_BEFORE = rf"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur)\s+)?(?P<noun>(?:[A-Za-z][\w-]*\s+){{0,2}}?(?:{_OUTLETS}),?\s+)?"
_BEFORE += r"(?:(?:from|of|for|with)\s+)?(?:(?:yesterday|today|(?:last|this)\s+\w+|\w+day)[’']s\s+)?(?:the\s+|The\s+)?(?:''|[“\"*_\[]+)?"
_UNNAMED = (
    r"(?P<nobody>(?:(?:an?|one|two|three|four|five|several|some|many|other|unnamed|anonymous|the|its)\s+){0,2}(?:[\w-]+\s+){0,3}?"
    r"(?:sources?|officials?|people|persons|diplomats?|aides?|insiders?|executives?|employees?|lawmakers?|staffers?|witnesses|documents?|memos?|letters?|records|e-?mails?)\b"
    r"(?:\s+(?:familiar|close|briefed|with|in|at|from)\b[^,.;:“”\"]{2,60}?(?=[,.;:“”\"]|\s+(?:said|say|that|as|who|report\w*)\b|$))?)"
)
_PAPER = r"(?:report|story|article|dispatch|account|investigation|interview|statement|release|edition|issue|piece)"
_TOLD = (
    r"tell|tells|told|telling|speaking\s+(?:to|with|on)|talking\s+to|spoke\s+(?:to|with)|appearing\s+on|"
    r"(?:an?|the|his|her|their|its)\s+(?:[\w-]+\s+){0,2}interview\s+(?:with|on|to|for|given\s+to|published\s+(?:in|by)|broadcast\s+(?:by|on)|aired\s+on)|"
    r"(?:remarks|comments|a\s+statement|statements|an\s+e-?mail|testimony)\s+to|"
    r"(?:wrote|writes|writing|written)\s+(?:in|for|on)|"
    r"(?:an?|his|her|their)\s+(?:[\w-]+\s+){0,2}(?:op-ed|column|article|essay|commentary|piece|letter)\s+(?:in|for|on|to|published\s+(?:in|by))|"
    r"published\s+(?:in|by|on)|as\s+told\s+to|(?:confirmed|explained|admitted|revealed|disclosed|declared|insisted|complained)\s+to"
)
_INTERVIEW = re.compile(r"interview|speaking|spoke|talking|appearing|wr[io]t", re.IGNORECASE)
_COLUMN = re.compile(r"\b(?:op-ed|column)\s+(?:in|for)\b", re.IGNORECASE)
_REPORTER = re.compile(r"reporter|journalist", re.IGNORECASE)
_VERB = (
    r"(?:report|narrat|relat|recount|wr[io]t|sa(?:id|ys?)\b|stat(?:ed|es)\b|announc|tells?\b|told|reveal|carr(?:ied|ies)|"
    r"publish|broadcast|air(?:ed|s)\b|print(?:ed|s)\b|quot|cit(?:ed|es|ing)\b|attribut(?:ed|es)\b|posted|noted|confirm)\w*"
)
_RECORD = (
    r"(?:[\w-]+\s+){0,2}?(?:transcripts?|minutes|recordings?|records?|memo(?:randum)?|e-?mails?|letters?|filings?|documents?|court\s+papers)\b"
    r"(?:\s+of\s+(?:the|its|an?)\s+[^,.;:“”\"]{2,40}?(?=,))?"
)
_BOOK = r"book|memoirs?|novel|essay|pamphlet|treatise|biography|autobiography"
_NARRATED = r"narrated|transmitted|related"
_TIME = r"(?:\s+(?:also|then|later|has|have|had|earlier|further|on|in|of)\b[^.;:“”\"]{0,60}?)?"
_FRAMES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (HEARD, re.compile(rf"\b(?i:{_TOLD})\s+{_BEFORE}{_NAME}")),
    (ORIGIN, re.compile(rf"\b(?i:report(?:ed|s|ing)?)\b[^.“”\"]{{0,60}}?\bfrom\s+(?:{_UNNAMED}|{_BEFORE}{_NAME})")),
    (
        ORIGIN,
        re.compile(
            rf"\b(?i:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s+(?:{_UNNAMED}|{_BEFORE}{_NAME})(?P<saying>[^“”\":;]{{0,60}}\s+as\s+\w+ing\b)?"
        ),
    ),
    (
        HEARD,
        re.compile(
            rf"\b(?i:in)\s+(?:his|her|their)\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>{_BOOK})\s+(?:of\s+\d{{4}},?\s+)?[*_“\"]+{_NAME}"
        ),
    ),
    (ORIGIN, re.compile(rf"\b(?i:{_PAPER})\s+(?:in|by|from|on|of|published\s+(?:in|by|on))\s+{_BEFORE}{_NAME}")),
    (
        RELAY,
        re.compile(rf"(?:(?i:\bas)\s+)?{_BEFORE}{_NAME}(?:(?P<what>(?:,[^,“”\"]{{3,80}}){{1,2}}),)?{_TIME}\s+{_VERB}"),
    ),
    (
        RELAY,
        re.compile(
            rf"{_NAME}(?<=[’']s)\s+(?P<staff>(?:[\w-]+\s+){{0,2}}?(?:correspondent|reporter|columnist|editor|critic)\b)"
        ),
    ),
    # "According to the minutes, Rask objected": the record that holds what somebody said.
    (OUTER, re.compile(rf"\b(?i:according\s+to|per)\s+(?P<nobody>(?:the|an?|its|his|her)\s+{_RECORD})")),
    # "said, as narrated by Muslim from Abu Hurayra": the collection, and whom it has the words from.
    (
        HEARD,
        re.compile(
            rf"\b(?i:{_NARRATED})\s+by\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}\s+(?:from|on\s+the\s+authority\s+of)\s+{_NAME}"
        ),
    ),
    (OUTER, re.compile(rf"\b(?i:{_NARRATED})\s+by\s+(?:Imam\s+)?{_NAME}")),
    (
        OUTER,
        re.compile(
            rf"\b(?i:(?:cited|quoted|reported|carried|published|broadcast|aired|seen|obtained|reviewed|verified|viewed|recorded|relayed)\s+(?:by|on|in)|"
            rf"shared\s+with|leaked\s+to|provided\s+to|sent\s+to|according\s+to|via)\s+{_BEFORE}{_NAME}"
        ),
    ),
)
_NOT_NAMES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"In|On|At|As|It|He|She|They|We|I|This|That|These|Those|But|And|The|A|An|Citing|Quoting|According|When|After|Before|While|There|His|Her|Its|Their)"
)
_OF_PREFIX: tuple[tuple[LinkKind, str], ...] = (
    ("broadcaster", r"network|station|programme|show|radio"),
    ("newspaper", r"outlet|paper|weekly|monthly|correspondent|reporter|columnist|editor|critic"),
    ("website", r"site|portal"),
    ("agency", r"agency"),
)

_TRADITION = re.compile(rf"(?:{_NARRATED})\b", re.IGNORECASE)
_WHAT_IT_IS = re.compile(rf"[A-Z]\w+\s+(?:{_OUTLETS})")
_APPOSED = re.compile(r",\s+(?:the|an?)\s+$")


def bare(name: str) -> str:
    """A name less its article, the country that owns it and the sign at its end: "Orsa’s Courier," is "Courier"."""
    name = re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    name = re.sub(r"^(?:[A-Z]\w+[’']s\s+)+(?=[A-Z])", "", name)
    return re.sub(r"[’']s$", "", name).rstrip(".,'’*_")


def key(name: str) -> str:
    """What two ways of writing one name share: `key("The Courier") == key("courier")`."""
    return re.sub(r"^(?:the|a|an)\s+", "", " ".join(name.split()).lower())


def named_hands(text: str, stretches: Sequence[Span]) -> list[Hand]:
    """The hands that stretches of a document's own words name, in the order from the speaker outward.

    "Rask told the Courier, as cited by Radio Orsa, that ..." names the Courier, then Radio Orsa.
    """
    found: dict[str, Hand] = {}
    for stretch in stretches:
        for hand in _in(text, stretch):
            known = found.get(key(hand.name))
            # "The Courier reported ..., quoting Reuters": what Reuters is quoted as is no telling of its own.
            if known is None or (known.rank == RELAY and hand.rank == ORIGIN):
                found[key(hand.name)] = hand
    hands = sorted(found.values(), key=lambda h: h.rank)
    # Where the outlet is named, its reporter is not one more hand.
    outlets = any(h.rank == HEARD and h.kind != "interview" for h in hands)
    return [h for h in hands if not (outlets and h.rank == HEARD and h.kind == "interview")]


def _in(text: str, stretch: Span) -> Iterator[Hand]:
    for rank, frame in _FRAMES:
        at = stretch.start
        while (match := frame.search(text, at, stretch.end)) is not None:
            hand = _hand(match, rank)
            at = match.end("who") if match.groupdict().get("who") else match.end()
            if hand is not None:
                yield hand


def _hand(match: re.Match[str], rank: int) -> Hand | None:
    groups = match.groupdict()
    nobody = groups.get("nobody")
    if nobody:
        words = " ".join(nobody.split())
        return Hand(words, words, Span(*match.span("nobody")), "unnamed", rank)
    written = " ".join(match["who"].split())
    name = bare(written)
    if _WHAT_IT_IS.fullmatch(written) and _APPOSED.search(
        match.string, max(0, match.start("who") - 8), match.start("who")
    ):
        return None  # "the Beacon, the Orsan newspaper, reported": what the Beacon is, and no hand more
    if not name or all(_NOT_NAMES.fullmatch(word) for word in name.split()) or is_unnamed(name):
        return None
    what = re.match(rf",\s+(?:the|an?)\s+(?:[\w-]+\s+){{0,3}}?(?:{_OUTLETS})\b", groups.get("what") or "")
    prefix = groups.get("noun") or (what.group() if what is not None else "")
    kind = (
        kind_of(name) or kind_of(prefix) or next((k for k, p in _OF_PREFIX if re.search(rf"\b(?:{p})", prefix)), None)
    )
    if kind is None and rank == HEARD and _COLUMN.search(match.group()):
        kind = "newspaper"
    if kind is None and rank == HEARD and (_INTERVIEW.search(match.group()) or _REPORTER.match(prefix)):
        kind = "interview"
    if kind is None:
        what_it_is = named_outlets(match.string).get(name) or groups.get("staff") or ""
        kind = kind_of(what_it_is) or next((k for k, p in _OF_PREFIX if re.search(rf"\b(?:{p})", what_it_is)), None)
    if kind is None and groups.get("saying"):
        kind = "speaker"
    if kind is None and prefix and re.fullmatch(_BOOK, prefix):
        kind = "book"
    if kind is None and _TRADITION.match(match.group()):
        kind = "speaker" if rank == HEARD else "book"
    if kind is None or kind == "post":
        return None
    return Hand(name, written, Span(match.start("who"), match.end("who")), kind, rank)
