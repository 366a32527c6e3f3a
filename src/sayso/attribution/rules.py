"""The extractor by rules: from a document to every marked stretch and every act of reporting in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from sayso.attribution.announcers import announcer
from sayso.attribution.assembly import Draft, Stray, assemble
from sayso.attribution.blockquotes import block_quotations
from sayso.attribution.calibration import TABLES
from sayso.attribution.excerpts import excerpts
from sayso.attribution.quoted import Reading, read_paragraph
from sayso.attribution.reported import Report, read_sentence
from sayso.attribution.roles import is_scripture, role_of
from sayso.model import Document, Extraction, Span
from sayso.model.types import AttributionKind
from sayso.text.marks import Marked, pair_marks
from sayso.text.sentences import sentences

__all__ = ["body_paragraphs", "draft", "extract"]

_VERSE = re.compile(r"[\[﴿«{(]\s*([\u0600-\u06ff][\u0600-\u06ff\s،؛.\d]*[\u0600-\u06ff])\s*[\]﴾»})]")
# A line that a hard break (two spaces) ends, in bold or in brackets: "**Toll stays, says Rask**  ".
_HEADLINE = re.compile(r"(?:\*\*(?:\]\([^()\s]{1,400}\))?|\])([ ]{2,}\n)[ \t]*")
# "“Then there will be mercy.” Then he fell silent. (Extracted by Ahmad)": what the narrator adds, up to whose collection it is.
_NARRATED = re.compile(
    r"[ \t]+(?P<told>[A-Z](?:[^\n“”\"()\[\]]|\(\w{1,5}\)){3,160}[.!])\s*[(\[](?P<cue>(?:Extracted|Narrated|Reported|Recorded|Related|Collected|Transmitted)"
    r"\s+by)\s+(?P<source>[^()\[\]\n]{2,80})[)\]]"
)

_INK = re.compile(r"\S")

# How many drafts back a quotation may go on from.
_RECENT = 6


def extract(document: Document) -> Extraction:
    """Every marked stretch of `document` with its role, and every act of reporting with its source, cue and speaker.

    `extract(read_bytes(b'"No," said Ada Rask.', "-"))` has one quotation and one attribution, spoken by Ada Rask.
    """
    return assemble(document, *draft(document), TABLES["rules"].confidence)


def draft(
    document: Document, *, unmarked: bool = True, marks: list[Marked] | None = None
) -> tuple[list[Draft], list[Stray]]:
    """What the rules read of a document, before speakers are resolved: drafts of attributions, and marks without one.

    Without `unmarked` only sentences that hold marks are read for reports: a tagger reads the others better. `marks` are the
    paired marks of the paragraphs, headings left out, where they are known already.
    """
    text = document.text
    paragraphs = body_paragraphs(document, headings=False)
    by_paragraph = _group(marks if marks is not None else pair_marks(text, paragraphs), paragraphs)
    drafts: list[Draft] = []
    stray: list[Stray] = []
    for paragraph, inside in zip(paragraphs, by_paragraph, strict=True):
        _read_block(text, paragraph, inside, drafts, stray, unmarked=unmarked)
    drafts.extend(excerpts(document, paragraphs, drafts))
    block_quotations(document, drafts, stray)
    return drafts, stray


def body_paragraphs(document: Document, *, headings: bool = True) -> list[Span]:
    """The paragraphs that may hold reports, in order: all but the page's furniture, with or without titles and headings."""
    left_out = ("furniture",) if headings else ("furniture", "title", "heading")
    spans = [b.span for b in document.blocks if b.kind not in left_out]
    return [part for span in _paragraphs(document, spans) for part in _headlines_apart(document.text, span)]


def _paragraphs(document: Document, spans: list[Span]) -> Iterator[Span]:
    """Paragraphs, cut where a turn of a transcript begins; subtitle cues joined to one."""
    if document.origin.media_type in ("text/vtt", "application/x-subrip"):
        spans = [t.span for t in document.turns] or ([Span(0, len(document.text))] if document.text else [])
    cuts = sorted(t.span.start for t in document.turns)
    at = 0
    for span in spans:
        begin = span.start
        while at < len(cuts) and cuts[at] <= begin:
            at += 1
        while at < len(cuts) and cuts[at] < span.end:
            # The label of a turn belongs to no paragraph.
            label = document.text.rfind("\n", begin, cuts[at]) + 1 or begin
            if label > begin:
                yield Span(begin, label)
            begin = cuts[at]
            at += 1
        if begin < span.end:
            yield Span(begin, span.end)


