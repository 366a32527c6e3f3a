"""A place read closely: where a quotation jumps from one speaker of a transcript to another."""

from __future__ import annotations

import pytest

from sayso.verification import verify_query
from tests.verification.world import MemoryShelf, by_turn, source

DEBATE = source(
    "debate.txt",
    "MS. OSTROWE: Will the council reopen the northern ferry before the winter, as it promised in April?\n"
    "MR. ANDRADE: I have asked the harbour master for a date, and he has given me none.",
)
SHELF = MemoryShelf([DEBATE])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("reopen the northern ferry before the winter, I have asked the harbour master for a date", "spliced"),
        ("the winter, as it promised in April I have asked the harbour master", "spliced"),
        ("as it promised in April? I have asked the harbour master for a date", "spliced"),
        ("I have asked the harbour master, and he has given me none", "altered"),
        ("for a date, and he has given me none", "verbatim"),
    ],
)
def test_words_of_two_speakers_are_joined_whatever_was_left_out_between(text: str, verdict: str) -> None:
    assert verify_query(text, None, None, SHELF, by_turn).verdict == verdict
