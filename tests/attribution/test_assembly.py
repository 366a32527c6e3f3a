"""Whom the words of a report name that quotes another; invented texts."""

from __future__ import annotations

import pytest

from sayso.attribution.assembly import Draft, assemble
from sayso.attribution.calibration import TABLES
from sayso.model import Span
from sayso.text.marks import pair_marks
from sayso.text.readers import read_bytes
from tests.attribution.places import place


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "name"),
    [
        ("The paper quotes the warden, Jon Bek, as having sworn “never.”", "The paper", "quotes", "“never.”", "Jon Bek"),
        ("The paper had quoted Jon Bek as denying “all.”", "The paper", "had quoted", "“all.”", "Jon Bek"),
        ("According to the log, Ms Ada Rask told us: “No.”", "the log", "According to", "Ms Ada Rask told us: “No.”", "Ada Rask"),
        ("What Ms Ada Rask told us, according to the log, was: “No.”", "the log", "according to", "was: “No.”", "Ada Rask"),
        ("The Courier cited “a friend of the board” as saying “no.”", "The Courier", "cited", "“no.”", "friend of the board"),
        ("According to the log, it was told: “No.”", "the log", "According to", "it was told: “No.”", "log"),
        ("The Courier wrote, citing an officer of the port, that it was “so.”", "The Courier", "wrote", "that it was “so.”", "officer of the port"),
    ],
)  # fmt: skip
def test_whom_a_report_quotes_speaks(text: str, source: str, cue: str, content: str, name: str) -> None:
    document = read_bytes(text.encode(), "a.txt")
    draft = Draft([place(text, content)], "mixed", "lead", place(text, source), place(text, cue))
    [found] = assemble(document, [draft], [], TABLES["rules"].confidence).attributions
    assert found.speaker is not None
    assert found.speaker.name == name


def test_a_proverb_is_nobodys_statement() -> None:
    text = "As the old saying has it: “Look first.”"
    document = read_bytes(text.encode(), "a.txt")
    [mark] = pair_marks(text, [Span(0, len(text))])
    draft = Draft([mark.inner], "direct", "noun", place(text, "the old saying"), place(text, "has it"), marks=[mark])
    found = assemble(document, [draft], [], TABLES["rules"].confidence)
    assert not found.attributions
    assert [q.role for q in found.quotations] == ["scare"]


def test_the_first_of_two_who_talk_says_you_to_the_other() -> None:
    text = "**Ada Rask:** You once said that it was late.\n\n**Jon Bek:** Yes.\n\n**Rask:** So?\n\n**Bek:** Yes."
    document = read_bytes(text.encode(), "a.md")
    draft = Draft([place(document.text, "that it was late")], "indirect", "reported", place(document.text, "You"))
    [found] = assemble(document, [draft], [], TABLES["rules"].confidence).attributions
    assert found.speaker is not None
    assert found.speaker.name == "Jon Bek"
