"""Whom the words of a report name that quotes another; invented texts."""

from __future__ import annotations

import pytest

from sayso.attribution.assembly import Draft, assemble
from sayso.attribution.calibration import TABLES
from sayso.text.readers import read_bytes
from tests.attribution.places import place


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "name"),
    [
        ("The paper quotes the warden, Jon Bek, as having sworn “never.”", "The paper", "quotes", "“never.”", "Jon Bek"),
        ("The paper had quoted Jon Bek as denying “all.”", "The paper", "had quoted", "“all.”", "Jon Bek"),
        ("According to the log, Ms Ada Rask told us: “No.”", "the log", "According to", "Ms Ada Rask told us: “No.”", "Ada Rask"),
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
