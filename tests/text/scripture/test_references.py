"""References in the forms people use, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.scripture import find_references
from sayso.text.scripture.bible import BOOKS
from sayso.text.scripture.quran import ARABIC_NAMES, LATIN_NAMES, VERSES, chapter_named


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("[TMQ Surah An-Nisaa 4:144].", "Quran 4:144"),
        ("(Q 2:255)", "Quran 2:255"),
        ("in Quran 2:190-193 and", "Quran 2:190-193"),
        ("the Qur’an (2:255)", "Quran 2:255"),
        ("Quran, chapter 2, verse 255", "Quran 2:255"),
        ("Surah Al-Baqarah, verse 255", "Quran 2:255"),
        ("Surah Al-Anfal [8:60]", "Quran 8:60"),
        ("Surat al-Baqara (2): 191", "Quran 2:191"),
        ("Al-Baqarah 2:255", "Quran 2:255"),
        ("(An-Nur: 55)", "Quran 24:55"),
        ("TMQ Al-Anfal: 60", "Quran 8:60"),
        ("سورة البقرة: ١٩١", "Quran 2:191"),
        ("سورة البقرة، الآية 191", "Quran 2:191"),
        ("[آل عمران/103]", "Quran 3:103"),
        ("(سورة النساء 144)", "Quran 4:144"),
        ("1 Cor. 13:4-7", "1Cor 13:4-7"),
        ("First Corinthians 13:4", "1Cor 13:4"),
        ("II Kings 4:2", "2Kgs 4:2"),
        ("Song of Songs 2:4", "Song 2:4"),
        ("Gen.1.1", "Gen 1:1"),
        ("1Cor.13.4-7", "1Cor 13:4-7"),
    ],
)
def test_a_reference_in_its_form(text: str, reference: str) -> None:
    [found] = find_references(text)
    assert str(found.reference) == reference
    assert not found.faults


@pytest.mark.parametrize(
    "text",
    [
        "Mark 12 points", "at 24:55", "John 5:30 pm", "The Kings 4:2 win", "Chapter 3, verse 4 of the play", "Chapter 2: 3 points",
        "on 3 May at 10:30", "al-Rimal 10:30", "Luke at 12:30", "Nur spoke at 24:55", "the numbers 5:4", "Q: 2 people asked",
    ],
)  # fmt: skip
def test_what_is_no_reference(text: str) -> None:
    assert find_references(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Quran 115:3", "the Quran has 114"),
        ("Q 2:300", "chapter 2 has 286 verses"),
        ("Quran 2:193-190", "run backwards"),
        ("Surah Yasin 2:68", "Yasin is number 36, not 2"),
        ("Mark 17:1", "no chapter 17"),
        ("Mark 16:30", "Mark 16 has 20 verses"),
    ],
)
def test_what_is_impossible(text: str, fault: str) -> None:
    [found] = find_references(text)
    assert fault in found.faults[0]


def test_other_numberings_are_no_fault() -> None:
    assert not any(found.faults for found in find_references("Joel 4:2; Mal 3:24; Psalm 51:21; 3 John 1:15"))


def test_every_name_is_its_chapters() -> None:
    for names in (LATIN_NAMES, ARABIC_NAMES):
        assert len(names) == len(VERSES) == 114
        for number, spelt in enumerate(names, 1):
            assert [chapter_named(name) for name in spelt] == [number] * len(spelt)


def test_the_tables_are_whole() -> None:
    assert sum(VERSES) == 6236
    assert sum(map(sum, BOOKS.values())) == 31102


@given(st.text(alphabet="Qu[( ]):-1234Surah 24:٥سورةMark.", max_size=60))
def test_nothing_raises_and_spans_lie_inside(text: str) -> None:
    for found in find_references(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
