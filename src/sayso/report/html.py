"""The report as one self-contained page: the document with its statements marked, a card for each beside it.

Nothing is loaded from anywhere; every text is escaped by the template; without scripts the page is complete, with them
it filters and goes from finding to finding by keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sayso.model import Block, Check, Span
from sayso.report.markup import Stretch, cut, marks_of
from sayso.report.verdicts import CAUTIONS, ORDER, UNCERTAIN, VERDICTS
from sayso.report.view import Sheet, context_of, sheet_of

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["Run", "render", "runs_of"]

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Run(NamedTuple):
    """A stretch of a paragraph over which the same statements lie: `cards` from the outermost to the innermost.

    `stretches` are its text once more, cut at the marks of Markdown.
    """

    text: str
    stretches: tuple[Stretch, ...]
    cards: tuple[str, ...]
    verdict: str
    first: bool
    footing: str


class _Paragraph(NamedTuple):
    tag: str
    kind: str
    rtl: bool
    label: str | None
    runs: tuple[Run, ...]


class _Page(NamedTuple):
    sheet: Sheet
    paragraphs: tuple[_Paragraph, ...]


def render(checks: Sequence[Check], *, title: str | None = None) -> str:
    """The page for some checks: `Path("report.html").write_text(render([check]), encoding="utf-8")`.

    The same checks give the same page, to the letter.
    """
    several = len(checks) > 1
    pages = []
    for number, check in enumerate(checks, 1):
        sheet = sheet_of(check, prefix=f"d{number}-" if several else "")
        pages.append(_Page(sheet, tuple(_paragraphs(sheet))))
    counts = {v: sum(dict(p.sheet.counts).get(v, 0) for p in pages) for v in ORDER}
    heading = title or (pages[0].sheet.title if len(pages) == 1 else "Quotations of several documents")
    page = _template().render(
        title=heading,
        pages=pages,
        counts=[(v, VERDICTS[v], n) for v, n in counts.items() if n],
        cautions=CAUTIONS,
        uncertain=UNCERTAIN,
        verdicts=VERDICTS,
        footed=any(p.sheet.check.footings for p in pages),
    )
    # A lone surrogate or a NUL in a document must not spoil the page.
    return page.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sayso.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["context"] = context_of
    environment.filters["cut"] = cut
    environment.filters["rtl"] = lambda words: bool(_RTL.search(words or ""))
    return environment.get_template("report.html.j2")


def _paragraphs(sheet: Sheet) -> Iterator[_Paragraph]:
    document = sheet.check.document
    text = document.text
    labels = {t.span.start: t.speaker for t in document.turns}
    blocks = document.blocks or (Block(span=Span(0, len(text)), kind="paragraph"),)
    starts = sorted(labels)
    for block in _whole(blocks, len(text)):
        words = block.span.of(text)
        if not words.strip():
            continue
        tag = {"title": "h2", "heading": "h3", "quote": "blockquote", "list": "p", "furniture": "p"}.get(
            block.kind, "p"
        )
        turn = next((labels[s] for s in starts if block.span.start <= s < block.span.end), None)
        letters = [c for c in words if c.isalpha()]
        rtl = bool(letters) and sum(bool(_RTL.match(c)) for c in letters) * 2 > len(letters)
        yield _Paragraph(tag, block.kind, rtl, turn, tuple(runs_of(sheet, block.span)))


def _whole(blocks: Sequence[Block], end: int) -> Iterator[Block]:
    """The blocks in order, with text that no block covers as paragraphs of its own: nothing of the document is hidden."""
    at = 0
    for block in sorted(blocks, key=lambda b: b.span):
        if block.span.start > at:
            yield Block(span=Span(at, block.span.start), kind="paragraph")
        if block.span.end > at:
            yield Block(span=Span(max(at, block.span.start), block.span.end), kind=block.kind, level=block.level)
            at = block.span.end
    if at < end:
        yield Block(span=Span(at, end), kind="paragraph")


def runs_of(sheet: Sheet, within: Span) -> Iterator[Run]:
    """The text of `within`, cut wherever a statement or a sentence's footing begins or ends; joined, it is the text."""
    text = sheet.check.document.text
    mine = _inside(sheet, within)
    footings = [f for f in sheet.check.footings if f.sentence.overlaps(within)]
    cuts = {within.start, within.end}
    for _, span, _ in mine:
        cuts.update((max(span.start, within.start), min(span.end, within.end)))
    for footing in footings:
        cuts.update((max(footing.sentence.start, within.start), min(footing.sentence.end, within.end)))
    marks = marks_of(within.of(text))
    seen: set[str] = set()
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        over = [(s.start - s.end, name, verdict) for name, s, verdict in mine if s.start < end and start < s.end]
        over.sort()
        names = tuple(dict.fromkeys(name for _, name, _ in over))
        fresh = bool(names) and names[-1] not in seen
        seen.update(names)
        stands_on = next((f.kind for f in footings if f.sentence.start < end and start < f.sentence.end), "")
        words = text[start:end]
        stretches = tuple(cut(words, marks, start - within.start))
        yield Run(words, stretches, names, over[-1][2] if over else "", fresh, stands_on)


def _inside(sheet: Sheet, within: Span) -> list[tuple[str, Span, str]]:
    """(card, span, verdict) of the statements that reach into a block."""
    return [(c.id, s, c.verdict) for c in sheet.cards for s in c.spans if s.overlaps(within)]
