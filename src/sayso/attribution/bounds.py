"""Where tagged content may not reach, and where it goes on.

It ends at a note that a bracket closes and at a paragraph with a mere colon for a cue, and leaves out the day that a sentence
begins with and what the writer puts in other words ("that is, ..."): nobody is made to say the writer's gloss. What "was
announced in the media as ..." goes on behind its source. A tagger labels word by word and is unsure of both.
"""

from __future__ import annotations

import re

from sayso.attribution.cues import OBJECT, SPEECH, THAT, TO, is_participle
from sayso.attribution.labels import Tagged
from sayso.attribution.phrases import FINITE, phrase_after
from sayso.model import Span
from sayso.text.dates import MONTH_NAME

__all__ = ["bounded", "parted"]

_BRACKET = re.compile(r"[()\[\]]")
_OPENING = {")": "(", "]": "["}
# "a) the gate, b) the lock": a bracket that closes an item's letter or number encloses nothing.
_ITEM = re.compile(r"(?<!\w)\w{1,3}$")
_BREAK = re.compile(r"\n[ \t\r>]*\n")
_GLOSS = re.compile(r",\s+(?:that\s+is|i\.e\.|in\s+other\s+words),?\s+[^,;:.?!]+(?:,\s*|$)")
_WHEN = re.compile(
    r"\W*(?:(?:on|in|at|late|early|earlier|last|this|the|same|of|day|morning|afternoon|evening|night|week|month|year|today|yesterday"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|{MONTH_NAME}|\d{{1,4}}(?:st|nd|rd|th)?)\b\W*)+",
    re.IGNORECASE,
)
_WHEN_THAT = re.compile(rf"(?P<label>){_WHEN.pattern}(?=that\b)", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^“”„«»\"\n]{1,40}:)\s*(?=[“„«\"])")
_SMALL_WORD = re.compile(r"\b[a-z]{3,}")
_ACCORDING = re.compile(r"\baccording\s+to$", re.IGNORECASE)
# "is said to have written in the margin: “": only what stands in marks was written.
# "It was stated in our Question and Answer of 5 May: “"
_STATED_IN = re.compile(
    r"It\s+(?:was|is|has\s+been)\s+(?:stated|reported|said|written|mentioned|announced|noted)\s+in\s+(?P<who>[^,“”\":\n]{3,90}?)(?=[,:]|\s+that\b|\s*[“\"])"
)
_TO_HAVE = re.compile(r"to\s+have\s+\w+[^“”„«»\":;.]{0,60}[:,]\s*(?=[“„«\"])")
_QUOTING = re.compile(r"\b(?:quot|cit)(?:ed?|es|ing)$", re.IGNORECASE)
_MARK = re.compile(r"[“”„«»\"]")
_VERBS = SPEECH | THAT | TO | OBJECT
_PARTICIPLE_THAT = re.compile(r"(?P<cue>\w+ing)\s+(?=that\b)")
# "wants the gate to be shut, to be opened only in May": an infinitive beside the infinitive.
_TO_BE = re.compile(r"\bto\s+be\b")
_AND_TO_BE = re.compile(r",\s+(?=to\s+be\b)")
# "footage of Rask saying, “”": who speaks in it.
_RECORDED = re.compile(
    r"(?:(?:an?|the|some|new|old)\s+)?(?:\w+\s+)?(?:footage|video|film|clip|tape|audio|recording)s?\s+of\s+",
    re.IGNORECASE,
)
_RECORDING = re.compile(r"(?:footage|video|film|clip|tape|audio|recording)s?\s+of\s", re.IGNORECASE)
_OF = re.compile(r"[oO][fF]\s")
# So far before its "of" the word for a recording may stand.
_BEFORE_OF = 20
_SAYING = re.compile(r"(?P<who>[A-Z][^,;:“”„«»\"]{1,80}?)\s+(?P<cue>\w+ing),?\s*(?=[“„«\"])")
_CLAUSE_END = re.compile(r"[.;:?!“”\"\n]|,\s|\s[—–-]\s|$")
_CITATION = re.compile(
    r"\s*(?:\((?:Sources?:|[A-Z])[^()\[\]\n]{2,100}\d{4}[^()\[\]\n]{0,3}\)|\[(?:Sources?:|[A-Z])[^()\[\]\n]{2,100}\d{4}[^()\[\]\n]{0,3}\])[\s.]*$"
)
# "the file was Bek's, a claim that Toll rejects as “unproven”": what is said of the report is none of it.
_REMARK = re.compile(
    r",(?:\[\d{1,3}\])*\s*(?:an?|the)\s+(?:claim|charge|view|allegation|assertion|suggestion|accusation|theory|reading|verdict|remark|conclusion)\s+"
    r"(?:that\s+|which\s+)?(?P<who>[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}|(?:the|his|her|its|their)\s+[\w\s]{3,40}?|he|she|they|it)\s+"
    r"(?:has\s+|have\s+|had\s+|later\s+)?(?P<cue>(?:reject|dismiss|denie|deny|dispute|call|describe|rebut|repeat|deride|brand)\w*)\b"
)
# "quoted the minister, Ada Rask, as telling the Ledger: “": whom somebody quotes, and to whom it was said, are not what was said.
_AS_SAYING = re.compile(r"[^“”«»\":;]{2,120}?\s+as\s+\w+ing\b(?:\s+[^“”«»\":;]{1,50}?)?(?::|,|\s+that)?\s*(?=[“„«\"])")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?\w+ed$", re.IGNORECASE)
_PRESS = re.compile(
    r"\s+(?:in|by)\s+(?P<source>(?:(?:the|some|several|most|local|national|foreign)\s+)+"
    r"(?:\w+\s+)?(?:media|press|newspapers?|papers|news|outlets))(?:\s+(?P<more>as\s+[^.;:?!]+))?"
)


