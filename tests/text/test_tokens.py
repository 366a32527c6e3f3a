"""The quick way to the words of a text gives what the plain way gives, on any text and wherever its blocks end."""

from __future__ import annotations

import string
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import tokens
from sayso.text.words import word_key, words

ODD = [
    "U.S.", "1,200", "3.5", "a.b.c.", "don’t", "ﬁne", "İz", "ß", "e\u0301", "\u00ad", "\u200b", "٤٢", "١٬٢٠٠", "रा", "🙂", "\0",
    "\ud800", "Ⅷ", "ʼn", "ـ", "'", "’", "a_b", "½", "²", "ﷺ", "한국", "日本語", "organised", "colour", "\n", ". ", ", ", "٫", "ٱلْحَمْدُ",
]  # fmt: skip
PIECES = st.lists(
    st.one_of(st.sampled_from(ODD), st.text(max_size=5), st.sampled_from(string.printable)), min_size=1, max_size=300
)


def assert_same(text: str) -> None:
    found = tokens.tokenize(text)
    plain = list(words(text))
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == plain
    assert found.keys.tolist() == [word_key(text[a:b]) for a, b in plain]


@given(PIECES, st.sampled_from(["", " "]))
def test_quick_and_plain_agree(pieces: list[str], between: str) -> None:
    with patch.object(tokens, "_SHORT", 1):
        assert_same(between.join(pieces))


@given(PIECES, st.sampled_from(["", " "]), st.integers(1, 40))
def test_they_agree_wherever_a_block_ends(pieces: list[str], between: str, block: int) -> None:
    tokens.tokenize("words " * 100)  # the tables are made for whole blocks
    with patch.object(tokens, "_SHORT", 1), patch.object(tokens, "_BLOCK", block):
        assert_same(between.join(pieces))


@pytest.mark.parametrize("character", ["a", "1", ".", "a.", "1,", "'", "\u0301", "한", "\u200b", " "])
def test_one_character_over_and_over(character: str) -> None:
    assert_same(character * 150_000)


@given(st.lists(PIECES.map("".join), max_size=6), st.integers(1, 400))
def test_texts_read_together_are_as_read_one_by_one(texts: list[str], block: int) -> None:
    tokens.tokenize("words " * 100)
    with patch.object(tokens, "_SHORT", 1), patch.object(tokens, "_BLOCK", block):
        together = list(tokens.tokenize_all(texts))
    assert len(together) == len(texts)
    for text, found in zip(texts, together, strict=True):
        alone = tokens.tokenize(text)
        assert all(np.array_equal(one, other) for one, other in zip(found, alone, strict=True))
