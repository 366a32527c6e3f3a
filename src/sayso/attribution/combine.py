"""Two voices made one: what the rules read of quotations and layouts, and what a tagger reads of every act of reporting.

The policy was chosen on PolNeAR's development part (docs/models.md has the figures): the rules know best where the words
in marks stand, and read press-release layouts; the tagger knows best who speaks, and finds what stands without marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.attribution.assembly import Draft, Stray
from sayso.attribution.bounds import bounded, parted
from sayso.attribution.cues import SPEECH
from sayso.attribution.labels import Tagged
from sayso.attribution.mentions import name_in
from sayso.attribution.names import ROLE, is_nameless, is_person
from sayso.attribution.phrases import PRONOUNS, as_pronoun
from sayso.attribution.resumed import Readings, less, resumed, size
from sayso.model import Span
from sayso.text.marks import Marked

__all__ = ["combine"]

_CITING = re.compile(r"citing|quoting", re.IGNORECASE)
_AS_SAYING = re.compile(r"\bas\s+\w+ing\b")
_RELAYED = re.compile(r"\b(?:quot|cit)", re.IGNORECASE)
# The least words in marks, and the least of a sentence, that stay the rules' quotation where the tagger reads no report.
_LEAST_WORDS = 8
_PHRASE = 4
_NESTED = 8
_AND_THAT = re.compile(r"\b(?:and|but)\s+that\b")
_PERSONAL = ("he", "she")
_PROPHET = re.compile(r"(?:the\s+)?(?:Messenger|Prophet|Apostle)\b")
# Rules that read a layout, which no tagger has learned: their sources stand.
_LAYOUTS = frozenset(["dash", "label", "announced", "verse", "turn", "echo"])


def combine(
    text: str, drafts: list[Draft], stray: list[Stray], tagged: list[Tagged], paragraphs: Sequence[Span]
) -> tuple[list[Draft], list[Stray]]:
    """The drafts of both voices: each quotation once, and every tagged report besides."""
    heard = [bounded(text, found) for found in tagged if not _cites_somebody(text, found)]
    tagged = [part for found in heard for part in parted(text, found)]
    tagged = resumed(text, tagged, drafts, stray, paragraphs)
    readings = Readings(tagged)
    quoted = [part for draft in drafts if draft.marks for part in _apart(draft, readings)]
    quoted.sort(key=lambda d: d.content[0].start)
    begins = [d.content[0].start for d in quoted]
    marks = sorted((m.inner.start, m.inner.end, n) for n, d in enumerate(quoted) for m in d.marks)
    used: dict[int, Draft] = {}
    fresh: list[Draft] = []
    for found in tagged:
        near = quoted[
            max(0, bisect_left(begins, found.content[0].start) - 3) : bisect_right(begins, found.content[-1].end)
        ]
        covered = [d for d in near if id(d) not in used and d.parent is None and _mostly_in(d, found)]
        if covered:
            groups = _statements(covered)
            for group in groups:
                joined = _joined(text, group, found, whole=len(groups) == 1)
                used.update((id(d), joined) for d in group)
                fresh.append(joined)
        elif not any(
            _overlap([m.inner for m in quoted[n].marks], found.content) * 2 > size(found.content)
            for n in _beside(marks, found)
        ):
            fresh.append(_reported(text, found))
    kept: list[Draft] = []
    for draft in quoted:
        if id(draft) in used:
            continue
        if draft.parent is not None:
            draft.parent = used.get(id(draft.parent), draft.parent)
        if (
            draft.rule in _LAYOUTS
            or _tagged_inside(text, draft)
            or (draft.source is not None and _names(draft.source.of(text)) and _long(text, draft))
        ):
            kept.append(draft)
        else:
            # Words in marks that the tagger takes for no report: a quotation whose speaker nobody names.
            stray.extend(
                (m, text[max(0, m.outer.start - 80) : m.outer.start], text[m.outer.end : m.outer.end + 60])
                for m in draft.marks
            )
    gone = {id(d) for d in quoted} - {id(d) for d in kept}
    for draft in kept:
        if draft.parent is not None and id(draft.parent) in gone:
            draft.parent = None
    laid_out = [d for d in drafts if not d.marks and d.rule in _LAYOUTS]
    return [*kept, *laid_out, *fresh], stray


def _tagged_inside(text: str, draft: Draft) -> bool:
    """Whether words that an outlet's excerpt quotes have their tag beside them: "The Courier: “It stays. ‘Wait,’ he said.”"."""
    outer = draft.parent.source if draft.parent is not None and draft.parent.rule == "label" else None
    if outer is None or draft.source is None or draft.cue is None:
        return False
    name = name_in(outer.of(text))
    linked = text[outer.end : outer.end + _NESTED].lstrip("*_").startswith("](")
    excerpt = linked or (name is not None and not is_person(name))
    return excerpt and not SPEECH.isdisjoint(draft.cue.of(text).lower().split())


