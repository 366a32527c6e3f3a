"""Sentences end where they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Rask left the U.S. on Monday. He paid 3.5 crowns.", 2),
        ("“Why?” he asked. “No.” She left.", 3),
        ("J. R. Vantor spoke... and then he left.", 1),
        ("It rained all\nday long and\nnobody came.", 1),
        ("A heading\n\nA paragraph.", 2),
        ("A line with a break  \nAnother line.", 2),
        ("He works for Orsa Ltd. The firm is old.", 2),
        ("It burned in 1952.[9] She left.[10][11] He stayed.", 3),
        ("No. 12 was read. Nos. 3 and 4 were not.", 2),
    ],
)
def test_count(text: str, count: int) -> None:
    assert len(sentences(text, Span(0, len(text)))) == count


@given(st.text(max_size=300))
def test_nothing_but_space_lies_between(text: str) -> None:
    at = 0
    for span in sentences(text, Span(0, len(text))):
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()
