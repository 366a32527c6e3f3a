"""The layout of plain text and Markdown: blocks, numbered sections, and the furniture that holds no statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model import Block, Section, Span
from sayso.text.dates import find_absolute_dates

__all__ = ["find_sections", "is_furniture", "text_blocks"]

# What a page prints round its text. Each line is judged alone, except that a menu's items come in short runs.
_PRINTED = r"""[\s*_#>|\-•]*(?:
      (?:main\ )?menu | (?:skip\ to\ (?:main\ )?content) | back\ to\ top | site\ (?:categories|map|search) | all\ categories.* | categories
    | leave\ a\ (?:comment|reply) | (?:post|add)\ (?:a\ )?comment | make\ sure\ you\ enter.*required.* | html\ code\ is\ not\ allowed.*
    | your\ e-?mail\ address\ will\ not\ be\ published.* | required\ fields\ are\ marked.* | comments?\ \(?\d*\)? | no\ comments(?:\ yet)?
    | (?:share|tweet|print|e-?mail|pin)(?:\ (?:this|on|via|to)\b.*)? | follow\ us.* | subscribe(?:\ (?:now|to)\b.*)? | sign\ (?:in|up)(?:\ .*)? | log\ ?in
    | (?:read|see)\ (?:more|also):?.{0,80} | related\ (?:articles|posts|stories|news|links).* | advertisement | sponsored
    | (?:next|previous|older|newer)(?:\ (?:post|article|page)s?)? | home | search | loading\W* | cookies?\ (?:policy|settings)
    | time\ now:?.* | last\ updated?\ (?:at|on)?:?.* | (?:©|\(c\)|copyright)\b.* | all\ rights\ reserved.* | terms\ (?:of\ (?:use|service)|and\ conditions).*
    | privacy\ policy.* | powered\ by\ .* | tags?:.* | filed\ under:?.* | posted\ in:?.*
    | page\ \d+(?:\ of\ \d+)? | \d+\ (?:comments|shares|views|likes)
    )"""
_WEEKDAY = r"\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_FURNITURE = re.compile(_PRINTED + r"[\s*_|]*$", re.IGNORECASE | re.VERBOSE)
# What a block begins with whose first line or sentence may be furniture: most are seen at once to be none.
_PERHAPS = re.compile(f"{_PRINTED} | {_WEEKDAY}", re.IGNORECASE | re.VERBOSE)
# A clock: weekday, and a date, and nothing else; with a second date or a time after a bar.
_CLOCK = re.compile(
    _WEEKDAY + r"\s*,?\s*\d{1,2}\s+[^\d|]{3,24}\s+\d{4}\s*(?:[|,/•-]\s*[\d/.: -]{4,20}\s*(?:AM|PM|am|pm)?)+$",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![ \t\u00a0\u200b>]*(?:\n|\Z))[^\n]*)*")
_PIECES = re.compile(r"(?<=[.!?])\s+|\n")
_HEADING = re.compile(r"^(#{1,6})[ \t]+\S")
_LIST = re.compile(r"^[ \t]{0,8}(?:[-*+•–][ \t\u00a0]+|\(?\d{1,3}[.)][ \t]+)\S")
_SECTION = re.compile(
    r"^[ \t\u00a0]*(?P<marker>\(?\d{1,2}\s?[-.)–:]|\(?[IVX]{1,5}[.)]|[A-H][.)])[ \t\u00a0]+(?P<first>\S.*)",
    re.MULTILINE,
)
_QUESTION = re.compile(
    r"^[ \t]*(?:the\s+)?(?P<marker>questions?|answers?)(?:\s+to\s+question)?\s*:\s*$", re.I | re.MULTILINE
)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to its text: a menu, a clock, a comment form."""
    return bool(_FURNITURE.match(line) or _CLOCK.match(line))


def text_blocks(text: str, start: int = 0, *, markdown: bool) -> tuple[Block, ...]:
    """The blocks of `text` from `start` on: disjoint, in order; what no block covers is blank.

    A paragraph is the run of lines between blank lines; where lines are long, each line is one.
    """
    blocks: list[Block] = []
    titled = False
    goes_on = False
    for span in _paragraphs(text, start):
        lines = span.of(text)
        asks = not blocks and _ASKING.fullmatch(lines) is not None and "\n\n" in text[span.end : span.end + 4]
        head = _HEADING.match(lines) if markdown else None
        if _PERHAPS.match(lines) and all(is_furniture(line) for line in lines.split("\n")):
            blocks.append(Block(span=span, kind="furniture"))
        elif head:
            blocks.append(Block(span=span, kind="heading", level=len(head[1])))
        elif lines.startswith(">"):
            blocks.append(Block(span=span, kind="quote"))
        elif markdown and _LIST.match(lines):
            blocks.extend(Block(span=item, kind="list") for item in _items(text, span))
        elif not markdown and (asks or ((goes_on or not titled) and _looks_like_title(lines))):
            blocks.append(Block(span=span, kind="title"))
            titled, goes_on = True, lines.rstrip().endswith(":")
        else:
            titled = titled or len(lines) > 200
            blocks.append(Block(span=span, kind="paragraph"))
    return tuple(_menus(text, blocks))


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    newline = text.count("\n", start)
    long_lines = newline and (len(text) - start) / newline > 160
    for match in _PARAGRAPH.finditer(text, start):
        end = match.end()
        while end > match.start() and text[end - 1].isspace():
            end -= 1
        if long_lines and "\n" in text[match.start() : end]:
            at = match.start()
            for line in text[match.start() : end].split("\n"):
                if line.strip():
                    lead = len(line) - len(line.lstrip())
                    yield Span(at + lead, at + len(line.rstrip()))
                at += len(line) + 1
        else:
            yield Span(match.start(), end)


