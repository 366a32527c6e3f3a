"""From drafts to an extraction: ids, speakers in the order of the text, and stretches that echo a fuller one."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from sayso.attribution.calibration import Confidence, Evidence
from sayso.attribution.phrases import as_pronoun
from sayso.attribution.roles import find_echoes, role_of, same_words
from sayso.attribution.speakers import Speakers
from sayso.model import Attribution, Document, Extraction, Quotation, Span, Speaker
from sayso.model.types import AttributionKind, QuotationRole
from sayso.text.marks import Marked, pair_marks
from sayso.text.sentences import sentences

__all__ = ["Draft", "Stray", "assemble"]

_AS_SAYING = re.compile(
    r"(?:(?:has|had|have|also|later)\s+){0,2}(?:quot|cit)(?:ed|es|ing)\s+[“\"]?(?P<who>[^“”\"\n:;]{2,100}?)[”\"]?\s+as\s+(?:having\s+\w+|"
    r"(?:say|tell|stat|add|writ|announc|declar|warn|ask|call|deny|insist|claim|confirm|admit|argu|promis|accus|describ|suggest)\w*)\b",
    re.IGNORECASE,
)

# "The Courier attributed to an officer the words: “": the officer's.
_ATTRIBUTED = re.compile(
    r"\battribut(?:ed|es|ing)\s+to\s+(?P<who>[^“”\"\n:;.]{2,100}?)\s+(?:the|these|this)\s+(?:following\s+)?(?:words?|remarks?|statement|saying|sentence):?,?\s*(?=[“\"«])"
)
_WAS = re.compile(r"\W*(?:was|is)\b")
# "According to the transcript, she told the board: “": she speaks, and the transcript has it.
_ACCOUNT = re.compile(
    r"\W*(?:What\s+)?(?P<who>(?:[Hh]e|[Ss]he)|(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?(?:[A-Z][\w’'-]+\s+){0,2}[A-Z][\w’'-]+)\s+(?:(?:has|had|also|then|later)\s+){0,2}"
    r"(?:said|told|wrote|testified|warned|added|asked|answered|replied|claimed|denied|insisted|admitted)\b"
)
_LEAD = 240
_SIDE = 80
_PROVERB = re.compile(r"(?:the|an?|that)\s+(?:\w+\s+)?(?:proverb|saying|adage|maxim)", re.IGNORECASE)
_ASKING = re.compile(r"(?:Q|A|Questions?|Answers?)\.?", re.IGNORECASE)
# "The Courier reported on Monday, quoting an officer, that": the officer's too.
_QUOTING = re.compile(
    r",\s+(?:quoting|(?:from|citing)(?=\s+(?:an?|one|two|three|several|some)\s+(?:[a-z-]+\s+){0,3}?(?:officials?|sources?|aides?|diplomats?|officers?|engineers?|employees?|surveyors?)\b))\s+(?P<who>(?!.{0,100}\sas\s+\w+ing\b)[^,“”\"\n:;.]{3,90}?)(?:,\s|\s+that\b|:)"
)

Stray = tuple[Marked, str, str]
"""A stretch in marks that nobody is said to have spoken, with the words before and after it."""


class Draft(msgspec.Struct):
    """An attribution in the making, with the marked stretches it is made of."""

    content: list[Span]
    kind: AttributionKind
    rule: str
    source: Span | None = None
    cue: Span | None = None
    belief: float | None = None
    mention: Span | None = None
    marks: list[Marked] = msgspec.field(default_factory=list)
    role: QuotationRole = "statement"
    turn: str | None = None
    parent: Draft | None = None


def assemble(document: Document, drafts: list[Draft], stray: list[Stray], confidence: Confidence) -> Extraction:
    """Ids, speakers in the order of the text, how sure each reading is, and the roles of what belongs to no attribution."""
    text = document.text
    drafts, stray = _said_again(text, *_less_proverbs(text, drafts, stray))
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].content[0].start, -drafts[i].content[-1].end))
    place = {id(drafts[index]): n for n, index in enumerate(order)}
    speakers = Speakers(text, document.origin.title)
    turns = sorted((t.span.start, t.span.end, t.speaker) for t in document.turns)
    attributions: list[Attribution] = []
    quotations: list[tuple[Marked, QuotationRole, str | None]] = []
    turn_at = 0
    for index in order:
        draft = drafts[index]
        here = draft.content[0].start
        while turn_at < len(turns) and turns[turn_at][1] <= here:
            turn_at += 1
        turn = turns[turn_at][2] if turn_at < len(turns) and turns[turn_at][0] <= here else None
        above = (
            attributions[place[id(draft.parent)]].speaker
            if draft.parent is not None and place[id(draft.parent)] < len(attributions)
            else None
        )
        speaker = _speaker(document, draft, speakers, turn, _asked(document, here), above)
        attributions.append(
            Attribution(
                id=f"a{place[id(draft)] + 1}",
                kind=draft.kind,
                content=_with_marks(draft),
                source=(draft.source,) if draft.source else (),
                cue=(draft.cue,) if draft.cue else (),
                speaker=speaker,
                parent=f"a{place[id(draft.parent)] + 1}" if draft.parent is not None else None,
                confidence=confidence(_evidence(text, draft)),
                found_by=f"rules:{draft.rule}" if draft.belief is None else f"tagger:{draft.rule}",
            )
        )
        quotations.extend((mark, draft.role, f"a{place[id(draft)] + 1}") for mark in draft.marks)
    for mark, before, after in stray:
        quotations.append((mark, role_of(mark.inner.of(text), before, after, cued=False, alone=False), None))
    quotations.sort(key=lambda q: (q[0].inner.start, -q[0].inner.end))
    named = [(f"q{n}", *q) for n, q in enumerate(quotations, 1)]
    at = {a.id: i for i, a in enumerate(attributions)}
    again = frozenset(
        name for name, _, _, owner in named if owner is not None and attributions[at[owner]].found_by == "rules:echo"
    )
    echoes = find_echoes([(name, mark.inner.of(text)) for name, mark, _, _ in named], again)
    owners = {name: owner for name, _, _, owner in named}
    places = {name: mark.inner for name, mark, _, _ in named}
    out = []
    for name, mark, role, owner in named:
        echo = echoes.get(name)
        if echo is not None and places[echo].covers(mark.inner):
            echo = None  # it stands inside the other, which it therefore does not repeat
        own = attributions[at[owner]] if owner is not None else None
        if echo is not None and role != "scripture" and (own is None or (not own.cue and not own.source)):
            # Whole words of their own that nobody is said to repeat here are still to be checked.
            role = "statement" if own is None and role == "statement" else "echo"
            spoken = owners[echo]
            if own is not None and spoken is not None and len(own.content) == 1:
                # Repeated words are the words of whoever spoke them first in the document.
                attributions[at[own.id]] = msgspec.structs.replace(
                    own,
                    speaker=attributions[at[spoken]].speaker,
                    found_by="rules:echo",
                    confidence=confidence(Evidence(None, "echo", 1, sourced=False)),
                )
        out.append(Quotation(id=name, span=mark.inner, role=role, attribution=owner, echo_of=echo))
    return Extraction(quotations=tuple(out), attributions=tuple(attributions))


def _evidence(text: str, draft: Draft) -> Evidence:
    quoted = sum(len(m.inner.of(text).split()) for m in draft.marks)
    return Evidence(draft.belief, draft.rule, quoted, sourced=draft.source is not None)


def _with_marks(draft: Draft) -> tuple[Span, ...]:
    """The content with its quotation marks, as PARC and PolNeAR count it; the words inside are the quotations' spans."""
    if not draft.marks:
        return tuple(sorted(draft.content))
    outer = {m.inner: m.outer for m in draft.marks if m.family != "verse"}
    begins = {m.inner.start: m.outer.start for m in draft.marks if m.family != "verse"}
    ends = {m.inner.end: m.outer.end for m in draft.marks if m.family != "verse"}
    spans = (
        outer.get(s) or Span(min(s.start, begins.get(s.start, s.start)), max(s.end, ends.get(s.end, s.end)))
        for s in draft.content
    )
    return tuple(sorted(spans))


