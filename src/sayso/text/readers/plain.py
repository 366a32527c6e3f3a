"""Plain text and Markdown: the text exactly as it stands in the file, with its layout and front matter read beside it."""

from __future__ import annotations

import re
from datetime import date, datetime

from sayso.model import Block, Document, OffsetMap, Origin, Span
from sayso.text.language import guess_language
from sayso.text.layout import find_sections, text_blocks
from sayso.text.publication import published_in
from sayso.text.readers.encoding import decode
from sayso.text.titles import speaker_of_title
from sayso.text.turns import find_turns

__all__ = ["read_markdown", "read_plain"]

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*(?:\n[ \t]+.*)*)", re.MULTILINE)


# Of so many characters the language is told.
_SAMPLE = 2000


def read_plain(data: bytes, uri: str, sha256: str, media_type: str = "text/plain") -> Document:
    """A plain text file; `Document.text` is the decoded file, so that text and raw offsets are equal."""
    return _document(*decode(data, uri), uri, sha256, media_type, markdown=False)


def read_markdown(data: bytes, uri: str, sha256: str, media_type: str = "text/markdown") -> Document:
    """A Markdown file, front matter and all; what its front matter says of it goes into the origin."""
    return _document(*decode(data, uri), uri, sha256, media_type, markdown=True)


def _document(text: str, encoding: str, uri: str, sha256: str, media_type: str, *, markdown: bool) -> Document:
    front = _FRONT.match(text) if text.startswith(("---", "\ufeff---")) else None
    start = front.end() if front else 0
    # Carriage returns count as characters; layout is read from a copy of equal length without them.
    plain = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    blocks = text_blocks(plain, start, markdown=markdown)
    if front:
        blocks = (Block(span=Span(0, len(front.group().rstrip())), kind="furniture"), *blocks)
    said = _front_matter(front["body"]) if front else {}
    title = said.get("title") or _title(plain, blocks)
    published = _day(said.get("date") or said.get("published") or said.get("published_time")) or published_in(
        plain, blocks
    )
    origin = Origin(
        uri=uri,
        media_type=media_type,
        sha256=sha256,
        encoding=encoding,
        title=title,
        author=said.get("author") or said.get("byline") or (speaker_of_title(title) if title else None),
        publisher=said.get("publisher") or said.get("site") or said.get("outlet") or said.get("source"),
        published=published,
        language=said.get("language") or said.get("lang") or guess_language(text[start : start + _SAMPLE]),
        generator=said.get("generator"),
    )
    return Document(
        id=uri,
        text=text,
        origin=origin,
        blocks=blocks,
        sections=find_sections(plain, blocks),
        turns=find_turns(plain, start),
        raw=OffsetMap(),
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The first title or heading, with what belongs to it where it ends in a colon."""
    words: list[str] = []
    for block in blocks:
        if block.kind in ("title", "heading") and (not words or words[-1].endswith(":")):
            words.append(" ".join(block.span.of(text).lstrip("# ").split()))
        elif block.kind == "paragraph" and (words or len(block.span) > 200):
            break
    return " ".join(words)[:400] or None


def _front_matter(body: str) -> dict[str, str]:
    """The scalar fields of a front matter block. Only what sayso needs is read, so no YAML library is."""
    said: dict[str, str] = {}
    for match in _KEY.finditer(body.replace("\r", "")):
        value = " ".join(match["value"].split())
        if value[:1] == '"' and value[-1:] == '"' and len(value) > 1:
            value = re.sub(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", _unescape, value[1:-1])
        elif value[:1] == "'" and value[-1:] == "'" and len(value) > 1:
            value = value[1:-1].replace("''", "'")
        if value:
            said.setdefault(match["key"].lower(), value.replace("\u00a0", " "))
    return said


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[0] in "ux" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    return {"n": "\n", "t": "\t", "_": "\u00a0"}.get(escape, escape)


def _day(value: str | None) -> str | None:
    """A date with a full day, from the forms that front matter has; None for anything else."""
    if not value:
        return None
    try:
        return datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        pass
    head = re.match(r"\d{4}-\d{2}-\d{2}", value)
    try:
        return date.fromisoformat(head[0]).isoformat() if head else None
    except ValueError:
        return None
