"""Which places of a quotation are kept."""

from __future__ import annotations

from sayso.library import MemoryIndex
from sayso.model import Span
from sayso.verification.laying import straight
from sayso.verification.query import Query, parse_query
from sayso.verification.search import locate

SAID = "the herring came back to the outer bay in numbers that nobody in the valley remembers"
OTHERS = "old nets lay torn by torchlight and the locks stood open all winter long without any boats"


def parse(text: str) -> Query:
    return parse_query(text, [Span(0, len(text))])


def test_a_straight_place_has_its_steps() -> None:
    assert [(op.op, op.q, op.s) for op in straight(3, 7, 2, 1.0).ops] == [("=", 0, 7), ("=", 1, 8)]


def test_places_near_the_best_are_kept_and_far_ones_left_out() -> None:
    words = SAID.split()
    near = " ".join([*words[:6], "harbour", *words[7:]])
    far = " ".join([*words[:7], *OTHERS.split()[:9]])
    found = locate(parse(SAID), MemoryIndex([("far", far), ("near", near), ("exact", SAID)]))
    assert [(f.document, f.cost) for f in found] == [(2, 0.0), (1, 1.0)]