def _cites_somebody(text: str, found: Tagged) -> bool:
    """Whether what is reported is only who was cited: "The Courier, citing a member of the board, reported ..."."""
    words = found.content[0].of(text)
    return (
        _CITING.fullmatch(found.cue.of(text)) is not None
        and len(found.content) == 1
        and len(words.split()) <= _LEAST_WORDS
        and ROLE.search(words) is not None
        and not _AS_SAYING.search(words)
    )


def _apart(draft: Draft, readings: Readings) -> list[Draft]:
    """A draft cut where its marked words belong to several tagged reports: two speakers whom the rules took for one."""
    owners = [readings.of(mark) for mark in draft.marks]
    if draft.rule in _LAYOUTS or len({n for n in owners if n is not None}) < 2:
        return [draft]
    groups: list[tuple[int | None, list[Marked]]] = []
    for mark, owner in zip(draft.marks, owners, strict=True):
        if groups and owner in (None, groups[-1][0]):
            groups[-1][1].append(mark)
        else:
            groups.append((owner, [mark]))
    draft.kind, draft.marks = "direct", groups[0][1]
    draft.content = [m.inner for m in draft.marks]
    rest = [
        Draft(content=[m.inner for m in marks], kind="direct", rule=draft.rule, marks=marks, role=draft.role)
        for _, marks in groups[1:]
    ]
    return [draft, *rest]


def _beside(marks: list[tuple[int, int, int]], found: Tagged) -> set[int]:
    """The numbers of the drafts with a mark that may reach into a tagged report's content."""
    start = found.content[0].start
    first, last = bisect_left(marks, (start,)), bisect_right(marks, (found.content[-1].end,))
    return {n for _, end, n in marks[max(0, first - _NESTED) : last] if end > start}


def _names(words: str) -> bool:
    """Whether a source holds a name, and is no pronoun."""
    capitals = [w.strip(",") for w in words.split()[1:] or words.split() if w[:1].isupper()]
    return words.lower() not in PRONOUNS and any(not is_nameless(w) for w in capitals)


def _long(text: str, draft: Draft) -> bool:
    """Whether one of the marked stretches is a statement rather than a name: some words, or a sentence's end."""
    marked = [m.inner.of(text).rstrip() for m in draft.marks]
    return any(len(words.split()) >= (_PHRASE if words[-1:] in (".", "?", "!") else _LEAST_WORDS) for words in marked)


