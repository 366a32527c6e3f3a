"""Fitting: what was right as often as it was believed keeps its belief, and seldom rules lean on the others."""

from __future__ import annotations

import random

import pytest
from evaluation.calibrate import Observed, fit, halves
from evaluation.reliability import reliability, reliability_table

from sayso.attribution.calibration import Evidence


def seen(shift: float, number: int = 4000) -> list[Observed]:
    """Readings that are right as often as believed, or less often by `shift`."""
    chance = random.Random(7)
    beliefs = [chance.uniform(0.3, 0.95) for _ in range(number)]
    return [
        Observed(Evidence(b, "reported", 0, True), chance.random() < b - shift, n // 10) for n, b in enumerate(beliefs)
    ]


@pytest.mark.parametrize("shift", [0.0, 0.25])
def test_belief_becomes_the_share_that_is_right(shift: float) -> None:
    found = fit(seen(shift))
    assert found.confidence(Evidence(0.7, "reported", 0, True)) == pytest.approx(0.7 - shift, abs=0.05)


def test_confidence_of_the_other_half_is_calibrated() -> None:
    assert reliability([(o.evidence.belief or 0.0, o.right) for o in seen(0.25)]) > 20
    assert reliability(halves(seen(0.25), [])) < 5


def test_seldom_rules_lean_on_the_rules_by_themselves() -> None:
    alone = fit([Observed(Evidence(None, "tail", 3, True), n % 10 > 0, n) for n in range(200)])
    both = fit([Observed(Evidence(None, "tail", 3, True), False, 0)], alone)
    assert alone.rules["tail"] == pytest.approx(0.9, abs=0.01)
    assert 0.6 < both.rules["tail"] < 0.8
    assert both.confidence(Evidence(None, "dash", 3, True)) == alone.others


def test_the_table_counts_every_reading() -> None:
    table = reliability_table([(0.05, False), (0.95, True), (1.0, True)]).splitlines()
    assert [row.split()[-3:] for row in table[1:]] == [["1", "5.0", "0.0"], ["2", "97.5", "100.0"]]
    assert reliability([]) == 0.0
