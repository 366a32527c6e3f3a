"""Counting answers against the truth of made quotations: right place by class, verdicts, five-class accuracy, targets.

All shares are in percent. A target that is missed is said so, never hidden.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.quotations import CLASSES, FAITHFUL, LENGTHS, Made
from sayso.model import Span, Verification
from sayso.text.folding import tokenize

__all__ = ["CHANGED", "SPLICED", "TARGETS", "Figure", "Tally", "answer_class", "jaccard", "truth_class"]

CHANGED = ("substituted", "dropped", "meaning")
SPLICED = ("spliced-within", "spliced-across")
TARGETS = {
    "place, faithful": 99.0, "place, changed": 96.0, "place, changed, 5-8 words": 88.0, "place, spliced": 98.0,
    "faithful called worse": -0.5, "critical recall": 90.0, "critical precision": 88.0, "five classes": 96.0,
    "splices called spliced": 92.0, "absent found": -2.0,
}  # fmt: skip
"""The least that a figure should be; the most, where the number is negative."""


class Figure(NamedTuple):
    """A figure with its target (`None`: none is set) and whether it is met."""

    name: str
    value: float
    target: float | None
    met: bool


def truth_class(made: Made) -> str:
    """Which of the five classes a quotation was made in."""
    if made.kind in FAITHFUL:
        return "verbatim"
    if made.kind in SPLICED:
        return "spliced"
    return {"meaning": "critical", "absent": "absent"}.get(made.kind, "changed")


def answer_class(found: Verification) -> str:
    """Which of the five classes an answer puts a quotation in."""
    if found.verdict in ("verbatim", "edited"):
        return "verbatim"
    if found.verdict == "altered":
        return "critical" if found.critical else "changed"
    return "spliced" if found.verdict == "spliced" else "absent"


def jaccard(one: Span, other: Span) -> float:
    """The share of characters that two spans have in common."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared / max(1, len(one) + len(other) - shared)


def same_place(document: str, span: Span, exact: str, truth: tuple[str, Span], words: str) -> bool:
    """Whether a place is the true one: its span alike by 0.8, or the same words (nine in ten) in another document."""
    if document == truth[0] and jaccard(span, truth[1]) >= 0.8:
        return True
    mine, there = (Counter(tokenize(t).keys.tolist()) for t in (words, exact))
    return (there & mine).total() >= 0.9 * (there | mine).total()


class Tally:
    """Counts answers as they come."""

    def __init__(self) -> None:
        self.verdicts: dict[str, Counter[str]] = defaultdict(Counter)
        self.confusion: dict[str, Counter[str]] = defaultdict(Counter)
        self.times: list[float] = []
        self._n: Counter[str] = Counter()

    def add(self, made: Made, found: Verification, texts: dict[str, str], milliseconds: float) -> None:
        """Count one answer; `texts` holds the documents that quotations were cut from."""
        n, kind = self._n, made.kind
        self.times.append(milliseconds)
        self.verdicts[kind][found.verdict] += 1
        self.confusion[truth_class(made)][answer_class(found)] += 1
        matches = (*found.matches, *found.also)
        placed = bool(made.places) and all(
            any(same_place(m.document, m.span, m.exact, place, place[1].of(texts[place[0]])) for m in matches)
            for place in made.places
        )
        for group in self._groups(made):
            n[f"all {group}"] += 1
            n[f"placed {group}"] += placed
        n["five"] += 1
        n["five right"] += truth_class(made) == answer_class(found)
        if kind in FAITHFUL:
            n["accused"] += found.verdict in ("altered", "spliced", "misattributed", "not-found")
        if kind in (*FAITHFUL, *CHANGED):
            n["critical"] += bool(found.critical)
            n["critical meaning"] += bool(found.critical) and kind == "meaning"
        n["called spliced"] += kind in SPLICED and found.verdict == "spliced"
        n["absent found"] += kind == "absent" and found.verdict not in ("not-found", "not-checkable")

    def _groups(self, made: Made) -> Iterator[str]:
        yield made.kind
        for name, kinds in (("faithful", FAITHFUL), ("changed", CHANGED), ("spliced", SPLICED)):
            if made.kind in kinds:
                yield name
                if made.asked <= LENGTHS[0][1]:
                    yield f"{name}, 5-8 words"

    def _share(self, part: str, whole: str) -> float:
        return round(100 * self._n[part] / self._n[whole], 2) if self._n[whole] else 0.0

    def place(self, group: str) -> float:
        """The share of a class (or "faithful", "changed", "spliced") whose true places are all among those shown."""
        return self._share(f"placed {group}", f"all {group}")

    def figures(self) -> list[Figure]:
        """The figures that have targets, and the time."""
        values = {
            "place, faithful": self.place("faithful"),
            "place, changed": self.place("changed"),
            "place, changed, 5-8 words": self.place("changed, 5-8 words"),
            "place, spliced": self.place("spliced"),
            "faithful called worse": self._share("accused", "all faithful"),
            "critical recall": self._share("critical meaning", "all meaning"),
            "critical precision": self._share("critical meaning", "critical"),
            "five classes": self._share("five right", "five"),
            "splices called spliced": self._share("called spliced", "all spliced"),
            "absent found": self._share("absent found", "all absent"),
            "CPU ms, median": round(float(np.percentile(self.times or [0.0], 50)), 1),
            "CPU ms, 95 of 100": round(float(np.percentile(self.times or [0.0], 95)), 1),
        }
        return [
            Figure(name, value, TARGETS.get(name), _met(value, TARGETS.get(name))) for name, value in values.items()
        ]

    def report(self) -> Iterator[str]:
        """The lines to print: a row a class, the confusion of the five classes, the figures with their targets."""
        yield f"{'class':<16}{'made':>6}{'placed':>8}  verdicts"
        for kind in CLASSES:
            yield f"{kind:<16}{self._n[f'all {kind}']:>6}{self.place(kind):>8.1f}  {dict(self.verdicts[kind].most_common())}"
        yield ""
        classes = ("verbatim", "changed", "critical", "spliced", "absent")
        yield f"{'made as':<12}" + "".join(f"{c:>10}" for c in classes) + "  (called)"
        for true in classes:
            yield f"{true:<12}" + "".join(f"{self.confusion[true][c]:>10}" for c in classes)
        yield ""
        for name, value, target, met in self.figures():
            aim = "" if target is None else f"   {'at most' if target < 0 else 'at least'} {abs(target):g}"
            yield f"{name:<28}{value:>8}{aim}{'' if met else '   MISSED'}"


def _met(value: float, target: float | None) -> bool:
    return target is None or (value <= -target if target < 0 else value >= target)
