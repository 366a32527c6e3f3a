"""Verses made from a canon, each changed in one known way: does `sayso check` give each its verdict?

A hundred verses each exact, unvowelled, with other alefs, in plain spelling, cut short, with one word changed, with a negation
removed, two joined, under a wrong number; and a hundred sentences that are no verses. The seed is fixed, the canon is the
shared one, and nothing that is made is kept.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from evaluation.measures import Measured, digest_of
from sayso.library import Library
from sayso.library.canon import store_canon
from sayso.model import Check
from sayso.pipeline import check
from sayso.text.readers import read_bytes

EACH = 100
SEED = 20240
EXPECTED = {
    "exact": "verbatim", "unvowelled": "verbatim", "alef variants": "verbatim", "modern spelling": "verbatim", "partial": "verbatim",
    "word changed": "altered", "negation removed": "altered", "two joined": "spliced", "wrong number": "verbatim", "no verse": "not-found",
}  # fmt: skip
CHANGED = ("word changed", "negation removed", "two joined")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0670\u0640]")
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا"})
_NEGATIONS = {"لا", "لم", "لن", "ما", "ولا", "ولم", "ولن", "وما", "فلا", "فلم", "فما", "ليس"}
# Subjects, verbs and ends of sentences that nobody wrote down before; ten of each make a thousand.
_WHO = "المهندس,البائع,الطبيب,المعلم,السائق,الكاتب,الحارس,المزارع,الطباخ,المصور".split(",")
_DID = "اشترى دراجة خضراء,أصلح ساعة الحائط,كتب رسالة طويلة,باع سيارته القديمة,زار متحف المدينة,رسم خريطة الجزيرة,فتح نافذة المكتب,حجز تذكرة القطار,قرأ جريدة المساء,نظف زجاج المقهى".split(
    ","
)
_WHEN = "قبل موعد الغداء بساعتين,في محطة الحافلات الجديدة,بعد انتهاء دوام الشركة,أمام مكتب البريد المركزي,مع زملائه في الجامعة".split(
    ","
)


class Case(NamedTuple):
    """One made quotation: how it was made, its words, and the reference set beside it."""

    kind: str
    words: str
    reference: str


def scripture(shared: Path, work: Path, library: Path | None) -> Measured:
    """Verdicts on made verses against the shared canon, in percent; `false verbatim` counts changed ones called verbatim."""
    path = shared / "data" / "quran-uthmani.tsv"
    cases = make(read(path))
    told = verdicts(cases, path, work / "scripture")
    figures, rows = score(cases, told)
    return Measured(figures, rows, digest_of([path]))


def score(cases: list[Case], told: list[tuple[str, bool]]) -> tuple[dict[str, float], list[tuple[object, ...]]]:
    """The figures, and the cases that were not met, from (verdict, is the reference told to be wrong) of each case."""
    met: Counter[str] = Counter()
    rows: list[tuple[object, ...]] = []
    for case, (verdict, elsewhere) in zip(cases, told, strict=True):
        right = verdict == EXPECTED[case.kind] and elsewhere == (case.kind == "wrong number")
        met[case.kind] += right
        if not right:
            rows.append((case.kind, case.reference, verdict, "reference told" if elsewhere else "", case.words))
    figures = {"right": round(100 * sum(met.values()) / len(cases), 1)}
    count = Counter(case.kind for case in cases)
    figures |= {kind: round(100 * met[kind] / count[kind], 1) for kind in EXPECTED if count[kind]}
    figures["false verbatim"] = sum(
        c.kind in CHANGED and t[0] in ("verbatim", "edited") for c, t in zip(cases, told, strict=True)
    )
    return figures, rows


def read(path: Path) -> dict[tuple[int, int], str]:
    """The verses of a `sura|aya|text` file."""
    rows = (line.split("|", 2) for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isdigit())
    return {(int(s), int(a)): t.strip() for s, a, t in rows}


def make(verses: dict[tuple[int, int], str]) -> list[Case]:
    """The cases, the same on every run. Changed ones are made anew where the change stands in the canon after all."""
    pick = random.Random(SEED)
    long = [place for place, text in verses.items() if 6 <= len(text.split()) <= 40]
    whole = " ".join(plain(text) for text in verses.values())
    cases: list[Case] = []
    for kind in EXPECTED:
        while sum(c.kind == kind for c in cases) < EACH:
            place = pick.choice(long)
            case = _made(kind, place, verses, pick, long)
            if case is not None and (kind not in CHANGED or f" {plain(case.words)} " not in f" {whole} "):
                cases.append(case)
    return cases


def _made(
    kind: str,
    place: tuple[int, int],
    verses: dict[tuple[int, int], str],
    pick: random.Random,
    long: list[tuple[int, int]],
) -> Case | None:
    text, named = verses[place], f"[Quran {place[0]}:{place[1]}]"
    words = text.split()
    if kind == "exact":
        return Case(kind, text, named)
    if kind == "unvowelled":
        return Case(kind, bare(text), named)
    if kind == "alef variants":
        return Case(kind, bare(text).translate(_ALEFS), named)
    if kind == "modern spelling":
        return Case(kind, modern(text), named)
    if kind == "partial":
        size = pick.randint(4, len(words) - 1)
        first = pick.randint(0, len(words) - size)
        return Case(kind, " ".join(words[first : first + size]), named)
    if kind == "word changed":
        other = pick.choice(verses[pick.choice(long)].split())
        at = pick.randrange(1, len(words) - 1)
        if _key(other) == _key(words[at]):
            return None
        return Case(kind, " ".join([*words[:at], other, *words[at + 1 :]]), named)
    if kind == "negation removed":
        places = [i for i, w in enumerate(words[:-1]) if i and plain(w) in _NEGATIONS]
        if not places:
            return None
        at = pick.choice(places)
        return Case(kind, " ".join(words[:at] + words[at + 1 :]), named)
    if kind == "two joined":
        other_place = pick.choice(long)
        if other_place[0] == place[0]:
            return None
        return Case(kind, f"{text} {verses[other_place]}", named)
    if kind == "wrong number":
        wrong = pick.choice(long)
        if wrong[0] == place[0] or plain(text) in " ".join(
            plain(verses[wrong[0], a]) for s, a in verses if s == wrong[0]
        ):
            return None
        return Case(kind, text, f"[Quran {wrong[0]}:{wrong[1]}]")
    return Case("no verse", f"{pick.choice(_DID)} {pick.choice(_WHO)} {pick.choice(_WHEN)}", named)


def bare(text: str) -> str:
    """The letters as they are written, without marks: a long alef that is only a mark is gone with them."""
    return " ".join(_MARKS.sub("", re.sub("[ـ]?[\u0654]", "ئ", unicodedata.normalize("NFC", text))).split())


def plain(text: str) -> str:
    """Letters that every spelling shares, roughly: to see whether changed words stand elsewhere in the canon."""
    return bare(text).translate(_ALEFS).replace("ى", "ي")


def modern(text: str) -> str:
    """A verse as plain spelling writes it, by rules of its own: marks that stand for letters become letters."""
    out = []
    for word in unicodedata.normalize("NFC", text).split():
        word = re.sub("و\u0670", "ا", word)  # ṣalāh
        word = re.sub("ى\u0670(?=[ء-ي])", "ا", word)  # banāhā
        word = re.sub("[ىي]\u0670", "ى", word)
        word = re.sub("ءَ?ا|أَ?\u0653|ءَ?\u0670", "آ", word)
        if _MARKS.sub("", word) not in _DAGGERED:
            word = re.sub("\u0640?\u0670", "ا", word)
        word = re.sub("ٱلَّي", "اللي", word).replace("\u06e7", "ي")
        out.append(re.sub("اا+", "ا", _MARKS.sub("", word.replace("ٱ", "ا"))))
    return " ".join(w for w in out if w)


# Words that plain spelling writes without the alef that is spoken in them, too.
_DAGGERED = frozenset(
    (
        "هذا,هذه,هؤلاء,ذلك,كذلك,فذلك,وذلك,لكن,ولكن,أولئك,فأولئك,وأولئك,ٱلله,لله,بٱلله,وٱلله,إله,ٱلرحمن,للرحمن,بٱلرحمن,ذلكم,هذان,لكنا"
    ).split(",")
)


def _key(word: str) -> str:
    return plain(word)


def verdicts(cases: list[Case], canon: Path, work: Path) -> list[tuple[str, bool]]:
    """What `check` says of each case, set as verses are set, all in one document."""
    work.mkdir(parents=True, exist_ok=True)
    (work / "note.txt").write_text("Nothing in this note is a verse.\n", encoding="utf-8")
    parts, places, at = [], [], 0
    for case in cases:
        paragraph = f"As it is written: ﴿{case.words}﴾ {case.reference}."
        begin = at + paragraph.index("﴿") + 1
        places.append((begin, begin + len(case.words)))
        parts.append(paragraph)
        at += len(paragraph) + 2
    document = read_bytes("\n\n".join(parts).encode(), "verses.txt")
    store_canon(work, "quran", canon)
    with Library.open(work, create=True) as library:
        library.update()
        checked = check(document, library)
    return [_told(checked, *place) for place in places]


def _told(checked: Check, start: int, end: int) -> tuple[str, bool]:
    found = [
        v for v in checked.verifications if v.quotation and v.quotation[0].start < end and start < v.quotation[-1].end
    ]
    elsewhere = any(
        f.kind == "reference" and f.spans[0].start < end and start < f.spans[0].end for f in checked.findings
    )
    return (found[0].verdict if len(found) == 1 else f"{len(found)} verdicts"), elsewhere
