"""Scripture among the citations."""

from __future__ import annotations

import pytest

from sayso.attribution import extract as rules
from sayso.pipeline import extract
from sayso.text.readers import read_bytes


def cited(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = extract(read_bytes(text.encode(), "page.txt")).citations
    return [(c.kind, c.target, c.faults) for c in found]


def test_verses_and_their_faults() -> None:
    assert cited("So it says [TMQ Surah An-Nisaa 4:144].") == [("verse", "Quran An-Nisaa 4:144", ())]
    assert cited("So it says (1 Cor. 13:4-7).") == [("verse", "1 Cor. 13:4-7", ())]
    assert cited("Surah al-Rahman says: “And weigh evenly” (55:9).") == [("verse", "Quran 55:9", ())]
    assert cited("They met: “The score” (2:1).") == []
    assert cited("So it says (Q 2:300).") == [("verse", "Quran 2:300", ("chapter 2 has 286 verses",))]


def test_an_impossible_verse_is_a_finding() -> None:
    findings = extract(read_bytes(b"So it says (Q 2:300).", "page.txt")).findings
    assert [f.kind for f in findings] == ["citation"]


def test_hadith_by_collection_and_number() -> None:
    assert cited("It is told (Sahih al-Bukhari 52).") == [("hadith", "Sahih al-Bukhari 52", ())]
    assert cited("It is told in Sunan Abi Dawud, no. 4607.") == [("hadith", "Sunan Abi Dawud 4607", ())]
    assert cited("Ahmad 12 years later went home.") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("He said, “Help one another” [Surah Al-Maidah 5:2].", "scripture"),
        ("He said, “Help one another”. As Surah Al-Maidah 5:2 has it.", "statement"),
    ],
)
def test_words_behind_which_a_verse_is_cited_are_scripture(text: str, role: str) -> None:
    assert [q.role for q in extract(read_bytes(text.encode(), "a.md"), extractor=rules).quotations] == [role]
