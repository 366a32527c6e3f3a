"""Quotation marks in pairs: nested, doubled, unclosed, reopened in each paragraph; linear in the text.

Each paragraph is paired on its own, so that a wrong mark damages one paragraph and never the document. What a
straight mark or a single mark means is read from the characters around it; an apostrophe is not a mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from sayso.model import Span

__all__ = ["Marked", "may_be_marked", "pair_marks"]

_MARK = re.compile(r"``|''|[“”„‟\"＂‘’‚'«»‹›「」『』]")
_TAG = re.compile(
    r"</?[a-zA-Z][\w:-]*(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"<>]{0,4000}\"|'[^'<>]{0,4000}'|[^\s\"'<>]{0,400}))?){0,40}\s*/?>"
)
# Words that begin with an apostrophe and never open a quotation.
_CLIPPED = re.compile(r"['’‘](?:tis|twas|em|til|cause|bout|n|\d\ds?)\b", re.IGNORECASE)
_FAMILY = {
    "“": "double", "”": "double", "„": "double", "‟": "double", '"': "straight", "＂": "straight",
    "``": "ticks", "''": "ticks", "‘": "single", "’": "single", "‚": "single", "'": "apostrophe",
    "«": "guillemet", "»": "guillemet", "‹": "angle", "›": "angle", "「": "corner", "」": "corner",
    "『": "white corner", "』": "white corner",
}  # fmt: skip
_DEEPEST = 12
# Shapes that writers mix: a straight mark opens and a curly one closes.
_MATES = frozenset(["double", "straight", "ticks"])
_LOOK_AHEAD = 64


# What may open a quotation or close one, apostrophes inside words left out: more than does, never less. All that cannot be
# a mark is passed over first.
_MAY_OPEN = re.compile(
    r"[“”„‟\"＂«»‹›「」『』`'‘‚](?:(?<=[“”„‟\"＂«»‹›「」『』])|(?<=`)`|(?<=')'|(?<=['‘‚])(?<![^\W_].))"
)
_MAY_CLOSE = re.compile(r"[“”„‟\"＂«»‹›「」『』`'’](?:(?<=[“”„‟\"＂«»‹›「」『』])|(?<=`)`|(?<=')'|(?<=['’])(?![^\W_]))")


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch inside marks. `inner` excludes them, `outer` includes them; `depth` 0 is the outermost.

    `closed` is false where no closing mark was found; `continues` is true where an unclosed quotation of the paragraph
    before goes on (reopened at the head of this one, or simply running over the break).
    """

    inner: Span
    outer: Span
    depth: int
    family: str
    closed: bool = True
    continues: bool = False


class _Open(NamedTuple):
    start: int
    end: int
    family: str


def pair_marks(text: str, paragraphs: Sequence[Span]) -> list[Marked]:
    """The marked stretches of the given paragraphs, in order of their opening marks.

    `pair_marks("She said “no”.", [Span(0, 14)])` has one, whose inner span covers "no".
    """
    found: list[Marked] = []
    before: list[Marked] = []
    for paragraph in paragraphs:
        if _MARK.search(text, paragraph.start, paragraph.end) is None:
            before = []
            continue
        pairs, strays = _pair_paragraph(text, paragraph)
        found.extend(_join(text, paragraph, pairs, strays, before))
        before = [m for m in pairs if not m.closed] if any(not m.closed for m in pairs) else []
    return found


def may_be_marked(before: str, after: str) -> bool:
    """Whether words can stand inside closed marks, by what stands before and after them in their paragraph.

    `may_be_marked("She said “", "” twice.")`; cheap to ask, and false only where `pair_marks` finds no such marks.
    """
    return _MAY_OPEN.search(before) is not None and _MAY_CLOSE.search(after) is not None


def _join(text: str, paragraph: Span, pairs: list[Marked], strays: list[_Open], before: list[Marked]) -> list[Marked]:
    """The paragraph's pairs, with what goes on from a quotation that the paragraph before left open."""
    families = {m.family for m in before if m.outer.end >= paragraph.start - 4 or m.inner.end >= 0}
    head = (
        paragraph.start
        + len(text[paragraph.start : paragraph.end])
        - len(text[paragraph.start : paragraph.end].lstrip(" \t\n\r>*_"))
    )
    out: list[Marked] = []
    stray = next((s for s in strays if s.family in families), None)
    first = min((m.outer.start for m in pairs), default=paragraph.end)
    if stray is not None and stray.start <= first:
        out.append(
            Marked(
                inner=Span(head, max(head, stray.start)),
                outer=Span(head, stray.end),
                depth=0,
                family=stray.family,
                continues=True,
            )
        )
    for mark in pairs:
        reopened = mark.outer.start <= head and mark.family in families
        out.append(msgspec.structs.replace(mark, continues=True) if reopened else mark)
    return out


