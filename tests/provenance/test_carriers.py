"""Carriers by their words: what kind they are, and who is named by none."""

from __future__ import annotations

import pytest

from sayso.provenance.carriers import is_unnamed, kind_of, manner_of


@pytest.mark.parametrize(
    ("words", "unnamed"),
    [
        ("some observers", True), ("a senior official", True), ("an NMT spokeswoman", True), ("the media", True),
        ("an NMT spokeswoman, Mara Toll", False), ("a city official Mara Toll", False), ("the Orsa Courier", False),
    ],
)  # fmt: skip
def test_whom_words_do_not_name(words: str, unnamed: bool) -> None:
    assert is_unnamed(words) is unnamed


def test_kinds_and_manners() -> None:
    assert kind_of("The Kelvar Courier") == "newspaper"
    assert kind_of("Mara Toll") is None
    assert manner_of("said in a statement") == "statement"
    assert manner_of("told reporters") == "briefing"
