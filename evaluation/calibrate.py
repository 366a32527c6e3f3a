"""Fit the confidence of each extractor on PolNeAR's development part, and measure it honestly.

`python -m evaluation.calibrate --shared ../shared` prints the parameters that `attribution/calibration.py` holds. The error it
prints beside them is measured on the half of the articles that the parameters were not fitted on, both ways round.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.attributions import dev_of
from evaluation.breakdown import compare
from evaluation.measures import scorer_of
from evaluation.polnear import Article, Predicted, read_dev
from evaluation.reliability import Outcome, reliability, reliability_table
from sayso.attribution import MODELS, Extractor, Model
from sayso.attribution.assembly import assemble
from sayso.attribution.calibration import Calibration, Confidence, Evidence, facts
from sayso.attribution.rules import draft
from sayso.pipeline import read_bytes

__all__ = ["Observed", "fit", "halves", "observe"]

# How many readings every rule is counted with beside its own, so that three readings are not taken for a rule: as lucky
# as it is where the rules alone read, and there as all rules are.
_PRIOR = 4.0
_RIDGE = 1.0


class Observed(NamedTuple):
    """One reading: what was known of it, whether the gold has it, and the number of its article."""

    evidence: Evidence
    right: bool
    article: int


def observe(articles: Sequence[Article], model: Model, scorer: ModuleType) -> list[Observed]:
    """Every reading of a model on some articles."""
    seen: list[Evidence] = []

    def number(evidence: Evidence) -> float:
        seen.append(evidence)
        return float(len(seen) - 1)

    read = _reader(model, number)
    out = []
    for n, article in enumerate(articles):
        document = read_bytes(article.path.read_bytes(), article.path.name)
        raw = document.raw.span_to_raw if document.raw is not None else lambda span: span
        predicted = []
        for a in read(document).attributions:
            spans = {"source": a.source, "cue": a.cue, "content": a.content}
            roles = {role: [(raw(s).start, raw(s).end) for s in own] for role, own in spans.items()}
            predicted.append(Predicted(roles, a.confidence, a.found_by))
        compared = compare(scorer, article, predicted)
        good = {i for i, _ in compared.met}
        out += [Observed(seen[int(p.confidence)], i in good, n) for i, p in enumerate(compared.predicted)]
    return out


def _reader(model: Model, confidence: Confidence) -> Extractor:
    """An extractor whose confidences are chosen by the caller."""
    if model == "rules":
        return lambda document: assemble(document, *draft(document), confidence)
    from sayso.attribution.learned import Learned  # loads the parameters

    return Learned(model, confidence)


def fit(seen: Sequence[Observed], alone: Calibration | None = None) -> Calibration:
    """The parameters under which what was seen is likeliest: ridge regression on the log odds, and shares by rule.

    `alone` is the calibration of the rules by themselves, to which the shares of seldom readings lean.
    """
    weights = np.zeros(5)
    tagged = [o for o in seen if o.evidence.belief is not None]
    if tagged:
        given = np.array([facts(o.evidence) for o in tagged])
        right = np.array([float(o.right) for o in tagged])
        held = _RIDGE * np.eye(5)
        held[0, 0] = 0.0
        for _ in range(30):  # Newton's method; a dozen steps are enough
            share = _sigmoid(given @ weights)
            slope = given.T @ (share - right) + held @ weights
            bend = (given * (share * (1 - share))[:, None]).T @ given + held + 1e-9 * np.eye(5)
            weights -= np.linalg.solve(bend, slope)
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for o in seen:
        if o.evidence.belief is None:
            by_rule[o.evidence.reading].append(o.right)
    every = [right for group in by_rule.values() for right in group]
    mean = alone.others if alone is not None else (sum(every) + _PRIOR / 2) / (len(every) + _PRIOR)
    before = dict.fromkeys(by_rule, mean) | (dict(alone.rules) if alone is not None else {})
    shares = {
        r: round((sum(by_rule[r]) + _PRIOR * p) / (len(by_rule[r]) + _PRIOR), 3) for r, p in sorted(before.items())
    }
    a, b, c, d, e = (round(float(w), 3) for w in weights)
    return Calibration((a, b, c, d, e), shares, round(mean, 3))


def _sigmoid(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-odds))


def halves(seen: Sequence[Observed], by_rules: Sequence[Observed]) -> list[Outcome]:
    """Every reading with the confidence it has under parameters fitted on the other half of the articles."""
    fitted = [_fitted(_half(seen, other), _half(by_rules, other)) for other in (1, 0)]
    return [(fitted[o.article % 2].confidence(o.evidence), o.right) for o in seen]


def _fitted(seen: Sequence[Observed], by_rules: Sequence[Observed]) -> Calibration:
    """The parameters of a model; those of the rules themselves lean on nothing."""
    return fit(seen, fit(by_rules) if by_rules and by_rules != seen else None)


def _half(seen: Sequence[Observed], which: int) -> list[Observed]:
    return [o for o in seen if o.article % 2 == which]


def main(argv: list[str] | None = None) -> int:
    """Print the parameters of every model, and how well each holds on the other half."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibrate", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with bench/ and data/")
    parser.add_argument("--work", type=Path, default=Path("build/evaluation"), help="what is made goes here")
    args = parser.parse_args(argv)
    args.work.mkdir(parents=True, exist_ok=True)
    scorer = scorer_of(args.shared, "score_attributions")
    articles = read_dev(dev_of(args.shared, args.work), scorer)
    by_rules = observe(articles, "rules", scorer)
    for model in MODELS:
        seen = by_rules if model == "rules" else observe(articles, model, scorer)
        found = halves(seen, by_rules)
        loss = -sum(math.log(max(1e-9, c if right else 1 - c)) for c, right in found) / len(found)
        print(f'"{model}": {_fitted(seen, by_rules)!r},')
        print(f"  calibration error on the other half {reliability(found)} %, log loss {loss:.3f}")
        print(reliability_table(found), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
