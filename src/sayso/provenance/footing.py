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
    r"it (?:appears|seems|follows)|it is (?:not )?(?:un)?likely|(?:this|that) is (?:because|so that)|clearly|evidently|obviously|apparently|in other words|"
    r"as if|in reality)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"^\W*(?:Read|See|Watch|Join|Share|Visit|Sign|Call|Remember|Consider)\b(?! (?:was|is|were|are)\b)|"
    r"\b(?:(?:we|you|they|it|he|she|one|[Tt]he \w+|(?!The\b)[A-Z]\w+) (?:must|should|ought to|need to(?! know))(?: not)?|must|let us|let’s|it is (?:time|our duty|incumbent)|we call (?:on|upon)|calling upon you|"
    r"join us|stand up|do not (?:let|allow|forget)|we (?:urge|appeal|demand)|O (?:people|believers|Muslims|citizens|workers))\b"
)
# Cues that tell of words spoken or written, or of what somebody holds to be so. What is wanted, sought, agreed or done is
# the author's own account of others, whatever else it is.
_TELLING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tells?|told|telling|stat(?:e|es|ed|ing)|announc\w+|report(?:ed|s|ing|edly)?|add(?:s|ed|ing)|"
    r"not(?:es|ed|ing)|writ(?:e|es|ing|ten)|wrote|explain\w*|confirm\w*|stress\w*|emphasi[sz]\w+|argu\w+|claim\w*|insist\w*|"
    r"warn\w*|declar\w+|ask(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|answer\w*|respond\w*|tweet\w*|post(?:s|ed|ing)|conclud\w+|"
    r"recall\w*|acknowledg\w+|admit\w*|assert\w*|alleg\w+|suggest\w*|reveal\w*|clarif\w+|reiterat\w+|remark(?:s|ed|ing)?|"
    r"observ\w+|comment\w*|maintain\w*|predict\w*|promis\w+|pledg\w+|vow\w*|testif\w+|indicat\w+|highlight\w*|underlin\w+|"
    r"underscor\w+|point\w* (?:out|to)|quot\w+|cit(?:e|es|ed|ing)|read(?:s|ing)?|caution\w*|conced\w+|contend\w*|den(?:y|ies|ied)|"
    r"complain\w*|demand\w*|recount\w*|recit\w+|affirm\w*|inform\w*|assur\w+|remind\w*|mention\w*|proclaim\w*|publish\w*|narrat\w+|"
    r"relat(?:es|ed)|disclos\w+|urg(?:e|es|ed|ing)|call(?:s|ed|ing)?|describ\w+|speak\w*|spoke|labell?\w*|term(?:s|ed)|"
    r"accus\w+|prais\w+|critici[sz]\w+|condemn\w*|denounc\w+|order(?:s|ed|ing)?|direct(?:s|ed|ing)|instruct\w*|rul(?:ed|es)|"
    r"upheld|upholds|uphold|according|believ\w+|think\w*|thought|hop(?:e|es|ed|ing)|expect\w*|fear(?:s|ed)?|feel\w*|felt|"
    r"doubt\w*|estimat\w+|list(?:s|ed)|chant\w*|marvel\w*|made (?:the case|clear)|mak(?:es|ing) (?:the case|clear))\b",
    re.IGNORECASE,
)


def footings(
    document: Document, attributions: Sequence[Attribution], citations: Sequence[Citation]
) -> tuple[Footing, ...]:
    """One footing per sentence, in order. What is reported is never counted as the document's own inference.

    "This shows how frightened they are." is an inference, shown by the words "This shows".
    """
    text = document.text
    told = [a for a in attributions if _tells(text, a)]
    contents = sorted((s for a in told for s in (*a.content, *a.cue, *a.source)), key=lambda s: s.start)
    merged = _merge(contents)
    starts = [s.start for s in merged]
    cited = sorted((c.span for c in citations), key=lambda s: s.start)
    cited_starts = [s.start for s in cited]
    out = []
    for block in document.blocks:
        if block.kind in ("furniture", "title", "heading"):
            continue
        for sentence in sentences(text, block.span):
            if not any(map(str.isalpha, sentence.of(text))):
                continue  # the number of a section
            reported = _overlap(merged, starts, sentence)
            inside = _overlap(cited, cited_starts, sentence)
            out.append(_footing(text, sentence, reported, inside))
    return tuple(out)


def _tells(text: str, attribution: Attribution) -> bool:
    """Whether words are given as somebody's: quoted whole, behind a name and a colon, or with a cue of telling."""
    cue = " ".join(c.of(text) for c in attribution.cue)
    if attribution.kind == "direct" or (attribution.kind == "mixed" and not any(map(str.isalpha, cue))):
        return True
    return _TELLING.search(cue) is not None


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
