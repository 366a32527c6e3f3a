"""From a file or bytes to a `Document`, one module a format. Whatever cannot be read is one `ReadError`."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from sayso.errors import ReadError
from sayso.model import Document

__all__ = ["SUFFIXES", "media_type_of", "read_bytes", "read_path"]

SUFFIXES = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".srt": "application/x-subrip", ".vtt": "text/vtt",
}  # fmt: skip
"""The formats that sayso reads, by suffix; content decides where it disagrees."""

_DOCX = SUFFIXES[".docx"]
_MOST_BYTES = 512 << 20
_HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html\b|<head\b|<body\b)", re.I | re.S
)
_OTHER = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x7fELF", "a program"),
    (b"MZ", "a program"), (b"SQLite format 3", "a database"), (b"\x1f\x8b", "a gzip archive"), (b"{\\rtf", "an RTF document"),
    (b"Rar!", "an archive"), (b"7z\xbc\xaf", "an archive"), (b"ID3", "a sound file"), (b"OggS", "a sound file"),
)  # fmt: skip


def read_path(path: Path, uri: str) -> Document:
    """Read a file; `uri` is how its user named it, and what errors and reports call it.

    Raises `ReadError`: `missing`, `not-a-file`, `permission`, `too-large`, `changed` (while it was read), and whatever
    `read_bytes` raises.
    """
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > _MOST_BYTES:
                raise ReadError(uri, "too-large", f"has {before.st_size >> 20} MB; split it into files under 512 MB")
            # Room for no more than there is to read; a pipe or device says nothing of its size.
            data = file.read(before.st_size + 1 if before.st_size else _MOST_BYTES + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        raise ReadError(uri, "missing", "is not there; check the name") from error
    except IsADirectoryError as error:
        raise ReadError(uri, "not-a-file", "is a folder; name the files in it") from error
    except PermissionError as error:
        raise ReadError(uri, "permission", "may not be read; change its permissions") from error
    except OSError as error:
        raise ReadError(uri, "damaged", f"cannot be read from the disk ({error.strerror or error})") from error
    changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size
    # A pipe or device has no size of its own.
    if changed and path.is_file():
        raise ReadError(uri, "changed", "changed while it was read; try again when nothing writes to it")
    return read_bytes(data, uri)


def media_type_of(data: bytes, uri: str) -> str:
    """The media type, by content where content tells, else by the suffix of `uri`, else plain text."""
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return _DOCX
    if data[:16].lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return "text/vtt"
    suffix = Path(uri.split("?")[0]).suffix.lower()
    by_suffix = SUFFIXES.get(suffix)
    if by_suffix in (None, "text/plain", "text/html") and _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "text/html"
    return by_suffix or "text/plain"


def read_bytes(data: bytes, uri: str, media_type: str | None = None) -> Document:
    """Read a document that is already in memory: `read_bytes(b"He said so.", "-")`.

    Raises `ReadError`: `empty`, `binary`, `unsupported`, `encrypted`, `damaged`, `too-large`, `no-text`.
    """
    if not data.strip():
        raise ReadError(uri, "empty", "is empty; there is nothing to read")
    for magic, what in _OTHER:
        if data.startswith(magic):
            raise ReadError(uri, "binary", f"is {what}; give a text, HTML, PDF, DOCX or subtitle file")
    sha256 = hashlib.sha256(data).hexdigest()
    media_type = media_type or media_type_of(data, uri)
    if media_type == "application/pdf":
        from sayso.text.readers.pdf import read_pdf

        return read_pdf(data, uri, sha256)
    if media_type == _DOCX:
        from sayso.text.readers.docx import read_docx

        return read_docx(data, uri, sha256, media_type)
    if media_type in ("text/html", "application/xhtml+xml"):
        from sayso.text.readers.html import read_html

        return read_html(data, uri, sha256)
    if media_type in ("text/vtt", "application/x-subrip"):
        from sayso.text.readers.subtitles import read_subtitles

        return read_subtitles(data, uri, sha256, media_type)
    from sayso.text.readers.plain import read_markdown, read_plain

    return read_markdown(data, uri, sha256) if media_type == "text/markdown" else read_plain(data, uri, sha256)
