"""What may differ between two printings of one word, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.scripture.spelling import ARABIC_WORD, bare, differences, skeleton, spellings


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("العالمين", "ٱلۡعَٰلَمِينَ"),
        ("العلمين", "ٱلۡعَٰلَمِينَ"),
        ("الصلاة", "ٱلصَّلَوٰةَ"),
        ("بناها", "بَنَىٰهَا"),
        ("آمنوا", "ءَامَنُواْ"),
        ("امنوا", "ءَامَنُواْ"),
        ("رحمة", "رَحۡمَتَ"),
        ("الليل", "ٱلَّيۡلِ"),
        ("يسألون", "يَسۡـَٔلُونَ"),
        ("رأى", "رَءَا"),
        ("جاءوا", "جَآءُو"),
        ("شيـــء", "شَيۡء"),
        ("مدرسه", "مَدۡرَسَةٌ"),
    ],
)
def test_one_word_in_two_spellings(written: str, source: str) -> None:
    assert not spellings(written).isdisjoint(spellings(source, source=True))
    assert skeleton(written) == skeleton(source)


@pytest.mark.parametrize(
    ("written", "source"),
    [("قل", "قَالَ"), ("كتاب", "كَاتِبٞ"), ("قالت", "قَالَهُ"), ("ولد", "وَلَا"), ("هوا", "هُوَ"), ("لي", "لَا")],
)
def test_two_words_stay_two(written: str, source: str) -> None:
    assert spellings(written).isdisjoint(spellings(source, source=True))


def test_differences_are_named() -> None:
    assert differences("كتب", "كَتَبَ") == ["vowel marks left out"]
    assert differences("كُتِبَ", "كَتَبَ") == ["vowel marks"]
    assert differences("امر", "أمر") == ["alef and hamza forms"]
    assert differences("أمر", "أمر") == []


@given(st.text(alphabet=[chr(c) for c in range(0x600, 0x700)], max_size=12))
def test_any_word_has_spellings_and_meets_itself(text: str) -> None:
    for match in ARABIC_WORD.finditer(text):
        word = match.group()
        assert not spellings(word).isdisjoint(spellings(word, source=True))
        assert isinstance(bare(word), str)