def _items(text: str, span: Span) -> Iterator[Span]:
    begin = at = span.start
    for line in span.of(text).split("\n"):
        if at > begin and _LIST.match(line):
            yield Span(begin, at - 1)
            begin = at
        at += len(line) + 1
    yield Span(begin, span.end)


# "Did the board really close the lock?": the first line alone may ask.
_ASKING = re.compile(r"[^\n.?!]{8,110}\?")
# "In the name of God" stands above a title and is none.
_INVOCATION = re.compile(r"\W*(?:in the name of (?:god|allah|the lord)|bismillah|praise be to)\b", re.IGNORECASE)


def _looks_like_title(lines: str) -> bool:
    if _INVOCATION.match(lines) and "\n" not in lines.strip():
        return False
    latin = any("a" <= c.lower() <= "z" for c in lines)
    return latin and len(lines) < 250 and lines.rstrip()[-1] not in '.?!,;”"'


def _menus(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Short lines printed twice in a row at the head or foot of a page are a menu: so is what stands among furniture."""
    printed = [block.span.of(text).strip() for block in blocks]
    for i, (block, words) in enumerate(zip(blocks, printed, strict=True)):
        if block.kind in ("paragraph", "title", "list"):
            short = len(words) < 40 and not words.endswith((".", "?", "!", "”", '"'))
            if (
                (short and words in (*printed[max(0, i - 1) : i], *printed[i + 1 : i + 2]))
                or ("\n" in words and len(set(lines := words.split("\n"))) == 1 and len(lines[0]) < 40)
                or (_PERHAPS.match(words) and all(is_furniture(s) for s in _PIECES.split(words) if s))
            ):
                block = Block(span=block.span, kind="furniture")
        yield block


def find_sections(text: str, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """Numbered and headed parts; each runs to the next one, or to the furniture at the foot of the page."""
    heads: list[tuple[int, str, str | None]] = []
    for block in blocks:
        if block.kind in ("furniture", "title"):
            continue
        words = block.span.of(text)
        if block.kind == "heading":
            heads.append((block.span.start, "#" * max(1, block.level), words.lstrip("# \t").strip() or None))
            continue
        numbered = _SECTION.match(words)
        if numbered and block.kind != "list" and (len(words) > 120 or block.kind == "paragraph"):
            heads.append((block.span.start, "".join(numbered["marker"].split()), None))
            continue
        question = _QUESTION.match(words)
        if question:
            heads.append((block.span.start, question["marker"], None))
    numbered_markers = [m for _, m, _ in heads if not m.startswith("#")]
    if len(numbered_markers) == 1:
        heads = [h for h in heads if h[1].startswith("#")]
    heads = _question(text, blocks, heads)
    body = (b for b in reversed(blocks) if b.kind != "furniture" and not _signature(b.span.of(text)))
    last = next((b.span.end for b in body), 0)
    ends = [*(start for start, _, _ in heads[1:]), last] if heads else []
    out = []
    for (start, marker, title), end in zip(heads, ends, strict=True):
        stretch = text[start:end].rstrip()
        if stretch:
            out.append(Section(span=Span(start, start + len(stretch)), marker=marker, title=title))
    return tuple(out)


def _signature(words: str) -> bool:
    """Whether a block holds a date, or several, and nothing else."""
    if len(words) > 90:
        return False
    left = words
    for when in reversed(find_absolute_dates(words)):
        left = left[: when.span.start] + left[when.span.end :]
    return left != words and not re.search(r"\w", left)


def _question(
    text: str, blocks: tuple[Block, ...], heads: list[tuple[int, str, str | None]]
) -> list[tuple[int, str, str | None]]:
    """The question that a "Question and Answer" prints before its numbered answer, as a part of its own."""
    titles = [b for b in blocks if b.kind in ("title", "heading")][:2]
    title = next((b for b in titles if re.search(r"\bquestions?\b|\bQ\s?&\s?A\b", b.span.of(text), re.I)), None)
    numbered = next((start for start, marker, _ in heads if not marker.startswith("#")), None)
    if title is None or numbered is None:
        return heads
    between = [b for b in blocks if b.kind == "paragraph" and title.span.end <= b.span.start < numbered]
    if not between or any(start < numbered for start, _, _ in heads if start > title.span.start):
        return heads
    asked = [b for b in between if "?" in b.span.of(text)]
    return sorted([*heads, (between[0].span.start, "question", None)]) if asked else heads
