"""Where quotations show that a tagged report ends, or goes on."""

from __future__ import annotations

import pytest

from sayso.attribution.labels import Tagged
from sayso.attribution.resumed import resumed
from sayso.attribution.rules import body_paragraphs, draft
from sayso.text.readers import read_bytes
from tests.attribution.places import place


def tagged(text: str, source: str, cue: str, *content: str) -> Tagged:
    return Tagged(place(text, cue), (place(text, source),), tuple(place(text, c) for c in content), 0.9)


def contents(text: str, *found: Tagged) -> list[list[str]]:
    document = read_bytes(text.encode(), "a.txt")
    told = resumed(text, found, *draft(document), body_paragraphs(document))
    return [[span.of(text) for span in one.content] for one in told]


def test_a_quotation_taken_up_again_belongs_to_whoever_spoke_its_first_part() -> None:
    text = "“No,” said Ada Rask, speaking of the lock. “It stays shut, as it was.”"
    said = tagged(text, "Ada Rask", "said", "“No,”")
    spoke = tagged(text, "Ada Rask", "speaking of", "the lock", "“It stays shut, as it was.”")
    assert contents(text, said, spoke) == [["“No,”", "“It stays shut, as it was.”"], ["the lock"]]


@pytest.mark.parametrize(
    ("tag", "cue", "object_"),
    [
        (", who wants a second lock", "wants", "a second lock"),
        (". She did not propose another date", "did not propose", "another date"),
        (", sure that the water would fall by May", "sure", "that the water would fall by May"),
    ],
)
def test_a_sentence_in_marks_by_itself_goes_on_with_the_quotation_before_it(tag: str, cue: str, object_: str) -> None:
    last = "“It stays shut, as it was.”"
    text = f"“No,” said Ada Rask{tag}. {last}"
    said, more = tagged(text, "Ada Rask", "said", "“No,”"), tagged(text, "Ada Rask", cue, f"{object_}. {last}")
    assert contents(text, said, more) == [["“No,”", last], [f"{object_}. "]]


def test_a_new_report_keeps_the_quotation_behind_it() -> None:
    text = "“No,” said Ada Rask. She added that the lock was old. “It stays shut, as it was.”"
    said = tagged(text, "Ada Rask", "said", "“No,”")
    added = tagged(text, "She", "added", "that the lock was old. “It stays shut, as it was.”")
    assert contents(text, said, added)[1] == ["that the lock was old. “It stays shut, as it was.”"]


def test_a_sentence_that_ends_in_marks_ends_the_report() -> None:
    text = "Ada Rask called the plan “a joke for the north.” The lock stays shut."
    found = tagged(text, "Ada Rask", "called", "the plan “a joke for the north.” The lock stays shut")
    assert contents(text, found) == [["the plan “a joke for the north.”"]]


def test_what_stands_unmarked_in_another_paragraph_is_no_content() -> None:
    text = "The lock is old.\n\n“No,” said Ada Rask.\n\n“It stays shut.”\n\nThe water rose on Monday."
    found = tagged(text, "Ada Rask", "said", "The lock is old", "“No,”", "“It stays shut.”", "The water rose")
    assert contents(text, found) == [["“No,”", "“It stays shut.”"]]
    alone = tagged(text, "Ada Rask", "said", "The lock is old", "The water rose")
    assert contents(text, alone) == [["The lock is old", "The water rose"]]


def test_a_later_sentence_that_leads_up_to_other_words_ends_the_report() -> None:
    text = "According to Bek, it is “late, and will stay late”. The board meets. Rask closed with a saying of old: “Wait for it.”"
    found = tagged(text, "Bek", "According to", "it is “late, and will stay late”", "“Wait for it.”")
    assert contents(text, found) == [["it is “late, and will stay late”"]]


def test_marked_words_of_the_next_paragraph_are_apart_from_an_unmarked_report() -> None:
    text = "Birds, he says, do not vote. He laughs.\n\n“My brother said they would send a board.”"
    found = tagged(text, "he", "says", "Birds", "do not vote", "“My brother said they would send a board.”")
    assert contents(text, found) == [["Birds", "do not vote"], ["“My brother said they would send a board.”"]]


def test_whoever_reports_next_has_not_spoken_the_whole_sentence_before() -> None:
    text = "“Thoughts,” she said outside the hall. “I asked for files.” Her lawyer told the Courier that four boxes were “lost”."
    said = tagged(text, "she", "said", "“Thoughts,”")
    told = tagged(text, "Her lawyer", "told", "“I asked for files.”", "that four boxes were “lost”")
    assert contents(text, said, told) == [["“Thoughts,”", "“I asked for files.”"], ["that four boxes were “lost”"]]
    assert contents(text, told) == [["that four boxes were “lost”"]]
