"""Patterns made from tables of phrases."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.attribution.cues import OBJECT, SPEECH, one_of


def test_the_longest_phrase_is_found_however_it_is_spaced() -> None:
    found = re.compile(rf"\b{one_of(SPEECH | OBJECT)}\b").findall("He pointed\nout that they called for, and call, it.")
    assert found == ["pointed\nout", "called for", "call"]


@given(st.sets(st.text("abc", min_size=1, max_size=4), min_size=1), st.text("abc ", max_size=40))
def test_branching_finds_what_an_alternation_finds(phrases: set[str], text: str) -> None:
    alternation = "|".join(sorted(phrases, key=len, reverse=True))
    found = [
        [m.span() for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)]
        for pattern in (one_of(phrases), alternation)
    ]
    assert found[0] == found[1]
