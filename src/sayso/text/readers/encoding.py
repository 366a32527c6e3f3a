"""From bytes to text: the declared encoding, then UTF-8, then detection; the document says which was used."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from sayso.errors import ReadError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatches

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 18
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\v\x1b")


def decode(data: bytes, uri: str, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` and the name of the encoding that read it.

    A UTF-8 byte order mark stays in the text, since raw offsets count it. Raises `ReadError` of kind `binary` where
    the bytes are no text in any encoding.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), name
    if declared:
        try:
            return data.decode(declared), codecs.lookup(declared).name
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text:
        head = text[:_SAMPLE]
        if len(head.encode()) - len(head.encode().translate(None, _CONTROLS)) > len(head) // 10 + 8:
            raise ReadError(
                uri, "binary", "holds control bytes, not text; give a text, HTML, PDF, DOCX or subtitle file"
            )
        return text, "utf-8"
    return _detect(data, uri)


# Letters of western and of northern Europe: a text that has no others in the common western encoding is in it.
_WESTERN = (frozenset("àâäáãåçéèêëíîïìñóôöòõúùûüßœæªº"), frozenset("åæøäöéü"))


def _likeliest(matches: CharsetMatches) -> str | None:
    """The encoding that reads best; None where none reads. Of two that read as well the commoner one."""
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        as_well = match.chaos <= best.chaos and match.coherence >= best.coherence - 0.1
        if as_well and "cp1251" in match.could_be_from_charset and best.encoding.startswith("mac"):
            return "cp1251"
        if as_well and "cp1252" in match.could_be_from_charset:
            letters = {c.lower() for c in str(match) if c.isalpha() and not c.isascii()}
            if any(letters <= western for western in _WESTERN):
                return "cp1252"
    return best.encoding


def _detect(data: bytes, uri: str) -> tuple[str, str]:
    head = data[:_SAMPLE]
    if head.count(0) > len(head) // 10 and not (
        head[1::2].count(0) > len(head) // 4 or head[::2].count(0) > len(head) // 4
    ):
        raise ReadError(uri, "binary", "holds binary data, not text; give a text, HTML, PDF, DOCX or subtitle file")
    # A few broken bytes in a UTF-8 file are damage, not another encoding.
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    if broken * 200 <= len(repaired) and len(repaired) < len(data):
        return repaired, "utf-8 (damaged)"
    from charset_normalizer import from_bytes

    likeliest = _likeliest(from_bytes(head))
    if likeliest is not None:
        try:
            text = data.decode(likeliest, "replace")
        except LookupError:
            text = ""
        odd = sum(c < " " and c not in "\t\n\r\f\v" for c in text[:_SAMPLE])
        if text and odd * 20 <= len(text[:_SAMPLE]):
            return text, likeliest
    if broken * 10 <= len(repaired):
        return repaired, "utf-8 (damaged)"
    raise ReadError(
        uri, "binary", "is not text in any encoding that sayso knows; save it as UTF-8 text, HTML, PDF or DOCX"
    )
