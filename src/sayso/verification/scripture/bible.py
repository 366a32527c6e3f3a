"""Quotations that name a verse of the Bible, against the one text that the user supplies.

There are many translations, so words that differ from this one are no finding: only words that stand there are told.
"""

from __future__ import annotations

import msgspec

from sayso.library.canon import Canon
from sayso.model import Match, Span, Verification
from sayso.text.folding import tokenize
from sayso.text.scripture import Reference

__all__ = ["compare_rendering"]


def compare_rendering(text: str, verification: Verification, reference: Reference, bible: Canon) -> Verification:
    """The verification of words given as `reference`: verbatim where they stand in it, else another rendering."""
    held = [
        v
        for v in bible.verses
        if (v.book, v.chapter) == (reference.book, reference.chapter) and reference.first <= v.number <= reference.last
    ]
    if not held:
        why = f"{bible.path} has no {reference}"
        return msgspec.structs.replace(verification, verdict="not-checkable", why=why)
    read = [(v.at, tokenize(v.text)) for v in held]
    places = [(at + int(a), at + int(b)) for at, t in read for a, b in zip(t.starts, t.ends, strict=True)]
    keys = [int(k) for _, t in read for k in t.keys]
    own = [int(k) for s in verification.quotation for k in tokenize(s.of(text)).keys]
    at = next((i for i in range(len(keys) - len(own) + 1) if keys[i : i + len(own)] == own), None) if own else None
    if at is None:
        why = f"translation: not the words of {reference} in {bible.path}; another translation may have them"
        return msgspec.structs.replace(verification, verdict="not-checkable", why=why, critical=(), matches=())
    span = Span(places[at][0], places[at + len(own) - 1][1])
    match = Match(
        document=bible.path,
        span=span,
        raw=span,
        exact=span.of(bible.text),
        prefix=bible.text[max(0, span.start - 40) : span.start],
        suffix=bible.text[span.end : span.end + 40],
        holder="primary",
    )
    return msgspec.structs.replace(
        verification,
        verdict="verbatim",
        why=f"{reference} in {bible.path}",
        critical=(),
        matches=(match,),
    )
