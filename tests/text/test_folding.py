"""Words are folded one by one; their places are those of the text as read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.folding import fold_word, gram_keys, tokenize, word_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Organised", "organized"), ("harbour", "HARBOR"), ("Straße", "strasse"), ("ﬁne", "fine"), ("İzmir", "izmir"),
        ("U.S.", "US"), ("didn’t", "didn't"), ("co\u00adoperate", "cooperate"), ("رَحْمَةٌ", "رحمة"), ("ٱلْحَمْدُ", "الحمد"),
        ("1,200", "1200"), ("٤٢", "42"), ("café", "cafe\u0301"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("has", "hasn't"),
        ("tense", "ten"),
        ("will", "would"),
        ("12", "21"),
        ("3.5", "35"),
        ("1,5", "15"),
        ("tonne", "ton"),
        ("vice", "vise"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold_word(one) != fold_word(other)


def test_a_contraction_is_one_word_and_a_hyphen_parts_two() -> None:
    text = "They hadn’t a long-term plan."
    tokens = tokenize(text)
    words = [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    assert words == ["They", "hadn’t", "a", "long", "term", "plan"]


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40))
def test_a_plain_word_folds_as_it_does_the_long_way(word: str) -> None:
    # A soft hyphen leaves no trace, and is no plain character.
    assert fold_word(word) == fold_word(f"{word}\u00ad")


@given(st.text(max_size=300))
def test_spans_slice_to_their_words(text: str) -> None:
    tokens = tokenize(text)
    assert (tokens.starts < tokens.ends).all()
    assert (tokens.ends[:-1] <= tokens.starts[1:]).all()
    for start, end, key in zip(tokens.starts, tokens.ends, tokens.keys, strict=True):
        assert word_key(text[start:end]) == key


@given(st.lists(st.integers(0, 2**32 - 1), max_size=30), st.integers(2, 3))
def test_gram_keys_depend_on_their_words_alone(keys: list[int], k: int) -> None:
    array = np.array(keys, np.uint32)
    grams = gram_keys(array, k)
    assert len(grams) == max(0, len(keys) - k + 1)
    for i, gram in enumerate(grams):
        assert gram_keys(array[i : i + k], k)[0] == gram
