"""Confidence that means something: how likely a second trained reader marks the same content with the same source.

What a tagger believes of its own labels is too high, and a rule has no belief at all. Here both become one probability:
logistic regression on the tagger's belief (Platt, 1999, with the simple facts beside it), and for what the rules read alone
the share that was right. The parameters are fitted by `python -m evaluation.calibrate` on PolNeAR's development part, where
*right* is what the shared scorer counts: content that shares half of its words with a gold content, and the source too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from operator import mul
from typing import NamedTuple

__all__ = ["CUED", "TABLES", "Calibration", "Confidence", "Evidence", "facts"]

CUED = frozenset(["lead", "tail", "dash", "label", "noun", "verse", "announced", "turn"])
"""Rules that read a cue or a layout beside marked words."""
_SUREST = 0.995
_SENTENCE = 12


class Evidence(NamedTuple):
    """What is known of a reading: the tagger's `belief` (None where the rules alone read it), the rule that read its marks,
    how many words stand in marks, and whether a source is named."""

    belief: float | None
    rule: str
    quoted: int
    sourced: bool

    @property
    def reading(self) -> str:
        """The rule, with a star where the words in marks are a sentence rather than a phrase: `lead*`."""
        return f"{self.rule}*" if self.quoted >= _SENTENCE else self.rule


Confidence = Callable[[Evidence], float]
"""From what is known of a reading to the probability that it is right."""


def facts(evidence: Evidence) -> tuple[float, float, float, float, float]:
    """What the regression sees: 1, the log odds of the belief, marked, read by a cued rule as well, without a source."""
    belief = min(max(evidence.belief or 0.0, 1 - _SUREST), _SUREST)
    return (
        1.0,
        math.log(belief / (1 - belief)),
        float(evidence.quoted > 0),
        float(evidence.rule in CUED),
        float(not evidence.sourced),
    )


class Calibration(NamedTuple):
    """The parameters of one extractor: weights of the facts, and the share of each rule's own readings that was
    right (a star: of those with a sentence in marks), and of all others."""

    weights: tuple[float, float, float, float, float]
    rules: Mapping[str, float]
    others: float

    def confidence(self, evidence: Evidence) -> float:
        """The confidence of a reading, 0 to 1: `TABLES["accurate"].confidence(Evidence(0.99, "tail", 12, True))` is above 0.9."""
        if evidence.belief is None:
            return self.rules.get(evidence.reading, self.others)
        odds = sum(map(mul, self.weights, facts(evidence)))
        return round(1 / (1 + math.exp(-odds)), 3)


_UNSEEN = {"verse": 0.8, "turn": 0.85}
"""Layouts that no news article of the corpus has; set by hand from the project's own gold."""

TABLES: Mapping[str, Calibration] = {
    "accurate": Calibration(
        weights=(-0.225, 0.747, -0.097, 0.568, -0.687),
        rules={
            "according": 0.775,
            "announced*": 0.413,
            "bare": 0.659,
            "bare*": 0.642,
            "dash": 0.601,
            "dash*": 0.759,
            "echo": 0.079,
            "infinitive": 0.223,
            "label": 0.294,
            "label*": 0.642,
            "lead": 0.263,
            "lead*": 0.532,
            "none": 0.058,
            "none*": 0.071,
            "noun": 0.535,
            "noun*": 0.442,
            "object": 0.316,
            "tag": 0.504,
            "tag*": 0.642,
            "tail": 0.694,
            "tail*": 0.891,
            "that": 0.571,
            "told": 0.535,
        },
        others=0.552,
    ),
    "fast": Calibration(
        weights=(-0.456, 0.683, 0.628, 0.099, -0.549),
        rules={
            "according": 0.775,
            "announced*": 0.432,
            "bare": 0.659,
            "bare*": 0.642,
            "dash": 0.629,
            "dash*": 0.897,
            "echo": 0.079,
            "infinitive": 0.223,
            "label": 0.294,
            "label*": 0.642,
            "lead": 0.263,
            "lead*": 0.532,
            "none": 0.058,
            "none*": 0.071,
            "noun": 0.535,
            "noun*": 0.442,
            "object": 0.316,
            "tag": 0.504,
            "tag*": 0.642,
            "tail": 0.694,
            "tail*": 0.891,
            "that": 0.571,
            "told": 0.535,
        },
        others=0.552,
    ),
    "rules": Calibration(
        weights=(0.0, 0.0, 0.0, 0.0, 0.0),
        rules={
            "according": 0.775,
            "announced*": 0.473,
            "bare": 0.659,
            "bare*": 0.642,
            "dash": 0.601,
            "dash*": 0.888,
            "echo": 0.158,
            "infinitive": 0.223,
            "label": 0.368,
            "label*": 0.642,
            "lead": 0.46,
            "lead*": 0.665,
            "none": 0.058,
            "none*": 0.071,
            "noun": 0.535,
            "noun*": 0.442,
            "object": 0.316,
            "tag": 0.504,
            "tag*": 0.642,
            "tail": 0.694,
            "tail*": 0.891,
            "that": 0.571,
            "told": 0.535,
        },
        others=0.552,
    ),
}
"""The calibration of each extractor, by its name."""
