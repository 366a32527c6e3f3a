"""Which places are read closely, and that leaving one unread loses nothing."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.library import MemoryIndex
from sayso.model import Span
from sayso.text.folding import tokenize
from sayso.verification.align import align
from sayso.verification.evidence import may_fit
from sayso.verification.laying import Located, straight
from sayso.verification.query import Query, parse_query
from sayso.verification.search import locate

SAID = "the herring came back to the outer bay in numbers that nobody in the valley remembers"
OTHERS = "old nets lay torn by torchlight and the locks stood open all winter long without any boats"


def parse(text: str) -> Query:
    return parse_query(text, [Span(0, len(text))])


def laid(quoted: str, found: str) -> tuple[Query, Located]:
    query = parse(quoted)
    keys = np.asarray(tokenize(found).keys, np.uint32)
    ops = align(query, 0, len(query.words), keys, 0, open_start=True, open_end=True)
    equal = sum(op.op == "=" for op in ops)
    return query, Located(0, tuple(ops), 9.0, equal, 0, len(keys) - 1, 50.0)


@pytest.mark.parametrize(
    ("quoted", "found", "expected"),
    [
        (SAID, SAID.replace("nobody", "no one"), True),
        (SAID, f"the herring came back to the outer bay {OTHERS}", False),
        ("we spent one hundred and twenty three thousand four hundred florins", "we spent 123,400 florins", True),
        ("we want to keep the locks — we want to keep the locks of Vesk open", "we want to keep the locks of Vesk open", True),
        ("every one of us any where", "everyone of us anywhere", True),
    ],
)  # fmt: skip
def test_only_a_row_of_other_words_makes_a_place_hopeless(quoted: str, found: str, expected: bool) -> None:
    assert may_fit(*laid(quoted, found)) is expected


def test_a_straight_place_has_its_steps() -> None:
    assert [(op.op, op.q, op.s) for op in straight(3, 7, 2, 1.0).ops] == [("=", 0, 7), ("=", 1, 8)]


def test_places_near_the_best_are_kept_and_far_ones_left_out() -> None:
    words = SAID.split()
    near = " ".join([*words[:6], "harbour", *words[7:]])
    far = " ".join([*words[:7], *OTHERS.split()[:9]])
    found = locate(parse(SAID), MemoryIndex([("far", far), ("near", near), ("exact", SAID)]))
    assert [(f.document, f.cost) for f in found] == [(2, 0.0), (1, 1.0)]
