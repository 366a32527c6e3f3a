"""From an alignment to edits as an editor would mark them: original characters of both texts, each difference once.

What is no difference at all (spelling by table, numbers in words, stage directions, repairs of speech) is taken out here
and listed by name as a transform. Applying the edits and the listed noise to one side gives the other.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from sayso.model import Edit, Span
from sayso.text.dates import month_of
from sayso.text.folding import fold_word
from sayso.verification.align import Op
from sayso.verification.brackets import give_back, is_bracket, reach
from sayso.verification.capitals import looks_named
from sayso.verification.noise import CROWD, is_filler, is_repair, noise_spans, speech_tags
from sayso.verification.numerals import is_number, number_value, unify
from sayso.verification.query import Query
from sayso.verification.signs import bare_sum, cardinal, is_day, symbols

__all__ = ["Change", "Source", "compare", "reads_same"]

EditKind = Literal["replace", "insert", "delete", "ellipsis", "bracket"]


class Source(NamedTuple):
    """The words of a stretch of a source: `starts` and `ends` of its tokens in `text`, the first being number `first`."""

    text: str
    first: int
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, a: int, b: int) -> Span:
        """The characters from word `a` to word `b - 1`."""
        return Span(self.starts[a - self.first], self.ends[b - 1 - self.first])

    def word(self, i: int) -> str:
        """Word number `i` as written."""
        return self.text[self.starts[i - self.first] : self.ends[i - self.first]]


class Change(NamedTuple):
    """One difference for the judge: the words of both sides, which of them look like names, and the edit to show.

    `q` and `s` are the half-open word ranges in the quotation and in the source; `before` and `after` the quotation's words
    on either side, in lower case, where there are any.
    """

    kind: EditKind
    quoted: tuple[str, ...]
    found: tuple[str, ...]
    quoted_names: tuple[bool, ...]
    found_names: tuple[bool, ...]
    q: tuple[int, int]
    s: tuple[int, int]
    edit: Edit
    before: str = ""
    after: str = ""


class Comparison(NamedTuple):
    """All differences in order, and the names of what was passed over as no difference."""

    changes: tuple[Change, ...]
    transforms: tuple[str, ...]


def compare(query: Query, ops: Sequence[Op], source: Source) -> Comparison:
    """Read an alignment: `compare(query, located.ops, source).changes` is empty for words that are the same."""
    reached = [op.s for op in ops if op.op in "=s"]
    if not reached:
        return Comparison((), ())
    reader = _Reader(query, source, ops, min(reached), max(reached) + 1)
    unlike = _unlike(query, ops, source)
    bracketed = any(word.bracket for word in query.words)
    groups = _groups(query, ops, source, unlike, bracketed=bracketed)
    if bracketed:
        give_back(groups, query, reader.same)
    for group in groups:
        reader.read(group)
    reader.marks(ops)
    transforms = dict.fromkeys([*query.noise, *reader.transforms, *_foldings(query, unlike.values(), source)])
    return Comparison(tuple(sorted(reader.changes, key=lambda c: (c.q, c.s))), tuple(transforms))


# Ways of writing, unlike sounds and repairs of speech, which are words.
_WRITTEN = ("compound spelling", "numbers and symbols in words")


def reads_same(query: Query, qa: int, qb: int, source: Source, sa: int, sb: int) -> bool:
    """Whether words `qa` to `qb - 1` of a quotation say the same as words `sa` to `sb - 1` of a source, in other words or signs."""
    reader = _Reader(query, source, (), source.first, source.first + len(source.starts))
    return reader.same(qa, qb, sa, sb) in _WRITTEN


def _noise_words(source: Source, low: int, high: int, held: Container[int]) -> dict[int, str]:
    """The source words that are noise, with the name of it; what the audience calls is none where a word of it is `held`."""
    a, b = source.starts[low - source.first], source.ends[high - 1 - source.first]
    base = max(0, source.text.rfind("\n", 0, a) + 1 if a - source.text.rfind("\n", 0, a) < 200 else a - 200)
    out: dict[int, str] = {}
    at = low
    around = source.text[base : b + 40]
    for noise in sorted(noise_spans(around) + speech_tags(around)):
        while at < high and source.starts[at - source.first] < base + noise.start:
            at += 1
        end = at
        while end < high and source.starts[end - source.first] < base + noise.end:
            end += 1
        if noise.name != CROWD or not any(i in held for i in range(at, end)):
            out |= {i: noise.name for i in range(at, end) if i not in out}
    return out


def _unlike(query: Query, ops: Sequence[Op], source: Source) -> dict[int, Op]:
    """The steps, by the quotation's words, whose words are the same but not written alike."""
    text, words = query.text, query.words
    found, starts, ends, first = source.text, source.starts, source.ends, source.first
    return {
        q: op
        for op in ops
        if op.op == "="
        and text[words[q := op.q].start : words[q].end] != found[starts[op.s - first] : ends[op.s - first]]
    }


