"""Who the words that name a source refer to: a name, its fullest form in the text, its role; pronouns to the last fitting."""

from __future__ import annotations

import re

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
    r"(?:(?:[A-Z][\w’'\-]*\.?|al-[A-Z][\w’'-]*|(?<=\s)(?:de|van|von|der|den|al|bin|ibn|el|of|the|and|for|du|la|ut)(?=\s+[A-Z])|&)(?:\s+|$))+"
)
_SMALL = frozenset(["of", "the", "and", "for", "de", "van", "von", "der", "den", "al", "bin", "ibn", "el", "du", "la", "ut", "&"])
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
    r"\b(?:Ms|Mrs|Miss|Lady|Dame|Queen|Princess|Congresswoman|Chairwoman|spokeswoman|she|her|woman|mother|daughter|sister)\b"
)
_MAN = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Congressman|Chairman|spokesman|he|his|man|father|son|brother|sheikh)\b"
)
_GROUP = re.compile(
    r"\b(?:ministry|department|office|agency|court|council|committee|government|company|group|party|newspaper|news|times|post|daily|tribune|"
    r"university|institute|union|association|bank|house|army|police|board|commission|radio|tv|media|journal|review|courier|administration|"
    r"campaign|report|study|poll|survey|statement|release|website|web site|magazine|wing|chamber|center|centre|foundation|congress|senate)\b",
    re.IGNORECASE,
)


class Speakers:
    """The speakers met so far in one document, in order; resolves each mention against them.

    `resolve("Achterberg")` gives the speaker named "Tomas Achterberg" where the text has named him so.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._offices: dict[str, str] = {}
        self._last: list[tuple[str, str, str]] = []
        self._learn(text)

    def _learn(self, text: str) -> None:
        """Names in full and abbreviations introduced in brackets, from the whole text: each is known wherever it is used."""
        for match in _BRACKET.finditer(text):
            words = [w for w in re.split(r"[\s-]+", match[1].strip()) if w[:1].isupper()]
            letters = match[2].replace(".", "")
            for take in range(min(len(words), 8), 0, -1):
                if "".join(w[0] for w in words[-take:]).upper() == letters.upper():
                    found = re.search(
                        r"[\s-]+".join(map(re.escape, words[-take:])).replace(
                            r"[\s-]+", r"[\s-]+(?:(?:of|the|and|for)\s+)?"
                        ),
                        match[1],
                    )
                    self._short[letters] = " ".join((found.group() if found else " ".join(words[-take:])).split())
                    break
        for match in _NAME.finditer(text):
            if len(match.group()) > 160:
                continue
            name = _bare(match.group())
            parts = name.split()
            if 2 <= len(parts) <= 4 and all(p[:1].isupper() or p in _SMALL for p in parts) and not _GROUP.search(name):
                if parts[0] not in _SENTENCE_HEADS:
                    self._full.setdefault(_last(parts), name)

    def resolve(self, mention: str) -> Speaker | None:
        """The speaker that the words of a source refer to; None where they name nobody ("some observers")."""
        written = " ".join(mention.split()).strip(" ,.;:")
        if not written:
            return None
        low = written.lower()
        if low in PRONOUNS or low in ("his", "her", "their", "the latter", "the former"):
            return self._pronoun(low, written)
        short = self._short.get(written.removeprefix("the ").removeprefix("The ").replace(".", ""))
        name = _name_in(written)
        role = _role_in(written, name)
        if short:
            return self._remember(Speaker(name=short, as_written=written))
        if name is None:
            return self._bare_office(written)
        organisation = None
        # "the army's media wing, the ISPR": the last name is the speaker's own.
        parts = name.split()
        resolved = self._short.get(name.replace(".", ""), name)
        if len(parts) == 1 and resolved == name:
            resolved = self._full.get(parts[0], name)
        elif len(parts) > 1 and not _GROUP.search(name):
            self._full[_last(parts)] = name if len(parts) <= 5 else self._full.get(_last(parts), name)
        if role and _GROUP.search(role):
            organisation = role
        return self._remember(Speaker(name=resolved, as_written=written, role=role, organisation=organisation))

    def _remember(self, speaker: Speaker) -> Speaker:
        blob = f"{speaker.as_written} {speaker.role or ''}"
        kind = (
            "group"
            if _GROUP.search(speaker.name)
            else "woman"
            if _WOMAN.search(blob)
            else "man"
            if _MAN.search(blob)
            else "person"
        )
        if speaker.role:
            for word in _ROLE.findall(speaker.role):
                self._offices[word.lower()] = speaker.name
        known = next((k for n, k, _ in reversed(self._last) if n == speaker.name and k != "person"), None)
        self._last.append((speaker.name, known or kind, speaker.as_written))
        return speaker

    def _pronoun(self, low: str, written: str) -> Speaker | None:
        if low in ("i", "we", "you", "who"):
            return None
        wanted = {"he": ("man", "person"), "his": ("man", "person"), "she": ("woman", "person"), "her": ("woman", "person"),
                  "it": ("group",), "the former": ("man", "woman", "person")}.get(low, ("group", "person", "man", "woman"))  # fmt: skip
        for name, kind, _ in reversed(self._last[-12:]):
            if kind in wanted:
                if kind == "person" and low in ("he", "she"):
                    self._last.append((name, "man" if low == "he" else "woman", written))
                return Speaker(name=name, as_written=written)
        return None

    def _bare_office(self, written: str) -> Speaker | None:
        """A role or a group without a name: "the spokesperson" is whoever held that role last, "the ministry" itself."""
        bare = _ARTICLES.sub("", written)
        role = _ROLE.search(bare)
        if role and re.match(r"the\b", written, re.I):
            holder = self._offices.get(role.group().lower())
            if holder:
                return self._remember(Speaker(name=holder, as_written=written, role=bare))
        if re.match(
            r"(?:some|many|several|various|other|others|unnamed|anonymous|most|people|observers|critics|sources?)\b",
            written,
            re.I,
        ):
            return Speaker(name=written, as_written=written)
        if role or _GROUP.search(bare):
            return self._remember(Speaker(name=bare, as_written=written, role=bare if role else None))
        return Speaker(name=bare, as_written=written) if len(bare.split()) <= 8 else None

    def note(self, name: str, written: str) -> None:
        """Tell of a speaker whom the text does not introduce by a source, such as a transcript's turn."""
        self._remember(Speaker(name=name, as_written=written))

    @property
    def last(self) -> str | None:
        """The name of the speaker met last."""
        return self._last[-1][0] if self._last else None


