"""Direct and mixed quotations: for every stretch in marks, the cue and the source beside it, and the parts it continues."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from sayso.attribution.cues import ACCORDING, VERB_GROUP, is_participle
from sayso.attribution.headings import label_before
from sayso.attribution.phrases import FINITE, phrase_after, subject_before, subject_of_sentence, trim
from sayso.model import Span
from sayso.text.marks import Marked

__all__ = ["Reading", "read_paragraph"]

_THAT = re.compile(r"^\s*(?:that\b)?")
_FILLER = re.compile(
    r"^[\s,:;(—–*_\-]*(?:(?:that|to|and|also|in|on|of|about|at|when|by|with|his|her|its|their|the|a|an|as|how|from|for|us|me|them|him|reporters|"
    r"statement|interview|letter|tweet|post|report|briefing|speech|article|release|part|news|conference|written|brief|press|same|"
    r"simply|quote|follows|following|this|was|is|it|yesterday|today|earlier|later|again|be|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|\d[\d/.,:-]*(?:st|nd|rd|th)?)\b[\s,:;)—–*_\-]*)*$",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"^[\s,]*(?:in|on|at|to|of|about|after|during|for|with|by|from|before|as|reporters?|the|a|an|[A-Z]\w+)\b[^.;]{0,110}[:,]\s*$"
)
_JOIN = re.compile(
    r"^[\s,;]*(?:and|or|but|then|as well as|that|to|the|a|an|,)?(?:\s+(?:that|to|the|a|an|as))?[\s,;]*$", re.IGNORECASE
)
_SHARED = re.compile(
    r"^[\s,;]*(?:(?:and|but|or)\b[\s,]*)?(?:(?:that|how|why|whether)\s[^.;:?!“”\"]{1,80}|,?\s*quote,?\s*)$"
)
_PARTICIPLES = re.compile(r"^\s*(?:\w+,?\s+)?,\s+\w+ing\b[^“”\"]{0,160}\.\s*$")
_LIKE = re.compile(
    r"\b(?P<who>I|he|she|they|we|you)\s*(?:[’']m|[’']s|[’']re|was|were|am|is|are)\s+(?:all\s+)?(?P<cue>like),?\s*$",
    re.IGNORECASE,
)
_OMITTED = re.compile(r"(?:^|[\s.!?])[\[(]?(?:…|\.\s?\.\s?\.)[\])]?\s")
_OBJECTS = frozenset(["it", "him", "them", "her", "this", "that", "us", "me"])
_ADVERBIAL_HEAD = re.compile(
    r"(?:on|in|at|that|from|to|about|during|after|before|this|last|yesterday|today)\b", re.IGNORECASE
)
_TITLE_IN_MARKS = re.compile(r"(?:[A-Z“][\w’'-]*|[a-z]{1,3})(?:[\s-]+(?:[A-Z][\w’'-]*|[a-z]{1,3})){0,5}$")
_LIST_ITEM = re.compile(r"\n[ \t>]*(?:[-*•]|\d{1,3}[.)])[ \t]")
# The dot of an initial or a title ends no name: "— Ada M. Rask", "— Dr. Ada Rask".
_SIGNED = re.compile(
    r"[*_\[]*([A-Z](?:[^\n“”\".;]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Lt|St))\.|(?<=\b(?:Mrs|Gen|Sen|Rep|Gov|Col))\.|\.(?=[A-Z])){1,140})"
)
_DASH = re.compile(r"^[\s*_>]*[—–―-]{1,2}\s*(?=[\w*_“\"(])")
_NAMED_TWICE = re.compile(r"[^,:“”\"]{2,80},\s+(?:(?:the|an?|its|his|her)\s|[A-Z])[^,:“”\"\n]{1,60}:\s*")
_LED_BY_NAME = re.compile(r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'-]*)*(?=\s+[a-z])")
_IT_WAS = re.compile(
    r"\b(?:it|there)\s+(?:was|is|has been)\s+(?:\w+\s+)?(?:stated|reported|said|written|mentioned|announced|noted|narrated)\s+(?:in|by)\s+(?P<who>[^,“”\"]{2,90}?)(?:,\s+corresponding\s+to\s[^“”\"]{4,40}?)?\s*,?\s*(?:that)?\s*[,:]?\s*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:quoted|cited|reported)\s+(?P<who>[^“”\"]{2,140}?)\s+as\s+(?:saying|stating|telling|writing)\b", re.IGNORECASE
)
_AS_SAYING = re.compile(
    r"\b(?:was|were|is|been)\s+(?:quoted|cited|reported)\s+(?:\w+\s+){0,3}as\s+saying\b", re.IGNORECASE
)
_NOUN_CUE = re.compile(
    r"\b(?:statement|words|message|answer|reply|response|quote|remark|remarks|comment|tweet|post|letter|warning|promise|advice|verdict|question|conclusion)\b"
    r"[^.“”\"]{0,60}[:,]\s*$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:(?:in|with)\s+)?(?P<who>[A-Z][\w’'.\- ]{1,60}?[’']s|\b(?:his|her|their|its))\s+(?:\w+\s+){0,3}?(?:words|statement|answer|message|reply|response|remark|remarks|tweet|post|letter|warning|promise|advice|verdict|question|conclusion|view)\b",
    re.I,
)
_LOOSE = re.compile(
    r"\b(?:gave glad tidings|gave\s+[\w\s]{1,20}\bwarning|wants? it to be|made (?:it )?clear|gave notice)\b",
    re.IGNORECASE,
)


class Reading(msgspec.Struct):
    """What was read of one quotation: its parts, its cue and source, whether it is direct, and where the sentence stands."""

    parts: list[Marked]
    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None
    rule: str = "none"
    before: str = ""
    after: str = ""
    alone: bool = False


def read_paragraph(text: str, paragraph: Span, marks: list[Marked], sentence_spans: list[Span]) -> list[Reading]:
    """The quotations of a paragraph that lie side by side (one depth), each with the cue and source beside it."""
    readings: list[Reading] = []
    starts = [s.start for s in sentence_spans]
    for i, mark in enumerate(marks):
        previous = marks[i - 1] if i else None
        following = marks[i + 1] if i + 1 < len(marks) else None
        left = previous.outer.end if previous else paragraph.start
        if previous is not None and _TITLE_IN_MARKS.match(previous.inner.of(text)):
            left = marks[i - 2].outer.end if i > 1 else paragraph.start
        right = following.outer.start if following else paragraph.end
        at = bisect_right(starts, mark.outer.start) - 1
        sentence = sentence_spans[at] if at >= 0 else paragraph
        begin = max(left, min(sentence.start, mark.outer.start))
        if previous is not None and sentence.start < previous.outer.end <= mark.outer.start:
            # A name in marks belongs to the words round it: "The web site “The Tide” reported: “".
            begin = previous.outer.end if not _TITLE_IN_MARKS.match(previous.inner.of(text)) else begin
        lead, tail_end = text[begin : mark.outer.start], _tail_end(text, mark, right, sentence_spans, starts)
        reading = Reading(parts=[mark], before=text[max(left, mark.outer.start - 80) : mark.outer.start],
                          after=text[mark.outer.end : min(right, mark.outer.end + 60)])  # fmt: skip
        reading.alone = not lead.strip(" \t\n>*_-•–—") and not text[mark.outer.end : tail_end].strip(" .,*_\n")
        last = readings[-1] if readings else None
        if (
            last is not None
            and previous is not None
            and _continues(text, last, previous, mark)
            and not (_parted(text, last, previous, mark) and _read_tail(text, reading, mark, tail_end))
        ):
            last.parts.append(mark)
            if last.source is None:
                _read_tail(text, last, mark, tail_end)
            continue
        if reading.rule == "none" and not (
            (text[mark.inner.end - 1] == "," and _read_tail(text, reading, mark, tail_end))
            or _read_lead(text, reading, begin, mark)
            or _read_tail(text, reading, mark, tail_end)
            or _read_label(text, reading, paragraph, mark, left)
            or _read_own(text, reading, sentence, mark, left)
        ):
            _read_shared(text, reading, last, previous, mark)
        readings.append(reading)
    return readings


def _parted(text: str, last: Reading, previous: Marked, mark: Marked) -> bool:
    """Whether a sentence ends between two stretches, so that the second may have a tag of its own."""
    if last.rule == "tail":
        return text[previous.outer.end : mark.outer.start].rstrip().endswith((".", "?", "!"))
    return _sentence_ends(text, previous)


def _sentence_ends(text: str, mark: Marked) -> bool:
    """Whether the last words in the marks end a sentence."""
    return text[max(mark.inner.start, mark.inner.end - 1) : mark.inner.end] in (".", "?", "!", "…")


def _tail_end(text: str, mark: Marked, right: int, sentence_spans: list[Span], starts: list[int]) -> int:
    """Where the sentence after a closing mark ends: the tag that may follow lies before it."""
    item = _LIST_ITEM.search(text, mark.outer.end, right)
    right = item.start() if item else right
    at = bisect_right(starts, mark.outer.end) - 1
    inside = sentence_spans[at] if 0 <= at < len(sentence_spans) else None
    if inside is not None and inside.start <= mark.outer.end < inside.end:
        return min(right, inside.end)
    return min(right, mark.outer.end + (0 if text[mark.outer.end : mark.outer.end + 1] in "\n" else 200))


def _continues(text: str, last: Reading, previous: Marked, mark: Marked) -> bool:
    """Whether a stretch goes on from the one before it: only a tag, or a joining word, stands between."""
    between = text[previous.outer.end : mark.outer.start]
    if last.parts[-1] is not previous or "\n\n" in between or _OMITTED.search(between):
        return False
    if _JOIN.match(between):
        # Two sentences in marks side by side are two statements, unless one source speaks both.
        return last.cue is not None and (bool(between.strip()) or last.rule != "lead" or len(between) < 3)
    if last.rule != "tail" or last.source is None or last.cue is None:
        return False
    tag_end = max(last.source.end, last.cue.end)
    if tag_end <= previous.outer.end:
        # The tag of an earlier part; this one may have one of its own.
        again = Reading(parts=[previous])
        if not _read_tail(text, again, previous, mark.outer.start) or again.source is None or again.cue is None:
            return False
        tag_end = max(again.source.end, again.cue.end)
    rest = text[tag_end : mark.outer.start]
    if _PARTICIPLES.match(rest):
        return True
    if VERB_GROUP.search(rest) and not re.match(r"^\W*(?:\w+ly|adding|saying)\W*$", rest):
        return bool(re.match(r"^[^.?!]{0,60},\s*(?:adding|noting|saying)(?:\s+that)?[\s,:]*$", rest))
    return len(rest) < 120 and not re.search(r"[.?!]\s+\w+.*\w", rest)


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The last match, which stands nearest to the mark."""
    found = list(pattern.finditer(words))
    return found[-1] if found else None