def _groups(
    query: Query, ops: Sequence[Op], source: Source, unlike: Mapping[int, Op], *, bracketed: bool
) -> list[list[Op]]:
    """Neighbouring steps that are no equality, each list of one kind: plain, bracket, or skip at a mark."""
    groups: list[list[Op]] = []
    kind = ""
    for op in ops:
        if op.op == "=" and not bracketed and op.q not in unlike:
            kind = ""
            continue
        now = _kind(query, op, source, unlike)
        if now == "bracket" or (op.op == "i" and kind == "bracket"):
            now = "bracket"
        if op.op == "i" and now == "plain" and _before_bracket(query, op):
            now = "bracket"
        if now == "":
            kind = ""
            continue
        if now != kind:
            groups.append([])
            kind = now
        groups[-1].append(op)
    return groups


def _before_bracket(query: Query, op: Op) -> bool:
    return op.q < len(query.words) and query.words[op.q].bracket


def _kind(query: Query, op: Op, source: Source, unlike: Mapping[int, Op]) -> str:
    if op.op == "e":
        return "skip"
    if op.op in "=sd" and query.words[op.q].bracket:
        return "bracket"
    if op.op == "=":
        if op.q not in unlike:
            return ""
        word = query.words[op.q]
        mine, theirs = number_value(query.text[word.start : word.end]), number_value(source.word(op.s))
        return "plain" if mine is not None and theirs is not None and mine != theirs else ""
    return "plain"


