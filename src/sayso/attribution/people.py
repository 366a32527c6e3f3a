"""Everybody a text names: in full, by which titles, in which roles; abbreviations it introduces, and names that are places."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter

import msgspec

from sayso.attribution.genders import gender_of, given_gender
from sayso.attribution.names import (
    BRACKET,
    GROUP,
    NAME,
    ROLE,
    is_nameless,
    is_person,
    is_title,
    last_name,
    less_opening,
)
from sayso.attribution.namesakes import RELATIVES, Run, meant_by_last_names
from sayso.attribution.phrases import FRONTING
from sayso.text.outlets import named_outlets, places_of

__all__ = ["KIN", "OWNER", "People"]

OWNER = re.compile(r"[\w.](?:[’']s|s[’'])\s")
"""Somebody else's: "Rask's adviser"."""
# "the governor" of "the governor’s adviser" is not the adviser.
_OWNERS = re.compile(r"[\w-]+[’']s(?=\s)|[\w-]+s[’'](?=\s)")
_SHORT_TITLES = {
    "governor": "gov", "senator": "sen", "representative": "rep", "congressman": "rep", "congresswoman": "rep",
    "general": "gen", "professor": "prof", "captain": "capt",
}  # fmt: skip
_APPOSITION = re.compile(r",\s+((?:(?:the|an?|its|his|her)\b|[A-Z])[^,.;:“”\"]{4,120})")
# "The harbour minister, Lady Ada Rask,", "its warden Jon Bek": what somebody is, told before the name.
_BEFORE = re.compile(
    r"(?:^|(?<=[\s(“\"]))(?P<what>(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s+[^,.;:“”\"\n()]{3,70}?),?\s+$"
)
_IS = re.compile(r",?\s+(?:is|has\s+been|became|remains)\s+(?=\S)(?P<what>[^,.;:“”\"\n]{3,80})")
KIN = re.compile(rf"{RELATIVES}|solicitor|lawyer|neighbour|neighbor")
"""Whose somebody is: "his mother, Ada Rask"."""
_PAST = re.compile(r"(?:then|former|late|ex|previous|outgoing|past)\b[\s-]", re.IGNORECASE)
# What may stand between a sentence's beginning and its subject: "In 2016, as the board met, Rask ...", "Its warden, Rask ...".
_FRONTED = re.compile(
    rf"(?:^|[.!?][”\"’)\]]*\s+|\n)[\s\d.)*-]*(?:(?:{'|'.join(word.title() for word in FRONTING)})\b[^.;:!?“”\"\n]{{0,110}},\s+|"
    rf"(?:The|Its|His|Her|Their|Our)\b[^.,;:!?“”\"\n]{{0,70}}?{ROLE.pattern},?\s+)$",
)
_FIRST_WORD = re.compile(r"^(?:The|This|That|Our|Its|In|On|At|And|But)\s+")
# Whom a text calls "he" by capital letters alone.
_DIVINE = frozenset(["Allah", "God"])
_PREPOSITION = re.compile(r"\s(?:of|at|for|in|from|with|by|on|to)\s")
_WEAK = frozenset(
    ["the", "a", "an", "of", "for", "at", "in", "and", "his", "her", "its", "their", "top", "chief", "senior"]
)


def _described_by(words: str) -> frozenset[str]:
    """The words of a description that tell one person from another."""
    found = (re.sub(r"[’']s?$", "", w) for w in re.findall(r"[\w’'-]+", words.lower()))
    return frozenset(w for w in found if w not in _WEAK)