def _less_proverbs(text: str, drafts: list[Draft], stray: list[Stray]) -> tuple[list[Draft], list[Stray]]:
    """The drafts without what a proverb says: "as the saying goes, “look first”" are nobody's words."""
    kept = [d for d in drafts if d.source is None or _PROVERB.fullmatch(d.source.of(text)) is None]
    gone = [m for d in drafts if not any(d is other for other in kept) for m in d.marks]
    sides = (
        (m, text[max(0, m.outer.start - _SIDE) : m.outer.start], text[m.outer.end : m.outer.end + _SIDE]) for m in gone
    )
    return kept, [*stray, *sides]


def _said_again(text: str, drafts: list[Draft], stray: list[Stray]) -> tuple[list[Draft], list[Stray]]:
    """Stray stretches that are, word for word, what somebody is said to have spoken are reports of those words once more."""
    if not stray:
        return drafts, stray
    spoken = set(same_words([m.inner.of(text) for d in drafts if d.cue or d.source for m in d.marks]))
    kept: list[Stray] = []
    again: list[Draft] = []
    for item, keys in zip(stray, same_words([mark.inner.of(text) for mark, _, _ in stray]), strict=True):
        mark, before, after = item
        words = mark.inner.of(text)
        if keys in spoken and role_of(words, before, after, cued=False, alone=False) != "title":
            again.append(Draft(content=[mark.inner], kind="direct", rule="echo", role="echo", marks=[mark]))
        else:
            kept.append(item)
    return [*drafts, *again], kept


