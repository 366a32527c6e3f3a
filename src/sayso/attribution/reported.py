"""Indirect speech: reported clauses after, before and around the verbs that carry them, sentence by sentence."""

from __future__ import annotations

import re

import msgspec

from sayso.attribution.cues import ACCORDING, OBJECT, SPEECH, THAT, TO, one_of
from sayso.attribution.phrases import phrase_after, subject_before, trim
from sayso.model import Span

__all__ = ["Report", "read_sentence"]

_ALL = one_of(SPEECH | THAT | TO | OBJECT)
_CUE = re.compile(
    rf"(?<![\w’'-])(?P<aux>(?:(?:has|have|had|is|are|was|were|be|been|will|would|also|then|further|later|never|always|even|not|\w+ly)\s+){{0,3}})(?P<verb>{_ALL})(?![\w’'-])",
)
_ADVERBIAL = (
    r"(?:\s+(?:on|in|at|during|to|by|of)\s+[^,.“”\"]{2,60}?|\s+(?:yesterday|today|earlier|later|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"|\s+(?:reporters|the\s+\w+|a\s+\w+|[A-Z]\w+(?:\s+[A-Z]\w+)?|him|her|them|us|me))"
)
_THAT = re.compile(rf"(?:{_ADVERBIAL}){{0,2}},?\s+that\b[\s,]*", re.IGNORECASE)
_BARE = re.compile(
    r"(?:\s+(?:reporters|(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?\s+(?=(?:the|a|an|he|she|it|they|we|I|you|his|her|their|our|its|there|this|these|those|some|no|all|most|many|any|"
    r"if|when|because|[A-Z][\w’'-]+|\d[\d,.]*)\b)"
)
_TOLD = re.compile(
    r"\s+(?:[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}|the\s+[\w’' -]{2,30}?|reporters|him|her|them|us|me|supporters|voters|a\s+\w+(?:\s+\w+)?)(?:\s+(?:on|in|at)\s+[^,.“”\"]{2,40}?)?,?\s+(?:that\s+)?(?=(?:the|a|an|he|she|it|they|we|I|you|his|her|their|there|this|[A-Z])\b)"
)
_IT = re.compile(
    r"^\W*(?P<cue>it\s+(?:was|is|has been|had been)\s+(?:\w+ly\s+)?(?:reported|announced|said|alleged|claimed|stated|believed|thought|rumou?red|revealed|confirmed|expected|estimated))\s+that\s+",
    re.I,
)
_TAG = re.compile(
    r",\s+(?P<tag>(?:(?P<verb1>said|says|added|reported|wrote|noted|argued|explained|according\s+to)\s+(?P<who1>[^,“”\"]{2,120}?(?:,\s+(?:an?\s|the\s|its\s|his\s|her\s|[A-Z]\w*\s)[^,“”\"]{3,80})?)|(?P<who2>[^,“”\"]{1,100}?)\s+(?P<verb2>(?:has\s+|have\s+|had\s+|also\s+)?(?:said|says|say|added|adds|told\s+[^,.“”\"]{2,40}|reported|reports|wrote|writes|noted|notes|argued|argues|explained|insisted|acknowledged|claimed|claims|believes?|thinks?|warned|suggested|announced))(?P<after>\s+[^,.“”\"]{2,60})?)(?:,\s+(?:on|in|at|after|during|late|early)\s[^,“”\"]{2,60})?)\s*[.?!]?\s*$"
)
_WORD = re.compile(r"[^\W\d_]+")


class Report(msgspec.Struct):
    """One reported statement without marks round it: where its source, cue and content stand."""

    source: Span | None
    cue: Span
    content: Span
    rule: str


def read_sentence(text: str, sentence: Span) -> list[Report]:
    """The reported statements of a sentence, the outermost first; one inside another's content is kept as well."""
    body = text[sentence.start : sentence.end]
    if len(body) > 3000:
        return []
    out: list[Report] = []
    for rule in (_impersonal, _according, _tagged):
        report = rule(text, sentence, body)
        if report is not None:
            out.append(report)
            break
    at = 0
    while (cue := _CUE.search(body, at)) is not None:
        at = cue.end()
        if any(r.cue.start <= sentence.start + cue.start("verb") < r.cue.end for r in out):
            continue
        report = _after_cue(text, sentence, body, cue)
        if report is not None:
            out.append(report)
            if len(out) > 6:
                break
    return out


def _impersonal(text: str, sentence: Span, body: str) -> Report | None:
    it = _IT.match(body)
    if it is None:
        return None
    content = trim(text, sentence.start + it.end(), sentence.end)
    cue = Span(sentence.start + it.start("cue"), sentence.start + it.end("cue"))
    return Report(source=None, cue=cue, content=content, rule="impersonal") if content else None


def _according(text: str, sentence: Span, body: str) -> Report | None:
    found = ACCORDING.search(body)
    if found is None:
        return None
    cue = trim(text, sentence.start + found.start(), sentence.start + found.end())
    if cue is None:
        return None
    if not body[: found.start()].strip(" ,“\"'(*"):
        comma = re.search(r",\s", body[found.end() :])
        if comma is None:
            return None
        stop = found.end() + comma.start()
        # "According to Ada Rask, the harbour master, ...": the apposition belongs to the source.
        more = re.match(r",\s+(?:an?|the|who|which)\s[^,]{3,80}(?=,\s)", body[stop:])
        stop += more.end() if more else 0
        source = trim(text, sentence.start + found.end(), sentence.start + stop)
        content = trim(text, sentence.start + stop, sentence.end)
    else:
        source = phrase_after(text, sentence.start + found.end(), sentence.end)
        content = trim(text, sentence.start, sentence.start + found.start())
    return (
        Report(source=source, cue=cue, content=content, rule="according")
        if source and content and len(content) > 12
        else None
    )


