"""From edits to a verdict: a table that a journalist can read.

    no difference                                   verbatim
    only marked gaps inside one turn, and brackets  edited
    any other difference                            altered, with the changes that can turn the sense

A change is critical when, contractions undone and moved words set off against each other, a word of one of the classes
below is left over on one side, or when two words have changed places ("more answers than questions"). Articles, agreement,
contractions and other wording leave the list empty; where words of sense of their own are other ones, nobody says that the
sense was kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from sayso.model import CriticalChange
from sayso.model.types import Verdict
from sayso.verification.edits import Change
from sayso.verification.numerals import is_number, unify
from sayso.verification.speakers import names_alike
from sayso.verification.words import (
    BOUNDS,
    CONDITIONS,
    DATES,
    HEDGES,
    HONORIFICS,
    KNOWING,
    MINOR,
    MODALS,
    NEGATIONS,
    OFFICES,
    QUANTIFIERS,
    RANKS,
    TENSES,
    THINKING,
    UNITS,
    are_degrees,
    are_forms,
    are_opposites,
    expand,
    is_past_of,
    word_set,
)

__all__ = ["Judgement", "judge", "plainly"]


class Judgement(NamedTuple):
    """A verdict with the critical changes and the reason in plain words."""

    verdict: Verdict
    critical: tuple[CriticalChange, ...]
    why: str


class _Left(NamedTuple):
    """What a change leaves over on both sides once equal words are set off: words, and which look like names."""

    quoted: list[tuple[str, bool]]
    found: list[tuple[str, bool]]
    change: Change


def judge(changes: Sequence[Change]) -> Judgement:
    """The verdict on words that stand in one place: `judge(()).verdict == "verbatim"`."""
    if not changes:
        return Judgement("verbatim", (), "the same words")
    unmarked = [c for c in changes if c.kind not in ("ellipsis", "bracket")]
    if not unmarked:
        kinds = {c.kind for c in changes}
        what = " and ".join(
            name for kind, name in (("ellipsis", "a marked gap"), ("bracket", "words in brackets")) if kind in kinds
        )
        return Judgement("edited", (), f"the same words, with {what}")
    lefts = _leftovers(unmarked)
    critical = [found for left in lefts if (found := _classify(left))] + _exchanges(unmarked)
    if critical:
        return Judgement("altered", tuple(critical), "; ".join(plainly(c.quoted, c.found) for c in critical[:3]))
    first = unmarked[0]
    more = f" (and {len(unmarked) - 1} more)" if len(unmarked) > 1 else ""
    kept = ", sense kept" if all(map(_is_minor, lefts)) else ""
    return Judgement("altered", (), f"wording differs{kept}: {plainly(first.edit.quoted, first.edit.found)}{more}")


def plainly(quoted: str, found: str) -> str:
    """One difference in plain words: `plainly("will", "may") == "the source has “may”, the document “will”"`."""
    if not quoted:
        return f"the source has “{_short(found)}”, the document leaves it out"
    if not found:
        return f"the document adds “{_short(quoted)}”"
    return f"the source has “{_short(found)}”, the document “{_short(quoted)}”"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else words[:77] + "…"


def _leftovers(changes: Sequence[Change]) -> list[_Left]:
    """The changes with equal words set off inside each, then between neighbours at most two words apart."""
    lefts = []
    for change in changes:
        quoted = [(w, n) for word, n in zip(change.quoted, change.quoted_names, strict=True) for w in expand(word)]
        found = [(w, n) for word, n in zip(change.found, change.found_names, strict=True) for w in expand(word)]
        common = Counter(w for w, _ in quoted) & Counter(w for w, _ in found)
        lefts.append(_Left(_without(quoted, common), _without(found, common), change))
    for one, other in pairwise(lefts):
        gap = max(other.change.q[0] - one.change.q[1], other.change.s[0] - one.change.s[1])
        if gap <= 2:
            _set_off(one.quoted, other.found, gap)
            _set_off(other.quoted, one.found, gap)
    return lefts


def _is_minor(left: _Left) -> bool:
    """Whether nothing but small words and other forms of the same words are left over."""
    quoted, found = _words(left)
    return all(w in MINOR or any(are_forms(w, o) for o in found) for w in quoted) and all(
        w in MINOR or any(are_forms(w, o) for o in quoted) for w in found
    )


def _exchanges(changes: Sequence[Change]) -> list[CriticalChange]:
    """Two words that changed places, which no "and" stands between: "the keepers pay the fishers", and the other way round."""
    out: list[CriticalChange] = []
    for one, other in combinations(
        [c for c in changes if c.kind == "replace" and len(c.quoted) == len(c.found) == 1], 2
    ):
        crossed = [w.lower() for w in one.quoted + one.found] == [w.lower() for w in other.found + other.quoted]
        if not crossed or other.q[0] == one.q[1] or {one.after, other.before} & _JOINING:
            continue
        if not any(one.quoted_names + one.found_names) and not MINOR & {w.lower() for w in one.quoted + one.found}:
            out += [CriticalChange(kind="exchange", quoted=c.edit.quoted, found=c.edit.found) for c in (one, other)]
    return out


_JOINING = word_set("and or nor but")


def _set_off(quoted: list[tuple[str, bool]], found: list[tuple[str, bool]], gap: int) -> None:
    """Take out of both what merely moved; a number or name that moved changes the sense, as does a far negation."""
    for word, named in list(quoted):
        heavy = named or is_number(word) or (gap > 1 and word in NEGATIONS)
        twin = next((f for f in found if f[0] == word), None)
        if twin and not heavy and not twin[1]:
            quoted.remove((word, named))
            found.remove(twin)


def _without(words: list[tuple[str, bool]], common: Counter[str]) -> list[tuple[str, bool]]:
    left = Counter(common)
    out = []
    for word, named in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            out.append((word, named))
    return out


def _classify(left: _Left) -> CriticalChange | None:
    """The first class of the table that the change belongs to, if any."""
    for kind, test in _TABLE:
        if test(left):
            return CriticalChange(kind=kind, quoted=left.change.edit.quoted, found=left.change.edit.found)
    return None


def _words(left: _Left) -> tuple[list[str], list[str]]:
    return [w for w, _ in left.quoted], [w for w, _ in left.found]


def _holds(table: frozenset[str]) -> Callable[[_Left], bool]:
    def test(left: _Left) -> bool:
        quoted, found = _words(left)
        return any(w in table for w in quoted + found)

    return test


def _numbers(left: _Left) -> bool:
    quoted, found = _words(left)
    mine = Counter(w for w in unify(quoted) if is_number(w))
    theirs = Counter(w for w in unify(found) if is_number(w))
    if mine == theirs:
        return False
    # "one" for an article, or added before a noun, counts nothing; nor does "first" as an opening.
    loose = Counter(w for w in (mine - theirs) + (theirs - mine) if w not in ("1", "1th"))
    if loose:
        return True
    others = set(quoted) | set(found)
    return not others & {"a", "an", "the", "this", "that", "it"} and any(map(is_number, quoted)) and any(map(is_number, found))  # fmt: skip


def _quantifiers(left: _Left) -> bool:
    """A quantifier on one side, or a bound: "up to", "at least", "over 50"; or another degree of a quality."""
    quoted, found = _words(left)
    if _holds(QUANTIFIERS)(left) or any(w[:2] == ["up", "to"] for w in (quoted, found)):
        return True
    if is_number(left.change.after) and any(len(w) == 1 and w[0] in BOUNDS for w in (quoted, found)):
        return True
    return any(are_degrees(a, b) for a in quoted for b in found)


def _units(left: _Left) -> bool:
    quoted, found = _words(left)
    mine, theirs = {w for w in quoted if w in UNITS}, {w for w in found if w in UNITS}
    if {w.rstrip("s") for w in mine} == {w.rstrip("s") for w in theirs}:
        return False
    return bool(mine and theirs) or "percent" in mine | theirs


def _modals(left: _Left) -> bool:
    quoted, found = _words(left)
    mine, theirs = {w for w in quoted if w in MODALS}, {w for w in found if w in MODALS}
    if mine == theirs:
        return False
    clipped = any(w.replace("’", "'").lower().endswith("'d") for w in (*left.change.quoted, *left.change.found))
    return not (clipped and (mine | theirs) == {"would"} and "had" in quoted + found)


def _hedges(left: _Left) -> bool:
    """A hedge on one side alone: "allegedly", "perhaps", "I think" (and "I think" for "I know")."""
    mine, theirs = _words(left)
    first = {*mine[:1], *theirs[:1]}
    if left.change.before in ("i", "we") and first & THINKING and first & KNOWING:
        return True
    return any(
        any(w in HEDGES for w in words) or any(a in ("i", "we") and b in THINKING for a, b in pairwise(words))
        for words in _words(left)
    )


def _opposites(left: _Left) -> bool:
    quoted, found = _words(left)
    return any(are_opposites(a, b) for a in quoted for b in found)


def _tenses(left: _Left) -> bool:
    """Another tense of a verb; a word may be one only after who does it: "we need", "we needed"."""
    quoted, found = _words(left)
    if any(frozenset((a, b)) in TENSES for a in quoted for b in found):
        return True
    verbs = left.change.before in _SUBJECTS and len(quoted) == len(found) == 1
    return verbs and (is_past_of(quoted[0], found[0]) or is_past_of(found[0], quoted[0]))


_SUBJECTS = word_set("i you he she it we they who")


def _offices(left: _Left) -> bool:
    """Another office, or another rank of it; "Mr." for one, or an office left out, is the same person."""
    quoted, found = _words(left)
    mine, theirs = {OFFICES[w] for w in quoted if w in OFFICES}, {OFFICES[w] for w in found if w in OFFICES}
    if mine and theirs and not mine & theirs:
        return True
    return any(w in RANKS for w in quoted + found) and left.change.after in OFFICES


def _names(left: _Left) -> bool:
    if _offices(left):
        return True
    mine = [w for w, named in left.quoted if named and w not in HONORIFICS]
    theirs = [w for w, named in left.found if named and w not in HONORIFICS]
    return any(not any(names_alike(a, b) for b, _ in left.found) for a in mine) or any(
        not any(names_alike(a, b) for b, _ in left.quoted) for a in theirs
    )


_TABLE: tuple[tuple[str, Callable[[_Left], bool]], ...] = (
    ("negation", _holds(NEGATIONS)),
    ("number", _numbers),
    ("date", _holds(DATES)),
    ("unit", _units),
    ("antonym", _opposites),
    ("modal", _modals),
    ("modal", _hedges),
    ("condition", _holds(CONDITIONS)),
    ("quantifier", _quantifiers),
    ("name", _names),
    ("tense", _tenses),
)
