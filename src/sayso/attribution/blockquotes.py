"""Block quotations: words that a page sets apart as quoted, by Markdown's ">" or HTML's blockquote, without quotation marks."""

from __future__ import annotations

import re

import msgspec

from sayso.attribution.announcers import announcer
from sayso.attribution.assembly import Draft, Stray
from sayso.attribution.quoted import read_paragraph
from sayso.model import Document, Span
from sayso.text.marks import Marked

__all__ = ["block_quotations"]

# Fewer words that nobody announces or signs are no quotation for certain.
_LEAST, _UNNAMED = 3, 8
_MOST = 0.8
_LEAD = 300
_BLANK = re.compile(r"\n[ \t]*\n")
_LAYOUT = re.compile(r"[\s>*_]*")
# A callout, and no quotation.
_NOTE = re.compile(
    r"(?:\[!|(?:important|note|notice|update[d]?|correction|clarification|warning|tip|caution|disclaimer|editor[’']?s?[’']?\s+note|see\s+also|"
    r"read\s+more|related|source)\b[^\w\n]{0,4}(?::|$|\n))",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[[^\]\n]*\]\([^()\s]*\)")
# The line that signs the words: "— Ada Rask, 4 May".
_SIGNATURE = re.compile(r"\n[\s>*_]*(?P<line>[—–―-]{1,2}[ \t]*(?=[\w*_\[(])[^\n]{2,160})(?:\n[\s>*_]*)?$")
_SIGNED_BEHIND = re.compile(r"\s{1,8}[*_]*(?P<line>[—–―]{1,2}[ \t]*(?=[\w*_\[(])[^\n]{2,160})(?=\n|$)")
_MARKS = '“"„«'


def block_quotations(document: Document, drafts: list[Draft], stray: list[Stray]) -> None:
    """Add what the document's block quotations say: with whoever announces or signs them, else as marks without an attribution.

    A block that begins with a quotation mark has been read by its marks.
    """
    text = document.text
    blocks = _blocks(document)
    if sum(map(len, blocks)) > _MOST * len(text):
        return  # what all of a page is set as tells nothing
    last: Draft | None = None
    for block in blocks:
        signed = _SIGNATURE.search(text, block.start, block.end)
        content = _inner(text, Span(block.start, signed.start() if signed is not None else block.end))
        words = len(content.of(text).split())
        if words < _LEAST or content.of(text)[0] in _MARKS or not _is_quoted(content.of(text)):
            continue
        mark = Marked(inner=content, outer=content, depth=0, family="block")
        signed = signed or _SIGNED_BEHIND.match(text, block.end)
        draft = _signed(text, mark, Span(*signed.span("line"))) if signed is not None else None
        draft = draft or _announced(text, mark, block.start) or _gone_on(text, mark, block.start, last)
        last = draft
        if draft is not None:
            for nested in drafts:
                if content.covers(nested.content[0]) and nested.parent is None:
                    nested.parent = draft
            drafts.append(draft)
        elif words >= _UNNAMED:
            stray.append((mark, text[max(0, block.start - 80) : block.start], text[block.end : block.end + 60]))


def _blocks(document: Document) -> list[Span]:
    """What is set apart as quoted: paragraphs with no more than ">" between them are of one block."""
    out: list[Span] = []
    for block in document.blocks:
        if block.kind == "quote":
            if (
                out
                and not _BLANK.search(between := document.text[out[-1].end : block.span.start])
                and not between.strip("\n >")
            ):
                out[-1] = Span(out[-1].start, block.span.end)
            else:
                out.append(block.span)
    return out


def _inner(text: str, span: Span) -> Span:
    """A stretch without the signs that lay it out at its ends."""
    opening = _LAYOUT.match(text, span.start, span.end)
    start = opening.end() if opening is not None else span.start
    return Span(start, max(start, start + len(text[start : span.end].rstrip(" \t\n>*_"))))


def _is_quoted(words: str) -> bool:
    """Whether a block's words are somebody's, and no callout, list of links or table."""
    return _NOTE.match(words) is None and len(_LINK.sub("", words).split()) * 2 > len(words.split())


def _signed(text: str, mark: Marked, line: Span) -> Draft | None:
    whole = Span(mark.outer.start, line.end)
    before = msgspec.structs.replace(mark, outer=Span(mark.outer.start, line.start))
    readings = read_paragraph(text, whole, [before], [whole])
    if not readings or readings[0].rule != "dash" or readings[0].source is None:
        return None
    return Draft(content=[mark.inner], kind="direct", rule="dash", source=readings[0].source, marks=[mark])


def _announced(text: str, mark: Marked, start: int) -> Draft | None:
    source, cue = announcer(text, max(0, text.rfind("\n\n", 0, max(0, start - 2)) + 2, start - _LEAD), start)
    if source is None:
        return None
    return Draft(content=[mark.inner], kind="direct", rule="announced", source=source, cue=cue, marks=[mark])


def _gone_on(text: str, mark: Marked, start: int, last: Draft | None) -> Draft | None:
    """A block right behind another that somebody announced is of the same."""
    if last is None or last.rule != "announced" or text[last.content[0].end : start].strip(" \t\n>*_"):
        return None
    return Draft(content=[mark.inner], kind="direct", rule="announced", source=last.source, cue=last.cue, marks=[mark])