# An abbreviation in brackets, and how far before it what it stands for may begin.
_SHORT = re.compile(r"\([A-Z][A-Za-z&.-]{1,9}\)")
_SPELLED_OUT = 400
_HOLDER = re.compile(rf",?\s+(?:the\s+)?(?P<who>{NAME.pattern})")
_ENDS = '.?!”"*'
# A group's name in full reaches no further than so from its noun.
_AROUND = 120
# A line of four words or more without a long word in small letters: its capitals name nobody.
_HEADLINE = re.compile(r"^(?:[^\sa-z]\S*|[a-z]{1,3})(?:[ \t]+(?:[^\sa-z]\S*|[a-z]{1,3})){3,}$", re.MULTILINE)
_PLACE = re.compile(r"\b(?:in|near|across|throughout|outside)\s+([A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?)")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_GOES_ON = re.compile(r"\s*(?:He|She|They)\b")
# Given names that are also common words.
_GIVEN = frozenset(
    """
    Mark Will Grant Rose Grace Art Bill Bob Jack Frank Rich Drew Sue Chase Hope Faith Joy Dean Pat Guy Max Penny Patience Summer
    April May June Chance Don Rob Nick Dick Ray Victor Ernest Wade Clay Cliff Dale Glen Brook Ivy Lily Violet Daisy Ruby Pearl
    Amber Crystal Angel Christian Earl Duke Norm Gene Miles Chip Skip Buck Buddy Sandy Rusty Iris Olive Ginger
    """.split()
)


def _is_role(before: str) -> bool:
    """Whether the word that stands last, before a comma or none, says what somebody is."""
    last = before.rstrip(" ,\n").rpartition(" ")[2]
    return ROLE.search(last) is not None or KIN.fullmatch(last) is not None


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    number = bisect_right(spans, (at, sys.maxsize)) - 1
    return number >= 0 and at < spans[number][1]


class _Mention(msgspec.Struct, frozen=True):
    """A person named in the text: where, under which full name, by which titles, and whether at the head of a sentence."""

    at: int
    name: str
    titles: str
    head: bool