def _statements(drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts that one tagged report covers: apart where the rules read a source for each, else together."""
    if len(drafts) > 1 and all(d.source is not None for d in drafts):
        return [[d] for d in drafts]
    return [drafts]


def _overlap(some: tuple[Span, ...] | list[Span], others: tuple[Span, ...] | list[Span]) -> int:
    return sum(min(a.end, b.end) - max(a.start, b.start) for a in some for b in others if a.overlaps(b))


def _mostly_in(draft: Draft, found: Tagged) -> bool:
    marked = [m.inner for m in draft.marks]
    return _overlap(marked, found.content) > 0.7 * size(marked)


def _joined(text: str, drafts: list[Draft], found: Tagged, *, whole: bool) -> Draft:
    """One statement of the drafts whose marked words a tagged report covers; they are all of it where it is `whole`."""
    first = drafts[0]
    marks = sorted((m for d in drafts for m in d.marks), key=lambda m: m.outer.start)
    own = list(found.content)
    for mark in marks:
        own = [piece for span in own for piece in less(span, mark.outer)]
    words = sum(len(span.of(text).split()) for span in own if any(c.isalnum() for c in span.of(text)))
    mixed = words > 0 and not (len(drafts) == 1 and first.kind == "direct" and words <= 1)
    layout = next((d for d in drafts if d.rule in _LAYOUTS and d.source is not None), None)
    inner = next((d for d in drafts if d.source and any(c.covers(d.source) for c in found.content)), None)
    if inner is not None and len(drafts) == 1 and _RELAYED.search(found.cue.of(text)):
        # "The Courier quoted the minister as saying “…”": the tagger reads the relay's report, the rules the statement in it.
        inner.belief = found.belief
        return inner
    lead = layout or next((d for d in drafts if d.source is not None), first)
    # A layout's source that takes in the cue is a sentence ("Sanders made this comment:"): the tagger knows who in it speaks.
    tell = bool(found.source) and (layout is None or layout.source is None or layout.source.overlaps(found.cue))
    if not whole and lead.source is not None and _names(lead.source.of(text)) and _apart_from(lead, found):
        # "X wrote “…”. Y speaks of “…”": one report of the tagger's, of which each sentence has its own speaker.
        tell = False
    # The rules' reading of who speaks serves where the tagger's source is no name ("she", "the spokesman").
    told = tell and any(_names(source.of(text)) for source in found.source)
    named = lead.source is not None and _names(lead.source.of(text)) and not lead.source.overlaps(found.cue)
    named = named and not (lead is inner and _clause_between(text, lead))
    mention = lead.source if named and not told else None
    if inner is not None and _speaks_there(text, inner, found):
        mention = inner.source
    if not whole:
        content, mixed = first.content, first.kind == "mixed"
    else:
        content = _tidy(text, [*found.content, *(m.outer for m in marks)]) if mixed else [m.inner for m in marks]
    return Draft(
        content=content,
        kind="mixed" if mixed else "direct",
        rule=lead.rule,
        source=found.source[-1] if tell else lead.source,
        cue=found.cue if tell or lead.cue is None else lead.cue,
        belief=found.belief,
        mention=mention,
        marks=marks,
        role=first.role,
        turn=first.turn,
    )


def _speaks_there(text: str, inner: Draft, found: Tagged) -> bool:
    """Whether a person named in a report's content is said there to have spoken the marked words.

    "The Courier reported that Rask had warned “…”": the Courier reports, and the words are Rask's.
    """
    if inner.source is None or inner.cue is None or not any(c.covers(inner.cue) for c in found.content):
        return False
    if found.cue.start >= found.content[-1].end and inner.source.start - found.content[0].start <= 1:
        # "The board confirmed that it was “late”, the Courier reported."
        return not SPEECH.isdisjoint(inner.cue.of(text).lower().split())
    words = inner.source.of(text)
    if as_pronoun(words) in _PERSONAL:
        # "He recalled that she had called it “late”", "The transcript has it that she called it “late”": another's words.
        teller = as_pronoun(found.source[-1].of(text)) if found.source else None
        return (
            teller in _PERSONAL
            and teller != as_pronoun(words)
            and not SPEECH.isdisjoint(inner.cue.of(text).lower().split())
        )
    if _clause_between(text, inner):
        return False
    name = name_in(words)
    if _PROPHET.match(words):
        return not SPEECH.isdisjoint(inner.cue.of(text).lower().split())
    return name is not None and is_person(name) and not SPEECH.isdisjoint(inner.cue.of(text).lower().split())


def _clause_between(text: str, inner: Draft) -> bool:
    """Whether another clause begins before the marks: "the board said that Rask had left, and that it was “late”"."""
    first = inner.marks[0].outer.start if inner.marks else 0
    return inner.cue is not None and _AND_THAT.search(text, inner.cue.end, max(inner.cue.end, first)) is not None


def _apart_from(lead: Draft, found: Tagged) -> bool:
    """Whether what the rules read beside a quotation is none of what the tagger read as the report's source and cue."""
    told = [span for span in (lead.source, lead.cue) if span is not None]
    return lead.cue is not None and not any(t.overlaps(s) for t in told for s in (*found.source, found.cue))


def _tidy(text: str, spans: list[Span]) -> list[Span]:
    """Spans in order, those with only marks or spaces between them made one, those that hold no word left out."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and not any(c.isalnum() for c in text[out[-1].end : span.start]) and span.start - out[-1].end <= 3:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return [s for s in out if any(c.isalnum() for c in s.of(text))]


def _reported(text: str, found: Tagged) -> Draft:
    return Draft(
        content=_tidy(text, list(found.content)) or list(found.content),
        kind="indirect",
        rule="reported",
        source=found.source[-1] if found.source else None,
        cue=found.cue,
        belief=found.belief,
    )
