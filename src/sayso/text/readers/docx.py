"""DOCX through mammoth: footnotes and tables kept, tracked insertions kept, deletions dropped."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from sayso.errors import ReadError
from sayso.model import Block, Document, Origin, Span
from sayso.model.types import BlockKind
from sayso.text.language import guess_language
from sayso.text.layout import find_sections
from sayso.text.publication import published_in
from sayso.text.titles import speaker_of_title
from sayso.text.turns import find_turns

__all__ = ["read_docx"]

_MOST_UNPACKED = 200 << 20
_MOST_RATIO = 400
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def read_docx(data: bytes, uri: str, sha256: str, media_type: str) -> Document:
    """A Word document. Raises `ReadError`: `damaged`, `encrypted`, or `too-large` for an archive that unpacks beyond reason."""
    _refuse_bombs(data, uri)
    import mammoth

    try:
        html = mammoth.convert_to_html(io.BytesIO(data)).value
        properties = _properties(data)
    except Exception as error:  # mammoth raises whatever its XML reader raises
        raise ReadError(
            uri, "damaged", f"is a damaged DOCX file ({type(error).__name__}); open and save it again"
        ) from error
    blocks, text = _blocks(html)
    if not text.strip():
        raise ReadError(uri, "no-text", "holds no text; if it holds pictures of text, recognise their text first")
    title = properties.get("title") or next(
        (" ".join(b.span.of(text).split()) for b in blocks[:3] if b.kind == "heading"), None
    )
    origin = Origin(
        uri=uri,
        media_type=media_type,
        sha256=sha256,
        encoding="utf-8",
        title=title,
        author=(speaker_of_title(title) if title else None) or properties.get("creator"),
        published=published_in(text, blocks),
        language=guess_language(text[:20000]),
    )
    return Document(
        id=uri, text=text, origin=origin, blocks=blocks, sections=find_sections(text, blocks), turns=find_turns(text)
    )


def _refuse_bombs(data: bytes, uri: str) -> None:
    """Refuse an archive whose parts unpack beyond reason, by what they declare and by what they really yield."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise ReadError(
                uri, "encrypted", "is encrypted or in the old DOC format; save it as DOCX without a password"
            ) from error
        raise ReadError(uri, "damaged", "is a damaged DOCX file; open and save it again") from error
    with archive:
        names = archive.namelist()
        if "word/document.xml" not in names:
            raise ReadError(uri, "unsupported", "is an archive but no Word document; give the files in it one by one")
        total = 0
        for part in archive.infolist():
            if part.flag_bits & 1:
                raise ReadError(uri, "encrypted", "is protected by a password; save it without one")
            total += part.file_size
        if total > _MOST_UNPACKED or total > _MOST_RATIO * max(len(data), 4096):
            raise ReadError(uri, "too-large", f"would unpack to {total >> 20} MB; that is no ordinary document")
        for name in names:
            if name.endswith((".xml", ".rels")):
                _refuse_longer_than_declared(archive, name, uri)


def _refuse_longer_than_declared(archive: zipfile.ZipFile, name: str, uri: str) -> None:
    declared = archive.getinfo(name).file_size
    read = 0
    try:
        with archive.open(name) as part:
            while chunk := part.read(1 << 20):
                read += len(chunk)
                if read > declared + 1024:
                    raise ReadError(uri, "too-large", "unpacks to more than it declares; that is no ordinary document")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ReadError(uri, "damaged", "is a damaged DOCX file; open and save it again") from error


def _properties(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "docProps/core.xml" not in archive.namelist():
            return {}
        core = archive.read("docProps/core.xml").decode("utf-8", "replace")
    found = re.findall(r"<(?:dc|cp):(title|creator)[^>]*>([^<]+)<", core)
    return {key: " ".join(value.split()) for key, value in found if value.strip()}


def _blocks(html: str) -> tuple[tuple[Block, ...], str]:
    """mammoth's HTML as blocks; a table's row is a line, a footnote a block of its own."""
    from lxml import html as lxml_html

    if not html.strip():
        return (), ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    pieces: list[tuple[BlockKind, int, str]] = []
    for element in root.iter(*_HEADINGS, "p", "li", "tr"):
        if any(p.tag in ("li", "tr") for p in element.iterancestors()):
            continue
        words = _words(element)
        if not words:
            continue
        identity = element.get("id") or ""
        kind: BlockKind = (
            "heading" if element.tag in _HEADINGS
            else "footnote" if identity.startswith(("footnote", "endnote"))
            else "table" if element.tag == "tr"
            else "list" if element.tag == "li"
            else "paragraph"
        )  # fmt: skip
        pieces.append((kind, _HEADINGS.get(element.tag, 0), words))
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for kind, level, words in pieces:
        at += 2 if parts else 0
        blocks.append(Block(span=Span(at, at + len(words)), kind=kind, level=level))
        parts.append(words)
        at += len(words)
    return tuple(blocks), "\n\n".join(parts)


def _words(element: Any) -> str:
    parts = [element.text or ""]
    for node in element.iterdescendants():
        if node.tag == "br":
            parts.append("\n")
        elif node.tag in ("td", "th") and "".join(parts).strip():
            parts.append(" | ")
        # The way back from a footnote is no word of it.
        if node.text and not (node.tag == "a" and node.text == "↑"):
            parts.append(node.text)
        parts.append(node.tail or "")
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line).strip()
