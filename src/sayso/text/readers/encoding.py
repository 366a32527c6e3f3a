"""From bytes to text: the declared encoding, then UTF-8, then detection; the document says which was used."""

from __future__ import annotations

import codecs

from sayso.errors import ReadError

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

    best = from_bytes(head).best()
    if best is not None:
        try:
            text = data.decode(best.encoding, "replace")
        except LookupError:
            text = ""
        odd = sum(c < " " and c not in "\t\n\r\f\v" for c in text[:_SAMPLE])
        if text and odd * 20 <= len(text[:_SAMPLE]):
            return text, best.encoding
    if broken * 10 <= len(repaired):
        return repaired, "utf-8 (damaged)"
    raise ReadError(
        uri, "binary", "is not text in any encoding that sayso knows; save it as UTF-8 text, HTML, PDF or DOCX"
    )
