"""References to chapter and verse in the forms that people use, and what is impossible about them.

"[TMQ Surah An-Nisaa 4:144]", "Q 2:255", "Quran, chapter 2, verses 190-193", "سورة البقرة: ١٩١", "1 Cor. 13:4-7",
"Gen.1.1". A bare "24:55" is a clock or a score as often as a verse, so something must name the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.model import Span
from sayso.text.scripture.bible import NAMES, book_named, verses_in
from sayso.text.scripture.quran import VERSES, chapter_named

__all__ = ["Found", "Reference", "find_references"]


class Reference(NamedTuple):
    """A place in scripture: `Reference("quran", "", 2, 190, 193)`; `book` is an OSIS code, empty for the Quran."""

    canon: str
    book: str
    chapter: int
    first: int
    last: int

    def __str__(self) -> str:
        verses = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.book or 'Quran'} {self.chapter}:{verses}"


class Found(NamedTuple):
    """A reference where it stands, with the chapter's name as written (if any) and what is impossible about it."""

    span: Span
    reference: Reference
    name: str
    faults: tuple[str, ...]


_NO_CLOCK = r"(?!\s{0,4}(?:[ap]\.?m\b|o[’']clock|hours|GMT|UTC))"
_NUMBERS = rf"(?P<first>\d{{1,3}})(?:\s{{0,4}}[-–—]\s{{0,4}}(?P<last>\d{{1,3}}))?(?!\d|[:.]\d){_NO_CLOCK}"
_LATIN_NAME = r"[A-Z][\w’'ʼ`]{0,15}(?:[-\s][A-Za-z][\w’'ʼ`]{0,15}){0,3}?"
_BOOK = r"(?:Noble |Holy |Glorious )?(?:Al[- ])?(?:Qur[’'ʼ]?[aā]n|Quran|Koran|QS|Q)\b\.?"
_SURAH = r"(?:S[uū]ra[ht]?|Surat[ui]?|Soorah|Chapter|Ch\.)"
_VERSE_WORD = r"(?:verses?|v{1,2}\.|[aā]yah?s?|[aā]yat)"
_QURAN = re.compile(
    rf"(?P<open>[\[(]\s{{0,4}})?(?:(?P<tmq>TMQ\b[\s,:]*)?(?P<book>{_BOOK})[\s,:]*)?(?P<tmq2>TMQ\b[\s,:]*)?(?P<surah>\b{_SURAH}\s{{1,4}})?"
    rf"(?:(?P<name>\b{_LATIN_NAME})[\s,:]*)?(?:[\[(]?(?P<chapter>(?<!\d)\d{{1,3}})\)?\s{{0,4}}(?:[:.]\s{{0,4}}|,?\s{{0,4}}{_VERSE_WORD}\s{{0,4}})|[:,]?\s{{0,4}}{_VERSE_WORD}\s{{0,4}}|:\s{{0,4}}){_NUMBERS}(?:\s{{0,4}}[\])])?",
    re.IGNORECASE,
)
_ANCHOR = re.compile(rf"\b(?:{_BOOK}|TMQ\b|{_SURAH})(?=[\s,:.\d\[(])", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?P<open>[\[(]\s{{0,4}})?(?<![\w-])(?P<name>(?:[Aa]l|[Aa][nrst]|[Aa]sh|[Aa]th|[Aa]z|[Aa]dh?|[Aa]al)[-\s’'ʼ]{_LATIN_NAME}|[A-Z][\w’'ʼ`-]{{1,20}})\s{{0,4}}"
    rf"(?:[(,]?\s{{0,4}}(?P<chapter>\d{{1,3}})\)?\s{{0,4}}:\s{{0,4}}|[:,]\s{{0,4}}(?=[^\n]{{0,12}}[\])])){_NUMBERS}(?:\s{{0,4}}[\])])?"
)
# "“And weigh with an even balance” (55:9)" behind words that name the book, its chapter or its speaker.
_BARE = re.compile(rf"(?<=[”\"»])\s{{0,2}}[\[(](?P<name>)(?P<chapter>\d{{1,3}}):{_NUMBERS}[\])]")
_SAYS_IT = re.compile(rf"\b(?:{_BOOK}|{_SURAH}|Allah|God Almighty|the Almighty|verse)\b", re.IGNORECASE)
_NEAR = 600
_DIGITS = r"[\d٠-٩۰-۹]{1,3}"
_ARABIC = re.compile(
    rf"(?:[\[(﴿]\s{{0,4}})?(?P<surah>سورة\s{{1,4}})?(?P<name>(?<![\u0621-\u064a])[\u0621-\u064a]{{1,12}}(?![\u0621-\u064a])(?:\s{{1,4}}[\u0621-\u064a]{{2,12}}(?![\u0621-\u064a]))?)\s{{0,4}}"
    rf"(?:[:/،,\-–]\s{{0,4}}(?:ال[آا]ي(?:ة|ات)\s{{0,4}}:?\s{{0,4}})?|\s{{0,4}}ال[آا]ي(?:ة|ات)\s{{0,4}}:?\s{{0,4}}|\s{{1,4}}(?=[\d٠-٩]))(?P<first>{_DIGITS})(?:\s{{0,4}}[-–—]\s{{0,4}}(?P<last>{_DIGITS}))?\s{{0,4}}[\])]?"
)
_NAMES = "|".join(
    re.escape(n).replace(r"\ ", r"\s?") for n in sorted(NAMES, key=len, reverse=True) if not n[0].isdigit()
)
_NUMBERED = "|".join(sorted({n.split(" ", 1)[1] for n in NAMES if n[0].isdigit() and " " in n}, key=len, reverse=True))
_BIBLE = re.compile(
    rf"(?<![\w.])(?P<book>(?:(?:[1-3]|I{{1,3}}|First|Second|Third)\s?(?:{_NUMBERED})|(?:{_NAMES}))\b\.?)\s{{0,4}}"
    r"(?P<chapter>\d{1,3})\s?:\s?(?P<first>\d{1,3})(?:\s?[-–—]\s?(?P<last>\d{1,3})(?![\d:]))?(?!\d|:\d)" + _NO_CLOCK
)
_OSIS = re.compile(
    r"(?<![\w.])(?P<book>[1-3]?[A-Z][a-z]{1,5})\.(?P<chapter>\d{1,3})\.(?P<first>\d{1,3})(?:-(?:(?P=book)\.)?(?:(?P=chapter)\.)?(?P<last>\d{1,3}))?(?![\w.]\w)"
)


def find_references(text: str) -> list[Found]:
    """Every reference of a text in order: `str(find_references("(Q 2:255)")[0].reference) == "Quran 2:255"`."""
    found: list[Found] = []
    for one in sorted((*_quran(text), *_bible(text)), key=lambda f: (f.span.start, -f.span.end)):
        if not found or one.span.start >= found[-1].span.end:
            found.append(one)
    return found


def _quran(text: str) -> Iterator[Found]:
    end = 0
    for anchor in _ANCHOR.finditer(text):
        start = max(
            end,
            anchor.start() - 2
            if text[max(0, anchor.start() - 2) : anchor.start()].strip() in ("[", "(")
            else anchor.start(),
        )
        while start < anchor.start() and text[start] not in "[(":
            start += 1
        match = _QURAN.match(text, start, start + 120)
        if match is None or anchor.start() < end:
            continue
        named = chapter_named(match["name"]) if match["name"] else None
        chapter = int(match["chapter"]) if match["chapter"] else named
        surer = (
            match["book"]
            or match["tmq"]
            or match["tmq2"]
            or named
            or not (match["surah"] or "").lower().startswith("ch")
        )
        if chapter is None or not surer or (match["chapter"] is None and not named):
            continue
        end = match.end()
        yield _of_quran(match, text, chapter, named)
    for match in _NAMED.finditer(text):
        named = chapter_named(match["name"])
        article = re.match(r"(?i)a\w{1,2}[-\s’'ʼ]", match["name"])
        if named and ((match["chapter"] is not None and int(match["chapter"]) == named) or (article and match["open"])):
            yield _of_quran(match, text, named, named)
    for match in _BARE.finditer(text):
        if _SAYS_IT.search(text, max(0, match.start() - _NEAR), match.start()):
            yield _of_quran(match, text, int(match["chapter"]), None)
    for match in _ARABIC.finditer(text):
        words = match["name"].split()
        for name in (" ".join(words), words[-1]):
            named = chapter_named(name)
            bracketed = match.group().lstrip()[:1] in "[(﴿" and match.group().rstrip()[-1:] in "])"
            if named and (match["surah"] or bracketed):
                yield _of_quran(match, text, named, named, name)
                break


def _of_quran(match: re.Match[str], text: str, chapter: int, named: int | None, name: str | None = None) -> Found:
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else first
    faults = []
    if not 1 <= chapter <= len(VERSES):
        faults.append(f"there is no chapter {chapter}: the Quran has {len(VERSES)}")
    elif not 1 <= first <= last <= VERSES[chapter - 1]:
        faults.append(
            f"chapter {chapter} has {VERSES[chapter - 1]} verses" if first <= last else "the verses run backwards"
        )
    written = " ".join((name or match["name"] or "").split())
    if named is not None and named != chapter:
        faults.append(f"the chapter named {written} is number {named}, not {chapter}")
    return Found(
        _trimmed(match, text), Reference("quran", "", chapter, first, last), written if named else "", tuple(faults)
    )


def _bible(text: str) -> Iterator[Found]:
    for pattern in (_BIBLE, _OSIS):
        for match in pattern.finditer(text):
            book = book_named(match["book"])
            if book is None:
                continue
            chapter, first = int(match["chapter"]), int(match["first"])
            last = int(match["last"]) if match["last"] else first
            most = verses_in(book, chapter)
            faults = []
            if not most:
                faults.append(f"{match['book']} has no chapter {chapter}")
            elif not 1 <= first <= last <= most:
                faults.append(
                    f"{match['book']} {chapter} has {most} verses" if first <= last else "the verses run backwards"
                )
            yield Found(
                _trimmed(match, text), Reference("bible", book, chapter, first, last), match["book"], tuple(faults)
            )


def _trimmed(match: re.Match[str], text: str) -> Span:
    """The match without spaces around it and without a bracket that has no partner in it."""
    start, end = match.span()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    inside = text[start:end]
    if inside[:1] in "[(﴿" and inside[-1:] not in "])":
        start += 1
    elif (
        inside[-1:] in "])"
        and inside[:1] not in "[(﴿"
        and inside.count("(") + inside.count("[") < inside.count(")") + inside.count("]")
    ):
        end -= 1
    return Span(start, end)
