"""Quotation marks: every kind, nested, doubled, unclosed, reopened; an apostrophe is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.text.marks import may_be_marked, pair_marks


def inner(text: str) -> list[str]:
    return [m.inner.of(text) for m in pair_marks(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no”.", ["no"]),
        ('"Yes," he said. "No."', ["Yes,", "No."]),
        ("''Yes,'' she said, ``no''.", ["Yes,", "no"]),
        ("Il a dit « non » hier.", [" non "]),
        ("»Nein« sagte er. „Gut“.", ["Nein", "Gut"]),
        ("It’s the workers’ hall.", []),
        ("It's the workers' 'own choice' he said. 'Tis true.", ["own choice"]),
        ("He said ‘it isn’t so’ twice.", ["it isn’t so"]),
        ('"No,” she said. It rained.', ["No,"]),
        ('“No," she said. It rained.', ["No,"]),
        ('``Yes," she said. It rained.', ["Yes,"]),
        ('“a 6" pipe” was cut', ['a 6" pipe']),
        ("““A b,” she said of “c.””", ["“A b,” she said of “c.”", "A b,", "c."]),
        ("“He told me ‘never’ again,” she said.", ["He told me ‘never’ again,", "never"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_an_unclosed_mark_damages_its_paragraph_only() -> None:
    text = "He was “lost in the fog.\n\nShe said “stay”."
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    found = pair_marks(text, paragraphs)
    assert [(m.inner.of(text), m.closed) for m in found] == [("lost in the fog.", False), ("stay", True)]


def test_a_quotation_goes_on_where_it_is_reopened_or_runs_over_the_break() -> None:
    reopened = "“One thing.\n\n“Another thing,” she said."
    spans = [Span(0, 11), Span(13, len(reopened))]
    assert [m.continues for m in pair_marks(reopened, spans)] == [False, True]
    over = "“One thing.\n\nAnother thing.” She left."
    assert [(m.inner.of(over), m.continues) for m in pair_marks(over, [Span(0, 11), Span(13, len(over))])] == [
        ("One thing.", False),
        ("Another thing.", True),
    ]


def test_one_closing_mark_for_two_opening_ones_ends_both() -> None:
    text = "It reported, “The minister spoke, saying: “We will mend the northern gates.” Later, it rained."
    found = pair_marks(text, [Span(0, len(text))])
    assert found[0].inner.of(text).endswith("northern gates.")
    assert not found[0].closed


@given(st.text(alphabet="ab “”\"'‘’«»„.\n", max_size=200))
def test_any_text_is_read_and_every_span_lies_inside(text: str) -> None:
    for mark in pair_marks(text, [Span(0, len(text))]):
        assert mark.outer.covers(mark.inner)
        assert mark.outer.end <= len(text)


@given(st.text(alphabet="ab “”\"'‘’«»„`_(.", max_size=40), st.data())
def test_what_stands_inside_closed_marks_may_be_marked(text: str, data: st.DataObject) -> None:
    for mark in pair_marks(text, [Span(0, len(text))]):
        if mark.closed and len(mark.inner):
            start = data.draw(st.integers(mark.inner.start, mark.inner.end - 1))
            assert may_be_marked(text[:start], text[data.draw(st.integers(start + 1, mark.inner.end)) :])


def test_an_apostrophe_before_and_after_marks_nothing() -> None:
    assert not may_be_marked("It’s the harbour’s ", " and nobody’s")
    assert not may_be_marked("She said “", " again.")
    assert may_be_marked("She said “", "” again.")


def test_a_hundred_thousand_marks_are_read() -> None:
    text = "“ " * 50_000 + '"' * 50_000
    found = pair_marks(text, [Span(0, len(text))])
    # Linear in the text: what was left open ends where the next one begins.
    assert sum(len(m.inner) for m in found if not m.closed) <= 2 * len(text)
