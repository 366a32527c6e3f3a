"""What is no word of the speech."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.verification.noise import is_repair, noise_spans, speech_tags


@pytest.mark.parametrize(
    "noise",
    ["(Applause.)", "(inaudible)", "[laughter]", "(cross-talk)", "\\[Laughter\\]", "<em>", "[12]", "~~old words~~"],
)
def test_noise_is_found(noise: str) -> None:
    text = f"The locks stay open {noise} this year."
    assert [text[n.start : n.end] for n in noise_spans(text)] == [noise]


@pytest.mark.parametrize(
    "direction",
    ["(The audience boos.)", "(Laughs at the question.)", "(an aide coughs)", "(A video is shown.)", "(music plays)", "(Pause.)",
     "(Audience stands up.)", "(Laughter and applause.)", "(An audience member waves a paper.)", "(speaks off mic)"],
)  # fmt: skip
def test_stage_directions(direction: str) -> None:
    text = f"The locks stay open {direction} this year."
    assert [text[n.start : n.end] for n in noise_spans(text)] == [direction]


@pytest.mark.parametrize(
    "words",
    [
        "(both of them)",
        "(the music industry)",
        "(after a break of ten years)",
        "(video games)",
        "(the Lumm Music Hall)",
    ],
)
def test_words_in_parentheses_are_words(words: str) -> None:
    assert noise_spans(f"The locks {words} stay open in 2031.") == []


def test_a_speech_tag_between_two_parts_of_a_quotation() -> None:
    text = "“We sold bread,” said Holm, who bakes it. “We still do.”"
    assert [text[n.start : n.end] for n in speech_tags(text)] == ["” said Holm, who bakes it. “"]
    assert speech_tags("“We sold bread,” said Holm. “I did not,” replied Pell.") == []
    assert speech_tags("“We sold bread,” said Holm.\n\n“I did not.”") == []
    assert speech_tags("The “old” harbour, he said, is “new”.") == []


def repair(text: str, first: int, last: int) -> bool:
    found = list(re.finditer(r"[\w']+", text))
    words = [m.group() for m in found]
    between = [text[a.end() : b.start()] for a, b in itertools.pairwise(found)]
    return is_repair(words, between, first, last)


def test_repairs_of_speech() -> None:
    assert repair("it is the fer- — the ferry", 2, 4)
    assert repair("this — this is ours", 0, 1)
    assert repair("they want it shut to — they want it shut down", 0, 5)
    assert repair("they want it shut to — they want it shut down", 4, 9)


def test_a_contrast_is_no_repair() -> None:
    assert not repair("we will not — ever — close", 2, 3)
    assert not repair("the big bridge stays open", 1, 2)


@given(st.text(alphabet="([{<>})] abc.~*_#|\n\\", max_size=400))
def test_unbalanced_marks_do_no_harm(text: str) -> None:
    assert all(0 <= n.start < n.end <= len(text) for n in noise_spans(text))
