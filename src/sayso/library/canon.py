"""Canons: texts that a user supplies to verify scripture against, verse by verse. No text ships with sayso.

A canon lies in the library's own folder as `canon/NAME.txt`, one `chapter|verse|text` a line, and is indexed like any source.

Quran: `sura|aya|text` (Tanzil; a tab does as well), or 6,236 lines in order without numbers. Bible: OSIS XML, or one verse a
line after its reference ("Gen 1:1 In the …", "Gen|1|1|In the …", "Gen.1.1 In the …"). Formats:
https://tanzil.net/docs/download and https://wiki.crosswire.org/OSIS_211_CR.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from sayso.errors import InputError, ReadError
from sayso.text.scripture.bible import book_named
from sayso.text.scripture.quran import VERSES
from sayso.text.scripture.spelling import ARABIC_WORD, bare

__all__ = ["CANONS", "Canon", "Verse", "canon_path", "load_canon", "read_verses", "store_canon"]

CANONS = ("quran", "bible")
_MOST_BYTES = 50_000_000
_GIVE = {
    "quran": "give lines “sura|aya|text”, one verse a line",
    "bible": "give an OSIS Bible, or one verse a line after its reference",
}
_KEPT = re.compile(r"(?:(?P<book>\w+) )?(?P<chapter>\d{1,3})\|(?P<verse>\d{1,3})\|(?P<text>[^\r\n]*)")
_NUMBERED = re.compile(r"\s*(\d{1,3})\s*[|\t:]\s*(\d{1,3})(?:\s*[|\t.:]\s*|\s+)(\S.*)")
_BIBLE_LINE = re.compile(
    r"\s*(?P<book>[1-3]? ?[A-Za-z][A-Za-z .]*?)\.?[ .|\t]+(?P<chapter>\d{1,3})[:.|\t](?P<verse>\d{1,3})[ .:|\t]+(?P<text>\S.*)"
)
_OSIS_ID = re.compile(r"([1-3]?[A-Za-z]+)\.(\d{1,3})\.(\d{1,3})")


class Verse(NamedTuple):
    """One verse: `Verse("", 2, 255, "…")`; `book` is an OSIS code, empty for the Quran; `at` where its words begin in the file kept."""

    book: str
    chapter: int
    number: int
    text: str
    at: int = 0


class Canon(NamedTuple):
    """A scripture as a library keeps it: `path` within the library, the text of that file, and the verses in it."""

    path: str
    text: str
    verses: tuple[Verse, ...]


def canon_path(folder: Path, name: str) -> Path:
    """Where a library keeps a canon."""
    return folder / "canon" / f"{name}.txt"


def store_canon(folder: Path, name: str, source: Path) -> int:
    """Bring a canon into a library, in place of any of that name, and say how many verses it has.

    Raises `InputError` for a name that is none of `CANONS` or a file that holds no canon, `ReadError` for one that cannot be
    read. `store_canon(Path("sources"), "quran", Path("quran-uthmani.txt"))` is 6236.
    """
    if name not in CANONS:
        raise InputError(f"--canon {name}: not a canon that sayso knows; give one of: {', '.join(CANONS)}")
    try:
        if source.stat().st_size > _MOST_BYTES:
            raise ReadError(
                str(source), "too-large", f"is larger than {_MOST_BYTES // 1_000_000} MB; give the bare text"
            )
        text = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(str(source), "damaged", f"is not UTF-8 text ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise ReadError(str(source), "missing", f"cannot be read: {error.strerror}") from error
    try:
        verses = read_verses(name, text)
    except InputError as error:
        raise InputError(f"{source}: {error}") from error
    path = canon_path(folder, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".partial")
    lines = (f"{f'{v.book} {v.chapter}'.strip()}|{v.number}|{v.text}\n" for v in verses)
    half.write_bytes("".join(lines).encode())
    half.replace(path)
    return len(verses)


def load_canon(folder: Path, name: str) -> Canon | None:
    """The canon of that name that a library keeps, if any: `load_canon(Path("sources"), "quran")`."""
    path = canon_path(folder, name)
    try:
        state = path.stat()
    except OSError:
        return None
    return _load(path, folder, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _load(path: Path, folder: Path, changed: int, size: int) -> Canon | None:
    """A file is read again only when it has changed, which its time and size tell."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None  # whoever changed the file sees it among the sources that cannot be read
    verses, at = [], 0
    for line in text.splitlines(keepends=True):
        match = _KEPT.match(line)
        if match:
            words = match["text"].rstrip()
            verses.append(
                Verse(match["book"] or "", int(match["chapter"]), int(match["verse"]), words, at + match.start("text"))
            )
        at += len(line)
    return Canon(path.relative_to(folder).as_posix(), text, tuple(verses)) if verses else None


