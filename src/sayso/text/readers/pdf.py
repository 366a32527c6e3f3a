"""PDF through pypdfium2: columns read one after the other, line-end hyphens mended, running heads and feet left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from sayso.errors import ReadError
from sayso.model import Block, Document, Origin, Span
from sayso.model.types import BlockKind
from sayso.text.language import guess_language
from sayso.text.layout import find_sections, is_furniture
from sayso.text.publication import published_in
from sayso.text.titles import speaker_of_title
from sayso.text.turns import find_turns

__all__ = ["read_pdf"]

_PASSWORD_NEEDED = 4


class _Line(NamedTuple):
    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str


def read_pdf(data: bytes, uri: str, sha256: str, media_type: str = "application/pdf") -> Document:
    """A PDF with a text layer; a block a paragraph, with its page as locator ("p. 3").

    Raises `ReadError`: `encrypted`, `damaged`, or `no-text` for a scan without a text layer.
    """
    pages, facts = _read(data, uri)
    lines = _without_running_heads(pages)
    blocks, text = _paragraphs(lines)
    if not text.strip():
        raise ReadError(uri, "no-text", "has no text layer (a scan?); recognise its text first, then give the result")
    title = facts.get("Title") or None
    origin = Origin(
        uri=uri,
        media_type=media_type,
        sha256=sha256,
        title=title,
        author=facts.get("Author") or (speaker_of_title(title) if title else None),
        published=published_in(text, blocks),
        language=guess_language(text[:20000]),
    )
    return Document(
        id=uri, text=text, origin=origin, blocks=blocks, sections=find_sections(text, blocks), turns=find_turns(text)
    )


def _read(data: bytes, uri: str) -> tuple[list[list[_Line]], dict[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_NEEDED or "assword" in str(error):
            raise ReadError(uri, "encrypted", "is protected by a password; save it without one") from error
        raise ReadError(uri, "damaged", "is a damaged or truncated PDF; download or print it to PDF again") from error
    try:
        facts = {k: " ".join(v.split()) for k, v in document.get_metadata_dict().items() if v and v.strip()}
        pages = []
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            pages.append(_lines_of(textpage, number))
            textpage.close()
            page.close()
        return pages, facts
    except pypdfium2.PdfiumError as error:
        raise ReadError(uri, "damaged", "is a damaged or truncated PDF; download or print it to PDF again") from error
    finally:
        document.close()


def _lines_of(textpage: Any, number: int) -> list[_Line]:
    """The page's lines in reading order: column after column where two stand side by side."""
    pieces = []
    for i in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(i)
        words = textpage.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\x00", "")
        words = words.replace("\ufffe", "-").replace("\x02", "-").strip("\n")
        if words.strip():
            pieces.append(_Line(number, left, right, top, bottom, words))
    rows = _rows(pieces)
    gutter = _gutter(rows)
    if gutter is None:
        return [_merge(row) for row in rows]
    ordered: list[_Line] = []
    left_column: list[_Line] = []
    right_column: list[_Line] = []
    for row in rows:
        over = [p for p in row if p.left < gutter - 2 and p.right > gutter + 2]
        if over:
            ordered += left_column + right_column + [_merge(row)]
            left_column, right_column = [], []
            continue
        for column, side in (
            (left_column, [p for p in row if p.right <= gutter + 2]),
            (right_column, [p for p in row if p.right > gutter + 2]),
        ):
            if side:
                column.append(_merge(side))
    return ordered + left_column + right_column


