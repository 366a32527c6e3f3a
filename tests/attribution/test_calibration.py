"""Confidence lies between 0 and 1, and rises with what the tagger believes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribution import MODELS, extractor
from sayso.attribution.calibration import CUED, TABLES, Evidence
from sayso.text.readers import read_bytes

RULES = sorted({"none", "reported", "unheard of", *CUED})
BELIEFS = st.floats(0, 1, allow_nan=False)


def test_every_model_has_a_calibration() -> None:
    assert set(MODELS) == set(TABLES)


@pytest.mark.parametrize("model", sorted(TABLES))
@given(BELIEFS, BELIEFS, st.sampled_from(RULES), st.integers(0, 60), st.booleans())
def test_confidence_rises_with_belief(
    model: str, one: float, other: float, rule: str, quoted: int, sourced: bool
) -> None:
    low, high = (TABLES[model].confidence(Evidence(b, rule, quoted, sourced)) for b in sorted((one, other)))
    assert 0 <= low <= high <= 1


@pytest.mark.parametrize("model", sorted(TABLES))
@given(st.sampled_from(RULES), st.integers(0, 60), st.booleans())
def test_what_the_rules_read_has_a_share(model: str, rule: str, quoted: int, sourced: bool) -> None:
    assert 0 < TABLES[model].confidence(Evidence(None, rule, quoted, sourced)) < 1


def test_a_whole_sentence_after_its_speaker_is_surer_than_a_phrase_without_one() -> None:
    rules = TABLES["rules"]
    assert rules.confidence(Evidence(None, "tail", 20, True)) > rules.confidence(Evidence(None, "none", 3, False))


def test_an_attribution_has_the_confidence_of_its_model() -> None:
    document = read_bytes("“The lock stays shut until the water falls again,” said Ada Rask.".encode(), "a.txt")
    found = extractor("rules")(document).attributions[0]
    assert found.confidence == TABLES["rules"].confidence(Evidence(None, "tail", 9, True))