def bounded(text: str, found: Tagged) -> Tagged:
    """A tagged report without the stretches of its content that cannot belong to it.

    Content that runs over "M. Oduya, 7/12/2023] The gate is shut" keeps what stands behind the bracket.
    """
    found = _according(text, found)
    content = [_behind_label(text, _within_note(text, _before_citation(text, span))) for span in found.content]
    if _QUOTING.search(found.cue.of(text)):
        named = _AS_SAYING.match(text, content[0].start, content[0].end)
        content[0] = Span(named.end(), content[0].end) if named is not None else content[0]
    if not any(c.isalnum() for c in found.cue.of(text)):
        content = _beside(text, found.cue, content)
    stated = _STATED_IN.match(text, found.source[0].start) if found.source else None
    if stated is not None:
        found = found._replace(source=(Span(*stated.span("who")),))
    to_have = _TO_HAVE.match(text, content[0].start, content[0].end)
    content[0] = Span(to_have.end(), content[0].end) if to_have is not None else content[0]
    remark = _REMARK.search(text, max(0, content[0].start - 40), content[0].end)
    if remark is not None and remark.start() < content[0].start <= remark.start("who"):
        said = _behind_as(text, Span(remark.end(), content[0].end))
        if said is not None:
            return found._replace(cue=Span(*remark.span("cue")), source=(Span(*remark.span("who")),), content=(said,))
    content = _without_day(text, found.cue, [part for span in content for part in _without_gloss(text, span)])
    content[-1] = _with_infinitive(text, found.cue, content[-1])
    source = tuple(_before_note(text, span) for span in found.source)
    return _in_the_press(text, _in_recording(text, found._replace(content=tuple(content), source=source)))


def parted(text: str, found: Tagged) -> list[Tagged]:
    """A tagged report, and apart from it what has a verb of its own in the same mouth.

    "It calls the lock safe, a great word, arguing that nobody drowned": what it argues is no part of what it calls the lock.
    """
    own: list[Span] = []
    more: list[Tagged] = []
    for span in found.content:
        remark = _REMARK.search(text, span.start, span.end)
        if remark is not None and remark.start() > span.start:
            own.append(Span(span.start, remark.start()))
            behind = _behind_as(text, Span(remark.end(), span.end))
            if behind is not None:
                more.append(Tagged(Span(*remark.span("cue")), (Span(*remark.span("who")),), (behind,), found.belief))
            continue
        verb = _PARTICIPLE_THAT.match(text, span.start, span.end)
        if verb is None or not own or span.start < found.cue.end or verb["cue"].lower() not in _VERBS:
            own.append(span)
        else:
            more.append(found._replace(cue=Span(*verb.span("cue")), content=(Span(verb.end(), span.end),)))
    return [found._replace(content=tuple(own)), *more] if more else [found]


def _according(text: str, found: Tagged) -> Tagged:
    """A report "according to" whoever stands right behind these words."""
    if _ACCORDING.search(found.cue.of(text)) is None or any(0 <= s.start - found.cue.end < 3 for s in found.source):
        return found
    stop = _BREAK.search(text, found.cue.end)
    named = phrase_after(text, found.cue.end, stop.start() if stop is not None else len(text))
    if named is None:
        return found
    comma = text.find(",", named.start, named.end)
    if comma >= 0 and FINITE.search(text, comma, named.end):
        named = Span(named.start, comma)  # "according to Reuter, the chair has gone"
    return found._replace(source=(named,))


def _behind_as(text: str, span: Span) -> Span | None:
    """The words in marks of a remark: "rejects as “unproven”"."""
    mark = _MARK.search(text, span.start, span.end)
    return Span(mark.start(), span.end) if mark is not None else None


def _before_citation(text: str, span: Span) -> Span:
    """Content without the source in brackets that it ends in: "... the lock [Orsa News Agency, 4/8/2021]"."""
    if text.find(")", span.start, span.end) < 0 and text.find("]", span.start, span.end) < 0:
        return span
    cited = _CITATION.search(text, span.start, span.end)
    return Span(span.start, cited.start()) if cited is not None and cited.start() > span.start else span


