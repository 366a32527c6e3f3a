"""From markings to labels: the inverse of `sayso.attribution.labels.link`, as near as one label a word allows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from sayso.attribution.labels import LABELS, may_follow
from sayso.model import Span
from training.corpus import Article

__all__ = ["label_article"]

_NUMBER = {label: n for n, label in enumerate(LABELS)}


def label_article(article: Article) -> list[list[int]]:
    """Labels of every word, line by line. Of words in two contents the shorter content keeps them."""
    starts = [s for line in article.lines for s in line.starts]
    ends = [e for line in article.lines for e in line.ends]
    line_of = [n for n, line in enumerate(article.lines) for _ in line.starts]

    def covered(spans: tuple[Span, ...]) -> list[int]:
        return sorted({i for s in spans for i in range(bisect_right(ends, s.start), bisect_left(starts, s.end))})

    found = []
    for marking in article.markings:
        cue = covered(marking.cue)
        if cue and marking.content:
            found.append((cue, covered(marking.source), marking))
    found.sort(key=lambda f: f[0][0])
    owner: dict[int, tuple[int, int]] = {}
    for number, (cue, source, _) in enumerate(found):
        for i in source:
            distance = min(abs(i - j) for j in cue)
            if i not in owner or distance < owner[i][0]:
                owner[i] = (distance, number)
    labels = ["O"] * len(starts)
    order = sorted(range(len(found)), key=lambda n: sum(len(s) for s in found[n][2].content))
    for number in order:
        cue, source, marking = found[number]
        own = [i for i in source if owner[i][1] == number]
        kind = "QN" if not source else "Q" if own else "QH"
        for spans, role in ((marking.content, "C"), (marking.source if own else (), "S"), (marking.cue, kind)):
            for span in spans:
                before = -2
                for i in covered((span,)):
                    if (role != kind and labels[i] != "O") or (role == "S" and owner[i][1] != number):
                        before = -2
                        continue
                    name = role if role == kind else role + ("L" if cue[0] < i else "R")
                    inside = before == i - 1 and line_of[before] == line_of[i] and labels[before][2:] == name
                    labels[i] = ("I-" if inside else "B-") + name
                    before = i
    out, at = [], 0
    for line in article.lines:
        names = ["O", *labels[at : at + len(line.words)]]
        # A cue inside another's content cuts it in two.
        out.append([_NUMBER[b if may_follow(a, b) else "B" + b[1:]] for a, b in pairwise(names)])
        at += len(line.words)
    return out
