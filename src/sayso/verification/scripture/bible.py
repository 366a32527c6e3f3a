"""Quotations that name a verse of the Bible, against the one text that the user supplies.

There are many translations, so words that differ from this one are no finding: only words that stand there are told.
"""

from __future__ import annotations

import msgspec

from sayso.library import Canon
from sayso.model import Match, Span, Verification
from sayso.text.folding import tokenize
from sayso.text.scripture import Reference

__all__ = ["compare_rendering"]


def compare_rendering(text: str, verification: Verification, reference: Reference, bible: Canon) -> Verification:
    """The verification of words given as `reference`: verbatim where they stand in it, else another rendering."""
    held = [
        v.text
        for v in bible.verses
        if (v.book, v.chapter) == (reference.book, reference.chapter) and reference.first <= v.number <= reference.last
    ]
    if not held:
        why = f"the {bible.file} of this library has no {reference}"
        return msgspec.structs.replace(verification, verdict="not-checkable", why=why)
    source = " ".join(held)
    words, own = tokenize(source), [int(k) for s in verification.quotation for k in tokenize(s.of(text)).keys]
    keys = [int(k) for k in words.keys]
    searched = msgspec.structs.replace(verification.searched, documents=verification.searched.documents + 1)
    at = next((i for i in range(len(keys) - len(own) + 1) if keys[i : i + len(own)] == own), None) if own else None
    if at is None:
        why = f"translation: not the words of {reference} in {bible.file}; another translation may have them"
        return msgspec.structs.replace(
            verification, verdict="not-checkable", why=why, critical=(), matches=(), searched=searched
        )
    span = Span(int(words.starts[at]), int(words.ends[at + len(own) - 1]))
    match = Match(
        document=str(reference),
        span=span,
        raw=None,
        exact=span.of(source),
        prefix=source[max(0, span.start - 32) : span.start],
        suffix=source[span.end : span.end + 32],
        holder="primary",
    )
    return msgspec.structs.replace(
        verification,
        verdict="verbatim",
        why=f"{reference} in {bible.file}",
        critical=(),
        matches=(match,),
        searched=searched,
    )