def _read_lead(text: str, reading: Reading, begin: int, mark: Marked) -> bool:
    """A cue before the opening mark: "Lindqvist said, “"; "In the words of Lindqvist, “"."""
    lead = text[begin : mark.outer.start]
    it_was = _IT_WAS.search(lead)
    if it_was:
        reading.cue = Span(begin + it_was.start(), begin + it_was.start("who"))
        reading.source = trim(text, begin + it_was.start("who"), begin + it_was.end("who"))
        reading.rule = "lead"
        return True
    quoted = _last(_PASSIVE, lead)
    if quoted is not None and _FILLER.match(lead[quoted.end() :]):
        reading.source = trim(text, begin + quoted.start("who"), begin + quoted.end("who"))
        reading.cue = Span(begin + quoted.start(), begin + quoted.end())
        reading.rule = "lead"
        return reading.source is not None
    like = _LIKE.search(lead)
    if like is not None:
        reading.source = Span(begin + like.start("who"), begin + like.end("who"))
        reading.cue = Span(begin + like.start("cue"), begin + like.end("cue"))
        reading.rule = "lead"
        return True
    cue = _last(VERB_GROUP, lead)
    loose = _LOOSE.search(lead)
    if loose and (cue is None or loose.start() > cue.start()):
        start, end = loose.span()
    elif cue is not None:
        start, end = cue.start("lead") if cue["lead"] else cue.start("verb"), cue.end()
        passive = _AS_SAYING.search(lead)
        if passive and passive.end() >= cue.end():
            start = passive.start()
    else:
        return _according(text, reading, begin, lead, mark)
    rest = lead[end:]
    if re.search(r"[.?!][\"”’)]*\s+[A-Z]", rest) or "\n\n" in rest:
        return False
    according = ACCORDING.search(rest)
    if according:
        return _according(text, reading, begin, lead, mark)
    verb = lead[start:end]
    if cue is not None and is_participle(cue["verb"]) and not re.search(r"\b(?:is|are|was|were|been)\b", verb):
        source = subject_of_sentence(text, begin, begin + start) or subject_before(text, begin, begin + start)
    else:
        source = subject_before(text, begin, begin + start)
    if source is None and not re.match(r"^\s*(?:adding|saying)", verb) and not _FILLER.match(rest):
        return False
    reading.source, reading.cue, reading.rule = source, trim(text, begin + start, begin + end), "lead"
    if not _FILLER.match(rest) and not (rest.rstrip().endswith((":", ",")) and _ADVERBIAL.match(rest)):
        if len(rest) > 240 or rest.rstrip().endswith(":"):
            reading.cue = reading.source = None
            reading.rule = "none"
            return False
        body = trim(text, begin + end + len(rest) - len(_THAT.sub("", rest)), mark.outer.start)
        if body is not None and rest.rstrip()[-1:] not in ":,":
            reading.content = Span(body.start, mark.outer.end)
    return True


