"""What the text report and the page have in common: the statements of a check in reading order, ready to be shown."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from sayso.model import Attribution, Chain, Check, Citation, Edit, Match, Span, Verification
from sayso.report.markup import in_a_line
from sayso.report.verdicts import ORDER, VERDICTS, VerdictWords

__all__ = ["DOUBTFUL", "Card", "Piece", "Sheet", "context_of", "diff_pieces", "sheet_of"]

DOUBTFUL = 0.5
"""The confidence below which a report says that a reading is uncertain."""
# A citation so many characters behind a statement may be its own.
_BEHIND = 40


class Piece(NamedTuple):
    """A stretch of a marked-up quotation: `same`, `added` (only the document has it), `omitted` (only the source has
    it), `gap` (left out at a mark) or `bracket`."""

    kind: str
    text: str


class Card(NamedTuple):
    """One statement of a document, with everything a reader needs to judge it.

    `marked` says that marks of the document stand around `quotation`; any that are part of a reported statement are in it.
    """

    id: str
    number: int
    verdict: str
    words: VerdictWords
    spans: tuple[Span, ...]
    line: int
    locator: str | None
    attribution: Attribution | None
    chain: Chain | None
    citations: tuple[Citation, ...]
    verification: Verification | None
    diff: tuple[Piece, ...]
    quotation: str
    marked: bool

    @property
    def critical(self) -> bool:
        """Whether a change can turn the sense."""
        return bool(self.verification and self.verification.critical)

    @property
    def finding(self) -> bool:
        """Whether the statement is one to look at first. Unmarked speech that was not searched for is none."""
        return self.verdict in ("misattributed", "spliced", "altered", "not-found")

    @property
    def doubtful(self) -> bool:
        """Whether a second reader would as likely as not mark other words or another source than sayso read."""
        return self.attribution is not None and self.attribution.confidence < DOUBTFUL

    @property
    def match(self) -> Match | None:
        """The best place of the words, if there is one."""
        return self.verification.matches[0] if self.verification and self.verification.matches else None

    @property
    def speaker(self) -> str:
        """Who the document says speaks, as a reader should see it."""
        if self.attribution is None or self.attribution.speaker is None:
            return "no speaker named"
        speaker = self.attribution.speaker
        return speaker.name if speaker.name in speaker.as_written else f"{speaker.name} (“{speaker.as_written}”)"


class Sheet(NamedTuple):
    """One document of a report: its check, its cards in reading order, and the counts a summary needs."""

    check: Check
    cards: tuple[Card, ...]
    counts: tuple[tuple[str, int], ...]
    named: int
    unnamed: int

    @property
    def title(self) -> str:
        """The document's title, or its name."""
        return self.check.document.origin.title or self.check.document.origin.uri

    @property
    def findings(self) -> list[Card]:
        """The cards to look at first: the weightiest verdict first, of those the ones read surely, then in reading order."""
        return sorted(
            (c for c in self.cards if c.finding),
            key=lambda c: (ORDER.index(c.verdict), not c.critical, c.doubtful, c.number),
        )


def sheet_of(check: Check, prefix: str = "") -> Sheet:
    """A check as a sheet of cards; `prefix` keeps ids apart where several documents share a page."""
    text = check.document.text
    lines = _line_starts(text)
    blocks = [b.span.start for b in check.document.blocks]
    cited = _Cited(check.citations, text)
    inside = {q.span.start for q in check.quotations}
    attributions = {a.id: a for a in check.attributions}
    chains = {c.attribution: c for c in check.chains}
    entries: list[tuple[tuple[Span, ...], Attribution | None, Verification | None]] = [
        (v.quotation, attributions.get(v.attribution or ""), v) for v in check.verifications
    ]
    if not check.checked:
        entries = [(a.content, a, None) for a in check.attributions]
        loose = [q for q in check.quotations if q.attribution is None and q.role == "statement"]
        entries += [((q.span,), None, None) for q in loose]
    entries = [e for e in entries if e[0]]
    entries.sort(key=lambda e: (e[0][0].start, -e[0][-1].end))
    cards = []
    for number, (spans, attribution, verification) in enumerate(entries, 1):
        verdict = verification.verdict if verification else "unchecked"
        whole = Span(spans[0].start, spans[-1].end)
        match = verification.matches[0] if verification and len(verification.matches) == 1 else None
        cards.append(
            Card(
                id=f"{prefix}s{number}",
                number=number,
                verdict=verdict,
                words=VERDICTS[verdict],
                spans=spans,
                line=bisect_right(lines, whole.start),
                locator=_locator(check, blocks, whole),
                attribution=attribution,
                chain=chains.get(attribution.id) if attribution else None,
                citations=cited.by(whole),
                verification=verification,
                diff=diff_pieces(text, spans, match.edits if match else ()),
                quotation=" … ".join(in_a_line(s.of(text)) for s in spans),
                marked=whole.start in inside,
            )
        )
    counts = {v: sum(c.verdict == v for c in cards) for v in ORDER}
    speakers = {a.speaker.name for a in check.attributions if a.speaker}
    unnamed = sum(c.attribution is None or c.attribution.speaker is None for c in cards)
    return Sheet(check, tuple(cards), tuple((v, n) for v, n in counts.items() if n), len(speakers), unnamed)