def _pair_paragraph(text: str, paragraph: Span) -> tuple[list[Marked], list[_Open]]:
    """Pair one paragraph; the second list holds closing marks that close nothing."""
    marks = _read_marks(text, paragraph)
    stack: list[_Open] = []
    open_of: dict[str, int] = {}
    pairs: list[Marked] = []
    strays: list[_Open] = []
    unclosed: list[tuple[_Open, int]] = []

    def drop(until: int) -> None:
        while len(stack) > until:
            lost = stack.pop()
            open_of[lost.family] -= 1
            unclosed.append((lost, len(stack)))

    for number, (start, end, family, opens) in enumerate(marks):
        if not opens and not open_of.get(family) and stack and _closes_other(family, stack[-1].family, marks, number):
            family = stack[-1].family
        if opens:
            stack.append(_Open(start, end, family))
            open_of[family] = open_of.get(family, 0) + 1
        elif open_of.get(family):
            at = len(stack) - 1
            while stack[at].family != family:
                at -= 1
            drop(at + 1)
            opening = stack.pop()
            open_of[family] -= 1
            pairs.append(
                Marked(
                    inner=Span(opening.end, start),
                    outer=Span(opening.start, end),
                    depth=min(len(stack), _DEEPEST),
                    family=family,
                )
            )
        else:
            strays.append(_Open(start, end, family))
    drop(0)
    pairs = [m for m in pairs if len(m.inner)]
    pairs.extend(_close_somewhere(text, paragraph, pairs, unclosed))
    pairs.sort(key=lambda m: (m.outer.start, -m.outer.end))
    return _settle_depths(pairs), strays


def _closes_other(family: str, opened: str, marks: list[tuple[int, int, str, bool]], number: int) -> bool:
    """Whether a mark closes one of another shape, as in "No,” she said: unless that one's own closing mark comes."""
    if family == opened or not {family, opened} <= _MATES:
        return False
    coming = next((m for m in marks[number + 1 : number + _LOOK_AHEAD] if m[2] == opened), None)
    return coming is None or coming[3]


def _settle_depths(pairs: list[Marked]) -> list[Marked]:
    """Depths counted again over what really encloses what: a mark left open encloses only as far as it was read."""
    ends: list[int] = []
    out = []
    for mark in pairs:
        while ends and ends[-1] <= mark.outer.start:
            ends.pop()
        depth = min(len(ends), _DEEPEST)
        out.append(mark if mark.depth == depth else msgspec.structs.replace(mark, depth=depth))
        ends.append(mark.outer.end)
    return out


def _close_somewhere(
    text: str, paragraph: Span, pairs: list[Marked], unclosed: list[tuple[_Open, int]]
) -> list[Marked]:
    """Where a quotation that is never closed probably ends; single marks left open were apostrophes.

    It ends with the first quotation nested in it that ends a sentence (one mark closed both), else before the sentence
    that opens another quotation, else with the paragraph.
    """
    out: list[Marked] = []
    pairs_by_start = sorted(pairs, key=lambda m: m.outer.start)
    starts = [m.outer.start for m in pairs_by_start]
    lost = sorted(o.start for o, _ in unclosed if o.family not in ("single", "apostrophe"))
    for opening, _depth in unclosed:
        if opening.family in ("single", "apostrophe"):
            continue
        end = paragraph.end
        at = bisect_right(lost, opening.start)
        if at < len(lost):
            end = lost[at]
        nested = bisect_right(starts, opening.start)
        if nested < len(starts) and starts[nested] < end:
            inner = pairs_by_start[nested]
            if text[max(inner.inner.start, inner.inner.end - 1) : inner.inner.end] in ".?!…" and len(inner.inner) > 20:
                end = inner.inner.end
            else:
                cut = max(text.rfind(stop, opening.end, inner.outer.start) for stop in (". ", "? ", "! "))
                end = cut + 1 if cut > opening.end else min(end, paragraph.end)
        stretch = text[opening.end : end].rstrip()
        if stretch:
            out.append(
                Marked(
                    inner=Span(opening.end, opening.end + len(stretch)),
                    outer=Span(opening.start, opening.end + len(stretch)),
                    depth=0,
                    family=opening.family,
                    closed=False,
                )
            )
    return out


