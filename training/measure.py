"""Figures on a part of the corpus: who said what, and the same on quotations, as F1 in per cent.

A prediction counts where its content shares half of its words (Jaccard) with a marking's and so do the sources, or both
have none; each marking is matched once, the best pairs first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from sayso.attribution.labels import Tagged
from sayso.model import Span
from training.corpus import Article

__all__ = ["measure"]

_MARKS = frozenset('"“”«»„')
_Pair = tuple[frozenset[int], frozenset[int]]


def measure(articles: Sequence[Article], predictions: Sequence[Sequence[Tagged]]) -> dict[str, float]:
    """F1 of attributions, of quotations, and of contents met exactly."""
    counts = {"attribution": [0, 0, 0], "quotes": [0, 0, 0], "exact": [0, 0, 0]}
    for article, predicted in zip(articles, predictions, strict=True):
        begins = [s for line in article.lines for s in line.starts]
        ends = [e for line in article.lines for e in line.ends]

        def covered(spans: Sequence[Span], begins: list[int] = begins, ends: list[int] = ends) -> frozenset[int]:
            return frozenset(n for p in spans for n in range(bisect_right(ends, p.start), bisect_left(begins, p.end)))

        own = [(covered(p.content), covered(p.source)) for p in predicted]
        gold = [(covered(m.content), covered(m.source)) for m in article.markings if m.content]

        def quoted(pair: _Pair, text: str = article.text, begins: list[int] = begins) -> bool:
            return any(text[begins[n]] in _MARKS for n in pair[0])

        _count(counts["attribution"], own, gold)
        _count(counts["quotes"], [p for p in own if quoted(p)], [g for g in gold if quoted(g)])
        _count(counts["exact"], own, gold, lambda p, g: p[0] == g[0])
    return {
        name: round(200 * hit / (had + wanted), 2) if had + wanted else 0.0
        for name, (hit, had, wanted) in counts.items()
    }


def _same_source(predicted: _Pair, gold: _Pair) -> bool:
    if not predicted[1] or not gold[1]:
        return not predicted[1] and not gold[1]
    return 2 * len(predicted[1] & gold[1]) >= len(predicted[1] | gold[1])


def _count(
    count: list[int], predicted: list[_Pair], gold: list[_Pair], agrees: Callable[[_Pair, _Pair], bool] = _same_source
) -> None:
    pairs = []
    for i, p in enumerate(predicted):
        for j, g in enumerate(gold):
            both = len(p[0] & g[0])
            if 2 * both >= len(p[0] | g[0]) and both:
                pairs.append((-both / len(p[0] | g[0]), i, j))
    used_p: set[int] = set()
    used_g: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in used_p and j not in used_g:
            used_p.add(i)
            used_g.add(j)
            count[0] += agrees(predicted[i], gold[j])
    count[1] += len(predicted)
    count[2] += len(gold)
