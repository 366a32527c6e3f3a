"""Edits hold original characters of both texts, and rebuild each side from the other."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.text.folding import tokenize
from sayso.verification.align import align
from sayso.verification.edits import Change, Source, compare
from sayso.verification.query import Query, parse_query

WORDS = [
    "river",
    "boat",
    "lock",
    "toll",
    "winter",
    "harbour",
    "village",
    "timber",
    "net",
    "barn",
    "not",
    "may",
    "will",
    "20",
    "3.5",
    "herring",
    "council",
]


def laid(quoted: str, found: str) -> tuple[Query, tuple[Change, ...], tuple[str, ...], Source]:
    """Align two whole texts and compare them."""
    query = parse_query(quoted, [Span(0, len(quoted))])
    tokens = tokenize(found)
    keys = np.asarray(tokens.keys, np.uint32)
    ops = align(query, 0, len(query.words), keys, 0, open_start=False, open_end=False)
    source = Source(found, 0, tokens.starts.tolist(), tokens.ends.tolist())
    changes, transforms = compare(query, ops, source)
    return query, changes, transforms, source


def shown(quoted: str, found: str) -> list[tuple[str, str, str]]:
    _, changes, _, _ = laid(quoted, found)
    return [(c.edit.kind, c.edit.quoted, c.edit.found) for c in changes]


def test_a_bracket_takes_no_word_from_the_one_beside_it() -> None:
    assert shown("we fund the [new] healthcare of all", "we fund the health care of all") == [("bracket", "new", "")]
    assert shown("we fund the healthcare [now] of all", "we fund the health care of all") == [("bracket", "now", "")]
    assert shown("a core [new] U.S interest", "a core U.S interest") == [("bracket", "new", "")]
    assert ("replace", "hospital", "care") in shown("the [new] hospital of all", "the health care of all")


def test_each_kind() -> None:
    assert shown("the old boats return", "the boats return") == [("insert", "old", "")]
    assert shown("the boats return", "the old boats return") == [("delete", "", "old")]
    assert shown("we will return", "we may return") == [("replace", "will", "may")]
    assert shown("the boats … return", "the boats of Lumm return") == [("ellipsis", "…", "of Lumm")]
    assert shown("[the boats] return home", "they return home") == [("bracket", "the boats", "they")]


def test_words_that_a_place_does_not_have_are_added_there() -> None:
    query = parse_query("the boats return home at the crack of dawn", [Span(0, 42)])
    keys = np.asarray(tokenize("Soon the boats return home but no ferry does").keys, np.uint32)
    ops = align(query, 0, len(query.words), keys, 0, open_start=True, open_end=True)
    assert "".join(op.op for op in ops) == "====ddddd"


def test_what_is_left_out_has_a_place_in_the_quotation() -> None:
    quoted = "we will return"
    _, changes, _, _ = laid(quoted, "we will not return soon")
    assert [c.edit.quoted_span for c in changes if c.edit.found == "not"] == [Span(8, 8)]


def test_spans_point_into_both_texts() -> None:
    quoted, found = "we will return soon", "we may return soon"
    _, changes, _, _ = laid(quoted, found)
    edit = changes[0].edit
    assert edit.quoted_span is not None
    assert edit.found_span is not None
    assert edit.quoted_span.of(quoted) == "will"
    assert edit.found_span.of(found) == "may"


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("We pay 20 florins now", "we pay twenty florins now"),
        ("it grew 5% last year", "it grew 5 percent last year"),
        ("boats & nets stay here", "boats and nets stay here"),
        ("good health care matters", "good healthcare matters"),
        ("the boats stay home", "the boats (Applause.) stay home"),
        ("now we close the locks", "now we fer- — we close the locks"),
        ("and this is ours", "and this — this is ours"),
        ("we, uh, stay here", "we stay here"),
        ("Dr. Kallas stays here", "Doctor Kallas stays here"),
        ("the colour of boats", "the color of boats"),
        ("the growth of boats", "the growth² of boats"),
        ("it cost $5 million then", "it cost $5 million dollars then"),
        ("the U.S. must see to it", "the United States must see to it"),
        ("a member of the United Nations now", "a member of the UN now"),
        ("it cost $5.1m there", "it cost $5.1 million there"),
        ("it cost $2bn there", "it cost 2 billion dollars there"),
        ("now I’ve closed the locks", "now I — I’ve closed the locks"),
        ("and that's the toll then", "and that — that’s the toll then"),
    ],
)
def test_what_is_no_difference(quoted: str, found: str) -> None:
    _, changes, transforms, _ = laid(quoted, found)
    assert changes == ()
    assert transforms


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("we pay 35 florins now", "we pay 3.5 florins now"),
        ("we can’t go home", "we cannot go there"),
        ("it grew 5% last year", "it grew 5 florins last year"),
        ("twenty boats stay here", "twelve boats stay here"),
        ("one to seventy-three days before", "one to three days before"),
        ("a violent march there", "a non-violent march there"),
        ("we meet at 3:30 p.m. there", "we meet at 3:45 p.m. there"),
        ("it cost $5.1m there", "it cost $5.1 billion there"),
        ("it ran 5m there", "it ran 5 metres there"),
        ("now we close the locks", "now we can’t — we can — close the locks"),
        ("under rule No.12 there", "under rule No.21 there"),
    ],
)
def test_what_is_a_difference(quoted: str, found: str) -> None:
    assert laid(quoted, found)[1]


def test_what_the_audience_calls_is_no_difference_where_the_speaker_goes_on() -> None:
    said = "We close the locks.\n\nAUDIENCE MEMBER: Too late!\n\nMS. RASK: Now and for good."
    _, changes, transforms, _ = laid("We close the locks. Now and for good.", said)
    assert changes == ()
    assert "what the audience calls left out" in transforms
    # Whoever quotes the audience is held to its words.
    assert shown("So. Too early!", "So.\n\nAUDIENCE MEMBER: Too late!\n\n") == [("replace", "early", "late")]
    long = f"We close the locks.\n\nAUDIENCE MEMBER: {'We all say no to that. ' * 9}\n\nMS. RASK: Now and for good."
    assert laid("We close the locks. Now and for good.", long)[1]


def test_an_ellipsis_that_the_source_has_too_is_no_gap() -> None:
    assert shown("we will … return", "we will … return") == []
    assert shown("we will … return", "we will return") == [("ellipsis", "…", "")]


def test_sic_is_an_edit_in_brackets() -> None:
    assert shown("the bote [sic] returns", "the bote returns") == [("bracket", "[sic]", "")]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=25),
    st.integers(0, 6),
    st.randoms(use_true_random=False),
)
def test_edits_rebuild_both_sides(words: list[str], changes_made: int, rng: random.Random) -> None:
    changed = list(words)
    for _ in range(changes_made):
        at = rng.randrange(len(changed) + 1)
        how = rng.randrange(3)
        if how == 0:
            changed.insert(at, rng.choice(WORDS))
        elif at < len(changed) and how == 1 and len(changed) > 1:
            del changed[at]
        elif at < len(changed):
            changed[at] = rng.choice(WORDS)
    _query, changes, transforms, _source = laid(" ".join(changed), " ".join(words))
    if transforms:  # listed as no difference: "20" and "twenty"
        return
    rebuilt: list[str] = []
    at = 0
    for change in changes:
        rebuilt += changed[at : change.q[0]]
        rebuilt += change.edit.found.split()
        at = change.q[1]
        assert change.edit.quoted.split() == changed[change.q[0] : change.q[1]]
    if changes or changed == words:
        assert rebuilt + changed[at:] == words
