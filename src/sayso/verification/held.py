"""A place of the library read closely: its document, its speaker, who holds the words, and every difference.

Everything that needs a source's text happens here; what comes before works on word keys alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.model import Document, Match, Span, Speaker, Turn
from sayso.model.types import Holder
from sayso.text.marks import may_be_marked, pair_marks
from sayso.verification.align import Op, align
from sayso.verification.certain import certain_differences
from sayso.verification.edits import Change, Comparison, Source, compare
from sayso.verification.ends import read_ends
from sayso.verification.halves import join_halves
from sayso.verification.laying import COST, Located
from sayso.verification.noise import LINK, noise_spans
from sayso.verification.passages import Spot
from sayso.verification.ports import Entry, Mouth, Shelf
from sayso.verification.query import Query
from sayso.verification.speakers import named_in, resolve_label, same_person, speaker_of_title
from sayso.verification.words import expand, word_set

__all__ = ["Held", "Reader", "asks", "is_later"]

AROUND = 60
# A skip without a mark longer than this joins two places; a shorter one drops words.
DROPPED = 12
# Words on either side of a place that are read again where a link stands among them: an address may have so many. They
# have fewer characters than this.
BESIDE, FAR = 120, 3000
# Fewer words than this anybody may say to anybody.
PARTICULAR = 7
# Labels of those who ask: nobody's names, but not those of whoever answers.
ASKING = frozenset(["Q", "QUESTION", "REPORTER"])
# What others may say in between without making two turns of one: "AUDIENCE: Four more years!"
INTERJECTED = 25


_GENERAL = word_set(
    """ministry minister department office republic government national secretary press service state states director
    deputy chief head council committee agency house president vice chair general public affairs united federal with from
    official member spokesperson spokesman spokeswoman news daily times"""
)


class Held(NamedTuple):
    """A place as evidence. `person` says whether its speaker can be the claimed one (`None`: cannot be told).

    The document may be without its layout. `quoted` says whether they stand inside marks there; `joints` are the words of the quotation at which it jumps to another place of this document.
    """

    located: Located
    document: Document
    source: Source
    comparison: Comparison
    span: Span
    mouth: Speaker | None
    turn: Turn | None
    person: bool | None
    quoted: bool
    holder: Holder
    joints: tuple[int, ...]

    @property
    def unmarked(self) -> list[Change]:
        """The differences that no mark owns up to."""
        return [c for c in self.comparison.changes if c.kind not in ("ellipsis", "bracket")]

    @property
    def faithful(self) -> bool:
        """Whether the words are the same, marked changes inside one turn aside."""
        return _is_faithful(self.comparison.changes, self.joints)

    @property
    def differing(self) -> int:
        """How many words differ without a mark."""
        return sum(max(len(c.quoted), len(c.found)) for c in self.unmarked)

    @property
    def reworded(self) -> int:
        """How many words differ without a mark, where a contraction is the words that it draws together."""
        return sum(_reworded(c) for c in self.unmarked)

    @property
    def unmarked_beside_joints(self) -> list[Change]:
        """The unmarked differences that are not themselves the long skips at the joints."""
        return [c for c in self.unmarked if c.q[0] not in self.joints]

    def match(self, ops: Sequence[Op] | None = None) -> Match:
        """This place (or the part of it that `ops` reach) as the contract gives it."""
        span, turn, changes = self.span, self.turn, self.comparison.changes
        if ops is not None:
            reached = [op.s for op in ops if op.op in "=s"]
            span = self.source.span(min(reached), max(reached) + 1)
            turn = _turn_at(self.document.turns, span.start)
            low, high = ops[0].q, ops[-1].q + 1
            inside = [c for c in changes if low <= c.q[0] and c.q[1] <= high]
            changes = tuple(c for c in inside if c.edit.found_span is None or span.covers(c.edit.found_span))
        text = self.document.text
        return Match(
            document=self.document.id,
            span=span,
            raw=self.document.raw.span_to_raw(span) if self.document.raw is not None else None,
            exact=span.of(text),
            prefix=text[max(0, span.start - AROUND) : span.start],
            suffix=text[span.end : span.end + AROUND],
            turn=turn.speaker if turn else self.mouth.name if self.mouth else None,
            date=self.document.origin.published,
            holder=self.holder,
            edits=tuple(c.edit for c in changes),
            transforms=self.comparison.transforms,
            bits=round(self.located.bits, 1),
        )


def _reworded(change: Change) -> int:
    if not (change.quoted and change.found):
        return len(change.quoted) or len(change.found)
    mine, theirs = (Counter(part for word in words for part in expand(word)) for words in (change.quoted, change.found))
    return min(max(len(change.quoted), len(change.found)), max((mine - theirs).total(), (theirs - mine).total()))


def _is_faithful(changes: Sequence[Change], joints: Sequence[int]) -> bool:
    return not joints and all(c.kind in ("ellipsis", "bracket") for c in changes)


class Reader:
    """Reads places of one library, for one checked document."""

    def __init__(self, library: Shelf, mouth: Mouth, today: str | None) -> None:
        self._library = library
        self._mouth = mouth
        self._today = today
        self._documents: dict[str, Document] = {}

    def document(self, entry: Entry) -> Document:
        """A source as it was read, kept for the next place in it."""
        held = self._documents.get(entry.id)
        if held is None:
            if len(self._documents) >= 64:
                self._documents.pop(next(iter(self._documents)))
            held = self._documents[entry.id] = self._library.document(entry.id)
        return held

    def read(
        self, query: Query, located: Located, entry: Entry, claimed: Speaker | None, *, faithful: bool = False
    ) -> Held | None:
        """Read one place closely; `None` when the stored text no longer fits the index, or is to be `faithful` and is not."""
        if faithful and located.steps is not None and certain_differences(query, located.steps):
            return None
        document = self._library.page(entry.id)
        source = self._around(located, document)
        if located.cost and source.ends and _beside_link(located, source):
            located = self._past_links(query, located, document)
            source = self._around(located, document)
        if not source.ends or source.ends[-1] > len(document.text):
            return None
        located = join_halves(query, located, source)
        if located.cost:
            again = read_ends(query, located, source, self._library.index)
            if again is not located:
                located, source = again, self._around(again, document)
        ops = located.ops
        comparison = compare(query, ops, source)
        span = source.span(located.first, located.last + 1)
        joints = _joints(query, ops, comparison.changes, source, document)
        if faithful and not _is_faithful(comparison.changes, joints):
            return None
        return self._place(located, document, source, comparison, span, joints, claimed)

    def _around(self, located: Located, document: Document) -> Source:
        """The words of a source from a little before a place to a little after it."""
        low = located.first if located.steps is None else min(located.first, min(op.s for op in located.ops))
        low = max(0, low - 2)
        return Source(document.text, low, *self._library.index.window(located.document, low, located.last + 3))

    def _past_links(self, query: Query, located: Located, document: Document) -> Located:
        """The same place laid anew without the addresses of links, whose words are none of the text, where that is better.

        "[two words](https://example.org/a/long/address) more": the address is longer than what stands before it.
        """
        first, last = max(0, located.first - BESIDE), located.last + BESIDE
        starts, ends = self._library.index.window(located.document, first, last)
        text = document.text[starts[0] : ends[-1]] if ends else ""
        if "](" not in text:
            return located
        links = [(starts[0] + n.start, starts[0] + n.end) for n in noise_spans(text) if n.name == LINK]
        at = np.flatnonzero([not any(a <= s < b for a, b in links) for s in starts])
        keys = self._library.index.keys(located.document, first, last)
        ops = align(query, 0, len(query.words), keys[at], 0, open_start=True, open_end=True)
        equal, cost = sum(op.op == "=" for op in ops), sum(COST[op.op] for op in ops)
        if equal < located.equal or cost >= located.cost:
            return located
        laid = _with_passed([op._replace(s=first + int(at[min(op.s, len(at) - 1)])) for op in ops])
        reached = [op.s for op in laid if op.op in "=s"]
        return located._replace(steps=tuple(laid), equal=equal, first=min(reached), last=max(reached), origin=0)

    def passage(self, spot: Spot, entry: Entry, span: Span, bits: float, claimed: Speaker | None) -> Held:
        """A passage found by its content as a place: nothing of it is compared word by word."""
        document = self.document(entry)
        located = Located(spot.document, (), 0.0, 0, spot.first, spot.last - 1, bits)
        source = Source(document.text, spot.first, (), ())
        return self._place(located, document, source, Comparison((), ()), span, (), claimed)

    def _place(
        self,
        located: Located,
        document: Document,
        source: Source,
        comparison: Comparison,
        span: Span,
        joints: tuple[int, ...],
        claimed: Speaker | None,
    ) -> Held:
        turn = _turn_at(document.turns, span.start)
        quoted = _in_marks(document.text, span)
        mouth = Speaker(name=turn.speaker, as_written=turn.speaker, role=turn.role) if turn and not quoted else None
        if turn is None and not quoted:
            mouth = speaker_of_title(document)
        held = Held(located, document, source, comparison, span, None, turn, None, quoted, "unknown", joints)
        return self._heard(held, mouth, claimed, certain=turn is not None)

    def listen(self, held: Held, claimed: Speaker | None) -> Held:
        """The same place with whoever the source itself gives the words to: its turn, its own attribution, its author.

        Reading a whole source for this is slow, so it is asked only where the answer is shown or could accuse.
        """
        mouth = self._mouth(self._library.document(held.document.id), held.span)
        if mouth is None:
            return held
        if held.mouth is not None and held.turn is None and not same_person(held.mouth, mouth):
            return held  # the page's own heading names another: neither is certain
        return self._heard(held, mouth, claimed, certain=True)

    def _heard(self, held: Held, mouth: Speaker | None, claimed: Speaker | None, *, certain: bool) -> Held:
        mouth = resolve_label(mouth, held.document) if mouth else None
        person = same_person(claimed, mouth) if claimed and mouth else None
        if person is None and claimed and self._asked(held, claimed):
            person = False
        elif person is False and claimed:
            before = held.document.text[max(0, held.span.start - 200) : held.span.start]
            if not certain or held.quoted or named_in(claimed, before):
                person = None
        holder = self._holder(held.document, held.turn, mouth, claimed, held.quoted)
        return held._replace(mouth=mouth, person=person, holder=holder)

    def _asked(self, held: Held, claimed: Speaker) -> bool:
        """Whether somebody asks here, in the transcript, whom the claimed speaker answers under a label of their own.

        Only in the paragraph that the label opens: further down an answer may stand whose own label is missing.
        """
        turn, text = held.turn, held.document.text
        if turn is None or held.quoted or held.located.equal < PARTICULAR or not asks(turn):
            return False
        before = text[turn.span.start : held.span.start]
        if "\n\n" in before or named_in(claimed, before):
            return False
        labels = {t.speaker: t for t in held.document.turns}
        if any(_label(t) == claimed.name.casefold() for t in labels.values()):
            return True  # "a senior administration official", of a call that names nobody
        own = (resolve_label(Speaker(name=n, as_written=n, role=t.role), held.document) for n, t in labels.items())
        return any(same_person(claimed, s) for s in own)

    def _holder(
        self, document: Document, turn: Turn | None, mouth: Speaker | None, claimed: Speaker | None, quoted: bool
    ) -> Holder:
        if is_later(document.origin.published, self._today):
            return "later"
        if quoted:
            return "primary" if any(_own_release(document, s) for s in (mouth, claimed) if s) else "quoter"
        if turn is not None:
            return "primary"
        own = f"{document.origin.title or ''} {document.origin.author or ''}"
        return "primary" if mouth is not None and named_in(mouth, own) else "unknown"


def _beside_link(located: Located, source: Source) -> bool:
    """Whether a link stands where its address may have kept words of the quotation apart: among them, or beyond an end that
    the place does not hold."""
    text, ops = source.text, located.ops
    low, high = source.starts[0], source.ends[-1]
    return (
        "](" in text[low:high]
        or (ops[0].op != "=" and "](" in text[max(0, low - FAR) : low])
        or (ops[-1].op != "=" and "](" in text[high : high + FAR])
    )


def _with_passed(ops: Sequence[Op]) -> list[Op]:
    """The steps with one for each word of the source that they pass over."""
    out: list[Op] = []
    for op in ops:
        if out:
            out += [Op("i", op.q, s) for s in range(out[-1].s + (out[-1].op != "d"), op.s)]
        out.append(op)
    return out


def _own_release(document: Document, speaker: Speaker) -> bool:
    """Whether a page that quotes a speaker is issued by the speaker's own office: the ministry's release, the minister."""
    issued = f"{document.origin.publisher or ''} {document.origin.author or ''}"
    holds = f"{speaker.role or ''} {speaker.organisation or ''}"
    return bool(_particular(issued) & _particular(holds)) or named_in(speaker, issued)


def _particular(words: str) -> set[str]:
    return {w for w in re.findall(r"[^\W\d_]{4,}", words.casefold()) if w not in _GENERAL}


def is_later(date: str | None, than: str | None) -> bool:
    """Whether an EDTF date is certainly after another, as far as both are precise."""
    if not date or not than:
        return False
    one, other = date.split("/")[0].rstrip("?~%"), than.split("/")[-1].rstrip("?~%") or "9999"
    length = min(len(one), len(other), 10)
    return one[:length] > other[:length] and one[:4].isdigit() and other[:4].isdigit()


def _turn_at(turns: Sequence[Turn], offset: int) -> Turn | None:
    at = bisect_right(turns, offset, key=lambda t: t.span.start) - 1
    return turns[at] if at >= 0 and offset < turns[at].span.end else None


def _in_marks(text: str, span: Span) -> bool:
    """Whether the words stand inside quotation marks in the source itself."""
    start = text.rfind("\n\n", max(0, span.start - 3000), span.start)
    start = start + 2 if start >= 0 else max(0, span.start - 3000)
    end = text.find("\n\n", span.end, span.end + 3000)
    end = end if end >= 0 else min(len(text), span.end + 3000)
    if not may_be_marked(text[start : span.start], text[span.end : end]):
        return False
    marked = pair_marks(text, [Span(start, end)])
    return any(m.inner.covers(span) and (m.closed or m.continues) for m in marked)


def _joints(
    query: Query, ops: Sequence[Op], changes: Sequence[Change], source: Source, document: Document
) -> tuple[int, ...]:
    """Where the quotation jumps: a long skip without a mark, or any skip or step into another speaker's turn."""
    joints: list[int] = []
    for change in changes:
        skipped = len(change.found)
        if change.kind == "delete" and skipped > DROPPED:
            joints.append(change.q[0])
        elif change.kind == "ellipsis" and change.edit.found_span is not None:
            before, after = change.s[0] - 1, change.s[1]
            if before >= source.first and _crosses(document, source, before, after):
                joints.append(change.q[0])
    last: Op | None = None
    for op in ops:
        if op.op != "=":
            continue
        # Whatever stands between them in the source: nothing, a label, words left out without a mark.
        if last is not None and op.q == last.q + 1 and document.turns and _crosses(document, source, last.s, op.s):
            joints.append(op.q)
        last = op
    size = len(query.words)
    return tuple(sorted({j for j in joints if 3 <= j <= size - 3}))


def _crosses(document: Document, source: Source, before: int, after: int) -> bool:
    """Whether two words of a source stand in turns of different speakers, or with much of others' speech between."""
    one = _turn_at(document.turns, source.starts[before - source.first])
    other = _turn_at(document.turns, source.starts[after - source.first])
    if one is None or other is None or one == other:
        return False
    if _label(one) != _label(other):
        return True
    between = [
        t for t in document.turns if one.span.end <= t.span.start < other.span.start and _label(t) != _label(one)
    ]
    return sum(len(t.span.of(document.text).split()) for t in between) > INTERJECTED


def asks(turn: Turn) -> bool:
    """Whether a turn is of somebody who asks, whom the transcript does not name."""
    return turn.speaker.strip(" :*_").upper() in ASKING


def _label(turn: Turn) -> str:
    return turn.speaker.strip(" :*_").casefold()
