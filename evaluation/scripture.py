"""Scripture: verses of a canon, whole and changed in the ways people change them, and stretches that are no verses.

Made anew from the canon each time, always the same; no verse stands in this repository.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.measures import Measured
from sayso.library.canon import Canon, Verse, read_verses
from sayso.model import Span
from sayso.text.arabic import letters
from sayso.verification.scripture import verify_verse

__all__ = ["Made", "made_verses", "scripture"]

EACH = 100
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u06d6-\u06e4\u06e7-\u06ed\u08d3-\u08ff]")
_NEGATIONS = {"لا", "لم", "لن", "ما", "ليس", "غير"}


class Made(NamedTuple):
    """One stretch: how it was made, its words, the verse it is given as, and the verdict that is right for it."""

    kind: str
    words: str
    reference: tuple[str, int, int] | None
    verdict: str


def scripture(shared: Path, work: Path, library: Path | None) -> Measured:
    """Right verdicts in per cent, of all and by kind, and how many changed verses were called verbatim."""
    data = (shared / "data" / "quran-uthmani.tsv").read_bytes()
    verses = read_verses(data.decode())
    canon = Canon("".join(f"{v.chapter}|{v.verse}|{v.text}\n" for v in verses))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    rows: list[tuple[str, str, str, str]] = []
    accepted = 0
    for made in made_verses(verses):
        found = verify_verse(made.words, Span(0, len(made.words)), canon, "canon/quran.txt", made.reference)
        told = "the document says" in found.why
        met = found.verdict == made.verdict and (made.kind != "wrong number" or told)
        right[made.kind] += met
        total[made.kind] += 1
        accepted += found.verdict == "verbatim" and made.verdict != "verbatim"
        if not met:
            rows.append((made.kind, found.verdict, found.why, made.words[:60]))
    figures = {f"verses {kind}": round(100 * right[kind] / n, 1) for kind, n in total.items()}
    figures["verses"] = round(100 * sum(right.values()) / sum(total.values()), 1)
    figures["changed verses called verbatim"] = accepted
    return Measured(figures, rows, hashlib.sha256(data).hexdigest()[:16])


def made_verses(verses: list[Verse]) -> Iterator[Made]:
    """A hundred stretches of every kind, from verses of five to forty words."""
    chance = random.Random(114)
    usable = [v for v in verses if 5 <= len(v.text.split()) <= 40]
    words = sorted({w for v in verses for w in v.text.split() if len(letters(w)) > 4})
    for kind in (
        "exact",
        "unvowelled",
        "alef variants",
        "modern spelling",
        "partial",
        "word changed",
        "joined",
        "wrong number",
    ):
        for verse in chance.sample(usable, EACH):
            yield _made(kind, verse, chance, usable, words)
    denied = [v for v in usable if any(_plain(w) in _NEGATIONS for w in v.text.split())]
    for verse in chance.sample(denied, EACH):
        parts = verse.text.split()
        at = chance.choice([n for n, w in enumerate(parts) if _plain(w) in _NEGATIONS])
        yield Made("negation removed", " ".join(parts[:at] + parts[at + 1 :]), _reference(verse), "altered")
    for _ in range(EACH):
        drawn = [chance.choice(words) for _ in range(chance.randint(6, 14))]
        yield Made("no verse", " ".join(drawn), None, "not-found")


def _made(kind: str, verse: Verse, chance: random.Random, usable: list[Verse], words: list[str]) -> Made:
    parts = verse.text.split()
    reference = _reference(verse)
    if kind == "exact":
        return Made(kind, verse.text, reference, "verbatim")
    if kind == "unvowelled":
        return Made(kind, _MARKS.sub("", verse.text), reference, "verbatim")
    if kind == "alef variants":
        return Made(kind, _MARKS.sub("", verse.text).translate(str.maketrans("أإآٱ", "اااا")), reference, "verbatim")
    if kind == "modern spelling":
        plain = _MARKS.sub("", verse.text).replace("ٱ", "ا")
        plain = re.sub("[وى]\u0670(?=\\w)", "ا", plain).replace("\u0670", chance.choice(("ا", "")))
        return Made(kind, plain, reference, "verbatim")
    if kind == "partial":
        size = chance.randint(max(3, len(parts) // 2), len(parts) - 1)
        start = chance.randint(0, len(parts) - size)
        return Made(kind, " ".join(parts[start : start + size]), reference, "verbatim")
    if kind == "word changed":
        at = chance.randrange(len(parts))
        other = chance.choice([w for w in chance.sample(words, 20) if _plain(w) != _plain(parts[at])])
        return Made(kind, " ".join([*parts[:at], other, *parts[at + 1 :]]), reference, "altered")
    if kind == "joined":
        other_verse = chance.choice([v for v in usable if v.chapter != verse.chapter])
        return Made(kind, f"{verse.text} {other_verse.text}", reference, "spliced")
    wrong = (verse.chapter, max(1, verse.verse + chance.choice((-3, -2, 2, 3))) + (3 if verse.verse < 4 else 0), 0)
    return Made(kind, verse.text, (wrong[0], wrong[1], wrong[1]), "verbatim")


def _plain(word: str) -> str:
    return "".join(next(iter(x.may_be)) for x in letters(word) if not x.optional)


def _reference(verse: Verse) -> tuple[str, int, int]:
    return verse.chapter, verse.verse, verse.verse