def _headlines_apart(text: str, span: Span) -> Iterator[Span]:
    """A paragraph cut behind each line that stands above its text: Markdown's hard break after bold words or a bracketed byline."""
    begin = span.start
    for line in _HEADLINE.finditer(text, span.start, span.end):
        yield Span(begin, line.start(1))
        begin = line.end()
    if begin < span.end:
        yield Span(begin, span.end)


def _group(marks: list[Marked], paragraphs: list[Span]) -> list[list[Marked]]:
    groups: list[list[Marked]] = [[] for _ in paragraphs]
    at = 0
    for mark in sorted(marks, key=lambda m: (m.outer.start, -m.outer.end)):
        while at < len(paragraphs) - 1 and paragraphs[at].end <= mark.outer.start:
            at += 1
        groups[at].append(mark)
    return groups


def _read_block(
    text: str, paragraph: Span, marks: list[Marked], drafts: list[Draft], stray: list[Stray], *, unmarked: bool
) -> None:
    begun = max(0, len(drafts) - _RECENT)
    verses = [
        Span(m.start(1), m.end(1)) for m in _VERSE.finditer(text, paragraph.start, paragraph.end) if is_scripture(m[1])
    ]
    marks = [m for m in marks if not any(v.start - 2 <= m.inner.start and m.inner.end <= v.end + 2 for v in verses)]
    outer = _outermost(marks)
    if verses:
        _read_verses(text, paragraph, verses, outer, drafts)
    if not marks and not unmarked:
        return
    covered = {id(m) for d in drafts[-len(verses) * 2 - 2 :] for m in d.marks} if verses else set()
    outer = [m for m in outer if id(m) not in covered]
    spans = sentences(_masked(text, paragraph, outer), Span(0, len(paragraph))) if outer else []
    spans = [Span(s.start + paragraph.start, s.end + paragraph.start) for s in spans] or sentences(text, paragraph)
    readings = read_paragraph(text, paragraph, outer, spans)
    for reading in readings:
        _settle(text, paragraph, reading, spans, drafts, stray)
    _read_nested(text, marks, outer, drafts, stray)
    taken = [r for r in readings if r.cue is not None or r.source is not None]
    for sentence in spans:
        near = _near(outer, sentence)
        if not unmarked and not near:
            continue
        for report in read_sentence(_masked_in(text, sentence, near), Span(0, len(sentence))):
            _add_report(text, sentence, report, taken, outer, drafts, begun)


def _near(marks: list[Marked], span: Span) -> list[Marked]:
    """Those of many marks in order, none inside another, that overlap a span; the others are not looked at."""
    last = bisect_left(marks, span.end, key=lambda m: m.outer.start)
    return marks[bisect_right(marks, span.start, hi=last, key=lambda m: m.outer.end) : last]


def _outermost(marks: list[Marked]) -> list[Marked]:
    out: list[Marked] = []
    for mark in marks:
        if not out or mark.outer.start >= out[-1].outer.end:
            out.append(mark)
    return out


def _masked(text: str, paragraph: Span, outer: list[Marked]) -> str:
    """The paragraph with what stands in marks blanked out, so that its stops end no sentence of the writer's.

    A stop just inside a closing mark stays, where what follows begins a new sentence.
    """
    out: list[str] = []
    at = paragraph.start
    for mark in outer:
        start, end = max(at, mark.outer.start), min(paragraph.end, mark.outer.end)
        if start >= end:
            continue
        whole = text[max(0, mark.inner.end - 1) : mark.inner.end]
        blank = "X" + "x" * (end - start - 1)
        following = text[mark.outer.end : mark.outer.end + 3].lstrip()
        if (
            whole in (".", "?", "!", "…")
            and text[mark.outer.end : mark.outer.end + 1].isspace()
            and following[:1]
            and not following[:1].islower()
        ):
            blank = blank[:-1] + "."
        out += text[at:start], blank
        at = end
    return "".join((*out, text[at : paragraph.end]))


