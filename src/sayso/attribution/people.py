"""Everybody a text names: in full, by which titles, in which roles; abbreviations it introduces, and names that are places."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter

import msgspec

from sayso.attribution.names import BRACKET, GROUP, MAN, NAME, ROLE, WOMAN, is_person, last_name, less_opening

__all__ = ["OWNER", "People", "gender_of"]

OWNER = re.compile(r"[\w.](?:[’']s|s[’'])\s")
"""Somebody else's: "Rask's adviser"."""
_SHORT_TITLES = {
    "governor": "gov", "senator": "sen", "representative": "rep", "congressman": "rep", "congresswoman": "rep",
    "general": "gen", "professor": "prof", "captain": "capt",
}  # fmt: skip
_APPOSITION = re.compile(r",\s+((?:(?:the|an?|its|his|her)\b|[A-Z])[^,.;:“”\"]{4,120})")
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
_ENDS = '.?!”"*'
# A line of four words or more without a long word in small letters: its capitals name nobody.
_HEADLINE = re.compile(r"^(?:[^\sa-z]\S*|[a-z]{1,3})(?:[ \t]+(?:[^\sa-z]\S*|[a-z]{1,3})){3,}$", re.MULTILINE)
_PLACE = re.compile(r"\b(?:in|near|across|throughout|outside)\s+([A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?)")
# Given names that are also common words.
_GIVEN = frozenset(
    """
    Mark Will Grant Rose Grace Art Bill Bob Jack Frank Rich Drew Sue Chase Hope Faith Joy Dean Pat Guy Max Penny Patience Summer
    April May June Chance Don Rob Nick Dick Ray Victor Ernest Wade Clay Cliff Dale Glen Brook Ivy Lily Violet Daisy Ruby Pearl
    Amber Crystal Angel Christian Earl Duke Norm Gene Miles Chip Skip Buck Buddy Sandy Rusty Iris Olive Ginger
    """.split()
)


