"""The model: what a document says, who said it, and what the library says of it.

All types are frozen and keyword-only, so that a stage can only return something new; none can hold a cycle, so that
Python need not sweep them for garbage (`gc=False`: a library has hundreds of thousands). Offsets are
half-open code points into `Document.text`, which is never altered after reading. Dates are EDTF strings.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

import msgspec

BlockKind = Literal["title", "heading", "paragraph", "list", "quote", "table", "footnote", "caption", "furniture"]
AttributionKind = Literal["direct", "indirect", "mixed"]
QuotationRole = Literal["statement", "echo", "scare", "title", "scripture"]
LinkKind = Literal[
    "speaker", "statement", "press release", "briefing", "interview", "post", "newspaper", "broadcaster",
    "agency", "website", "book", "unnamed", "document",
]  # fmt: skip
FootingKind = Literal["reported", "cited", "inference", "assertion", "appeal"]
Holder = Literal["primary", "quoter", "later", "unknown"]
Verdict = Literal[
    "verbatim", "edited", "altered", "spliced", "misattributed", "paraphrased", "not-found", "not-checkable",
]  # fmt: skip


class Span(msgspec.Struct, gc=False, frozen=True, order=True):
    """A half-open stretch `[start, end)` of code points: `Span(0, 5)` covers the first five characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: start {self.start}, end {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether every character of `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class OffsetMap(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """Where each stretch of `Document.text` stands in the raw file, kept while reading, never recovered later.

    `text[i]` is the raw character `raw[k] + (i - text[k])`, where `k` is the last run that begins at or before
    `i`. Runs are in rising order of both lists; an empty map is the identity.
    """

    text: tuple[int, ...] = ()
    raw: tuple[int, ...] = ()

    def to_raw(self, offset: int) -> int:
        """The raw offset of a text offset."""
        k = bisect_right(self.text, offset) - 1
        return offset if k < 0 else self.raw[k] + offset - self.text[k]

    def span_to_raw(self, span: Span) -> Span:
        """The raw span from the first to the last character of `span` (an empty span stays empty)."""
        start = self.to_raw(span.start)
        return Span(start, self.to_raw(span.end - 1) + 1 if span.end > span.start else start)


class Origin(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """Where a document comes from and what it says of itself. `published` is EDTF, `retrieved` UTC ISO 8601."""

    uri: str
    media_type: str
    sha256: str
    encoding: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    retrieved: str | None = None
    generator: str | None = None


class Block(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One block of a document's layout. `furniture` (menus, clocks, comment forms) holds no statements.

    `locator` is what a reader needs to find it again: a page ("p. 3"), a subtitle's time, a footnote's mark.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    locator: str | None = None


class Section(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A numbered or headed part of a document: `marker` "1-" or "#", `title` its heading, if any."""

    span: Span
    marker: str | None = None
    title: str | None = None


class Turn(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One speaker's turn in a transcript; `span` begins after the speaker's label."""

    speaker: str
    span: Span
    role: str | None = None


class Document(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A document as read: text, layout, turns and origin. `raw` maps offsets into the raw file where kept."""

    id: str
    text: str
    origin: Origin
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    turns: tuple[Turn, ...] = ()
    raw: OffsetMap | None = None


class Speaker(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """The person, organisation or document that a source refers to, resolved within the text."""

    name: str
    as_written: str
    role: str | None = None
    organisation: str | None = None
    mentions: tuple[Span, ...] = ()


class Quotation(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A stretch inside quotation marks (the span excludes them), and what the marks are for."""

    id: str
    span: Span
    role: QuotationRole
    attribution: str | None = None
    echo_of: str | None = None


class Attribution(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One act of reporting: source + cue + content (PARC, PolNeAR). Each may be several spans.

    Content holds its quotation marks; the words inside them are the spans of the quotations that name it. `chain` lives in `Chain`, keyed by `id`.
    """

    id: str
    kind: AttributionKind
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    said_on: str | None = None
    parent: str | None = None
    confidence: float = 1.0
    found_by: str = "rules"


class Extraction(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What an extractor returns: every marked stretch, and every act of reporting."""

    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()


class When(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A date in the text: `edtf` the day itself, `earliest` and `latest` its bounds, `rule` how it was read."""

    span: Span
    edtf: str
    calendar: Literal["gregorian", "hijri"]
    earliest: str
    latest: str
    rule: str


class Citation(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A pointer to a source: a release number, link, dated outlet, verse or legal reference."""

    span: Span
    kind: str
    target: str
    date: str | None = None
    document: str | None = None
    faults: tuple[str, ...] = ()


class Link(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One pair of hands in a chain of transmission."""

    carrier: str
    as_written: str | None
    kind: LinkKind
    date: str | None = None
    locator: str | None = None
    evidence: Span | None = None


class Chain(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """From the act of speaking outward to this document; `open_end` says where and why it breaks off."""

    attribution: str
    links: tuple[Link, ...]
    open_end: str | None = None


class Footing(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What a sentence stands on, and the words that show it."""

    sentence: Span
    kind: FootingKind
    evidence: tuple[Span, ...] = ()


class Finding(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A contradiction inside one document: both places, and a neutral sentence."""

    kind: str
    spans: tuple[Span, ...]
    message: str


class Edit(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One difference: `quoted` words of the document against `found` words of the source (either may be empty).

    `kind`: `replace`, `insert` (words only the document has), `delete` (words only the source has), and the marked
    ones: `ellipsis` (a marked gap; `found` holds what it skips), `bracket`. Spans point into the document
    and the source text.
    """

    kind: Literal["replace", "insert", "delete", "ellipsis", "bracket"]
    quoted: str
    found: str
    quoted_span: Span | None = None
    found_span: Span | None = None


class CriticalChange(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A change of a class that can turn the sense: negation, number, date, name, modal, quantifier, ..."""

    kind: str
    quoted: str
    found: str


class Caution(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What a reader should know beside the verdict; it never changes one."""

    kind: Literal["context", "date", "secondary", "later", "weak"]
    source_words: str


class Match(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A place in the library where the words stand, from the first to the last quoted word."""

    document: str
    span: Span
    raw: Span | None
    exact: str
    prefix: str
    suffix: str
    turn: str | None = None
    date: str | None = None
    holder: Holder = "unknown"
    edits: tuple[Edit, ...] = ()
    transforms: tuple[str, ...] = ()
    bits: float = 0.0


class Searched(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What was searched, and how: "not found" means no more than this."""

    documents: int
    method: str
    excluded: tuple[str, ...] = ()


class Verification(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What the library says of one statement; `quotation` holds the parts inside marks, judged together."""

    quotation: tuple[Span, ...]
    verdict: Verdict
    why: str
    searched: Searched
    attribution: str | None = None
    critical: tuple[CriticalChange, ...] = ()
    cautions: tuple[Caution, ...] = ()
    matches: tuple[Match, ...] = ()
    also: tuple[Match, ...] = ()


class Check(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """Everything sayso says of one document."""

    document: Document
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    chains: tuple[Chain, ...] = ()
    dates: tuple[When, ...] = ()
    citations: tuple[Citation, ...] = ()
    footings: tuple[Footing, ...] = ()
    findings: tuple[Finding, ...] = ()
    verifications: tuple[Verification, ...] = ()
    checked: bool = False
