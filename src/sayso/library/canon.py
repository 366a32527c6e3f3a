"""Texts of scripture that a user supplies, so that verses can be verified letter by letter; none ships with sayso.

Quran: `sura|aya|text` (Tanzil; a tab does as well), or 6,236 lines in order without numbers. Bible: OSIS XML, or one verse a
line after its reference ("Gen 1:1 In the …", "Gen|1|1|In the …", "Gen.1.1 In the …"). Formats:
https://tanzil.net/docs/download and https://wiki.crosswire.org/OSIS_211_CR.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import msgspec
from lxml import etree

from sayso.errors import InputError
from sayso.text.scripture.bible import book_named
from sayso.text.scripture.quran import VERSES
from sayso.text.scripture.spelling import ARABIC_WORD, bare

__all__ = ["CANONS", "Canon", "Verse", "parse_canon", "read_canon"]

CANONS = ("quran", "bible")
_MOST_BYTES = 50_000_000
_NUMBERED = re.compile(r"\s*(\d{1,3})\s*[|\t]\s*(\d{1,3})\s*[|\t]\s*(\S.*)")
_BIBLE_LINE = re.compile(
    r"\s*(?P<book>[1-3]? ?[A-Za-z][A-Za-z .]*?)\.?[ .|\t]+(?P<chapter>\d{1,3})[:.|\t](?P<verse>\d{1,3})[ .:|\t]+(?P<text>\S.*)"
)
_OSIS_ID = re.compile(r"([1-3]?[A-Za-z]+)\.(\d{1,3})\.(\d{1,3})")


class Verse(msgspec.Struct, frozen=True):
    """One verse: `Verse("", 2, 255, "…")`; `book` is an OSIS code, empty for the Quran."""

    book: str
    chapter: int
    number: int
    text: str


class Canon(msgspec.Struct, frozen=True, kw_only=True):
    """A scripture as one file gives it: `name` is "quran" or "bible", `file` the file's name."""

    name: str
    file: str
    sha256: str
    verses: tuple[Verse, ...]


def read_canon(name: str, path: Path) -> tuple[Canon, bytes]:
    """The canon in a file, and its bytes. Raises `InputError` in one clear line where the file holds none."""
    if name not in CANONS:
        raise InputError(f"--canon {name}=…: not a scripture that sayso knows; use quran or bible")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path}: is larger than {_MOST_BYTES // 1_000_000} MB; give the bare text of the {name}")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name the file with the text of the {name}"
        ) from error
    return parse_canon(name, path.name, data, where=str(path)), data


def parse_canon(name: str, file: str, data: bytes, *, where: str | None = None) -> Canon:
    """The canon that these bytes hold; `InputError` names file, line and what to do."""
    where = where or file
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    if name == "quran":
        verses = _without_basmala(_quran(text, where))
    elif text.lstrip().startswith("<"):
        verses = _osis(data, where)
    else:
        verses = _bible_lines(text, where)
    places = [(v.book, v.chapter, v.number) for v in verses]
    if len(set(places)) < len(places):
        seen: set[tuple[str, int, int]] = set()
        twice = next(p for p in places if p in seen or seen.add(p))  # type: ignore[func-returns-value]
        raise InputError(
            f"{where}: {twice[0]} {twice[1]}:{twice[2]} stands twice; give a file with one text".replace(":  ", ": ")
        )
    return Canon(name=name, file=file, sha256=sha256(data).hexdigest(), verses=tuple(verses))


def _quran(text: str, where: str) -> list[Verse]:
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
            raise InputError(f"{where}: line {n} is not “sura|aya|text”; download Tanzil’s text with aya numbers")
        chapter, number = int(match[1]), int(match[2])
        if not (1 <= chapter <= len(VERSES) and 1 <= number <= VERSES[chapter - 1]):
            raise InputError(f"{where}: line {n}: there is no verse {chapter}:{number} in the Quran")
        if not ARABIC_WORD.search(match[3]):
            raise InputError(f"{where}: line {n} holds no Arabic; sayso verifies the Arabic text, not a translation")
        verses.append(Verse("", chapter, number, match[3].strip()))
    if not verses:
        raise InputError(f"{where}: holds no verse; give a file of lines “sura|aya|text”")
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
            verse = msgspec.structs.replace(verse, text=verse.text[words[len(formula)].start() :])
        out.append(verse)
    return out


def _bible_lines(text: str, where: str) -> list[Verse]:
    verses = []
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _BIBLE_LINE.fullmatch(line)
        book = book_named(match["book"]) if match else None
        if match is None or book is None:
            raise InputError(
                f"{where}: line {n} does not begin with a verse such as “Gen 1:1”; give one verse a line, or OSIS"
            )
        verses.append(Verse(book, int(match["chapter"]), int(match["verse"]), match["text"].strip()))
    if not verses:
        raise InputError(f"{where}: holds no verse; give one verse a line, or OSIS")
    return verses


def _osis(data: bytes, where: str) -> list[Verse]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{where}: is not well-formed OSIS ({error.msg})") from error
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
    verses = [v for v in verses if v.text]
    if not verses:
        raise InputError(f"{where}: holds no verse with an osisID; give an OSIS Bible, or one verse a line")
    return verses


def _osis_place(name: str) -> tuple[str, int, int] | None:
    match = _OSIS_ID.search(name)
    book = book_named(match[1]) if match else None
    return (book, int(match[2]), int(match[3])) if match and book else None