# Given names of one gender in English-speaking countries, for pronouns only.
_WOMEN = frozenset(
    """
    Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Emily Donna Michelle
    Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma Nicole
    Katherine Christine Samantha Debra Janet Catherine Carolyn Rachel Heather Diane Virginia Julie Joyce Victoria Kelly Christina Joan Evelyn
    Lauren Judith Olivia Martha Cheryl Megan Andrea Hannah Jacqueline Ann Anne Alice Jean Doris Julia Teresa Theresa Gloria Sara Janice
    Marie Madison Judy Beverly Denise Marilyn Danielle Sophia Isabella Abigail Hillary Loretta Ivana Melania Claire Dianne Nora Sonia Wendy
    Ellen Kate Kathy Lucy Maria Monica Ruth Sally Sheila Tina Ursula Valerie Yvonne Zoe Fatima Aisha Khadija Maryam Ingrid Elena Olga Svetlana
    """.split()
)
_MEN = frozenset(
    """
    James Robert John Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Donald Steven Paul Andrew
    Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott
    Brandon Benjamin Samuel Gregory Alexander Patrick Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter
    Kyle Noah Ethan Jeremy Walter Keith Roger Terry Sean Austin Gerald Carl Harold Dylan Arthur Lawrence Jordan Jesse Bryan Billy Bruce
    Gabriel Joe Logan Alan Juan Albert Willie Elijah Wayne Randy Vincent Mason Roy Ralph Bobby Russell Bradley Philip Eugene Bernie Barack
    Bill Bob Jim Mike Mitch Mitt Ted Tim Tom Tony Vladimir Ahmed Ali Hassan Hussein Ibrahim Mohammed Muhammad Omar Yusuf Ivan Sergei Pierre
    """.split()
)


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
        self._gender: dict[str, str] = {}
        self._mentions: list[_Mention] = []
        self._descriptions: list[tuple[str, frozenset[str]]] = []
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
        common = frozenset(word.strip(_ENDS + ",;:()“”’'") for word in set(text.split()))
        headlines = [(m.start(), m.end()) for m in _HEADLINE.finditer(text)]
        runs: list[tuple[int, str, str, list[str]]] = []
        for match in NAME.finditer(text):
            words = match.group()
            name = less_opening(words)
            if len(words) <= 160 and is_person(name) and not _inside(headlines, match.start()):
                name = self._less_first(name, match.start(), common)
                if is_person(name):
                    runs.append((match.start(), words, name, name.split()))
        for _, _, name, parts in runs:
            if 2 <= len(parts) <= 4:
                self._full.setdefault(last_name(parts), name)
        for start, words, name, parts in runs:
            full = self._full.get(last_name(parts), name) if len(parts) == 1 else name
            titles = words[: max(0, words.find(parts[0]))].strip()
            if len(parts) == 1 and full == name and not titles:
                continue
            apposition = _APPOSITION.match(text, start + len(words.rstrip()))
            if apposition:
                self._learn_description(full, apposition[1])
            self._mentions.append(_Mention(start, full, titles, self._heads(start)))
            if titles:
                self.learn_gender(full, titles)

    def _find_places(self, text: str) -> frozenset[str]:
        """Names that stand behind "in" or "near" as a rule; one that does so now and then can be a person's ("faith in Rask")."""
        found = Counter(m[1] for m in _PLACE.finditer(text))
        named = Counter(m.name for m in self._mentions)
        return frozenset(name for name, times in found.items() if times * 3 >= named[name]) - self._full.keys()

    def _heads(self, at: int) -> bool:
        """Whether a sentence begins at a place."""
        return self._text[max(0, at - 3) : at].rstrip()[-1:] in ("", *_ENDS)

    def _less_first(self, name: str, at: int, common: frozenset[str]) -> str:
        """A name without a common word that is capital as the first of its sentence."""
        first, _, rest = name.partition(" ")
        return rest if rest and first.lower() in common and first not in _GIVEN and self._heads(at) else name

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

    def full_name(self, name: str) -> str:
        """A name as the text gives it in full: of an abbreviation, or of a last name alone."""
        known = self._short.get(name.replace(".", ""), name)
        parts = known.split()
        return self._full.get(last_name(parts), known) if len(parts) == 1 else known

    def by_given_name(self, given: str) -> str | None:
        """Whose given name this is: "Sir Philip" is Sir Philip Draycott."""
        return next((name for name in self._full.values() if name.split()[0] == given), None)

    def spelled_out(self, words: str) -> str | None:
        """What an abbreviation stands for, None for what is none."""
        return self._short.get(words.replace(".", ""))

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
        return wanted is None or (self._gender.get(name) or _given_gender(name) or wanted) == wanted

    def is_one(self, name: str) -> bool:
        """Whether a pronoun can mean whoever was called this: a person by name, or one whom a role describes."""
        if name in self._short.values() or name in self._places:
            return False
        return is_person(name) or (bool(ROLE.search(name)) and not GROUP.search(name) and not name.endswith("s"))

    def nearest(self, at: int, wanted: str, since: int) -> str | None:
        """The fitting person named last before a place and after `since`, one at the head of a sentence before others.

        Whoever is named inside the marks that close right before it is hardly the one who speaks there.
        """
        stop = bisect_left(self._starts, self._before_marks(at))
        near = [
            m
            for m in self._mentions[max(0, stop - 12) : stop]
            if m.at > since and at - m.at < 600 and self.fits(m.name, wanted)
        ]
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

    def introduced(self, said: str, role: str) -> str | None:
        """Whom the text says to be what a description says: two of its words, or all, are theirs and nobody else's."""
        wanted = _described_by(said)
        shared = [(len(wanted & words), name) for name, words in self._descriptions if role.lower() in words]
        most = max((count for count, _ in shared), default=0)
        names = {name for count, name in shared if count == most}
        return names.pop() if most >= min(2, len(wanted)) and len(names) == 1 else None


def gender_of(words: str) -> str | None:
    """The gender that words beside a name tell, "woman" or "man"; None where they tell none."""
    return "woman" if WOMAN.search(words) else "man" if MAN.search(words) else None


def _given_gender(name: str) -> str | None:
    """The gender that somebody's given names tell, None where they tell none."""
    given = name.split()[:-1]
    return next(("woman" if word in _WOMEN else "man" for word in given if word in _WOMEN or word in _MEN), None)