def _asked(document: Document, at: int) -> str | None:
    """Whom "you" means in a turn: the speaker of the turn before, if it is another."""
    number = bisect_right(document.turns, at, key=lambda t: t.span.start) - 1
    if number == 0:
        # The first to speak in an interview of two speaks to the other.
        others = {t.speaker for t in document.turns} - {document.turns[0].speaker}
        return others.pop() if len(others) == 1 else None
    if number < 1:
        return None
    here, before = document.turns[number].speaker, document.turns[number - 1].speaker
    return before if before != here else None


_BY = re.compile(r"by\s")
# The tagger may end a cue before its "by".
_FURTHER = 4
_SUBJECT = re.compile(
    r"(?P<who>[^,.;:“”\"]{2,100}?)(?:,\s[^.;:“”\"]{2,160},)?\s+(?:is|was|has been|had been|were)\s+(?:also\s+|later\s+)?"
    r"(?:quoted|cited|reported)\s+by\s"
)


def _quoted_one(text: str, draft: Draft) -> Span | None:
    """Whom the source quotes: in "the agency quoted the minister as saying" it is the minister who speaks."""
    first = draft.content[0].start
    lead = max(0, first - _LEAD)
    words = None
    # Hardly any text has the word, and the pattern would look at every character.
    if text.find("attribut", lead, draft.content[0].end) >= 0:
        words = _ATTRIBUTED.search(text, lead, draft.content[0].end)
    if words is not None and abs(words.end() - first) < _LEAD // 4:
        return Span(*words.span("who"))
    account = _in_account(text, draft)
    if account is not None:
        return account
    told = draft.source if draft.mention is None else None
    quoting = _QUOTING.search(text, told.end, max(told.end, draft.content[0].end)) if told is not None else None
    if quoting is not None and -_LEAD < quoting.start() - first < _LEAD // 8:
        return Span(*quoting.span("who"))
    if draft.cue is None:
        return None
    match = _AS_SAYING.match(text, draft.cue.start)
    if match is not None and not _BY.match(match["who"]):
        return Span(*match.span("who"))
    if match is not None or (draft.source is not None and _BY.match(text, draft.source.start)):
        # "The minister, who was there, is quoted by the agency as saying": the subject speaks, and not the agency.
        begin = max(text.rfind("\n\n", 0, draft.cue.start) + 2, draft.cue.start - 300, 0)
        heads = sentences(text, Span(begin, draft.cue.end))
        subject = _SUBJECT.match(text, heads[-1].start, draft.cue.end + _FURTHER) if heads else None
        return Span(*subject.span("who")) if subject is not None else None
    return None


def _in_account(text: str, draft: Draft) -> Span | None:
    """Who speaks in what a paper or somebody else tells: "according to the minutes, she told the board"."""
    if draft.cue is None or not draft.cue.of(text).lower().startswith("according"):
        return None
    account = _ACCOUNT.match(text, draft.content[0].start)
    if _WAS.match(text, draft.content[0].start):
        # "What Rask told the board, according to the minutes, was that": told before the cue.
        begin = text.rfind("What ", max(0, draft.cue.start - _LEAD), draft.cue.start)
        account = _ACCOUNT.match(text, begin, draft.cue.start) if begin >= 0 else None
    return Span(*account.span("who")) if account is not None else None


def _in_marks(text: str, span: Span) -> bool:
    """Whether a place stands inside quotation marks of its paragraph."""
    start, end = text.rfind("\n\n", 0, span.start) + 1, text.find("\n\n", span.end)
    paragraph = Span(max(0, start), end if end >= 0 else len(text))
    return any(m.inner.covers(span) for m in pair_marks(text, [paragraph]))


def _speaker(
    document: Document, draft: Draft, speakers: Speakers, turn: str | None, asked: str | None, above: Speaker | None
) -> Speaker | None:
    text = document.text
    named = _quoted_one(text, draft) or draft.mention or draft.source
    if named is None:
        return None
    mention = named.of(text)
    low = as_pronoun(mention)
    writer = document.origin.author or document.origin.publisher
    if low in ("i", "we") and above is not None:
        return Speaker(name=above.name, as_written=mention)
    if turn is not None and _ASKING.fullmatch(turn):
        turn = None  # "A: As we said": an answer has no name
    if low in ("i", "we") and turn is not None:
        return Speaker(name=turn, as_written=mention)
    if low in ("i", "we") and writer is not None and not _in_marks(text, named):
        return Speaker(name=writer, as_written=mention)
    if low == "you" and asked is not None:
        return Speaker(name=asked, as_written=mention)
    return speakers.resolve(mention, named.start, turn)
