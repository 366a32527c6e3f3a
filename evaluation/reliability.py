"""Does a confidence mean what it says? Predictions in ten classes of confidence, and how often each class was right.

The expected calibration error (Guo et al., ICML 2017) is the mean distance between the two, weighted by the classes' sizes.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.breakdown import Compared

__all__ = ["outcomes", "reliability", "reliability_table"]

_CLASSES = 10
Outcome = tuple[float, bool]
"""A confidence, and whether the gold has the same content with the same source."""


def outcomes(all_compared: Sequence[Compared]) -> list[Outcome]:
    """One for every prediction."""
    out = []
    for compared in all_compared:
        good = {i for i, _ in compared.met}
        out.extend((p.confidence, i in good) for i, p in enumerate(compared.predicted))
    return out


def reliability(found: Sequence[Outcome]) -> float:
    """The expected calibration error in per cent: `reliability([(0.5, True), (0.5, False)])` is 0."""
    gap = sum(abs(sum(c for c, _ in group) - sum(r for _, r in group)) for group in _groups(found))
    return round(100 * gap / len(found), 2) if found else 0.0


def reliability_table(found: Sequence[Outcome]) -> str:
    """Each class of confidence: how many predictions, their mean confidence, and the share that was right."""
    lines = ["  confidence        number   mean   right"]
    for n, group in enumerate(_groups(found)):
        if group:
            mean, right = (100 * sum(column) / len(group) for column in zip(*group, strict=True))
            lines.append(f"    {n / _CLASSES:.1f} to {(n + 1) / _CLASSES:.1f}{len(group):>12}{mean:>7.1f}{right:>8.1f}")
    return "\n".join(lines)


def _groups(found: Sequence[Outcome]) -> list[list[Outcome]]:
    groups: list[list[Outcome]] = [[] for _ in range(_CLASSES)]
    for confidence, right in found:
        groups[min(_CLASSES - 1, int(confidence * _CLASSES))].append((confidence, right))
    return groups