class _Reader:
    """Turns groups of steps into changes, leaving out what is no difference."""

    def __init__(self, query: Query, source: Source, ops: Sequence[Op], low: int, high: int) -> None:
        self.query = query
        self._ops = ops
        self.source = source
        self.changes: list[Change] = []
        self.transforms: dict[str, None] = {}
        self.low, self.high = low, high

    @cached_property
    def stage(self) -> dict[int, str]:
        """The source words that are noise, with the name of it."""
        held = {op.s for op in self._ops if op.op == "="}
        return _noise_words(self.source, self.low, self.high, held)

    @cached_property
    def _source_words(self) -> list[str]:
        return [self.source.word(i) for i in range(self.low, self.high)]

    @cached_property
    def _source_between(self) -> list[str]:
        text, starts, ends, first = self.source.text, self.source.starts, self.source.ends, self.source.first
        return [text[ends[i] : starts[i + 1]] for i in range(self.low - first, self.high - first - 1)]

    @cached_property
    def _query_words(self) -> list[str]:
        return [self.query.text[w.start : w.end] for w in self.query.words]

    @cached_property
    def _query_between(self) -> list[str]:
        text, words = self.query.text, self.query.words
        return [text[words[i].end : words[i + 1].start] for i in range(len(words) - 1)]

    def read(self, group: list[Op]) -> None:
        """Add the change that a group of steps makes, if it makes one."""
        qa, qb, sa, sb = reach(group)
        if group[0].op == "e":
            self._skip(qa, sa, sb)
            return
        if is_bracket(self.query, group):
            self._add("bracket", qa, qb, sa, sb)
            return
        while sa < sb and sa in self.stage:
            self.transforms[self.stage[sa]] = None
            sa += 1
        while sb > sa and sb - 1 in self.stage:
            self.transforms[self.stage[sb - 1]] = None
            sb -= 1
        if qa == qb and sa == sb:
            return
        same = self.same(qa, qb, sa, sb)
        if same:
            self.transforms[same] = None
            return
        self._add("replace" if qa < qb and sa < sb else "insert" if qa < qb else "delete", qa, qb, sa, sb)

    def _skip(self, q: int, sa: int, sb: int) -> None:
        """A skip at a marked gap or at a speech tag; noise alone is no skip."""
        if q in self.query.breaks and self.query.gaps[q] is None and all(i in self.stage for i in range(sa, sb)):
            self.transforms.update(dict.fromkeys(self.stage[i] for i in range(sa, sb)))
            return
        self._add("ellipsis", q, q, sa, sb)

    def same(self, qa: int, qb: int, sa: int, sb: int) -> str | None:
        """The name of the transform that makes two differing stretches the same, if one does."""
        mine, theirs = self._query_words[qa:qb], self._source_words[sa - self.low : sb - self.low]
        if mine and theirs:
            if "".join(map(fold_word, mine)) == "".join(map(fold_word, theirs)) and not any(map(is_number, mine)):
                return "compound spelling"
            if not any(map(is_number, mine)) and [_superless(w) for w in mine] == [_superless(w) for w in theirs]:
                return "footnote mark left out"
        if (
            qa
            and month_of(self._query_words[qa - 1])
            and is_day(mine)
            and list(map(cardinal, mine)) == list(map(cardinal, theirs))
        ):
            return "numbers and symbols in words"
        sums = (symbols(tuple(mine), self._around_query(qa, qb)), symbols(tuple(theirs), self._around_source(sa, sb)))
        if sums[0] == sums[1] or (mine and theirs and self._has_currency(qa, sa) and bare_sum(*sums)):
            return "numbers and symbols in words" if mine or theirs else None
        if not mine or not theirs:
            if all(map(is_filler, mine or theirs)):
                return "sound of hesitation left out"
            if [w.lower() for w in mine or theirs] in (["dollars"], ["dollar"]) and self._has_currency(qa, sa):
                return "numbers and symbols in words"
            if theirs and self._said_before(sa, sb):
                return "number said again"
            if mine and is_repair(self._query_words, self._query_between, qa, qb):
                return "repair of speech"
            if theirs and is_repair(self._source_words, self._source_between, sa - self.low, sb - self.low):
                return "repair of speech"
        return None

    def _said_before(self, a: int, b: int) -> bool:
        """Whether words of the source only give once more the number just before them: "214 sailings — two hundred ..."."""
        values = [w for w in unify(self._source_words[a - self.low : b - self.low]) if w != "and"]
        before = self._source_words[max(0, a - self.low - 4) : a - self.low]
        return len(values) == 1 and is_number(values[0]) and values[0] in unify(before)

    def _has_currency(self, qa: int, sa: int) -> bool:
        q = self.query.words[min(qa, len(self.query.words) - 1)].start
        s = self.source.starts[min(sa, self.high - 1) - self.source.first]
        return "$" in self.query.text[max(0, q - 24) : q + 1] or "$" in self.source.text[max(0, s - 24) : s + 1]

    def _around_query(self, a: int, b: int) -> str:
        """The text from the end of the word before to the start of the word after."""
        words = self.query.words
        start = words[a - 1].end if a else words[0].start
        return self.query.text[start : words[b].start if b < len(words) else words[-1].end]

    def _around_source(self, a: int, b: int) -> str:
        first = self.source.first
        start = self.source.ends[a - 1 - first] if a > self.low else self.source.starts[self.low - first]
        # What stands right behind the last word may be a sign of it: "30%".
        end = self.source.starts[b - first] if b - first < len(self.source.starts) else self.source.ends[-1]
        return self.source.text[start:end]

    def marks(self, ops: Sequence[Op]) -> None:
        """Add the ellipses that skip nothing (unless the source trails off there too), and every "[sic]"."""
        if not any(self.query.gaps) and not self.query.sic:
            return
        at = {op.q: op.s for op in ops if op.op in "=s"}
        skipped = {c.q[0] for c in self.changes if c.kind == "ellipsis"}
        for i, gap in enumerate(self.query.gaps):
            if gap is None or i in skipped:
                continue
            before = at.get(i - 1)
            if before is not None and re.match(r"[^\w]{0,3}(…|\.\s?\.\s?\.|—|--)", self.source.text[self.source.ends[before - self.source.first] :][:12]):  # fmt: skip
                continue
            s = before + 1 if before is not None else at.get(i, self.low)
            edit = Edit(kind="ellipsis", quoted=gap.of(self.query.text), found="", quoted_span=gap)
            self.changes.append(Change("ellipsis", (), (), (), (), (i, i), (s, s), edit))
        for sic in self.query.sic:
            i = next((n for n, w in enumerate(self.query.words) if w.start >= sic.end), len(self.query.words))
            edit = Edit(kind="bracket", quoted=sic.of(self.query.text), found="", quoted_span=sic)
            s = at.get(i, self.high)
            self.changes.append(Change("bracket", (), (), (), (), (i, i), (s, s), edit))

    def _add(self, kind: EditKind, qa: int, qb: int, sa: int, sb: int) -> None:
        text, words = self.query.text, self.query.words
        gap = self.query.gaps[qa] if kind == "ellipsis" else None
        # What the document leaves out has its place before the word that it leads to.
        at = words[qa].start if qa < len(words) else words[-1].end
        mine = gap if gap else Span(words[qa].start, words[qb - 1].end) if qa < qb else Span(at, at)
        theirs = self.source.span(sa, sb) if sa < sb else None
        edit = Edit(
            kind=kind,
            quoted=mine.of(text),
            found=theirs.of(self.source.text) if theirs else "",
            quoted_span=mine,
            found_span=theirs,
        )
        quoted = tuple(self._query_words[qa:qb])
        found = tuple(self.source.word(i) for i in range(sa, sb))
        if kind in ("ellipsis", "bracket"):
            blank = (False,)
            names = blank * len(quoted), blank * len(found)
            self.changes.append(Change(kind, quoted, found, *names, (qa, qb), (sa, sb), edit))
            return
        other, first = self.source.text, self.source.first
        quoted_names = tuple(looks_named(text, words[i].start, words[i].end, other) for i in range(qa, qb))
        found_names = tuple(
            looks_named(other, self.source.starts[i - first], self.source.ends[i - first], text) for i in range(sa, sb)
        )
        beside = [self._query_words[i].lower() if 0 <= i < len(words) else "" for i in (qa - 1, qb)]
        self.changes.append(Change(kind, quoted, found, quoted_names, found_names, (qa, qb), (sa, sb), edit, *beside))


def _superless(word: str) -> str:
    return fold_word(word.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _foldings(query: Query, unlike: Iterable[Op], source: Source) -> list[str]:
    """The foldings under which equal words differ as written."""
    out: dict[str, None] = {}
    for op in unlike:
        word = query.words[op.q]
        if word.bracket:
            continue
        mine, theirs = query.text[word.start : word.end], source.word(op.s)
        if mine.lower() == theirs.lower():
            out["case"] = None
        elif mine.replace("’", "'").lower() == theirs.replace("’", "'").lower():
            out["shape of marks"] = None
        elif _bare(mine) == _bare(theirs):
            out["accents, soft hyphens or points"] = None
        else:
            out["spelling variant"] = None
    return list(out)


def _bare(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum() and c.isascii())
