"""Speaker turns in the shapes that transcripts have."""

from __future__ import annotations

import pytest

from sayso.text.titles import speaker_of_title
from sayso.text.turns import find_turns


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("THE PRESIDENT: Good day.\n\nQ  Why?\n\nTHE PRESIDENT: Because.", ["THE PRESIDENT", "Q", "THE PRESIDENT"]),
        ("MS. ROSE-BEK:  Hello.\n\nMR BEK: Yes.", ["MS. ROSE-BEK", "MR BEK"]),
        ("**MR. LIND:** No.\n\n**Q** But why?\n\n**MR. LIND:** So.", ["MR. LIND", "Q", "MR. LIND"]),
        ("QUESTION: Is it so?\nMR MILER: It is.\nQUESTION: Really?\nMR MILER: Yes.", ["QUESTION", "MR MILER"] * 2),
        ("MR RASK: Good day.\nQ: Is it so?\nMR RASK: It is.", ["MR RASK", "Q", "MR RASK"]),
        ("MR RASK: Good day.\nQ: Is it so?\nA: It is.\nMR RASK: Yes.", ["MR RASK", "Q", "A", "MR RASK"]),
        (
            "Ada Rask, harbour master: We wait.\nJon Bek: No.\nAda Rask, harbour master: Yes.\nJon Bek: Go.",
            ["Ada Rask", "Jon Bek"] * 2,
        ),
    ],
)
def test_turns(text: str, speakers: list[str]) -> None:
    turns = find_turns(text)
    assert [t.speaker for t in turns] == speakers
    for turn in turns:
        assert not turn.span.of(text).startswith((":", " ", "*"))


@pytest.mark.parametrize(
    "text",
    [
        "Let me be clear: we wait.\nBut here is the deal: we go.",
        "PERSONAL BACKGROUND:\nHe was born.\n\nPRESS CREDENTIALS:\nAsk here.",
        "Note: closed today.\nTime: noon.\nPlace: the harbour.",
        "Just words.",
    ],
)
def test_no_transcript(text: str) -> None:
    assert find_turns(text) == ()


def test_what_is_read_out_in_a_transcript_is_no_turn() -> None:
    text = "MS. ROSE: Some said.\n\nSpeaker Bek: “Burn it.”\n\nSpeaker Bek: “Burn it all.”\n\nQ  Who?\n\nMS. ROSE: Bek."
    assert [t.speaker for t in find_turns(text)] == ["MS. ROSE", "Q", "MS. ROSE"]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Statement by Minister Ilse Brandvik on Night Traffic", "Minister Ilse Brandvik"),
        ("Remarks as Prepared for Delivery by Director Ada Rask at the Harbour Club", "Director Ada Rask"),
        ("Fact Sheet: The Toll", None),
        ("A Statement of Fact", None),
    ],
)
def test_whose_words_a_page_holds(title: str, speaker: str | None) -> None:
    assert speaker_of_title(title) == speaker


def test_a_first_label_in_full_names_the_later_ones() -> None:
    text = "**Ada Rask:** Why?\n\n**Jon Bek:** So.\n\n**Rask:** And now?\n\n**Bek:** Nothing."
    assert [t.speaker for t in find_turns(text)] == ["Ada Rask", "Jon Bek"] * 2


@pytest.mark.parametrize(
    "behind",
    ["## Background\n\nThe quay is old.", "*The board said later that it was shut.*"],
)
def test_a_turn_ends_before_what_is_no_more_of_the_transcript(behind: str) -> None:
    text = f"**Ada Rask:** Why?\n\n**Jon Bek:** So.\n\n**Ada Rask:** And now?\n\n**Jon Bek:** Nothing.\n\n{behind}"
    assert find_turns(text)[-1].span.of(text) == "Nothing."


def test_a_turn_in_a_block_quotation_ends_with_it() -> None:
    text = "> Q: Why?\n>\n> MS. RASK: So.\n\nThe board was asked later."
    assert find_turns(text)[-1].span.of(text) == "So."
