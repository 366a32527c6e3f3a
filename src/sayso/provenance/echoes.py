"""Statements that a document reports twice: the same words in marks again, or the same matter in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Attribution, Quotation

__all__ = ["said_again"]

_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*")
_STEM = 6
# Of the content words of a restatement at least so many stand in the first statement. Below, topics are taken for it.
_SHARE = 0.6
_LEAST_WORDS = 4


def said_again(text: str, attributions: Sequence[Attribution], quotations: Sequence[Quotation]) -> dict[str, str]:
    """From the id of each attribution that repeats an earlier one of the document to the id of that one.

    Words in marks repeat where they echo a fuller quotation; others where the same speaker said most of their content
    words before. `said_again(text, attributions, quotations)` may be `{"a7": "a2"}`.
    """
    owner = {q.id: q.attribution for q in quotations}
    order = {a.id: n for n, a in enumerate(attributions)}
    again: dict[str, str] = {}
    for quotation in quotations:
        before = owner.get(quotation.echo_of or "")
        if (
            quotation.attribution is not None
            and before is not None
            and order.get(before, 0) < order.get(quotation.attribution, 0)
        ):
            again[quotation.attribution] = before
    said: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for attribution in attributions:
        if attribution.speaker is None:
            continue
        words = frozenset(w.lower()[:_STEM] for s in attribution.content for w in _WORD.findall(text, s.start, s.end))
        known = said.setdefault(attribution.speaker.name, [])
        if attribution.id not in again and len(words) >= _LEAST_WORDS:
            share, best = max(
                ((len(words & other) / len(words), name) for name, other in known[-40:]), default=(0.0, "")
            )
            if share >= _SHARE:
                again[attribution.id] = again.get(best, best)
        known.append((attribution.id, words))
    return again
