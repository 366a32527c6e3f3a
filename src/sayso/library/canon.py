"""Canons: texts that a user supplies to verify scripture against, verse by verse. No text ships with sayso.

A canon lies in the library's own folder as `canon/NAME.txt`, one `chapter|verse|text` a line, and is indexed like any source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from sayso.errors import InputError, ReadError
from sayso.text.arabic import Letter, letters

__all__ = ["CANONS", "Canon", "Place", "Verse", "canon_path", "read_verses", "store_canon"]

CANONS = ("quran", "bible")
_BARS = re.compile(r"^\s*(?P<chapter>[^|\t]{1,40}?)\s*[|\t]\s*(?P<verse>\d{1,3})\s*[|\t]\s*(?P<text>.+)$")
_COLON = re.compile(
    r"^\s*(?P<chapter>(?:[1-3]\s?)?[A-Za-z. ]{0,24}\d{1,3})\s*:\s*(?P<verse>\d{1,3})[\s|:.]+(?P<text>.+)$"
)
_OSIS = re.compile(
    r"<verse[^<>]*\bosisID=\"(?P<book>[\w.]+)\.(?P<chapter>\d+)\.(?P<verse>\d+)\"[^<>]*>(?P<text>.*?)(?:</verse>|<verse[^<>]*\beID)",
    re.S,
)
_TAG = re.compile(r"<[^<>]+>")
_GRAM = 5
_WEAK = frozenset("اويهت")
# A gram that stands in more places than this tells nothing.
_MOST_PLACES = 400


class Verse(NamedTuple):
    """One verse: the number of its chapter (or book and chapter), its own number, its words."""

    chapter: str
    verse: int
    text: str


class Place(NamedTuple):
    """A verse in the text of its canon."""

    chapter: str
    verse: int
    start: int
    end: int


def read_verses(data: str) -> list[Verse]:
    """The verses of a file in one of the forms people have: `chapter|verse|text`, `chapter:verse text`, OSIS.

    Lines that are empty or begin with # are passed over, as is the notice at the end of a Tanzil file; any other line that is
    no verse raises `InputError` naming it.
    """
    osis = [
        Verse(f"{m['book']} {m['chapter']}", int(m["verse"]), " ".join(_TAG.sub("", m["text"]).split()))
        for m in _OSIS.finditer(data)
    ]
    if osis:
        return osis
    out: list[Verse] = []
    for number, line in enumerate(data.lstrip("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _BARS.match(line) or _COLON.match(line)
        if match is None:
            raise InputError(
                f"line {number} is no verse: {line.strip()[:60]!r}; give chapter|verse|text, one verse a line"
            )
        out.append(Verse(" ".join(match["chapter"].split()), int(match["verse"]), match["text"].strip()))
    return out


def canon_path(folder: Path, name: str) -> Path:
    """Where a library keeps a canon."""
    return folder / "canon" / f"{name}.txt"


def store_canon(folder: Path, name: str, source: Path) -> int:
    """Bring a canon into a library, and say how many verses it has.

    Raises `InputError` for a name that is none of `CANONS`, or a file that holds no verses, `ReadError` for one that cannot be
    read. `store_canon(Path("sources"), "quran", Path("quran-uthmani.txt"))` is 6236.
    """
    if name not in CANONS:
        raise InputError(f"--canon {name}: not a canon that sayso knows; give one of: {', '.join(CANONS)}")
    try:
        data = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(str(source), "damaged", f"is not UTF-8 text ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise ReadError(str(source), "missing", f"cannot be read: {error.strerror}") from error
    try:
        verses = read_verses(data)
    except InputError as error:
        raise InputError(f"{source}: {error}") from error
    if not verses:
        raise InputError(f"{source}: holds no verses; give chapter|verse|text, one verse a line")
    path = canon_path(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".partial")
    half.write_text("".join(f"{v.chapter}|{v.verse}|{v.text}\n" for v in verses), encoding="utf-8")
    half.replace(path)
    return len(verses)


class Canon:
    """A canon in Arabic, ready to be searched by letters: `Canon.load(path).candidates(letters("..."))`."""

    def __init__(self, text: str) -> None:
        """Read a stored canon; its lines are verses."""
        self.text = text
        self.places: list[Place] = []
        self.letters: list[Letter] = []
        self._first: list[int] = []
        self._of: dict[tuple[str, int], int] = {}
        at = 0
        for line in text.splitlines(keepends=True):
            chapter, verse, words = line.rstrip("\n").split("|", 2)
            start = at + len(chapter) + len(verse) + 2
            self._of[chapter, int(verse)] = len(self.places)
            self._first.append(len(self.letters))
            self.places.append(Place(chapter, int(verse), start, start + len(words)))
            self.letters.extend(letters(text, start, start + len(words)))
            at += len(line)
        self._strong = [n for n, x in enumerate(self.letters) if is_strong(x)]
        stream = "".join(next(iter(self.letters[n].may_be)) for n in self._strong)
        self._grams: dict[str, list[int]] = defaultdict(list)
        for n in range(len(stream) - _GRAM + 1):
            self._grams[stream[n : n + _GRAM]].append(n)

    @classmethod
    def load(cls, path: Path) -> Canon:
        """The canon a library keeps at `path`."""
        return cls(path.read_text(encoding="utf-8"))

    def place_of(self, position: int) -> int:
        """The number of the verse that a position of the text lies in."""
        low, high = 0, len(self.places) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.places[middle].start <= position else (low, middle - 1)
        return low

    def letters_of(self, chapter: str, first: int, last: int) -> tuple[int, int] | None:
        """The letters from one verse to another of a chapter, as places in `letters`; None where there are none such."""
        one, other = self._of.get((chapter, first)), self._of.get((chapter, last))
        if one is None or other is None:
            return None
        end = self._first[other + 1] if other + 1 < len(self._first) else len(self.letters)
        return self._first[one], end

    def candidates(self, query: list[Letter], most: int = 4) -> list[tuple[int, int, int, int]]:
        """Where a stretch may stand: (first and last letter of the canon, first and last of the query that met there)."""
        strong = [n for n, x in enumerate(query) if is_strong(x)]
        stream = "".join(next(iter(query[n].may_be)) for n in strong)
        votes: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for n in range(len(stream) - _GRAM + 1):
            places = self._grams.get(stream[n : n + _GRAM], ())
            if len(places) <= _MOST_PLACES:
                for place in places:
                    votes[(place - n) // 6].append((n, place))
        ranked = sorted(votes, key=lambda d: -len(votes[d]) - len(votes.get(d + 1, ())))[:most]
        out = []
        for bucket in ranked:
            met = votes[bucket] + votes.get(bucket + 1, [])
            (q0, c0), (q1, c1) = min(met), max(met)
            before, after = strong[q0] + 12, len(query) - strong[q1] + 12
            out.append(
                (
                    max(0, self._strong[c0] - before),
                    min(len(self.letters), self._strong[c1] + after),
                    strong[q0],
                    strong[min(len(strong) - 1, q1 + _GRAM - 1)],
                )
            )
        return out


def is_strong(letter: Letter) -> bool:
    """Whether every spelling writes a letter, and as the same one."""
    return not letter.optional and len(letter.may_be) == 1 and not letter.may_be & _WEAK
