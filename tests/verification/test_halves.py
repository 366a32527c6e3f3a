"""What the two texts write in different numbers of words, at either end of a quotation."""

from __future__ import annotations

import pytest

from sayso.verification import verify_query
from tests.verification.world import MemoryShelf, by_turn, source

SHELF = MemoryShelf(
    [
        source(
            "guild.txt",
            "MINISTER KALLAS: Thank you. Health care is paid by the guild of boats. It helps the keepers and their caregivers. The"
            " ferries run through the mid-winter. Lamplight falls on every quay of the valley. So be it.\n",
            title="Remarks by Minister Kallas on the Guild",
            published="2031-05-04",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Healthcare is paid by the guild of boats", "Health care is paid by the guild of boats"),
        ("It helps the keepers and their care givers", "It helps the keepers and their caregivers"),
        ("It helps the keepers and their care-\ngivers", "It helps the keepers and their caregivers"),
        ("The ferries run through the midwinter", "The ferries run through the mid-winter"),
        ("Lamp light falls on every quay", "Lamplight falls on every quay"),
    ],
)
def test_a_word_in_two_is_the_same_word_at_an_end_too(text: str, exact: str) -> None:
    found = verify_query(text, "Mari Kallas", None, SHELF, by_turn)
    assert (found.verdict, found.matches[0].exact) == ("verbatim", exact)


@pytest.mark.parametrize("text", ["Care is paid by the guild of boats", "It helps the keepers and their care"])
def test_half_a_word_is_another(text: str) -> None:
    found = verify_query(text, "Mari Kallas", None, SHELF, by_turn)
    assert found.verdict == ("verbatim" if text.startswith("Care") else "altered")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the boats come home to the US", "Then the boats come home to the United States."),
        ("the boats come home to the United States", "Then the boats come home to the U.S."),
        ("US boats have come to the quay of Lumm", "United States boats have come to the quay of Lumm."),
        ("United States boats have come to the quay", "U.S. boats have come to the quay."),
        ("the catch of herring rose by 30 percent", "Well, the catch of herring rose by 30%."),
        ("the catch of herring rose by thirty percent", "Well, the catch of herring rose by 30%."),
        ("the catch of herring rose by 30%", "Well, the catch of herring rose by thirty percent."),
        ("30% of the herring came home to Lumm", "Thirty percent of the herring came home to Lumm."),
        ("the boats will be home in Lumm on Jan. 6", "Well, the boats will be home in Lumm on January 6th."),
        ("the boats of Lumm came on January 6 to Vesk", "Well, the boats of Lumm came on January 6th to Vesk."),
    ],
)
def test_signs_and_short_forms_at_an_end_are_what_they_stand_for(text: str, said: str) -> None:
    shelf = MemoryShelf([source("talk.txt", f"MINISTER KALLAS: Thank you. {said} And so we go on.\n")])
    assert verify_query(text, None, None, shelf, by_turn).verdict == "verbatim"


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("the catch of herring rose by 13 percent", "Well, the catch of herring rose by 30%.", "number"),
        (
            "the boats of Lumm came on January 7 to Vesk",
            "Well, the boats of Lumm came on January 6th to Vesk.",
            "number",
        ),
        ("the boats of Lumm come home to the U.K.", "Then the boats of Lumm come home to the United States.", "name"),
    ],
)
def test_another_sign_is_another_word(text: str, said: str, kind: str) -> None:
    talk = f"MINISTER KALLAS: Thank you. {said} And so we go on.\n"
    shelf = MemoryShelf([source("talk.txt", talk, title="Remarks by Minister Kallas")])
    found = verify_query(text, "Mari Kallas", None, shelf, by_turn)
    assert (found.verdict, kind in [c.kind for c in found.critical]) == ("altered", True)
