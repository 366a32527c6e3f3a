"""Words that one text writes in two, at either end of a quotation."""

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
