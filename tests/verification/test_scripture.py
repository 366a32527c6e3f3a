"""Verses against an invented canon: spellings folded, every other change told."""

from __future__ import annotations

import pytest

from sayso.library.canon import Canon
from sayso.model import Span, Verification
from sayso.text.arabic import letters
from sayso.verification.scripture import verify_verse
from sayso.verification.verses import align

# Invented sentences about a river, spelt as a vowelled text with small alefs spells them.
LINES = [
    "1|1|قَالَ حَارِسُ ٱلنَّهۡرِ إِنَّ ٱلۡمَآءَ يَعۡرِفُ طَرِيقَهُۥ فِي ٱلظُّلُمَٰتِ",
    "1|2|وَلَا يَرۡجِعُ ٱلسَّيۡلُ إِلَى ٱلۡجَبَلِ بَعۡدَ ٱلشِّتَآءِ ٱلطَّوِيلِ",
    "1|3|فَٱبۡنُواْ جُسُورَكُمۡ مِنۡ حَجَرٍ وَخَشَبٍ قَبۡلَ أَنۡ يَفِيضَ ٱلۡوَادِي",
    "2|1|مَا سَكَنَ ٱلصَّيَّادُونَ شَاطِئَ ٱلۡبُحَيۡرَةِ إِلَّا فِي مَوۡسِمِ ٱلسَّمَكِ",
    "2|2|وَٱلۡقَوَارِبُ تَعۡبُرُ ٱلۡمَضِيقَ عِنۡدَ ٱلۡفَجۡرِ مُحَمَّلَةً بِٱلۡقَمۡحِ وَٱلصَّلَوٰةِ",
]
CANON = Canon("".join(f"{line}\n" for line in LINES))


def verify(words: str, reference: tuple[str, int, int] | None = None) -> Verification:
    return verify_verse(words, Span(0, len(words)), CANON, "canon/quran.txt", reference)


@pytest.mark.parametrize(
    ("words", "verdict", "told"),
    [
        (LINES[0][4:], "verbatim", "1:1"),
        ("قال حارس النهر إن الماء يعرف طريقه في الظلمات", "verbatim", "1:1"),
        ("قال حارس النهر ان المـــاء يعرف طريقه في الظلمت", "verbatim", "1:1"),
        ("والقوارب تعبر المضيق عند الفجر محملة بالقمح والصلاة", "verbatim", "2:2"),
        ("يرجع السيل إلى الجبل بعد الشتاء الطويل", "altered", "وَلَا"),
        ("فابنوا جسوركم من حجر وحديد قبل أن يفيض الوادي", "altered", "وَخَشَبٍ"),
        ("فابنوا جسوركم من حجر قبل أن يفيض الوادي", "altered", "وَخَشَبٍ"),
        ("قيل حارس النهر إن الماء يعرف طريقه في الظلمات", "altered", "قَالَ"),
        ("قال حارس النهر إن الماء يعرف طريقه والقوارب تعبر المضيق عند الفجر محملة بالقمح", "spliced", "2:2"),
        ("يا سائق القطار خذ معك رسالة إلى مدينة بعيدة عن هنا", "not-found", "canon"),
        ("إن", "not-checkable", "too short"),
    ],
)  # fmt: skip
def test_verdicts(words: str, verdict: str, told: str) -> None:
    found = verify(words)
    assert found.verdict == verdict
    assert told in found.why


def test_a_verse_cut_short_is_told_and_stays_verbatim() -> None:
    found = verify("فابنوا جسوركم من حجر وخشب")
    assert found.verdict == "verbatim"
    assert "not given whole" in found.why
    assert "قَبۡلَ" in found.cautions[0].source_words


def test_a_wrong_reference_is_told() -> None:
    words = "والقوارب تعبر المضيق عند الفجر محملة بالقمح"
    assert "the document says" not in verify(words, ("2", 2, 2)).why
    assert "the words stand at 2:2, the document says 1:3" in verify(words, ("1", 3, 3)).why
    assert "the document says 9:9" in verify(words, ("9", 9, 9)).why


def test_a_dropped_negation_is_critical() -> None:
    found = verify("سكن الصيادون شاطئ البحيرة إلا في موسم السمك")
    assert [(c.kind, c.found) for c in found.critical] == [("negation", "مَا")]


def test_what_was_folded_is_listed() -> None:
    assert verify("قال حارس النهر إن الماء يعرف طريقه في الظلمات").matches[0].transforms == (
        "vowel marks left out",
        "modern and Uthmani spelling",
    )


def test_an_alignment_counts_only_letters_that_no_spelling_leaves_out() -> None:
    one, other = letters("ٱلظُّلُمَٰتِ"), letters("الظلمات")
    assert align(other, one, 0, len(one)).cost == 0
    assert align(letters("الظلمت"), one, 0, len(one)).cost == 0
    assert align(letters("الظلام"), one, 0, len(one)).cost > 0
