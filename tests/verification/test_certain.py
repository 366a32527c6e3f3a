"""What certainly differs is never more than does differ."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.text.folding import tokenize
from sayso.verification.align import align
from sayso.verification.certain import certain_differences
from sayso.verification.query import parse_query
from tests.verification.test_edits import WORDS, laid


def certain(quoted: str, found: str) -> int:
    """How many words certainly differ, by word keys alone."""
    query = parse_query(quoted, [Span(0, len(quoted))])
    keys = np.asarray(tokenize(found).keys, np.uint32)
    return certain_differences(query, align(query, 0, len(query.words), keys, 0, open_start=False, open_end=False))


@pytest.mark.parametrize(
    ("quoted", "found", "words"),
    [
        ("the boats stay at home", "the nets stay at home", 1),
        ("the boats stay at home", "the nets lie at home", 2),
        # A number, a short form and what is left out or added may be no differences.
        ("the twenty boats stay", "the 20 boats stay", 0),
        ("then Doctor Kallas stays", "then Dr. Kallas stays", 0),
        ("the boats stay at home", "the boats (Applause.) stay home", 0),
        # What stands at an end may stand further off.
        ("boats stay at home", "nets stay at home", 0),
    ],
)
def test_what_certainly_differs(quoted: str, found: str, words: int) -> None:
    assert certain(quoted, found) == words


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25), st.integers(0, 8), st.randoms(use_true_random=False))
def test_no_more_words_certainly_differ_than_do(words: list[str], changes_made: int, rng: random.Random) -> None:
    changed = list(words)
    for _ in range(changes_made):
        changed[rng.randrange(len(changed))] = rng.choice(WORDS)
    _, changes, _, _ = laid(" ".join(changed), " ".join(words))
    assert certain(" ".join(changed), " ".join(words)) <= sum(max(len(c.quoted), len(c.found)) for c in changes)