class People:
    """Whom a text names, from the whole of it: each is known wherever a word for them is used.

    `full_name("Achterberg")` is "Tomas Achterberg" where the text has named him so.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._holders: dict[str, str] = {}
        self._gender: dict[str, str] = {}
        self._with_noun: dict[str, list[tuple[int, str]]] = {}
        self._plurals: dict[str, bool] = {}
        self._mentions: list[_Mention] = []
        self._descriptions: list[tuple[int, str, frozenset[str], frozenset[str]]] = []
        self._groups = named_outlets(text)
        self._learn(text)
        self._places = self._find_places(text)
        self._mentions = [m for m in self._mentions if m.name not in self._places]
        self._starts = [m.at for m in self._mentions]

    def _learn(self, text: str) -> None:
        """Names in full, and abbreviations introduced in brackets."""
        end = 0
        for short in _SHORT.finditer(text):
            # What is to be read stands before a bracket, and brackets are few.
            match = BRACKET.search(text, max(end, short.start() - _SPELLED_OUT), short.end())
            if match is not None:
                self._learn_short(match)
                end = match.end()
        common = frozenset(word.strip(_ENDS + ",;:()“”’'") for word in set(text.split()) if not word[0].isupper())
        headlines = [(m.start(), m.end()) for m in _HEADLINE.finditer(text)]
        runs: list[Run] = []
        for match in NAME.finditer(text):
            words = match.group()
            name = less_opening(words)
            if len(words) <= 160 and is_person(name) and not _inside(headlines, match.start()):
                name = self._less_first(name, match.start(), common)
                if is_person(name) and name not in self._groups:
                    runs.append(Run(match.start(), words, name, name.split()))
        articled = Counter(
            name for start, words, name, parts in runs if len(parts) > 1 and self._articled(start, words, name)
        )
        named = Counter(name for _, _, name, _ in runs)
        # "The Orsa Ledger", wherever it is named: an article stands before no person's name.
        things = {name for name, times in articled.items() if times == named[name]}
        self._groups = {**self._groups, **dict.fromkeys(things, "")}
        runs = [run for run in runs if run.name not in things]
        self._full = meant_by_last_names(text, runs)
        for run in runs:
            start, words, name, parts = run
            titles = run.titles
            full = self._meant(last_name(parts), titles, name) if len(parts) == 1 else name
            if titles and is_nameless(titles) and not gender_of(titles) and not is_title(titles.split()[-1]):
                titles = ""  # "May Allah", "When Rask": a word that begins the sentence
            if len(parts) == 1 and full == name and not titles and name not in self._full:
                continue
            self._learn_descriptions(full, start, start + len(words.rstrip()))
            self._mentions.append(_Mention(start, full, titles, self._heads(start)))
            if titles:
                self.learn_gender(full, titles)

    def _find_places(self, text: str) -> frozenset[str]:
        """Names that stand behind "in" or "near" as a rule; one that does so now and then can be a person's ("faith in Rask")."""
        found = Counter(m[1] for m in _PLACE.finditer(text))
        named = Counter(m.name for m in self._mentions)
        return frozenset(name for name, times in found.items() if times * 3 >= named[name]) - self._full.keys()

    def _articled(self, start: int, words: str, name: str) -> bool:
        """Whether a name in a run of capitalised words has an article right before it: not in "The MP Ada Rask"."""
        if words.startswith("The "):
            return words.startswith(name, 4) or words.startswith(name)
        return words.startswith(name) and self._text[max(0, start - 4) : start].lower().endswith("the ")

    def _heads(self, at: int) -> bool:
        """Whether a sentence begins at a place, or its subject does behind a phrase that comes first."""
        if self._text[max(0, at - 3) : at].rstrip()[-1:] in ("", *_ENDS):
            return True
        before = self._text[max(0, at - 160) : at].rstrip()
        if not (before.endswith(",") or _is_role(before)):
            return False
        return _FRONTED.search(self._text[max(0, at - 160) : at]) is not None

    def _less_first(self, name: str, at: int, common: frozenset[str]) -> str:
        """A name without a common word that is capital as the first of its sentence."""
        first, _, rest = name.partition(" ")
        return rest if rest and first.lower() in common and first not in _GIVEN and self._heads(at) else name

    def _learn_descriptions(self, name: str, start: int, end: int) -> None:
        """What a text says beside a name that a person is: "Lena Brandt, the president's top economic adviser"."""
        near = self._text[max(0, start - 90) : start]
        before = _BEFORE.search(near) if _is_role(near) else None
        for told in (_APPOSITION.match(self._text, end), _IS.match(self._text, end), before):
            words = told[1] if told is not None else ""
            last = words.split()[-1] if words else ""
            if told is before and _PAST.search(words):
                continue
            if told is before and KIN.fullmatch(last):
                self.learn_gender(name, last)
            if ROLE.search(words) or (told is before and KIN.fullmatch(last)):
                self._descriptions.append(
                    (start, name, _described_by(words), _described_by(" ".join(_OWNERS.findall(words))))
                )

    def _learn_short(self, match: re.Match[str]) -> None:
        every = [w for w in re.split(r"[\s-]+", match[1].strip()) if w]
        letters = match[2].replace(".", "")
        for words in ([w for w in every if w[0].isupper()], [w for w in every if w != "the"], every):
            for take in range(min(len(words), 8), 0, -1):
                if "".join(w[0] for w in words[-take:]).upper() == letters.upper() and words[-take][0].isupper():
                    start = match[1].find(words[-take])
                    self._short[letters] = " ".join(match[1][start:].split())
                    self._learn_holder(letters, match.end())
                    return

    def _learn_holder(self, letters: str, end: int) -> None:
        """Who holds an office that is introduced with its abbreviation: "the Chief of Harbour Staff (CHS), Admiral Ada Rask"."""
        words = self._short[letters].split()
        office = ROLE.fullmatch(words[0]) or ROLE.fullmatch(words[-1])
        holder = _HOLDER.match(self._text, end) if office is not None else None
        name = less_opening(holder["who"]) if holder is not None else ""
        if " " in name and is_person(name):
            self._holders[letters] = name

    def full_name(self, name: str, before: str = "") -> str:
        """A name as the text gives it in full: of an abbreviation, or of a last name alone, with what stands before it."""
        known = self._short.get(name.replace(".", ""), name)
        parts = known.split()
        return self._meant(last_name(parts), before, known) if len(parts) == 1 else known

    def _meant(self, last: str, before: str, name: str) -> str:
        title = before.split()[-1:]
        return self._full.get(" ".join([*title, last])) or self._full.get(last, name)

    def named_so(self, title: str) -> str | None:
        """The person whose name is the title of the text: a life, or what somebody says of it."""
        name = " ".join(title.split())
        if not (is_person(name) and " " in name) or last_name(name.split()) not in self._full:
            return None
        full = self.full_name(last_name(name.split()))
        pronoun = _PRONOUN.search(self._text, self._text.find(last_name(name.split())))
        if pronoun is not None:
            self.learn_gender(full, pronoun.group().lower())
        return full

    def by_given_name(self, given: str) -> str | None:
        """Whose given name this is: "Sir Philip" is Sir Philip Draycott."""
        return next((name for name in self._full.values() if name.split()[0] == given), None)

    def spelled_out(self, words: str) -> str | None:
        """What an abbreviation stands for, None for what is none."""
        return self._short.get(words.replace(".", ""))

    def holder(self, words: str) -> str | None:
        """Who holds the office that an abbreviation stands for, where the text names them with it."""
        return self._holders.get(words.replace(".", ""))

    def has_named(self, name: str) -> bool:
        """Whether this is a person of whom the text gives the full name."""
        return name in self._full or name in self._full.values()

    def learn_gender(self, name: str, words: str) -> None:
        """Take note of what the words beside a name tell: "Mrs", "spokesman", "she"."""
        gender = gender_of(words)
        if gender:
            self._gender.setdefault(name, gender)

    def fits(self, name: str, wanted: str | None) -> bool:
        """Whether somebody can be the man or woman that a pronoun asks for."""
        return wanted is None or (self._gender.get(name) or given_gender(name) or wanted) == wanted

    def is_one(self, name: str) -> bool:
        """Whether a pronoun can mean whoever was called this: a person by name, or one whom a role describes."""
        if name in self._short.values() or name in self._places or name in self._groups or name in _DIVINE:
            return False
        if is_person(name):
            return not self._only_heads(name)
        # "former engineer at the Harbour Office", "Harbour Office spokesman": what stands before the preposition decides.
        head = _PREPOSITION.split(name, maxsplit=1)[0]
        role = ROLE.search(head)
        return role is not None and not head.endswith("s") and (role.end() == len(head) or not GROUP.search(head))

    def _only_heads(self, name: str) -> bool:
        """Whether a word in the plural has its capital only from beginning sentences: "Documents show ..."."""
        if " " in name or not name.endswith("s") or name in self._full:
            return False
        if name not in self._plurals:
            self._plurals[name] = all(self._heads(at) for at in places_of(self._text, name))
        return self._plurals[name]

    def group(self, name: str) -> str | None:
        """The full name of a group that a text names so, None for what is none."""
        known = self._short.get(name.replace(".", ""))
        return known or (name if GROUP.search(name) or name in self._groups or name in self._short.values() else None)

    def whole_group(self, noun: str, at: int) -> str | None:
        """The one group named before a place, of those in full, whose name ends or begins with a noun: "the Directorate"."""
        named = {name for place, name in self._wholes(noun) if place < at}
        return named.pop() if len(named) == 1 else None

    def known_as(self, name: str, wanted: str | None) -> bool:
        """Whether the text or a given name tells that somebody is the man or woman asked for."""
        return wanted is not None and (self._gender.get(name) or given_gender(name)) == wanted

    def _wholes(self, noun: str) -> list[tuple[int, str]]:
        """Where the text names groups in full whose names end or begin with a noun; looked for once."""
        if noun not in self._with_noun:
            whole = re.compile(
                rf"(?:[A-Z][\w’-]*\s+(?:(?:of|and|for|the)\s+)*){{1,5}}{noun}\b|\b{noun}\s+of\s+(?:the\s+)?[A-Z]\w+"
            )
            found, end = list[tuple[int, str]](), 0
            for at in places_of(self._text, noun):
                match = whole.search(self._text, max(end, at - _AROUND), at + len(noun) + _AROUND)
                if match is not None and match.end() > at:
                    found.append((match.start(), _FIRST_WORD.sub("", " ".join(match[0].split()))))
                    end = match.end()
            self._with_noun[noun] = [(place, name) for place, name in found if name != noun]
        return self._with_noun[noun]

    def nearest(
        self, at: int, wanted: str, since: int, *, known: bool = False, barred: str | None = None
    ) -> str | None:
        """The fitting person named last before a place and after `since`, one at the head of a sentence before others.

        Whoever is named inside the marks that close right before it is hardly the one who speaks there. Those of the
        place's own paragraph come first, unless it begins with a pronoun and so goes on about somebody else.
        """
        stop = bisect_left(self._starts, self._before_marks(at))
        near = [
            m
            for m in self._mentions[max(0, stop - 12) : stop]
            if m.at > since
            and at - m.at < 600
            and m.name != barred
            and (self.known_as if known else self.fits)(m.name, wanted)
            and self.is_one(m.name)
        ]
        begin = self._text.rfind("\n\n", 0, at) + 1
        own = [m for m in near if m.at >= begin]
        if own and not any(m.head for m in own) and _GOES_ON.match(self._text, begin):
            own = []
        near = own or near
        heads = [m for m in near if m.head]
        return (heads or near)[-1].name if near else None

    def _before_marks(self, at: int) -> int:
        """Where the quotation opens that ends right before a place; the place itself where none does."""
        before = self._text[max(0, at - 4) : at].rstrip()
        close = before[-1:]
        if close not in ("”", '"'):
            return at
        opening = self._text.rfind("“" if close == "”" else '"', 0, max(0, at - 4) + len(before) - 1)
        return opening if opening >= 0 else at

    def titled(self, said: str, role: str, gender: str | None, at: int) -> str | None:
        """Who was named last with a title before a place, of those whose title shares the capitals of a description."""
        if OWNER.search(said):
            return None
        capitals = {w for w in said.split() if w[:1].isupper()}
        wanted = _described_by(said)
        stop = bisect_left(self._starts, at)
        best: tuple[int, str] | None = None
        for mention in reversed(self._mentions[max(0, stop - 60) : stop]):
            titles = set(re.findall(r"\w+", mention.titles.lower()))
            held = all(any(t.startswith(r) for t in titles) for r in role.split()) or _SHORT_TITLES.get(role) in titles
            if held and self.fits(mention.name, gender) and (not capitals or capitals & set(mention.titles.split())):
                shared = len(wanted & titles) + (gender is not None and self._gender.get(mention.name) == gender)
                best = (shared, mention.name) if best is None or shared > best[0] else best
        return best[1] if best is not None else None

    def introduced(self, said: str, role: str, at: int) -> str | None:
        """Whom the text says to be what a description says: two of its words, or all, are theirs and nobody else's.

        Those introduced before the place come before others.
        """
        wanted = _described_by(said)
        held = [
            (place, name, words)
            for place, name, words, owners in self._descriptions
            if role.lower() in words - (owners if " " not in said else frozenset())
        ]
        held = [d for d in held if d[0] < at] or held
        capitals = _described_by(" ".join(w for w in said.split()[:-1] if w[:1].isupper()))
        held = [d for d in held if capitals <= d[2]]
        shared = [(len(wanted & words), name) for _, name, words in held]
        most = max((count for count, _ in shared), default=0)
        names = {name for count, name in shared if count == most}
        return names.pop() if most >= min(2, len(wanted)) and len(names) == 1 else None
