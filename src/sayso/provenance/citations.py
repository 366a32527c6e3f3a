"""Pointers to sources: bracketed sources, links, release numbers, verses, legal references; and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Citation, Document, Span, When
from sayso.provenance.carriers import kind_of
from sayso.provenance.notes import find_notes
from sayso.provenance.scripture import find_scripture

__all__ = ["carrier_in", "find_citations"]

_SOURCE = re.compile(
    r"[(\[]\s*(?P<label>Sources?|Extracted by|Reported by|Narrated by|See|Quoted in|Via)\b[ \t]*:?[ \t]*(?P<body>[^()\[\]\n]{0,200})(?P<close>[)\]])?",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\bNo\.?\s*(?P<number>[A-Z]{1,6}-?\d{1,5}/(?:19|20)\d\d(?:-[A-Z]{2,8})?)|"
    r"\b(?i:(?:press|news|media)\s+(?:release|statement|note)|communiqu[eé]|bulletin|statement(?=\s+(?:no|number)\b))\s+(?:(?:[Nn]o|[Nn]r|[Nn]umber)\b\.?\s*|#\s*|(?=\w*[/–-]))"
    r"(?=[\w/.–-]*\d)[\w/.–-]*\w"
)
_LINK = re.compile(r"https?://[^\s<>()\[\]\"“”«»]+[^\s<>()\[\]\"“”«».,;:!?]")
_UN = re.compile(
    r"\b(?P<symbol>[SA]/(?:RES|PV|INF)/[\d./]+\d(?:\s*\(\d{4}\))?|(?:Security Council|General Assembly) resolution \d+(?:\s*\(\d{4}\))?)"
)
_CASE = re.compile(
    r"\b(?!(?:In|The|As|See|Under|After|Since|By)\b)[A-Z][\w.’'&-]*(?: (?:(?:of|the) )*[A-Z][\w.’'&-]*){0,5} v\.? [A-Z][\w.’'&-]*(?: (?:(?:of|the) )*[A-Z][\w.’'&-]*){0,5}(?:,? \d+ [A-Z][\w. ]{0,12}? ?\d+(?: \(\d{4}\))?)?"
)
_HANSARD = re.compile(
    r"\bH[CL]\s+(?:Deb|Debates?|Hansard),?\s[^()\[\]\n;]{4,50}?,?\s+(?:vol\.?\s*\d+,?\s+)?(?:cols?|cc?)\.?\s*\d+[A-Z]*(?:[-–]\d+[A-Z]*)?"
)
_STATUTE = re.compile(r"\b\d+ U\.?S\.?C\.? §+ ?\d+[\w()-]*|\b(?:Executive Order|Public Law) \d[\d-]*")
# A name and a date, or an outlet alone, in brackets: "(The Orsa Courier, 6 May 2024)", "(Reuters)".
_OUTLET = re.compile(r"[(\[](?P<body>(?:[Tt]he )?(?:[A-Z]|al-)[^()\[\]\n]{2,140})[)\]]")
_OUTLETS = ("newspaper", "agency", "broadcaster", "website")
_HEAD = re.compile(r"[^,;:\d]+")
_PAGE = re.compile(r"[(\[](?:[^()\[\]]{0,80}?,\s*)?pp?\.\s?\d+(?:[-–]\d+)?[)\]]")


def find_citations(document: Document, dates: Sequence[When]) -> tuple[Citation, ...]:
    """The citations of a document in order, with the faults that can be told from the text alone.

    "(Source: No MW-041/2025)" is a citation of kind `press release` with the target "No MW-041/2025".
    """
    text = document.text
    found: list[Citation] = []
    for match in _SOURCE.finditer(text):
        found.extend(_bracketed(match, text, dates))
    found += find_scripture(text)
    found += [_plain(m, "press release", m.group(), dates) for m in _RELEASE.finditer(text)]
    found += [_plain(m, "link", m.group(), dates) for m in _LINK.finditer(text)]
    found += [_plain(m, "UN document", m["symbol"], dates) for m in _UN.finditer(text)]
    found += [_plain(m, "court case", m.group(), dates) for m in _CASE.finditer(text)]
    found += [_plain(m, "Hansard", m.group(), dates) for m in _HANSARD.finditer(text)]
    found += [_plain(m, "statute", m.group(), dates) for m in _STATUTE.finditer(text)]
    found += [c for m in _OUTLET.finditer(text) if (c := _outlet(m, text, dates)) is not None]
    found += find_notes(text, dates)
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


def _outlet(match: re.Match[str], text: str, dates: Sequence[When]) -> Citation | None:
    """An outlet in brackets, with its date, or alone right behind words in marks or at a sentence's end."""
    span, body = Span(*match.span()), " ".join(match["body"].split())
    head = _HEAD.match(body)
    name = head.group().strip() if head is not None else ""
    date = _date_in(span, dates)
    if kind_of(name) not in _OUTLETS or len(name.split()) > 7:
        return None
    if date is None and (name != body or text[: match.start()].rstrip()[-1:] not in '”"’».!?'):
        return None
    return Citation(span=span, kind="source", target=body, date=date)


def carrier_in(citation: Citation) -> str | None:
    """The outlet that a citation names at its head: "The Orsa Courier, 6 May 2024" names "The Orsa Courier"."""
    head = _HEAD.match(citation.target)
    name = head.group().strip() if head is not None else ""
    return name if citation.kind in ("source", "footnote") and kind_of(name) in _OUTLETS and len(name) < 60 else None


def _plain(match: re.Match[str], kind: str, target: str, dates: Sequence[When]) -> Citation:
    span = Span(*match.span())
    return Citation(span=span, kind=kind, target=" ".join(target.split()), date=_date_in(span, dates))


def _date_in(span: Span, dates: Sequence[When]) -> str | None:
    return next((d.edtf for d in dates if span.covers(d.span)), None)