def _masked_in(text: str, sentence: Span, outer: list[Marked]) -> str:
    """A sentence with words in marks blanked, letter for letter: reported clauses are read round them, not in them."""
    out = text[sentence.start : sentence.end]
    for mark in outer:
        if mark.outer.end <= sentence.start or mark.outer.start >= sentence.end:
            continue
        start, end = max(0, mark.inner.start - sentence.start), min(len(out), mark.inner.end - sentence.start)
        if end > start:
            out = out[:start] + _INK.sub("x", out[start:end]) + out[end:]
    return out


def _settle(
    text: str,
    paragraph: Span,
    reading: Reading,
    spans: list[Span],
    drafts: list[Draft],
    stray: list[Stray],
) -> None:
    """A reading becomes an attribution, goes on from the one before, or stays a mark without one."""
    first = reading.parts[0]
    words = first.inner.of(text)
    cued = reading.rule in ("lead", "tail", "dash", "noun", "label")
    last = next((d for d in reversed(drafts[-_RECENT:]) if d.marks and d.parent is None), None)
    if first.continues and last is not None and reading.rule != "lead":
        last.content.extend(p.inner for p in reading.parts)
        last.marks.extend(reading.parts)
        if last.source is None and reading.source is not None:
            last.source, last.cue, last.rule = reading.source, reading.cue, reading.rule
        return
    if not cued and drafts and drafts[-1].rule == "verse" and 0 <= first.outer.start - drafts[-1].content[-1].end <= 6:
        verse = drafts[-1]
        drafts.append(
            Draft(
                content=[p.inner for p in reading.parts],
                kind="direct",
                rule="verse",
                source=verse.source,
                cue=verse.cue,
                role="scripture",
                marks=list(reading.parts),
            )
        )
        drafts.extend(_narrated(text, reading.parts[-1].outer.end))
        return
    if reading.rule == "none" and not text[paragraph.start : first.outer.start].strip(" \t\n>*_-•–—"):
        _announced(text, paragraph, reading, drafts)
        cued = reading.rule == "announced"
    role = role_of(words, reading.before, reading.after, cued=cued, alone=reading.alone)
    if role in ("scare", "title"):
        stray.extend((p, reading.before, reading.after) for p in reading.parts)
        return
    content = [p.inner for p in reading.parts]
    kind: AttributionKind = "direct"
    if reading.content is not None:
        kind = "mixed"
        last_mark = reading.parts[-1]
        end = next((s.end for s in spans if s.start < last_mark.outer.end <= s.end), last_mark.outer.end)
        start = min(reading.content.start, first.outer.start)
        end = max(end, last_mark.outer.end)
        if reading.rule == "tail" or (reading.cue and reading.cue.start > first.outer.start):
            end = last_mark.outer.end
        stretch = text[start:end].rstrip(" .")
        content = [Span(start, max(start + len(stretch), last_mark.inner.end))]
    drafts.append(
        Draft(
            content=content,
            kind=kind,
            rule=reading.rule,
            source=reading.source,
            cue=reading.cue,
            marks=list(reading.parts),
        )
    )


def _announced(text: str, paragraph: Span, reading: Reading, drafts: list[Draft]) -> None:
    """A quotation that is a paragraph or a list's item of its own: announced by the words before, which end in a colon."""
    last = drafts[-1] if drafts else None
    if (
        last is not None
        and last.rule == "announced"
        and not re.search(r"\w", text[last.content[-1].end : reading.parts[0].outer.start])
    ):
        reading.source, reading.cue, reading.rule = last.source, last.cue, "announced"
        return
    source, cue = announcer(text, max(0, paragraph.start - 300), paragraph.start)
    if source is not None:
        reading.source, reading.cue, reading.rule = source, cue, "announced"