def _according(text: str, reading: Reading, begin: int, lead: str, mark: Marked) -> bool:
    found = _last(ACCORDING, lead)
    if found is None:
        return False
    rest = lead[found.end() :]
    comma = rest.find(",")
    who_end = comma if comma > 0 else len(rest)
    named = _LED_BY_NAME.match(rest) if FINITE.search(rest[:who_end]) else None
    if named is not None:
        # "According to the League the board had confessed to “": the name alone is the source.
        who_end = named.end()
    if _NAMED_TWICE.fullmatch(rest) and not FINITE.search(rest):
        # "According to the harbour master, Ada Rask:": both are the source.
        who_end = rest.rindex(":")
    if len(rest) - who_end > 160 or who_end > 120:
        return False
    reading.cue = trim(text, begin + found.start(), begin + found.end())
    reading.source = trim(text, begin + found.end(), begin + found.end() + who_end)
    reading.rule = "lead"
    body = trim(text, begin + found.end() + who_end, mark.outer.start)
    if body is not None and not _FILLER.match(body.of(text)):
        reading.content = Span(body.start, mark.outer.end)
    return reading.source is not None


def _is_next_item(text: str, mark: Marked, dash: str) -> bool:
    """Whether a dash at the head of a line opens the next item of a list, and not the name under a quotation."""
    if "\n" not in dash or "-" not in dash:
        return False
    begin, end = text.rfind("\n", 0, mark.outer.start), text.find("\n", mark.outer.end + len(dash))
    line = text[mark.outer.end + len(dash) : end if end >= 0 else len(text)]
    return _LIST_ITEM.match("\n" + text[begin + 1 : mark.outer.start]) is not None or ":" in line