def _rows(pieces: Sequence[_Line]) -> list[list[_Line]]:
    """Pieces whose middles are on one height, from the top of the page down."""
    rows: list[list[_Line]] = []
    for piece in sorted(pieces, key=lambda p: (-(p.top + p.bottom) / 2, p.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _merge(row: Sequence[_Line]) -> _Line:
    words = row[0].text
    for before, piece in pairwise(row):
        height = max(1.0, piece.top - piece.bottom)
        gap = piece.left - before.right
        words += piece.text if gap < height * 0.12 or words.endswith(" ") else " " + piece.text
    return _Line(
        row[0].page, row[0].left, row[-1].right, max(p.top for p in row), min(p.bottom for p in row), words.strip()
    )


def _gutter(rows: Sequence[Sequence[_Line]]) -> float | None:
    """The middle of the empty strip between two columns, or None where the page has one column."""
    pieces = [p for row in rows for p in row]
    if len(pieces) < 8:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    width = right - left
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        x = left + width * step / 100
        crossing = sum(p.left < x - 1 and p.right > x + 1 for p in pieces)
        before = sum(p.right <= x + 1 for p in pieces)
        after = sum(p.left >= x - 1 for p in pieces)
        if min(before, after) * 4 >= len(pieces) and crossing * 6 <= len(pieces):
            pairs = sum(any(p.right <= x + 1 for p in row) and any(p.left >= x - 1 for p in row) for row in rows)
            if pairs * 3 >= len(rows) and (best is None or -crossing > best[0]):
                best = (-crossing, x)
    return best[1] if best else None


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip().lower())


def _without_running_heads(pages: list[list[_Line]]) -> list[_Line]:
    """All lines less those that come back at the head or foot of most pages, and less page numbers."""
    edges: Counter[str] = Counter()
    for lines in pages:
        by_height = sorted(lines, key=lambda x: -x.top)
        edges.update({_shape(x) for x in by_height[:2] + by_height[-2:]})
    often = {s for s, n in edges.items() if len(pages) >= 3 and n * 2 >= len(pages)} | {
        "#",
        "page #",
        "page # of #",
        "- # -",
    }
    out = []
    for lines in pages:
        by_height = sorted(lines, key=lambda x: -x.top)
        edge = {id(x) for x in by_height[:2] + by_height[-2:]}
        out += [x for x in lines if not (id(x) in edge and (_shape(x) in often or _shape(x) == "#"))]
    return out


def _paragraphs(lines: Sequence[_Line]) -> tuple[tuple[Block, ...], str]:
    """Lines joined to paragraphs: a wide gap, an indent after a short line, or a change of size parts them."""
    if not lines:
        return (), ""
    height = median(x.top - x.bottom for x in lines) or 1.0
    gaps = [a.bottom - b.top for a, b in pairwise(lines) if a.page == b.page and 0 <= a.bottom - b.top < 3 * height]
    usual = median(gaps) if gaps else height * 0.3
    groups: list[list[_Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        same_flow = before.page == line.page and before.bottom >= line.top - height * 0.5
        gap = before.bottom - line.top
        resized = abs((line.top - line.bottom) - (before.top - before.bottom)) > height * 0.35
        ended = before.text.rstrip().endswith((".", "!", "?", ":", "”", '"', "’"))
        apart = same_flow and gap > usual + height * 0.6
        indented = ended and line.left > min(x.left for x in groups[-1]) + height * 0.8 and len(groups[-1]) > 0
        widest = max(x.right for x in groups[-1])
        short = ended and len(groups[-1]) > 1 and before.right < widest - (widest - before.left) * 0.25
        if apart or resized or indented or (short and line.text[:1].isupper()) or (not same_flow and ended):
            groups.append([line])
        else:
            groups[-1].append(line)
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for group in groups:
        words = _join([x.text for x in group])
        if not words:
            continue
        at += 2 if parts else 0
        big = median(x.top - x.bottom for x in group) > height * 1.25 and len(words) < 300
        kind: BlockKind = "furniture" if is_furniture(words) else "heading" if big else "paragraph"
        blocks.append(
            Block(span=Span(at, at + len(words)), kind=kind, locator=f"p. {group[0].page + 1}", level=int(big))
        )
        parts.append(words)
        at += len(words)
    return tuple(blocks), "\n\n".join(parts)


def _join(lines: Sequence[str]) -> str:
    """Lines as one: a hyphen at a line's end joins two halves of a word, unless the next half is capitalised or a number."""
    words = ""
    for line in lines:
        line = " ".join(line.split())
        if words.endswith("\u00ad") or (re.search(r"[^\W\d_]-$", words) and line[:1].islower()):
            words = words[:-1] + line
        else:
            words += (" " if words and line else "") + line
    return words