def _read_verses(text: str, paragraph: Span, verses: list[Span], outer: list[Marked], drafts: list[Draft]) -> None:
    """A verse in Arabic and the translation beside it: spoken by whom the words before name, be it a paragraph earlier."""
    for verse in verses:
        source, cue = announcer(text, max(0, verse.start - 260), verse.start - 1)
        drafts.append(
            Draft(content=[verse], kind="direct", rule="verse", source=source, cue=cue, role="scripture",
                   marks=[Marked(inner=verse, outer=Span(verse.start - 1, min(len(text), verse.end + 1)), depth=0, family="verse")])
        )  # fmt: skip
        beside = next((m for m in outer if 0 <= m.outer.start - verse.end <= 6), None)
        if beside is not None:
            drafts.append(
                Draft(
                    content=[beside.inner],
                    kind="direct",
                    rule="verse",
                    source=source,
                    cue=cue,
                    role="scripture",
                    marks=[beside],
                )
            )
            drafts.extend(_narrated(text, beside.outer.end))


def _narrated(text: str, at: int) -> Iterator[Draft]:
    """What the narrator of a tradition adds behind its words, said by the collection that a note names."""
    note = _NARRATED.match(text, at)
    if note is not None:
        told, source, cue = (Span(*note.span(part)) for part in ("told", "source", "cue"))
        yield Draft(content=[told], kind="indirect", rule="verse", source=source, cue=cue)


def _read_nested(text: str, marks: list[Marked], outer: list[Marked], drafts: list[Draft], stray: list[Stray]) -> None:
    """Quotations inside quotations: with a cue of their own they are statements under the outer one."""
    for parent in outer:
        first = bisect_left(marks, parent.outer.start, key=lambda m: m.outer.start)
        last = bisect_left(marks, parent.outer.end, key=lambda m: m.outer.start)
        inside = [
            m for m in marks[first:last] if m is not parent and parent.inner.covers(m.inner) and m.outer != parent.outer
        ]
        if not inside:
            continue
        owner = next((d for d in reversed(drafts) if parent in d.marks), None)
        spans = sentences(text, parent.inner)
        for reading in read_paragraph(text, parent.inner, _outermost(inside), spans):
            if reading.rule == "none":
                words = reading.parts[0].inner.of(text)
                if len(words.split()) < 6:
                    stray.extend((p, reading.before, reading.after) for p in reading.parts)
                    continue
            draft = Draft(content=[p.inner for p in reading.parts], kind="direct", rule=reading.rule, source=reading.source,
                           cue=reading.cue, marks=list(reading.parts), parent=owner)  # fmt: skip
            drafts.append(draft)


def _add_report(
    text: str,
    sentence: Span,
    report: Report,
    taken: list[Reading],
    outer: list[Marked],
    drafts: list[Draft],
    begun: int,
) -> None:
    """Keep an indirect report, unless a quotation already took its cue; with marks inside it is mixed.

    Drafts that hold the paragraph's marks stand at `begun` or behind.
    """
    base = sentence.start
    content = Span(report.content.start + base, report.content.end + base)
    cue = Span(report.cue.start + base, report.cue.end + base)
    source = Span(report.source.start + base, report.source.end + base) if report.source else None
    for reading in taken:
        if reading.cue is not None and reading.cue.overlaps(cue):
            return
    inside = [m for m in outer if m.outer.overlaps(content)]
    if any(m.inner.overlaps(cue) or (source and m.inner.overlaps(source)) for m in outer):
        return
    if inside:
        mine = [d for d in drafts[begun:] if any(m in d.marks for m in inside)]
        if mine and all(d.source is None and d.cue is None for d in mine) and content.covers(inside[0].inner):
            # The words in marks belong to this report: one mixed statement instead of a quotation without a speaker.
            mine[0].content, mine[0].kind = (
                [Span(min(content.start, inside[0].outer.start), max(content.end, inside[-1].inner.end))],
                "mixed",
            )
            mine[0].source, mine[0].cue, mine[0].rule = source, cue, report.rule
            mine[0].marks = [m for d in mine for m in d.marks]
            gone = {id(d) for d in mine[1:]}
            drafts[:] = [d for d in drafts if id(d) not in gone]
            for nested in drafts:
                if nested.parent is not None and id(nested.parent) in gone:
                    nested.parent = mine[0]
            return
        if mine:
            return
    drafts.append(
        Draft(
            content=[content],
            kind="mixed" if inside else "indirect",
            rule=report.rule,
            source=source,
            cue=cue,
            marks=[],
        )
    )
