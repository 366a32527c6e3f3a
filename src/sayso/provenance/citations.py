"""Pointers to sources: bracketed sources, links, release numbers, verses, legal references; and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Citation, Document, Span, When

__all__ = ["find_citations"]

_SOURCE = re.compile(
    r"[(\[]\s*(?P<label>Sources?|Extracted by|Reported by|Narrated by|See|Quoted in|Via)\b[ \t]*:?[ \t]*(?P<body>[^()\[\]\n]{0,200})(?P<close>[)\]])?",
    re.IGNORECASE,
)
_SCRIPTURE = re.compile(
    r"[\[(]?\s*(?:TMQ\s+)?(?:(?:Surah|Surat|Sura|Qur[’']?an|Koran|Q\.?)\s+(?P<name>[A-Z][\w’'\- ]{1,28}?)?[\s,:]*)(?P<sura>\d{1,3})\s*:\s*(?P<aya>\d{1,3}(?:\s*[-–]\s*\d{1,3})?)\s*[\])]?"
    r"|(?:سورة\s+)(?P<arabic>[\u0600-\u06ff ]{2,20}?)\s*[:،]\s*(?P<aya2>[\d٠-٩]{1,3})",
)
_BIBLE = re.compile(
    r"\b(?P<book>(?:[1-3]\s?|I{1,3}\s)?(?:Genesis|Gen|Exodus|Exod|Ex|Leviticus|Lev|Numbers|Num|Deuteronomy|Deut|Joshua|Judges|Ruth|Samuel|Sam|Kings|Kgs|"
    r"Chronicles|Chron|Ezra|Nehemiah|Esther|Job|Psalms?|Ps|Proverbs|Prov|Ecclesiastes|Isaiah|Isa|Jeremiah|Jer|Ezekiel|Ezek|Daniel|Dan|Hosea|Joel|Amos|"
    r"Micah|Matthew|Matt|Mark|Luke|John|Acts|Romans|Rom|Corinthians|Cor|Galatians|Gal|Ephesians|Eph|Philippians|Phil|Colossians|Col|Thessalonians|Thess|"
    r"Timothy|Tim|Titus|Hebrews|Heb|James|Peter|Pet|Jude|Revelation|Rev)\.?)\s+(?P<verse>\d{1,3}:\d{1,3}(?:[-–]\d{1,3})?)\b"
)
_RELEASE = re.compile(r"\bNo\.?\s*(?P<number>[A-Z]{1,6}-?\d{1,5}/(?:19|20)\d\d(?:-[A-Z]{2,8})?)")
_LINK = re.compile(r"https?://[^\s<>()\[\]\"“”«»]+[^\s<>()\[\]\"“”«».,;:!?]")
_UN = re.compile(
    r"\b(?P<symbol>[SA]/(?:RES|PV|INF)/[\d./]+\d(?:\s*\(\d{4}\))?|(?:Security Council|General Assembly) resolution \d+(?:\s*\(\d{4}\))?)"
)
_CASE = re.compile(
    r"\b(?!(?:In|The|As|See|Under|After|Since|By)\b)[A-Z][\w.’'&-]*(?: (?:(?:of|the) )*[A-Z][\w.’'&-]*){0,5} v\.? [A-Z][\w.’'&-]*(?: (?:(?:of|the) )*[A-Z][\w.’'&-]*){0,5}(?:,? \d+ [A-Z][\w. ]{0,12}? ?\d+(?: \(\d{4}\))?)?"
)
_STATUTE = re.compile(r"\b\d+ U\.?S\.?C\.? §+ ?\d+[\w()-]*|\b(?:Executive Order|Public Law) \d[\d-]*")
_PAGE = re.compile(r"[(\[](?:[^()\[\]]{0,80}?,\s*)?pp?\.\s?\d+(?:[-–]\d+)?[)\]]")
# Verses a chapter of the Quran has (al-Fatiha first), to tell an impossible reference.
_VERSES = (
    7, 286, 200, 176, 120, 165, 206, 75, 129, 109, 123, 111, 43, 52, 99, 128, 111, 110, 98, 135, 112, 78, 118, 64, 77, 227, 93, 88, 69, 60, 34, 30,
    73, 54, 45, 83, 182, 88, 75, 85, 54, 53, 89, 59, 37, 35, 38, 29, 18, 45, 60, 49, 62, 55, 78, 96, 29, 22, 24, 13, 14, 11, 11, 18, 12, 12, 30, 52,
    52, 44, 28, 28, 20, 56, 40, 31, 50, 40, 46, 42, 29, 19, 36, 25, 22, 17, 19, 26, 30, 20, 15, 21, 11, 8, 8, 19, 5, 8, 8, 11, 11, 8, 3, 9, 5, 4, 7,
    3, 6, 3, 5, 4, 5, 6,
)  # fmt: skip


def find_citations(document: Document, dates: Sequence[When]) -> tuple[Citation, ...]:
    """The citations of a document in order, with the faults that can be told from the text alone.

    "(Source: No MW-041/2025)" is a citation of kind `press release` with the target "No MW-041/2025".
    """
    text = document.text
    found: list[Citation] = []
    for match in _SOURCE.finditer(text):
        found.extend(_bracketed(match, text, dates))
    for match in _SCRIPTURE.finditer(text):
        found.append(_verse(match))
    found += [_plain(m, "verse", f"{m['book']} {m['verse']}", dates) for m in _BIBLE.finditer(text)]
    found += [_plain(m, "press release", m.group(), dates) for m in _RELEASE.finditer(text)]
    found += [_plain(m, "link", m.group(), dates) for m in _LINK.finditer(text)]
    found += [_plain(m, "UN document", m["symbol"], dates) for m in _UN.finditer(text)]
    found += [_plain(m, "court case", m.group(), dates) for m in _CASE.finditer(text)]
    found += [_plain(m, "statute", m.group(), dates) for m in _STATUTE.finditer(text)]
    found += [_plain(m, "page", m.group().strip("()[]"), dates) for m in _PAGE.finditer(text)]
    furniture = [b.span for b in document.blocks if b.kind == "furniture"]
    out: list[Citation] = []
    for citation in sorted(found, key=lambda c: (c.span.start, -c.span.end)):
        if out and citation.span.start < out[-1].span.end:
            continue
        if not any(f.covers(citation.span) for f in furniture):
            out.append(citation)
    return tuple(out)


def _bracketed(match: re.Match[str], text: str, dates: Sequence[When]) -> list[Citation]:
    body, closed = match["body"].strip(), match["close"] is not None
    label = match["label"].lower()
    if label in ("see", "via", "reported by", "narrated by") and not closed:
        return []
    faults = []
    end = match.end()
    if not closed:
        if ":" not in match.group() and not label.startswith("source"):
            return []
        line = text.find("\n", match.start())
        end = min(end, line if line >= 0 else len(text))
        faults.append("opened and never closed")
    if not body:
        faults.append("nothing follows the word “Source”")
    stretch = text[match.start() : end].rstrip()
    span = Span(match.start(), match.start() + len(stretch))
    release = _RELEASE.search(body)
    kind = (
        "press release"
        if release
        else "link"
        if _LINK.search(body)
        else "collection"
        if label in ("extracted by", "narrated by")
        else "source"
    )
    return [Citation(span=span, kind=kind, target=body, date=_date_in(span, dates), faults=tuple(faults))]


def _verse(match: re.Match[str]) -> Citation:
    span = Span(*match.span())
    if match["sura"] is None:
        return Citation(span=span, kind="verse", target=match.group().strip())
    sura, first = int(match["sura"]), int(re.match(r"\d+", match["aya"]).group())  # type: ignore[union-attr]
    last = int(re.findall(r"\d+", match["aya"])[-1])
    faults = []
    if not 1 <= sura <= len(_VERSES):
        faults.append(f"there is no chapter {sura}: the Quran has {len(_VERSES)}")
    elif not (1 <= first <= _VERSES[sura - 1] and 1 <= last <= _VERSES[sura - 1]):
        faults.append(f"chapter {sura} has {_VERSES[sura - 1]} verses")
    name = " ".join((match["name"] or "").split())
    aya = re.sub(r"\s", "", match["aya"])
    return Citation(
        span=span, kind="verse", target=f"Quran {name + ' ' if name else ''}{sura}:{aya}", faults=tuple(faults)
    )


def _plain(match: re.Match[str], kind: str, target: str, dates: Sequence[When]) -> Citation:
    span = Span(*match.span())
    return Citation(span=span, kind=kind, target=" ".join(target.split()), date=_date_in(span, dates))


def _date_in(span: Span, dates: Sequence[When]) -> str | None:
    return next((d.edtf for d in dates if span.covers(d.span)), None)