def _read_marks(text: str, paragraph: Span) -> list[tuple[int, int, str, bool]]:
    """Each mark with its place, its family, and whether it opens; apostrophes are left out."""
    begin, stop = paragraph.start, paragraph.end
    raw = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, begin, stop)]
    if "<" in text[begin:stop]:
        # Attributes of a tag left in the text are not quotations.
        tags = [m.span() for m in _TAG.finditer(text, begin, stop)]
        ends = [b for _, b in tags]
        at = [bisect_right(ends, r[0]) for r in raw]
        raw = [r for r, i in zip(raw, at, strict=True) if i == len(tags) or r[0] < tags[i][0]]
    last_single = {"single": -1, "apostrophe": -1}
    for start, end, glyph in raw:
        if _FAMILY[glyph] in last_single and _closes_single(text, start, end, stop, glyph):
            last_single[_FAMILY[glyph]] = start
    low = any(g == "„" for _, _, g in raw)
    out: list[tuple[int, int, str, bool]] = []
    inside: dict[str, int] = {}
    for start, end, glyph in raw:
        family = _FAMILY[glyph]
        prev = text[start - 1] if start > begin else " "
        after = text[end] if end < stop else " "
        if family in ("single", "apostrophe"):
            opens = _single(text, start, end, glyph, prev, after, inside.get(family, 0), last_single[family], stop)
            if opens is None:
                continue
        elif glyph in "„‟「『‹«":
            opens = not (glyph in "«‹" and inside.get(family) and after.isspace() is not False and prev.strip())
        elif glyph in "」』›»":
            # »German« marks point inwards: a closing shape that follows a space and precedes a word opens.
            opens = glyph in "»›" and not inside.get(family) and not prev.strip() and bool(after.strip())
        elif glyph == "“":
            opens = not (low and inside.get(family))
        elif glyph == "”":
            opens = not inside.get(family) and not prev.strip() and after.isalnum()
        elif glyph == "``":
            opens = True
        elif glyph == "''":
            opens = not inside.get(family) and not prev.strip() and bool(after.strip())
        else:
            opens = _straight(prev, after, any(inside.get(mate) for mate in _MATES))
        inside[family] = inside.get(family, 0) + (1 if opens else -1 if inside.get(family) else 0)
        out.append((start, end, family, opens))
    return out


def _straight(prev: str, after: str, inside: bool) -> bool:
    """Whether a straight double mark opens."""
    left_open = not prev.strip() or prev in "([{—–-/“‘«>*_"
    right_open = bool(after.strip()) and after not in ".,;:!?)]}—–"
    if left_open and right_open:
        return not (inside and not prev.strip() and not after.isalnum() and after not in "'‘[(…$£€")
    if left_open != right_open:
        return (
            left_open and not inside if not right_open else (not inside and not prev.isalnum() and prev not in ".,?!")
        )
    return not inside


def _closes_single(text: str, start: int, end: int, stop: int, glyph: str) -> bool:
    if glyph in "‘‚":
        return False
    prev = text[start - 1] if start else " "
    after = text[end] if end < stop else " "
    return bool(prev.strip()) and not after.isalnum()


def _single(
    text: str, start: int, end: int, glyph: str, prev: str, after: str, inside: int, last_close: int, stop: int
) -> bool | None:
    """Whether a single mark opens (True), closes (False), or is an apostrophe (None)."""
    if _CLIPPED.match(text, start) and not (glyph == "‘" and last_close > start):
        return None
    may_open = glyph != "’" and (not prev.strip() or prev in '([{—–-“"«`>*_') and bool(after.strip())
    if may_open and glyph == "‘":
        return True if last_close > start else None
    if may_open and after.isalnum():
        return True if last_close > start and not inside else None
    if prev.strip() and not after.isalnum() and inside and glyph not in "‘‚":
        # "the workers’ rights": a plural possessive, when another mark further on can close.
        possessive = prev in "sS" and after == " " and text[end + 1 : end + 2].islower() and last_close > start
        return None if possessive else False
    return None
