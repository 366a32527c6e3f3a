"""What a splice is made of."""

from __future__ import annotations

from sayso.verification.laying import straight
from sayso.verification.pieces import in_all


def test_documents_that_hold_every_piece() -> None:
    one, other, both, again = (straight(d, at, 5, 30.0) for d, at in ((1, 0), (2, 7), (3, 9), (3, 40)))
    assert in_all([[one, both], [again, other]]) == [[both], [again]]
    assert in_all([[one], [other]]) == [[], []]
    assert in_all([]) == []
