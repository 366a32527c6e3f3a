"""The spellings of an Arabic word of scripture: what may differ between two printings without a letter being changed.

Uthmani spelling writes many a long alef as a small mark, keeps silent letters, seats the hamza otherwise and joins some
words; plain spelling writes them out. `spellings` gives every bare form that one written word stands for; two written words
are the same word where their forms meet. Nothing else is folded, so that a changed letter is a changed word.

The signs and their uses are those of the Unicode Standard, chapter 9 (Arabic, Quranic annotation signs).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

__all__ = ["ARABIC_WORD", "bare", "differences", "skeleton", "spellings"]

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
ARABIC_WORD = re.compile(
    rf"[\u0621-\u063a\u0640-\u064a\u066e-\u066f\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc][\u0621-\u063a\u0640-\u064a\u066e-\u066f\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc{_MARKS}{_UNSEEN}]*"
)
"""A written word with its marks; the signs of verse ends, sections and prostrations are none."""

_DROP = re.compile(f"[{_MARKS}{_UNSEEN}\u0640]")
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0656\u0657\u065e\u06e1\u08f0\u08f1\u08f2")
_DAGGER, _SHADDA, _TATWEEL = "\u0670", "\u0651", "\u0640"
_SMALL = {"\u06e5": ("", "و"), "\u06e6": ("", "ي"), "\u06e7": ("", "ي"), "\u06e8": ("", "ن")}
_HAMZA = ("", "ا", "و", "ي")
_SEATED = {"ؤ": ("و", "", "ا"), "ئ": ("ي", "", "ا"), "ء": _HAMZA}
_PLAIN = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ۀ": "ه", "ہ": "ه", "ھ": "ه"}
)
# Words that end in a plain alef in Uthmani spelling and in alef maqsura elsewhere.
_MAQSURA = frozenset({"طغا", "اقصا", "الاقصا", "لدا", "تترا"})
# Words spelt in one way of their own in Uthmani printings.
_ODD = {"لتخذت": "لاتخذت", "ليكة": "الايكة", "افاين": "افان", "نباي": "نبا"}
_MOST_FORMS = 128
# Letters and marks of the longest word that is one; more is no word of any text.
_LONGEST = 80


def bare(word: str) -> str:
    """A word's letters without marks and tatweel: `bare("ٱلۡحَمۡدُ")` has five letters."""
    return _DROP.sub("", unicodedata.normalize("NFKC", word))


@lru_cache(maxsize=1 << 16)
def spellings(word: str, *, source: bool = False) -> frozenset[str]:
    """The bare forms that a written word stands for; `source` also allows what others write for its last letter.

    `spellings("ٱلۡعَٰلَمِينَ") >= {"العلمين", "العالمين"}`.
    """
    if len(word) > _LONGEST:
        return frozenset({bare(word)})
    parts = _parts(word)
    count = 1
    for i, options in enumerate(parts):
        count *= len(options)
        if count > _MOST_FORMS:
            parts[i:] = [options[:1] for options in parts[i:]]
            break
    forms = {_one_alef("".join(chosen)) for chosen in product(*parts)}
    # "وسـل": where Uthmani spelling drops the alef of the imperative before a floating hamza.
    forms |= {
        re.sub(r"^([وف])س", r"\1اس", form) for form in forms if re.match(r"[وف]س[َۡ]?ـ?[َۡ]?\u0654", _without_short(word))
    }
    return frozenset(forms | _others(word, forms) if source else forms)


def _others(word: str, forms: set[str]) -> set[str]:
    """What plain spelling writes for the last letter of a word of the source."""
    letters = bare(word)
    last, seated = letters[-1:], letters[-2:-1] == "ء" or "\u0654" in word[-5:]
    if last == "ا":
        more = {form[:-1] + "ي" for form in forms if form in _MAQSURA}
        return more | {form + "ي" for form in forms if seated}  # raʾā: "رءا", "رأى"
    if last == "ة":
        return {form[:-1] + other for form in forms for other in "هت"} | {_ODD[f] for f in forms if f in _ODD}
    if last == "ت" and len(letters) > 2:
        return {form[:-1] + "ة" for form in forms} | {_ODD[f] for f in forms if f in _ODD}
    if letters.endswith("حي"):
        return {form + "ي" for form in forms}
    if last == "و" and len(letters) > 2 and not re.search("و\u064e[^و]*$", word):
        return {form + "ا" for form in forms}  # the plural, with and without its silent alef
    return {_ODD[form] for form in forms if form in _ODD}


