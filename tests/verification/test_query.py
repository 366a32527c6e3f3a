"""What a parsed quotation holds: words, marked gaps, brackets, parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.text.folding import word_key
from sayso.verification.query import Query, parse_query


def parse(text: str) -> Query:
    return parse_query(text, [Span(0, len(text))])


def words(query: Query) -> list[str]:
    return [query.text[w.start : w.end] for w in query.words]


@pytest.mark.parametrize("mark", ["…", "...", ". . .", "[...]", "(…)", "[…]", "\\[…\\]", "...."])
def test_every_shape_of_ellipsis_is_a_gap(mark: str) -> None:
    query = parse(f"the boats {mark} return")
    assert words(query) == ["the", "boats", "return"]
    gap = query.gaps[2]
    assert gap is not None
    assert mark.strip("\\") in gap.of(query.text) or gap.of(query.text).strip() == mark


def test_a_gap_at_either_end_is_kept() -> None:
    query = parse("… the boats return …")
    assert query.gaps[0] is not None
    assert query.gaps[-1] is not None
    assert not any(query.gaps[1:-1])


def test_brackets_are_the_writers_words() -> None:
    query = parse("the [river] boats return")
    assert [w.bracket for w in query.words] == [False, True, False, False]


@pytest.mark.parametrize(
    ("text", "whole"), [("[w]e return", "we"), ("they walk[ed] home", "walked"), ("[T]he end", "the")]
)
def test_a_letter_in_brackets_belongs_to_its_word(text: str, whole: str) -> None:
    query = parse(text)
    glued = [w for w in query.words if w.bracket]
    assert [w.key for w in glued] == [word_key(whole)]


def test_sic_is_no_word() -> None:
    query = parse("the bote [sic] returns")
    assert words(query) == ["the", "bote", "returns"]
    assert [s.of(query.text) for s in query.sic] == ["[sic]"]


def test_a_speech_tag_opens_a_new_part() -> None:
    text = "“We will go,” she said, “when the water falls.”"
    query = parse_query(text, [Span(1, 12), Span(25, 46)])
    assert words(query) == ["We", "will", "go", "when", "the", "water", "falls"]
    assert query.breaks == {3}
    assert query.free(3)


def test_a_closing_mark_may_cut_the_last_point() -> None:
    assert [w.key for w in parse("ferries of the U.S").words][-1] == word_key("U.S.")


def test_markdown_and_stage_directions_are_no_words() -> None:
    query = parse("the [locks](https://river.example/locks) stay (Applause.) open")
    assert words(query) == ["the", "locks", "stay", "open"]
    assert set(query.noise) == {"Markdown", "stage direction left out"}


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    query = parse(text)
    assert len(query.gaps) == len(query.words) + 1
    assert all(a.end <= b.start for a, b in zip(query.words, query.words[1:], strict=False))