def context_of(match: Match) -> tuple[str, str]:
    """What stands before and after a place in its source, from where a word begins to where one ends."""
    before, after = match.prefix, match.suffix
    if match.span.start > len(before) and (cut := re.search(r"\s", before)):
        before = before[cut.end() :]
    if after[-1:].isalnum() and (end := re.search(r"\s\S*$", after)):
        after = after[: end.start()]
    return before, after


def diff_pieces(text: str, spans: Sequence[Span], edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """The quoted words with every difference in place, in the characters of both texts.

    Edits without a place, or that overlap one before them, are left out here; a report lists them beside.
    """
    placed = sorted((e for e in edits if e.quoted_span is not None), key=_place)
    pieces: list[Piece] = []
    at_edit = 0
    for number, span in enumerate(spans):
        if number:
            pieces.append(Piece("same", " … "))
        at = span.start
        last = number == len(spans) - 1
        while at_edit < len(placed):
            edit = placed[at_edit]
            where = edit.quoted_span
            if where is None or (where.start > span.end if last else where.start >= span.end):
                break
            at_edit += 1
            if where.start < at or where.end > span.end:
                continue
            pieces.append(Piece("same", text[at : where.start]))
            pieces.extend(_edit_pieces(edit))
            at = where.end
        pieces.append(Piece("same", text[at : span.end]))
    return tuple(Piece(p.kind, p.text) for p in pieces if p.text)


def _place(edit: Edit) -> tuple[int, int]:
    return (edit.quoted_span.start, edit.quoted_span.end) if edit.quoted_span is not None else (0, 0)


def _edit_pieces(edit: Edit) -> list[Piece]:
    if edit.kind == "ellipsis":
        return [Piece("same", edit.quoted), Piece("gap", edit.found)]
    if edit.kind == "bracket":
        return [Piece("gap", edit.found), Piece("bracket", edit.quoted)]
    spaced = bool(edit.found) and not edit.quoted
    return [Piece("omitted", f"{edit.found} " if spaced else edit.found), Piece("added", edit.quoted)]


class _Cited:
    """The citations of a document, to be asked for those that belong to a statement."""

    def __init__(self, citations: Sequence[Citation], text: str) -> None:
        self._text = text
        self._citations = sorted(citations, key=lambda c: c.span.start)
        self._starts = [c.span.start for c in self._citations]
        # How far the citations up to each one reach.
        self._reach = list(accumulate((c.span.end for c in self._citations), max))

    def by(self, statement: Span) -> tuple[Citation, ...]:
        """The citations that stand in a statement, or right behind it in the same paragraph."""
        first = bisect_right(self._reach, statement.start)
        last = bisect_left(self._starts, statement.end + _BEHIND)
        return tuple(c for c in self._citations[first:last] if self._belongs(c.span, statement))

    def _belongs(self, citation: Span, statement: Span) -> bool:
        if citation.overlaps(statement):
            return True
        between = self._text[statement.end : citation.start]
        return statement.end <= citation.start and "\n\n" not in between and not any(c.isalnum() for c in between)


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _locator(check: Check, starts: Sequence[int], span: Span) -> str | None:
    """The locator of the block that holds the begin of a stretch; `starts` are where the blocks, disjoint and in order, begin."""
    at = bisect_right(starts, span.start) - 1
    if at < 0:
        return None
    block = check.document.blocks[at]
    return block.locator if span.start < block.span.end else None