def _read_tail(text: str, reading: Reading, mark: Marked, end: int) -> bool:
    """A tag after the closing mark: "”, said Minister Brandvik", "” Achterberg said", "” according to X", "” — Name"."""
    tail = text[mark.outer.end : end]
    stripped = tail.lstrip(' \t\n\u00a0,.*_”"’…')
    base = mark.outer.end + len(tail) - len(stripped)
    dash = _DASH.match(text[mark.outer.end : mark.outer.end + 60])
    if dash and not _is_next_item(text, mark, dash.group()):
        line_end = text.find("\n\n", mark.outer.end)
        stop = min(mark.outer.end + 200, line_end if line_end >= 0 else len(text))
        line = text[mark.outer.end + dash.end() : stop]
        who = _SIGNED.match(line)
        if who and not VERB_GROUP.search(who[1]) and not FINITE.search(" ".join(who[1].split()[:8])):
            reading.source = trim(
                text, mark.outer.end + dash.end() + who.start(1), mark.outer.end + dash.end() + who.end(1)
            )
            reading.rule = "dash"
            return reading.source is not None
    ended = text[max(mark.inner.start, mark.inner.end - 1) : mark.inner.end] in (".", "…")
    if ended and stripped[:1].isupper() and "," not in tail[: len(tail) - len(stripped)]:
        # A full stop inside the marks ends the sentence: what follows in capitals is the next one, and no tag.
        return False
    if not stripped or (tail[:1] == "\n" and not tail[:2].strip() and "\n\n" in tail[: len(tail) - len(stripped)]):
        return False
    according = ACCORDING.match(stripped)
    if according:
        reading.cue = trim(text, base, base + according.end())
        reading.source = phrase_after(text, base + according.end(), end)
        reading.rule = "tail"
        return reading.source is not None
    cue = VERB_GROUP.search(stripped)
    if cue is None or cue.start("verb") > 160:
        return False
    before = stripped[: cue.start()]
    if re.search(
        r"[.?!;:]\s", re.sub(r"\b(?:Mr|Ms|Mrs|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Jr|Prof|Adm|[A-Z])\.", "", before)
    ) or re.match(
        r"(?:and|but|while|when|which|that|who|for|in|as|to|of|is|are|was|were|at|on|with|or)\b", before, re.IGNORECASE
    ):
        return False
    start = base + cue.start("lead") if cue["lead"] else base + cue.start("verb")
    verb = trim(text, start, base + cue.end())
    if not before.strip():
        source = phrase_after(text, base + cue.end(), end)
        # "” said the harbour master" has its source behind; "” said." has none.
    else:
        source = subject_before(text, base, base + cue.start())
    if source is None or len(source) > 200:
        return False
    if not before.strip() and (source.of(text).lower() in _OBJECTS or _ADVERBIAL_HEAD.match(source.of(text))):
        # "“The Tide” reported on Friday": words in marks as the subject, and no tag.
        return False
    reading.cue, reading.source, reading.rule = verb, source, "tail"
    return True


