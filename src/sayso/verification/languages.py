"""Whether a library can hold a quotation at all: its script, and words that are said to be translated."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from sayso.model import Span
from sayso.verification.ports import Entry, Shelf

__all__ = ["Scripts", "is_translated"]

MOST_SAMPLED = 64
SAMPLE = 3000
_TRANSLATED = re.compile(
    r"\b(?:[Tt]ranslated|in translation|(?:[Tt]hrough|[Vv]ia) (?:a|an|his|her|their) (?:interpreter|translator)|as translated|"
    r"[Tt]ranslation by|[Uu]nofficial translation|(?:said|[Ss]peaking|spoke|told [\w ]{1,30}) in (?!a |the |an )"
    r"(?:Arabic|Persian|Farsi|Hebrew|Russian|Ukrainian|Chinese|Mandarin|Japanese|Korean|French|German|Spanish|Portuguese|"
    r"Italian|Turkish|Urdu|Hindi|Pashto|Dari|Bengali|Polish|Greek|Dutch|Swahili|Kurdish))\b"
)


class Scripts:
    """The scripts that a library is written in, read from a spread of its documents as far as a question needs."""

    def __init__(self, library: Shelf) -> None:
        self._library = library
        self._held: set[str] = set()
        self._unread: Iterator[Entry] | None = None

    def lacks(self, text: str) -> str | None:
        """The script of `text` if the library has nothing in it: `scripts.lacks("السلام") == "ARABIC"`."""
        script = _script(text)
        if script is None or script in self._held:
            return None
        if self._unread is None:
            entries = self._library.documents()
            self._unread = iter(entries[:: max(1, len(entries) // MOST_SAMPLED)])
        for entry in self._unread:
            other = _script(self._library.page(entry.id).text[:SAMPLE])
            if other is not None:
                self._held.add(other)
            if other == script:
                return None
        return script if self._held else None


def _script(text: str) -> str | None:
    """The script of most letters of a text."""
    letters = [c for c in text[:SAMPLE] if c.isalpha()]
    if len(letters) < 4:
        return None
    if sum(c.isascii() for c in letters) * 2 > len(letters):
        return "LATIN"
    counts = Counter(unicodedata.name(c, "UNKNOWN").split()[0] for c in letters)
    return counts.most_common(1)[0][0]


def is_translated(text: str, span: Span) -> bool:
    """Whether the document itself says, beside the quotation, that the words are a translation."""
    return bool(_TRANSLATED.search(text[max(0, span.start - 200) : span.start])) or bool(
        _TRANSLATED.search(text[span.end : span.end + 200])
    )
