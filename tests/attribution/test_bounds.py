"""Tagged content and sources stop where a note's bracket, or a paragraph, says that they must."""

from __future__ import annotations

import pytest

from sayso.attribution.bounds import bounded
from sayso.attribution.labels import Tagged
from sayso.model import Span


def place(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def read(text: str, source: str, cue: str, *content: str) -> tuple[list[str], list[str]]:
    tagged = Tagged(place(text, cue), (place(text, source),), tuple(place(text, c) for c in content), 0.9)
    found = bounded(text, tagged)
    return [s.of(text) for s in found.source], [s.of(text) for s in found.content]


def test_content_stops_at_the_bracket_of_a_byline() -> None:
    text = "[M. Oduya, 7/12/2023] The gate is shut, Rask said."
    assert read(text, "Rask", "said", "M. Oduya, 7/12/2023] The gate is shut")[1] == ["The gate is shut"]


def test_a_source_stops_before_a_byline() -> None:
    text = "The gate is shut, says the mayor's adviser** \n\\[M. Oduya, 7/12/2023\\]"
    assert read(text, "the mayor's adviser** \n\\[M. Oduya", "says", "The gate is shut")[0] == ["the mayor's adviser"]


@pytest.mark.parametrize("content", ["the gate (of iron) is shut", "a) the gate is shut and b) the lock"])
def test_brackets_that_enclose_nothing_else_are_left_alone(content: str) -> None:
    text = f"Rask said {content} now."
    assert read(text, "Rask", "said", content)[1] == [content]


def test_a_colon_announces_its_own_paragraph_only() -> None:
    text = "Rask: The gate is shut.\n\nIt rains.\n\nto open the lock"
    assert read(text, "Rask", ":", "The gate is shut.", "to open the lock")[1] == ["The gate is shut."]