def _read_label(text: str, reading: Reading, paragraph: Span, mark: Marked, left: int) -> bool:
    """A name and a colon at the head of the paragraph or line: "The Kelvar Courier: “", a link as the name included."""
    begin = max(left, paragraph.start, mark.outer.start - 420)
    name = label_before(text[begin : mark.outer.start], headed=left == paragraph.start)
    if name is None:
        return False
    reading.source = trim(text, begin + name.start, begin + name.end)
    reading.rule = "label"
    return reading.source is not None


def _read_shared(text: str, reading: Reading, last: Reading | None, previous: Marked | None, mark: Marked) -> None:
    """A second clause of one report: "she said that “A”, that the lock was “B”"."""
    if last is None or previous is None or last.source is None or last.rule != "lead":
        return
    if _SHARED.match(text[previous.outer.end : mark.outer.start]):
        reading.source, reading.cue, reading.rule = last.source, last.cue, "lead"


def _read_own(text: str, reading: Reading, sentence: Span, mark: Marked, left: int) -> bool:
    """A noun that announces words: "Her answer was short: “", "the minister's warning: “"; or a sentence that a colon ends."""
    start = max(sentence.start if sentence.start < mark.outer.start else left, left)
    lead = text[start : mark.outer.start]
    if not _NOUN_CUE.search(lead) and not lead.rstrip().endswith(":"):
        return False
    owner = _last(_OWN, lead)
    if owner is not None:
        who = owner["who"]
        reading.source = trim(
            text, start + owner.start("who"), start + owner.start("who") + len(re.sub(r"[’']s$", "", who))
        )
        reading.cue = trim(text, start + owner.end("who"), start + owner.end())
        reading.rule = "noun"
        return True
    if not lead.rstrip().endswith(":"):
        return False
    # "The skippers closed with a cheer: “": whoever the sentence before the colon is about.
    reading.source = subject_of_sentence(text, start, mark.outer.start)
    reading.rule = "noun" if reading.source is not None else "none"
    return reading.source is not None
