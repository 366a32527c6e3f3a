"""How much to lift two labels' scores, as the development part says: that of words without a role, since what a tagger
finds is a little too long, and that of a cue without a source, since it finds too few of those.

How well statements without a source are found hardly shows in the figure that lifts are chosen by: a trainer may fix theirs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import product
from typing import TextIO

import numpy as np

from sayso.attribution.labels import LABELS, OUTSIDE

__all__ = ["best_lift"]

_OUTSIDE = (0.0, 0.02, 0.03, 0.04, 0.05, 0.06)
_SOURCELESS = (0.0, 0.5, 1.0)


def best_lift(
    measured: Callable[[np.ndarray], dict[str, float]], log: TextIO, sourceless: Sequence[float] = _SOURCELESS
) -> np.ndarray:
    """What to add to every label's score: of the lifts tried, the one with the best figure; each goes into the log."""
    best, chosen = -1.0, np.zeros(len(LABELS), np.float32)
    for outside, cue in product(_OUTSIDE, sourceless):
        lift = np.zeros(len(LABELS), np.float32)
        lift[OUTSIDE], lift[LABELS.index("B-QN")] = outside, cue
        figures = measured(lift)
        print(json.dumps({"outside": outside, "sourceless": cue, **figures}), file=log, flush=True)
        if figures["attribution"] > best:
            best, chosen = figures["attribution"], lift
    return chosen
