"""Whether a library can hold a quotation at all: its script, its language, and words that are said to be translated."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.model import Document, Span, Speaker
from sayso.text.language import language_of_words, script_of
from sayso.verification.ports import Entry, Shelf
from sayso.verification.speakers import named_in

__all__ = ["Languages", "Scripts", "is_translated", "renderings"]

# Fewer words in other letters than those around them are a name.
SHORTEST = 4
MOST_SAMPLED = 64
SAMPLE = 3000
_WORD = re.compile(r"[^\W\d_]+")
_TRANSLATED = re.compile(
    r"\b(?:[Tt]ranslated|in translation|(?:[Tt]hrough|[Vv]ia) (?:a|an|his|her|their) (?:interpreter|translator)|as translated|"
    r"[Tt]ranslation by|[Uu]nofficial translation|(?:said|[Ss]peaking|spoke|told [\w ]{1,30}) in (?!a |the |an )"
    r"(?:Arabic|Persian|Farsi|Hebrew|Russian|Ukrainian|Chinese|Mandarin|Japanese|Korean|French|German|Spanish|Portuguese|"
    r"Italian|Turkish|Urdu|Hindi|Pashto|Dari|Bengali|Polish|Greek|Dutch|Swahili|Kurdish))\b"
)


_NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pt": "Portuguese",
    "ru": "Russian", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


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


class Languages:
    """The languages that a library's documents are in, as far as they are known, asked for the quotations of one page."""

    def __init__(self, library: Shelf, document: Document | None) -> None:
        self._library = library
        self._around = document.origin.language if document else None

    def differ(self, text: str, speaker: Speaker | None, day: str | None) -> str | None:
        """Why the library cannot hold words in their language, `None` where it may.

        It has nothing in that language, or what it has of the speaker of that day is all in another, so that one of the two
        is a translation: `languages.differ("Wir werden die Brücke nicht verkaufen", None, None)` for an English library.
        """
        language = _plain(language_of_words(text, _plain(self._around)))
        if language is None:
            return None
        entries = self._library.documents()
        if not any(_plain(e.origin.language) == language for e in entries):
            if not any(e.origin.language for e in entries):
                return None
            return f"these words are in {_named(language)}, and the library has nothing in it"
        if speaker is None or day is None:
            return None
        spoken = {_plain(e.origin.language) for e in entries if e.origin.published == day and self._is_of(e, speaker)}
        if not spoken or spoken & {language, None}:
            return None
        others = " and ".join(sorted(_named(s) for s in spoken if s))
        theirs = f"what the library has of {speaker.name} of that day is in {others}"
        return f"these words are in {_named(language)}; {theirs}"

    def _is_of(self, entry: Entry, speaker: Speaker) -> bool:
        """Whether a document is a speaker's: it is headed or signed by the name, or has turns of theirs."""
        if named_in(speaker, f"{entry.origin.title or ''} {entry.origin.author or ''}"):
            return True
        return any(named_in(speaker, t.speaker) for t in self._library.document(entry.id).turns)


@lru_cache(maxsize=256)
def _plain(language: str | None) -> str | None:
    """A language's code without its country: "en" for "en-GB"."""
    return re.split("[-_]", language.strip().lower())[0] or None if language else None


def _named(language: str) -> str:
    return _NAMES.get(language, f"another language ({language})")


def _script(text: str) -> str | None:
    """The script of most letters of a text."""
    letters = [c for c in text[:SAMPLE] if c.isalpha()]
    if len(letters) < 4:
        return None
    if sum(c.isascii() for c in letters) * 2 > len(letters):
        return "LATIN"
    counts = Counter(unicodedata.name(c, "UNKNOWN").split()[0] for c in letters)
    return counts.most_common(1)[0][0]


def renderings(text: str, spans: Sequence[Span]) -> list[Span]:
    """The parts of a quotation that stand in it as original and translation; empty where all is in one language.

    “نص هذا الكتاب كله” (“the whole text of this book”) is one quotation in two languages, which stand in no one place.
    """
    out = [piece for span in spans for piece in _by_script(text, span)]
    if len(out) == 1:
        return []
    for tell in (script_of, language_of_words):
        if len({told for span in out if (told := tell(span.of(text)))}) > 1:
            return out
    return []


def _by_script(text: str, span: Span) -> list[Span]:
    """A span cut where Latin letters end and others begin, or the reverse; a few words between others are names in them."""
    if span.of(text).isascii():
        return [span]
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(text, span.start, span.end):
        if not runs or _is_latin(runs[-1][0]) != _is_latin(word):
            runs.append([])
        runs[-1].append(word)
    long = [run for run in runs if len(run) >= SHORTEST]
    cuts = [run[0].start() for last, run in pairwise(long) if _is_latin(last[0]) != _is_latin(run[0])]
    return [Span(a, b) for a, b in pairwise([span.start, *cuts, span.end])]


def _is_latin(word: re.Match[str]) -> bool:
    return word.group()[0] < "\u0250"


def is_translated(text: str, span: Span) -> bool:
    """Whether the document itself says, beside the quotation, that the words are a translation."""
    return bool(_TRANSLATED.search(text[max(0, span.start - 200) : span.start])) or bool(
        _TRANSLATED.search(text[span.end : span.end + 200])
    )