def _with_infinitive(text: str, cue: Span, span: Span) -> Span:
    """Content with a second "to be ..." that stands beside its own."""
    more = _AND_TO_BE.match(text, span.end)
    if more is None or span.start < cue.end or not _TO_BE.search(text, span.start, span.end):
        return span
    end = _CLAUSE_END.search(text, more.end())
    return Span(span.start, end.start()) if end is not None else span


def _in_recording(text: str, found: Tagged) -> Tagged:
    """Words in marks that somebody says in a recording are that person's: "the ad uses footage of Rask saying, “No”"."""
    content = found.content[-1]
    parts = (found.cue, content, *found.source[-1:])
    if not _tells_of_recording(text, min(p.start for p in parts), max(p.end for p in parts)):
        return found
    shown = _RECORDED.search(text, found.cue.start, content.end)
    says = _SAYING.match(text, shown.end(), content.end) if shown and shown.start() <= content.start else None
    if says and says["cue"].lower() in SPEECH and SPEECH.isdisjoint(found.cue.of(text).lower().split()):
        return found._replace(
            source=(Span(*says.span("who")),), cue=Span(*says.span("cue")), content=(Span(says.end(), content.end),)
        )
    source = found.source[-1] if found.source else None
    heard = _RECORDED.match(text, source.start, source.end) if source is not None else None
    if source is not None and heard is not None and is_participle(found.cue.of(text)):
        return found._replace(source=(*found.source[:-1], Span(heard.end(), source.end)))
    return found


def _tells_of_recording(text: str, start: int, end: int) -> bool:
    """Whether a recording of something is named: "of" is soon found, the many words before it are not."""
    places = (of.span() for of in _OF.finditer(text, start, end))
    return any(_RECORDING.search(text, max(start, first - _BEFORE_OF), last) for first, last in places)


def _without_day(text: str, cue: Span, content: list[Span]) -> list[Span]:
    """Content without the day that a sentence begins with: "On Monday Rask said ..." is no part of what she said."""
    told = [s for s in content if s.start > cue.start or not _WHEN.fullmatch(s.of(text))]
    return told or content


def _behind_label(text: str, span: Span) -> Span:
    """Content without what only leads up to it: a number with a colon before the marks, the day before "that"."""
    lead = _LABEL.match(text, span.start, span.end) or _WHEN_THAT.match(text, span.start, span.end)
    return Span(lead.end(), span.end) if lead is not None and not _SMALL_WORD.search(lead["label"]) else span


def _without_gloss(text: str, span: Span) -> list[Span]:
    """Reported words without what the writer adds in other words; words in marks stay whole."""
    gloss = _GLOSS.search(text, span.start, span.end)
    if gloss is None or _MARK.search(text, span.start, span.end):
        return [span]
    parts = [(span.start, gloss.start()), (gloss.end(), span.end)]
    return [Span(start, end) for start, end in parts if any(c.isalnum() for c in text[start:end])]


def _in_the_press(text: str, found: Tagged) -> Tagged:
    """A passive report without a source given the press that carries it, and what it says "as ..." behind."""
    if found.source or not _PASSIVE.search(found.cue.of(text)) or found.content[-1].end > found.cue.start:
        return found
    press = _PRESS.match(text, found.cue.end)
    if press is None:
        return found
    more = (Span(*press.span("more")),) if press["more"] else ()
    return found._replace(source=(Span(*press.span("source")),), content=(*found.content, *more))


def _within_note(text: str, span: Span) -> Span:
    """The side with more letters of a bracket that closes in the content and opened before it; else the whole."""
    depth = {"(": 0, "[": 0}
    for match in _BRACKET.finditer(text, span.start, span.end):
        sign = match.group()
        if sign in depth:
            depth[sign] += 1
        elif depth[_OPENING[sign]]:
            depth[_OPENING[sign]] -= 1
        elif not _ITEM.search(text, max(span.start, match.start() - 4), match.start()):
            before = text[span.start : match.start()].rstrip(" \\")
            after = text[match.end() : span.end]
            if _letters(after) >= _letters(before):
                start = match.end() + len(after) - len(after.lstrip(" .,;:\\"))
                return _within_note(text, Span(start, span.end)) if _letters(after) else span
            return Span(span.start, span.start + len(before))
    return span


def _before_note(text: str, span: Span) -> Span:
    """A source without the note that opens in it and ends beyond: the adviser and not the byline in "the adviser [M. Oduya"."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text, span.start, span.end):
        if match.group() in "([":
            opened.append(match.start())
        elif opened:
            opened.pop()
    if not opened:
        return span
    end = len(text[span.start : opened[0]].rstrip(" \t\r\n\\*_>"))
    return Span(span.start, span.start + end) if end else span


def _letters(words: str) -> int:
    return sum(c.isalnum() for c in words)


def _beside(text: str, cue: Span, content: list[Span]) -> list[Span]:
    """The parts of content that a cue of no words can announce: those of its paragraph, or else of the next to it."""
    breaks = [len(_BREAK.findall(text, min(s.end, cue.end), max(s.start, cue.start))) for s in content]
    nearest = min(breaks)
    return [s for s, n in zip(content, breaks, strict=True) if n == nearest]