def _one_alef(form: str) -> str:
    return re.sub("اا+", "ا", form)


def _without_short(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if c not in _VOWELS)


def _parts(word: str) -> list[tuple[str, ...]]:
    """For each letter of a word, what it may be in bare spelling."""
    groups: list[tuple[str, str]] = []
    for c in unicodedata.normalize("NFKC", word):
        if c in "\u06e5\u06e6" or not _DROP.match(c) or c == _TATWEEL:
            groups.append((c, ""))
        elif groups:
            groups[-1] = (groups[-1][0], groups[-1][1] + c)
    old = "\u06e1" in word
    out: list[tuple[str, ...]] = []
    for i, (letter, marks) in enumerate(groups):
        out.append(_options(letter, marks, last=i == len(groups) - 1, uthmani=old, vowelless=not _VOWELS & set(marks)))
        if letter == "ل" and _SHADDA in marks and i and groups[i - 1][0] == "ٱ":
            out[-1] = ("ل", "لل")
        if any(m in "\u0654\u0655" for m in marks):
            out.append(_HAMZA)
        for mark in marks:
            if mark in _SMALL:
                out.append(_SMALL[mark])
        if _DAGGER in marks and not (letter in "وىي" and not _VOWELS & set(marks)):
            out.append(("ا", ""))
    return out


def _options(letter: str, marks: str, *, last: bool, uthmani: bool, vowelless: bool) -> tuple[str, ...]:
    if letter == _TATWEEL:
        return ("",)
    if letter in _SMALL:
        return _SMALL[letter]
    plain = letter.translate(_PLAIN)
    if _DAGGER in marks and vowelless and letter in "وىي":
        return ("ا", "و", "وا") if letter == "و" else ("ا", "ي")
    silent = "\u06df" in marks or "\u06e0" in marks or ("\u0652" in marks and (uthmani or plain == "ا"))
    if silent and plain in "اوي":
        return (plain, "")
    if letter == "ص" and "\u06dc" in marks:
        return ("ص", "س")
    return _SEATED.get(letter, (plain,))


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The letters of a word that no spelling changes; the key by which a verse is looked for.

    Alefs, hamzas, waws and yas go, a doubled letter is written once and a final ta marbuta is left out: words of one
    skeleton may differ, one word never has two.
    """
    letters = bare(word).translate(_PLAIN)
    if letters[-1:] in ("ة", "ت", "ه") and len(letters) > 2:
        letters = letters[:-1]
    letters = re.sub("[اويءؤئ]", "", letters).replace("ص", "س")
    return re.sub(r"(.)\1+", r"\1", letters)


def differences(written: str, source: str) -> list[str]:
    """How one word is spelt otherwise than in the source, as short names; empty where both are the same characters."""
    if unicodedata.normalize("NFC", written) == unicodedata.normalize("NFC", source):
        return []
    out = []
    if (_TATWEEL in written) != (_TATWEEL in source) and "\u0654" not in source:
        out.append("tatweel")
    if {c for c in written if c in _VOWELS} - {_SHADDA}:
        if _short(written) != _short(source):
            out.append("vowel marks")
    elif {c for c in source if c in _VOWELS}:
        out.append("vowel marks left out")
    mine, theirs = bare(written), bare(source)
    if mine != theirs:
        fold = str.maketrans("أإآٱ", "اااا")
        hamza = mine.translate(fold) == theirs.translate(fold)
        if hamza or sorted(set(mine) ^ set(theirs)) == ["ا", "ٱ"]:
            out.append("alef and hamza forms")
        if not hamza:
            ends = mine[:-1].translate(fold) == theirs[:-1].translate(fold) and {mine[-1], theirs[-1]} <= set("ةهتىي")
            out.append("ta marbuta or alef maqsura" if ends else "modern or Uthmani spelling")
    return out


def _short(word: str) -> str:
    """The short vowels of a word in order, without sukun and signs of assimilation."""
    names = {
        "\u064e": "a",
        "\u064f": "u",
        "\u0650": "i",
        "\u064b": "A",
        "\u0657": "A",
        "\u08f0": "A",
        "\u064c": "U",
        "\u065e": "U",
        "\u08f1": "U",
        "\u064d": "I",
        "\u0656": "I",
        "\u08f2": "I",
    }
    # A fatha before its alef says no more than the alef.
    plain = re.sub("\u064e(?=[اىٰ\u0653])", "", unicodedata.normalize("NFKC", word))
    return "".join(names.get(c, "") for c in plain)
