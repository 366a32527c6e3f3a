"""What each sentence of the document stands on: a report, a citation, an inference, an assertion, or an appeal."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.model import Attribution, Citation, Document, Footing, Span
from sayso.text.sentences import sentences

__all__ = ["footings"]

_INFERENCE = re.compile(
    r"\b(?:thus|therefore|hence|consequently|accordingly|(?:this|that|these|which|it|all (?:of )?this) (?:\w+ )?(?:shows?|indicates?|means?|proves?|implies|suggests?|goes to show|"
    r"demonstrates?|confirms?|reveals?|explains?|points? to)|from (?:all )?(?:this|these)|it (?:becomes|is) (?:clear|evident|obvious|apparent)|becomes clear|as a result|"
    r"it (?:appears|seems|follows)|it is (?:not )?(?:un)?likely|this is because|that is because|clearly|evidently|obviously|apparently|in other words|so that|as if|in reality)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:(?:we|you|they|it|he|she|one|the \w+|[A-Z]\w+) (?:must|should|ought to|need to)(?: not)?|must|let us|let’s|it is (?:time|our duty|incumbent)|we call (?:on|upon)|calling upon you|"
    r"join us|stand up|do not (?:let|allow|forget)|we (?:urge|appeal|demand)|O (?:people|believers|Muslims|citizens|workers))\b"
)


def footings(
    document: Document, attributions: Sequence[Attribution], citations: Sequence[Citation]
) -> tuple[Footing, ...]:
    """One footing per sentence, in order. What is reported is never counted as the document's own inference.

    "This shows how frightened they are." is an inference, shown by the words "This shows".
    """
    text = document.text
    contents = sorted((s for a in attributions for s in (*a.content, *a.cue, *a.source)), key=lambda s: s.start)
    merged = _merge(contents)
    starts = [s.start for s in merged]
    cited = sorted((c.span for c in citations), key=lambda s: s.start)
    cited_starts = [s.start for s in cited]
    out = []
    for block in document.blocks:
        if block.kind in ("furniture", "title", "heading"):
            continue
        for sentence in sentences(text, block.span):
            reported = _overlap(merged, starts, sentence)
            inside = _overlap(cited, cited_starts, sentence)
            out.append(_footing(text, sentence, reported, inside))
    return tuple(out)


def _footing(text: str, sentence: Span, reported: list[Span], cited: list[Span]) -> Footing:
    covered = sum(min(r.end, sentence.end) - max(r.start, sentence.start) for r in reported)
    own = list(text[sentence.start : sentence.end])
    for span in reported:
        a, b = max(0, span.start - sentence.start), min(len(own), span.end - sentence.start)
        own[a:b] = "\x00" * (b - a)
    words = "".join(own)
    if covered * 2 >= len(sentence):
        return Footing(sentence=sentence, kind="reported", evidence=tuple(_cut(reported, sentence)))
    inference, appeal = _INFERENCE.search(words), _APPEAL.search(words)
    if appeal and not (inference and inference.start() < appeal.start()):
        return Footing(sentence=sentence, kind="appeal", evidence=(_place(sentence, appeal),))
    if inference:
        return Footing(sentence=sentence, kind="inference", evidence=(_place(sentence, inference),))
    if reported:
        return Footing(sentence=sentence, kind="reported", evidence=tuple(_cut(reported, sentence)))
    if cited:
        return Footing(sentence=sentence, kind="cited", evidence=tuple(_cut(cited, sentence)))
    return Footing(sentence=sentence, kind="assertion")


def _place(sentence: Span, match: re.Match[str]) -> Span:
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _cut(spans: list[Span], sentence: Span) -> list[Span]:
    return [Span(max(s.start, sentence.start), min(s.end, sentence.end)) for s in spans]


def _merge(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _overlap(spans: list[Span], starts: list[int], within: Span) -> list[Span]:
    at = max(0, bisect_left(starts, within.start) - 1)
    found = []
    while at < len(spans) and spans[at].start < within.end:
        if spans[at].overlaps(within):
            found.append(spans[at])
        at += 1
    return found
