"""A guess at a text's language, from its script and its commonest words; None where the guess would be bold."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["guess_language", "script_of"]

_COMMON = {
    "en": "the of and to in a is that for it was on with he as are at by this be from have not they which said",
    "fr": "le la les de des et est un une que qui dans pour pas sur au par il elle sont avec ce plus ne du",
    "de": "der die das und ist ein eine nicht mit den von zu auf für im dem sich des auch es als wird sind",
    "es": "el la los las de que y en un una es por con no para del se al lo su como más pero sus fue",
    "it": "il la di che e un una per non con del della sono è in le si da dei gli al come più ha nel",
    "pt": "o a os as de que e do da em um uma para com não por mais no na se dos foi ao é são",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij maar wordt die was",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi ne kadar sonra ise en ama değil var",
    "id": "yang dan di dari untuk dengan ini itu dalam pada tidak akan adalah ke juga oleh sebagai telah",
}
_SETS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_SCRIPTS = (
    ("arabic", "\u0600", "\u06ff"), ("hebrew", "\u0590", "\u05ff"), ("cyrillic", "\u0400", "\u04ff"),
    ("greek", "\u0370", "\u03ff"), ("devanagari", "\u0900", "\u097f"), ("hangul", "\uac00", "\ud7af"),
    ("kana", "\u3040", "\u30ff"), ("han", "\u4e00", "\u9fff"), ("thai", "\u0e00", "\u0e7f"),
)  # fmt: skip
_OF_SCRIPT = {"hebrew": "he", "greek": "el", "hangul": "ko", "kana": "ja", "han": "zh", "thai": "th"}


def script_of(text: str) -> str | None:
    """The script most letters of `text` are in: "latin", "arabic", ...; None where it has no letters."""
    return _script(text, set(text))


def _script(text: str, distinct: set[str]) -> str | None:
    letters = [c for c in distinct if c.isalpha()]
    if not letters or max(letters) < "\u0250":
        return "latin" if letters else None
    counts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if char.isalpha():
            counts[next((n for n, a, b in _SCRIPTS if a <= char <= b), "latin" if char < "\u0250" else "other")] += (
                times
            )
    return counts.most_common(1)[0][0] if counts else None


def guess_language(text: str) -> str | None:
    """The language's code ("en"), by script and by the share of its commonest words; None where neither tells."""
    lowered = text.lower()
    distinct = set(lowered)
    script = _script(lowered, distinct)
    if script is None or script in _OF_SCRIPT:
        return _OF_SCRIPT.get(script or "")
    if script == "arabic":
        return "fa" if len(re.findall("[گچپژ]", text)) * 100 > len(text) else "ar"
    if script == "cyrillic":
        return "uk" if re.search("[іїєґ]", text) else "ru"
    if script != "latin":
        return None
    for char in distinct:
        if not char.isalnum() or char.isdecimal():
            lowered = lowered.replace(char, " ")
    words = lowered.split()
    if len(words) < 12:
        return None
    times = Counter(words)
    scores = Counter({code: sum(map(times.__getitem__, times.keys() & common)) for code, common in _SETS.items()})
    (best, hits), (_, second) = scores.most_common(2)
    return best if hits * 10 >= len(words) and hits > second * 1.3 else None