_SENTENCE_HEADS = frozenset(
    ["The", "A", "An", "In", "On", "At", "But", "And", "If", "When", "As", "He", "She", "It", "They", "We", "I", "You", "This", "That", "These", "Those", "For", "By", "From", "With", "After", "Before", "Then", "Thus", "So", "Two", "His", "Her", "Its", "Their", "Our", "My", "Of", "To", "Not", "No", "Yes", "What", "Who", "Why", "How", "Here", "There", "Since", "While", "Although", "However"]
)


def _last(parts: list[str]) -> str:
    return re.sub(r"[’']s?$", "", parts[-1])


def _bare(words: str) -> str:
    """A run of capitalised words less its titles and small words at the ends: "Minister Ilse Brandvik" → "Ilse Brandvik"."""
    parts = words.split()
    while parts and (parts[0] in _SMALL or (_TITLE_WORD.match(parts[0]) and len(parts) > 1)):
        parts.pop(0)
        if len(parts) > 2 and parts[0] == "of":
            # "Minister of Waterways Ilse Brandvik": the office's own name goes with the title.
            parts = parts[2:] if len(parts) > 3 and parts[1] not in _SMALL else parts
    while parts and parts[-1] in _SMALL:
        parts.pop()
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
        if not name:
            continue
        if best is None or (_GROUP.search(best) and not _GROUP.search(name)) or ("’s" in written[: match.start()][-3:]) or (_ROLE.search(written[: match.start()]) and len(name.split()) >= 2 and not _GROUP.search(name)):
            best = name
    return best


def _role_in(written: str, name: str | None) -> str | None:
    if name is None:
        return None
    rest = written.replace(name, " ").strip(" ,")
    rest = " ".join(_ARTICLES.sub("", rest).strip(" ,").split())
    return rest if (rest and _ROLE.search(rest)) or _GROUP.search(rest) else None
