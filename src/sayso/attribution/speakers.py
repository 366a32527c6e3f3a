"""Who the words that name a source refer to: a name, its fullest form in the text, its role; pronouns to the last fitting."""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from sayso.attribution.names import (
    ARTICLES,
    BRACKET,
    GROUP,
    MAN,
    NAME,
    ROLE,
    WOMAN,
    bare_name,
    is_person,
    last_name,
    name_in,
    role_in,
)
from sayso.attribution.phrases import PRONOUNS
from sayso.model import Speaker

__all__ = ["Speakers"]

_UNNAMED = re.compile(
    r"(?:some|many|several|various|others?|unnamed|anonymous|most|people|observers|critics|sources?|experts|analysts|officials|supporters)\b",
    re.IGNORECASE,
)


_PAPER = re.compile(
    r"(?:an?|the|its|this|one)?\s*(?:[\w-]+\s+){0,2}(?:statement|release|letter|report|post|e-?mail|message|memo|survey|study|analysis|article|story|dispatch|column|op-ed)"
    r"\s+(?:from|by|issued by|released by|published (?:in|by)|in)\s+(?P<who>(?-i:the\s+|The\s+)?(?-i:[A-Z])[^,;]{2,80}?)(?:\s+(?:of|on|dated|from)\s+\d[^,;]*)?$",
    re.IGNORECASE,
)
_SAME_PAPER = re.compile(
    r"(?:the|this|that)\s+same\s+(?:[\w-]+\s+)?(?:statement|release|letter|report|post|article|interview|briefing|memo|document)",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r",?\s+(?:(?:that|which)\s+(?:was|were)\s+)?(?:seen|obtained|reviewed|verified|viewed|published|carried|quoted|cited)\s+by\s+.*$",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"[\w.][’']s?\s+(?:[\w-]+\s+){{0,4}}?{ROLE.pattern}$", re.IGNORECASE)
_APPOSITION = re.compile(r",\s+((?:the|an?|its|his|her|[A-Z])[^,.;:“”\"]{4,120})")
_WHO = re.compile(r"((?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'-]*),?\s+who\b")
# "Norda does not limit itself to ...", "Then it ...": a sentence about a thing, and one that goes on about it.
_HEAD = re.compile(r"\W*(?:The\s+)?(?P<name>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,4})\s+[a-z]")
_GOES_ON = re.compile(r"\W*(?:\w+,?\s+){0,2}it\b", re.IGNORECASE)
_ITSELF = re.compile(r"\b(?:it|its|itself)\b")
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=\W*[A-Z])")
_WEAK = frozenset(
    ["the", "a", "an", "of", "for", "at", "in", "and", "his", "her", "its", "their", "top", "chief", "senior"]
)


