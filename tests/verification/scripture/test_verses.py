"""Verses of an invented canon, as they are and changed, in a document and against a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.library import Library
from sayso.library.canon import store_canon
from sayso.model import Check, Verification
from sayso.pipeline import check
from sayso.text.readers import read_bytes

CANON = """# invented
1|1|هَٰذَا دَفۡتَرُ ٱلۡمِينَآءِ
2|1|ٱلۡبَحۡرُ وَٱلۡجَبَلُ لَا يَنۡطِقَانِ وَلَٰكِنَّ ٱلرِّيحَ تَحۡمِلُ أَخۡبَارَ ٱلسُّفُنِ
2|2|وَٱلصَّيَّادُ يَرۡجِعُ مِنَ ٱلۡمِينَآءِ عِنۡدَ ٱلۡغُرُوبِ بِسَلَّةٖ مِنَ ٱلسَّمَكِ
3|1|إِنَّ ٱلۡحَارِسَ لَمۡ يَفۡتَحۡ بَابَ ٱلۡمَخۡزَنِ حَتَّىٰ جَآءَ صَاحِبُ ٱلۡمَفَاتِيحِ
3|2|وَكَانَ ٱلۡمِصۡبَاحُ مُعَلَّقٗا فَوۡقَ ٱلسَّفِينَةِ ٱلۡقَدِيمَةِ طُولَ ٱلَّيۡلِ
4|1|لَا يَرۡجِعُ ٱلصَّيَّادُ إِلَّا مَعَ ٱلۡغُرُوبِ ٱلۡهَادِئِ
"""
BIBLE = "Gen 1:1 The ferry left at dawn and nobody waved.\nGen 1:2 Its lamp was small.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "note.txt").write_text("The harbour office opened at nine.\n", encoding="utf-8")
    for name, text in (("quran", CANON), ("bible", BIBLE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        store_canon(folder, name, tmp_path / f"{name}.txt")
    with Library.open(folder, create=True) as opened:
        opened.update()
        yield opened


def told(library: Library, text: str) -> tuple[Verification, Check]:
    result = check(read_bytes(text.encode(), "page.txt"), library)
    [one] = [v for v in result.verifications if v.searched.method.startswith("words of the supplied")]
    return one, result


@pytest.mark.parametrize(
    ("words", "reference", "verdict"),
    [
        ("ٱلۡبَحۡرُ وَٱلۡجَبَلُ لَا يَنۡطِقَانِ وَلَٰكِنَّ ٱلرِّيحَ تَحۡمِلُ أَخۡبَارَ ٱلسُّفُنِ", "[Quran 2:1]", "verbatim"),
        ("البحر والجبل لا ينطقان ولكن الريح تحمل أخبار السفن", "[Quran 2:1]", "verbatim"),
        ("البحر والجبل لا ينطقان ولكن الريح تحمل اخبار السفن", "", "verbatim"),
        ("وكان المصباح معلقا فوق السفينة القديمة طول الليل", "[Al-Imran 3:2]", "verbatim"),
        ("لكن الريح تحمل الى السفن", "[Quran 2:1]", "altered"),
        ("البحر والجبل ينطقان ولكن الريح تحمل أخبار السفن", "[Quran 2:1]", "altered"),
        ("البحر والجبل لا ينطقان ولكن الشمس تحمل أخبار السفن", "[Quran 2:1]", "altered"),
        ("والجبل لا ينطقان … تحمل أخبار السفن", "[Quran 2:1]", "edited"),
        ("ولكن الريح تحمل أخبار السفن وكان المصباح معلقا فوق السفينة", "[Quran 2:1]", "spliced"),
        ("ولكن الريح تحمل أخبار السفن والصياد يرجع من الميناء", "[Quran 2:1-2]", "verbatim"),
        ("المصباح معلقا", "[Quran 3:2]", "verbatim"),
        ("طار العصفور بعيدا فوق سطح المدرسة القريبة", "[Quran 3:2]", "not-found"),
    ],
)
def test_verdicts(library: Library, words: str, reference: str, verdict: str) -> None:
    one, _ = told(library, f"It is written: ﴿{words}﴾ {reference}\n")
    assert one.verdict == verdict, one.why


def test_a_negation_left_out_is_named(library: Library) -> None:
    one, _ = told(library, "﴿البحر والجبل ينطقان ولكن الريح تحمل أخبار السفن﴾ [Quran 2:1]\n")
    assert [c.kind for c in one.critical] == ["negation"]
    match = one.matches[0]
    assert match.document == "canon/quran.txt"
    assert match.span.of(library.document(match.document).text) == match.exact
    assert one.matches[0].edits[0].kind == "delete"


def test_all_of_a_verse_but_the_negation_it_begins_with_is_altered(library: Library) -> None:
    one, _ = told(library, "﴿يرجع الصياد إلا مع الغروب الهادئ﴾ [Quran 4:1]\n")
    assert one.verdict == "altered"
    assert [(c.kind, c.found) for c in one.critical] == [("negation", "لَا")]


def test_what_a_cut_leaves_out_is_a_caution(library: Library) -> None:
    one, _ = told(library, "﴿إِنَّ ٱلۡحَارِسَ لَمۡ يَفۡتَحۡ﴾ [Quran 3:1]\n")
    assert one.verdict == "verbatim"
    assert one.cautions[0].source_words.startswith("[…] بَابَ")


def test_a_wrong_reference_is_told_with_the_right_one(library: Library) -> None:
    one, result = told(library, "﴿إن الحارس لم يفتح باب المخزن﴾ [Quran 2:2]\n")
    assert one.verdict == "verbatim"
    [finding] = [f for f in result.findings if f.kind == "reference"]
    assert "Quran 3:1" in finding.message
    [citation] = [c for c in result.citations if c.kind == "verse"]
    assert citation.faults == ("the words stand at Quran 3:1, not at Quran 2:2",)


def test_spelling_is_listed(library: Library) -> None:
    one, _ = told(library, "﴿وكان المصباح معلقا فوق السفينة القديمة طول الليل﴾ [Quran 3:2]\n")
    assert "vowel marks left out" in one.matches[0].transforms
    assert "modern or Uthmani spelling" in one.matches[0].transforms


def test_unmarked_words_are_only_suggested(library: Library) -> None:
    page = "قال الشيخ إن الحارس لم يفتح باب المخزن حتى جاء صاحب المفاتيح في المساء.\n"
    result = check(read_bytes(page.encode(), "page.txt"), library)
    [finding] = [f for f in result.findings if f.kind == "suggestion"]
    assert "Quran 3:1" in finding.message
    assert not any(v.verdict in ("altered", "verbatim") for v in result.verifications)


def test_a_rendering_is_not_judged_by_the_arabic(library: Library) -> None:
    page = (
        "The council met in the old harbour office on a cold morning, and its chairman spoke of patience.\n\n"
        "Allah (swt) said, [إِنَّ الْحَارِسَ لَمْ يَفْتَحْ بَابَ الْمَخْزَنِ] “The watchman did not open the door of the store.” [Quran 3:1]. "
        "The council then went on with the business of the day until noon.\n"
    )
    result = check(read_bytes(page.encode(), "page.txt"), library)
    [rendering] = [v for v in result.verifications if v.why.startswith("translation")]
    assert rendering.verdict == "not-checkable"
    assert "Quran 3:1" in rendering.why


def test_the_bible_that_was_given(library: Library) -> None:
    page = "“The ferry left at dawn” (Gen 1:1).\n\nOthers: “The boat departed early in the day” (Gen 1:1).\n"
    result = check(read_bytes(page.encode(), "page.txt"), library)
    verdicts = {v.verdict: v.why for v in result.verifications}
    assert "verbatim" in verdicts
    assert verdicts["not-checkable"].startswith("translation: not the words of Gen 1:1")
