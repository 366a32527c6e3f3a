"""A guess at a text's language, from its script and its commonest words; None where the guess would be bold."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

__all__ = ["guess_language", "language_of_words", "script_of"]

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
# More of them for a quotation of a few words, which holds no more than two or three.
_MORE = {
    "en": """its their your our you we she them would could should were been will can who what when where why how some
    more most about into out if then only after before my these those just very people him me no all or so do does""",
    "fr": "nous vous ils elles notre nos votre vos leur leurs mon ses cette ces mais où avons avez ont été être très rien jamais si",
    "de": "wir ihr ich sie unser unsere ihre kein keine wird werden haben hat sein aber oder wenn nur noch wie vom zum zur einen einem",
    "es": "nuestro nuestra nuestros nuestras nosotros ellos muy pero cuando donde sin sobre este esta ya hay han ser son está porque ni",
    "it": "noi voi loro nostro nostra nostri nostre gli nel nella dal dalla alla ma anche questo questa mai hanno siamo perché chi",
    "pt": "nós nosso nossa nossos nossas eles elas mas também quando sem sobre este esta já há são está pelo pela nos seu sua nem nunca",
    "nl": "wij ons onze jullie zij hun geen ook nog naar heeft hebben worden zal zullen dit deze omdat nooit",
    "tr": "biz bizim siz onlar değil ki her hiç çünkü olacak oldu ya şu mi mı",
    "id": "kami kita mereka saya anda bukan tetapi karena atau bisa sudah belum harus",
}
_FEW = {code: frozenset([*_SETS[code], *words.split()]) for code, words in _MORE.items()}
# What two languages share tells nothing there; nor does what English has too, in names and in words less common.
_SHARED = frozenset(word for word in chain(*_FEW.values()) if sum(word in common for common in _FEW.values()) > 1)
_SHARED |= frozenset("die come den van von per con si ma mi mas non lo la le al est ser".split())
_TELLING = {code: words - _SHARED for code, words in _FEW.items()}
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


def language_of_words(text: str, around: str | None = None) -> str | None:
    """The language of a quotation, which may be too short for a guess by itself; `around` is that of what it stands in.

    `language_of_words("Wir werden die Brücke nicht verkaufen")` is "de". Words are another language's than English only
    where they hold less that is English; where they hold nothing telling, they are in the language around them.
    """
    guessed = guess_language(text) if len(text.split()) >= 12 else None
    if script_of(text) != "latin":
        return guessed
    words = re.findall(r"[^\W\d_]+", text)
    # A capital may be that of a name, which any language takes from any other.
    small = {w for w in words if w.islower()} | {w.lower() for w in words[:1]}
    hits = {code: len(small & common) for code, common in _TELLING.items()}
    english = len({w.lower() for w in words} & _TELLING["en"])
    if guessed not in (None, "en"):
        return guessed if hits[guessed] > english else "en"
    if guessed or english:
        return "en"
    best = max(hits, key=lambda code: (hits[code], code == around))
    accented = any(w.islower() and not w.isascii() for w in words)
    return best if hits[best] and hits[best] + accented >= 2 else around