def _described_by(words: str) -> frozenset[str]:
    """The words of a description that tell one person from another."""
    found = (re.sub(r"[’']s?$", "", w) for w in re.findall(r"[\w’'-]+", words.lower()))
    return frozenset(w for w in found if w not in _WEAK)


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
        self._descriptions: list[tuple[str, frozenset[str]]] = []
        self._learn(text)

    def _learn(self, text: str) -> None:
        """Names in full and abbreviations introduced in brackets, from the whole text: each is known wherever it is used."""
        for match in BRACKET.finditer(text):
            self._learn_short(match)
        runs = [(m, bare_name(m.group())) for m in NAME.finditer(text) if len(m.group()) <= 160]
        for _, name in runs:
            parts = name.split()
            if 2 <= len(parts) <= 4 and is_person(name):
                self._full.setdefault(last_name(parts), name)
        for match, name in runs:
            parts = name.split()
            if not parts or not is_person(name):
                continue
            full = self._full.get(last_name(parts), name) if len(parts) == 1 else name
            titles = match.group()[: max(0, match.group().find(parts[0]))]
            if len(parts) == 1 and full == name and not titles:
                continue
            before = text[max(0, match.start() - 3) : match.start()]
            head = not before.strip() or before.rstrip()[-1:] in '.?!”"\n*'
            apposition = _APPOSITION.match(text, match.end() - (len(match.group()) - len(match.group().rstrip())))
            if apposition:
                self._learn_description(full, apposition[1])
            self._mentions.append(_Mention(match.start(), full, titles.strip(), head))
            gender = "woman" if WOMAN.search(titles) else "man" if MAN.search(titles) else ""
            if gender:
                self._gender.setdefault(full, gender)
        self._starts = [m.at for m in self._mentions]

    def _learn_description(self, name: str, words: str) -> None:
        """What a text says a person is: "Lena Brandt, the president's top economic adviser"."""
        if ROLE.search(words):
            self._descriptions.append((name, _described_by(words)))

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
        if low == "who":
            return self._antecedent(written, at)
        if low in PRONOUNS or low in ("his", "her", "their"):
            return self._pronoun(low, written, at)
        if _SAME_PAPER.fullmatch(written):
            who = self._issuer(written.rsplit(None, 1)[-1], at)
            if who is not None:
                return self._remember(Speaker(name=who, as_written=written), at)
        written = _SEEN.sub("", written)
        paper = _PAPER.match(written)
        if paper is not None:
            # "a release from Micronet": a paper speaks for whoever issued it.
            issuer = self.resolve(paper["who"], at)
            if issuer is not None:
                return msgspec.structs.replace(issuer, as_written=written, role=None)
        owned = _OWNED.search(written)
        if owned is not None:
            return self._described(written, at)
        bare = ARTICLES.sub("", written)
        short = self._short.get(bare.replace(".", ""))
        if short:
            return self._remember(Speaker(name=short, as_written=written), at)
        name = name_in(written)
        if name is None or (
            re.match(r"(?:the|this|that)\b", low) and not is_person(name) and ROLE.search(written.split(name)[-1])
        ):
            # "The former Harbour Board member": a description of somebody already named.
            return self._office(written, bare, at)
        parts = name.split()
        if len(parts) == 1 and GROUP.search(name) and re.search(r"\d", bare) and len(bare.split()) <= 8:
            # "the Report of 5 May 2022": a document is named by all its words.
            name, parts = bare, bare.split()
        resolved = self._short.get(name.replace(".", ""), name)
        if len(parts) == 1 and resolved == name:
            resolved = self._full.get(last_name(parts), name)
        role = role_in(written, name)
        organisation = role if role and GROUP.search(role) and not ROLE.search(role) else None
        return self._remember(Speaker(name=resolved, as_written=written, role=role, organisation=organisation), at)

    def _described(self, written: str, at: int) -> Speaker:
        """Whom a description of somebody else's man names: "Rask's top economic adviser" is no Rask, but her adviser."""
        wanted = _described_by(written)
        shared = [(len(wanted & words), name) for name, words in self._descriptions]
        best = max(shared, key=lambda found: found[0], default=(0, ""))
        sure = best[0] >= 2 and len({name for count, name in shared if count == best[0]}) == 1
        bare = ARTICLES.sub("", written)
        return self._remember(Speaker(name=best[1] if sure else bare, as_written=written, role=bare), at)

    def _issuer(self, paper: str, at: int) -> str | None:
        """Who issued "the same statement": who spoke last when the text last named such a paper."""
        named = [m.start() for m in re.finditer(rf"\b{re.escape(paper)}\b", self._text[:at], re.IGNORECASE)]
        before = [name for place, name, _ in self._spoken if not named or place <= named[-1]]
        return before[-1] if before else None

    def _antecedent(self, written: str, at: int) -> Speaker | None:
        """Whom "who" refers to: the name that stands right before the relative clause."""
        window = self._text[max(0, at - 240) : at + 3]
        before = None
        for before in _WHO.finditer(window):  # noqa: B007 - the last one counts
            pass
        name = bare_name(before[1]) if before else ""
        return self._remember(Speaker(name=self._full.get(name, name), as_written=written), at) if name else None

    def _remember(self, speaker: Speaker, at: int) -> Speaker:
        blob = f"{speaker.as_written} {speaker.role or ''}"
        grouped = not self._person(speaker.name)
        gender = "woman" if WOMAN.search(blob) else "man" if MAN.search(blob) else ""
        if gender and not grouped:
            self._gender.setdefault(speaker.name, gender)
        self._spoken.append((at, speaker.name, "group" if grouped else "person"))
        return speaker

    def _person(self, name: str) -> bool:
        return not (GROUP.search(name) or name in self._short.values() or re.search(r"\b[A-Z]{3,}\b", name))

    def _pronoun(self, low: str, written: str, at: int) -> Speaker | None:
        """Whom a pronoun means: the person at the head of the nearest sentence that names one, or who spoke last."""
        if low in ("i", "we", "you", "who"):
            return None
        if low == "it":
            name = self._thing(at) or next((n for _, n, kind in reversed(self._spoken[-8:]) if kind == "group"), None)
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

    def _thing(self, at: int) -> str | None:
        """What the sentences before a place, in its paragraph, are about: a name at the head of one that calls it "it"."""
        paragraph = self._text[max(self._text.rfind("\n", 0, at), at - 1500, 0) : at]
        for sentence in reversed(_SENTENCE.split(paragraph)):
            head = _HEAD.match(sentence)
            if head is not None and _ITSELF.search(sentence) and not _GOES_ON.match(sentence):
                name = self._short.get(head["name"], head["name"])
                return name if name not in self._full and name not in self._full.values() else None
            if sentence.strip() and not _GOES_ON.match(sentence):
                return None
        return None

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
        role = ROLE.search(bare)
        if role and re.match(r"(?:the|his|her|their)\b", written, re.IGNORECASE):
            stop = bisect_left(self._starts, at)
            wanted = role.group().lower()
            gender = "woman" if WOMAN.search(written) else "man" if MAN.search(written) else None
            titled = [
                m.name
                for m in reversed(self._mentions[:stop][-60:])
                if wanted in m.titles.lower() and self._fits(m.name, gender)
            ]
            if titled:
                sure = [name for name in titled if gender and self._gender.get(name) == gender]
                return self._remember(Speaker(name=(sure or titled)[0], as_written=written, role=bare), at)
            described = self._described(written, at)
            if described.name != bare:
                return described
            # Nobody had that title: a description of whoever spoke last, if of anybody.
            last = next(
                (
                    n
                    for p, n, kind in reversed(self._spoken[-4:])
                    if kind == "person" and at - p < 1200 and self._fits(n, gender)
                ),
                None,
            )
            if last is not None and not GROUP.search(role.group()):
                return self._remember(Speaker(name=last, as_written=written, role=bare), at)
        if role or GROUP.search(bare):
            return self._remember(Speaker(name=bare, as_written=written, role=bare if role else None), at)
        return Speaker(name=bare, as_written=written) if len(bare.split()) <= 6 else None