def read_verses(name: str, text: str) -> list[Verse]:
    """The verses of a file in one of the forms people have.

    Lines that are empty or begin with # are passed over, as is the notice at the end of a Tanzil file; any other line that is
    no verse raises `InputError` naming it.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("<"):
        verses = _osis(text.encode()) if name == "bible" else []
    else:
        verses = _without_basmala(_quran(text)) if name == "quran" else _bible_lines(text)
    if not verses:
        raise InputError("holds no verse; " + _GIVE[name])
    seen = set()
    for v in verses:
        place = (v.book, v.chapter, v.number)
        if place in seen:
            raise InputError(f"{f'{v.book} {v.chapter}'.strip()}:{v.number} stands twice; give a file with one text")
        seen.add(place)
    return verses


def _quran(text: str) -> list[Verse]:
    lines = [
        (n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.lstrip().startswith("#")
    ]
    if len(lines) == sum(VERSES) and not _NUMBERED.fullmatch(lines[0][1]):
        places = [(c, v) for c, count in enumerate(VERSES, 1) for v in range(1, count + 1)]
        return [Verse("", c, v, line.strip()) for (c, v), (_, line) in zip(places, lines, strict=True)]
    verses = []
    for n, line in lines:
        match = _NUMBERED.fullmatch(line)
        if match is None:
            raise InputError(f"line {n} is not “sura|aya|text”; download Tanzil’s text with aya numbers")
        chapter, number = int(match[1]), int(match[2])
        if not (1 <= chapter <= len(VERSES) and 1 <= number <= VERSES[chapter - 1]):
            raise InputError(f"line {n}: there is no verse {chapter}:{number} in the Quran")
        if not ARABIC_WORD.search(match[3]):
            raise InputError(f"line {n} holds no Arabic; sayso verifies the Arabic text, not a translation")
        verses.append(Verse("", chapter, number, match[3].strip()))
    return verses


def _without_basmala(verses: list[Verse]) -> list[Verse]:
    """The verses without the opening formula that Tanzil sets before the first verse of a chapter."""
    opening = next((v.text for v in verses if (v.chapter, v.number) == (1, 1)), None)
    if opening is None:
        return verses
    formula = [bare(w) for w in ARABIC_WORD.findall(opening)]
    out = []
    for verse in verses:
        words = list(ARABIC_WORD.finditer(verse.text))
        same = [bare(w.group()) for w in words[: len(formula)]] == formula and len(words) > len(formula)
        if same and verse.number == 1 and verse.chapter > 1:
            verse = verse._replace(text=verse.text[words[len(formula)].start() :])
        out.append(verse)
    return out


def _bible_lines(text: str) -> list[Verse]:
    verses = []
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _BIBLE_LINE.fullmatch(line)
        book = book_named(match["book"]) if match else None
        if match is None or book is None:
            raise InputError(f"line {n} does not begin with a verse such as “Gen 1:1”; give one verse a line, or OSIS")
        verses.append(Verse(book, int(match["chapter"]), int(match["verse"]), match["text"].strip()))
    return verses


def _osis(data: bytes) -> list[Verse]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is not well-formed OSIS ({error.msg})") from error
    parts: dict[tuple[str, int, int], list[str]] = {}
    place: tuple[str, int, int] | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        skipped = tag in ("note", "title", "header", "rdg")
        if tag == "verse" and event == "start":
            place = (
                _osis_place(element.get("osisID") or element.get("sID") or "") if element.get("eID") is None else None
            )
        if event == "start" and place and element.text and not skipped:
            parts.setdefault(place, []).append(element.text)
        if event == "end":
            if tag == "verse" and element.get("sID") is None:
                place = None
            if place and element.tail:
                parts.setdefault(place, []).append(element.tail)
    verses = [Verse(*place, " ".join("".join(words).split())) for place, words in parts.items()]
    return [v for v in verses if v.text]


def _osis_place(name: str) -> tuple[str, int, int] | None:
    match = _OSIS_ID.search(name)
    return (book_named(match[1]) or match[1], int(match[2]), int(match[3])) if match else None