def _tagged(text: str, sentence: Span, body: str) -> Report | None:
    """The tag at the end: "..., the ministry said."""
    tag = _TAG.search(body)
    if tag is None or len(body[: tag.start()].split()) < 3:
        return None
    name = "1" if tag["verb1"] else "2"
    cue = trim(text, sentence.start + tag.start(f"verb{name}"), sentence.start + tag.end(f"verb{name}"))
    source = trim(text, sentence.start + tag.start(f"who{name}"), sentence.start + tag.end(f"who{name}"))
    content = trim(text, sentence.start, sentence.start + tag.start())
    if cue is None or source is None or content is None or len(source.of(text).split()) > 14:
        return None
    if re.match(r"(?:which|who|and|but|as|that|where)\b", source.of(text), re.IGNORECASE):
        return None
    return Report(source=source, cue=cue, content=content, rule="tag")


def _after_cue(text: str, sentence: Span, body: str, cue: re.Match[str]) -> Report | None:
    """Content behind the cue: a clause, an infinitive, or an object."""
    verb = " ".join(cue["verb"].lower().split())
    rest = body[cue.end() :]
    begin: int | None = None
    rule = ""
    that = _THAT.match(rest)
    if verb in THAT and that:
        begin, rule = cue.end() + that.end(), "that"
    elif (
        verb in THAT
        and verb.split()[0] in ("told", "tell", "tells", "telling", "assured", "reminded", "informed")
        and (told := _TOLD.match(rest))
    ):
        begin, rule = cue.end() + told.end(), "told"
    elif verb in _BARE_VERBS and (bare := _BARE.match(rest)):
        begin, rule = cue.end() + bare.end(), "bare"
    elif verb in TO and re.match(r"\s+to\s+\w", rest):
        begin, rule = cue.end() + 1, "infinitive"
    elif (
        verb in OBJECT
        and re.match(r"\s+(?:the|a|an|his|her|their|its|for|on|it|him|them|[A-Z][\w’'-]+|[a-z]+ing)\b", rest)
        and verb in _OBJECT_ALONE
    ):
        begin, rule = cue.end() + 1, "object"
    if begin is None:
        return None
    source = subject_before(text, sentence.start, sentence.start + cue.start())
    aux = cue["aux"].lower()
    if (
        source is None
        or not _plausible(source.of(text))
        or (re.search(r"\b(?:be|been|is|are|was|were)\b", aux) and rule != "infinitive")
    ):
        if rule not in ("that", "told"):
            return None
        source = source if source is not None and _plausible(source.of(text)) else None
        if source is None and not verb.endswith("ing"):
            return None
    content = _clause(text, sentence.start + begin, sentence.end)
    span = trim(text, sentence.start + (cue.start("aux") if aux else cue.start("verb")), sentence.start + cue.end())
    if content is None or span is None or len(_WORD.findall(content.of(text))) < 2:
        return None
    return Report(source=source, cue=span, content=content, rule=rule)


_BARE_VERBS = frozenset(
    [
        "said",
        "says",
        "say",
        "believe",
        "believes",
        "believed",
        "think",
        "thinks",
        "thought",
        "hope",
        "hopes",
        "claims",
        "claimed",
        "insist",
        "insists",
        "insisted",
        "know",
        "knows",
        "feel",
        "feels",
        "argue",
        "argues",
        "argued",
        "suggest",
        "suggests",
        "fear",
        "fears",
        "warned",
        "warns",
        "predicted",
        "predicts",
        "announced",
        "acknowledged",
        "admitted",
        "noted",
        "wrote",
        "writes",
    ]
)
_OBJECT_ALONE = OBJECT - frozenset(["want", "wants", "wanting", "wanted", "fear", "fears", "call", "calls", "read"])


def _plausible(words: str) -> bool:
    """Whether a phrase can be somebody who speaks: not a bare preposition, adverb or verb."""
    head = words.split()[0].lower()
    if words.lower() in ("this", "that", "these", "those", "all this", "all of this"):
        # "This shows that ...": the document's own inference, not somebody's report.
        return False
    return len(words.split()) <= 25 and head not in (
        "to", "not", "and", "or", "is", "was", "be", "been", "are", "were", "by", "for", "with", "from", "in", "on", "at", "of", "as",
        "what", "where", "when", "how", "why", "there", "being", "has", "have", "had", "did", "does", "do",
    )  # fmt: skip


def _clause(text: str, start: int, end: int) -> Span | None:
    """The content behind a cue: to the end of the sentence, or to where the writer's own words begin again."""
    own = re.search(
        r",\s+(?:but|while|although|though|which|according to|adding|prompting|a (?:claim|charge|view|position|move)|even (?:as|though)|despite|drawing|leading)\b|;\s|\s[—–]\s|\s--\s",
        text[start:end],
    )
    return trim(text, start, start + own.start() if own and own.start() > 15 else end)
