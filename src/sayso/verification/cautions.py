"""What a reader should know beside the verdict. Nothing here ever changes one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from sayso.model import Caution
from sayso.verification.edits import Change
from sayso.verification.evidence import is_telling
from sayso.verification.held import Held, is_later
from sayso.verification.query import Query
from sayso.verification.questions import question_unmarked
from sayso.verification.words import NEGATIONS, expand, word_set

__all__ = ["all_cautions", "context_cautions", "holder_cautions"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BEFORE = frozenset(["false", "untrue", "wrong", "incorrect", "falsely", "wrongly"]) | NEGATIONS
_AFTER = word_set("""but however unless except if yet although though provided until""")
_CONDITION = re.compile(
    r"\b(?P<word>if|unless|whether|until|lest|provided|assuming|suppose)(?:\s+that)?[\s“\"'‘*_]{1,4}$", re.IGNORECASE
)
_END = re.compile(r"[.!?]\s|\n\s*\n")


# So many places hold only a phrase that anybody may have used.
COMMON = 12


def all_cautions(query: Query, said_on: str | None, places: Sequence[Held]) -> tuple[Caution, ...]:
    """Everything a reader should know of words found in these places, the best of them first."""
    if not places:
        return ()
    best = places[0]
    out = context_cautions(best.document.text, best.span.start, best.span.end, best.comparison.changes)
    out += _condition_before(query, best)
    out += _others_words(best)
    asked = question_unmarked(query, best)
    if asked is not None:
        out.append(Caution(kind="context", source_words=" ".join(asked.split())))
    out += holder_cautions(said_on, places)
    if len(query.words) < 6 or not is_telling(query) or len(places) >= COMMON:
        out.append(Caution(kind="weak", source_words=" ".join(best.span.of(best.document.text).split())[:200]))
    return tuple(out)


def _condition_before(query: Query, held: Held) -> list[Caution]:
    """An "if" right before the words, which the document neither quotes nor says beside them."""
    before, mine = held.document.text[: held.span.start][-40:], query.text[: query.words[0].start][-40:]
    hit = _CONDITION.search(before)
    if hit is None or re.search(rf"\b{hit['word']}\b", mine, re.IGNORECASE):
        return []
    return [Caution(kind="context", source_words=hit["word"])]


def _others_words(held: Held) -> list[Caution]:
    """What somebody else says inside a marked gap: a reporter's question between two answers that the document joins."""
    text, turns = held.document.text, held.document.turns
    if held.turn is None:
        return []
    gaps = [c.edit.found_span for c in held.comparison.changes if c.kind == "ellipsis" and c.edit.found_span]
    others = [t for t in turns if t.speaker != held.turn.speaker and any(gap.overlaps(t.span) for gap in gaps)]
    return [Caution(kind="context", source_words=_cut(f"{t.speaker}: {t.span.of(text)}")) for t in others]


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 300 else words[:297] + "…"


def holder_cautions(said_on: str | None, places: Sequence[Held]) -> tuple[Caution, ...]:
    """Who holds the words, and when: another date than the claimed one, quoters only, later documents only."""
    best, out = places[0], list[Caution]()
    dates = [h.document.origin.published for h in places]
    if said_on and dates[0] and not any(_may_be(said_on, d) for d in dates):
        out.append(Caution(kind="date", source_words=dates[0]))
    holders = {h.holder for h in places}
    if holders == {"later"}:
        out.append(Caution(kind="later", source_words=best.document.origin.published or best.document.id))
    elif holders <= {"quoter", "later"}:
        out.append(Caution(kind="secondary", source_words=best.document.origin.publisher or best.document.id))
    return tuple(out)


def _may_be(said: str, published: str | None) -> bool:
    """Whether a statement of one date can be the one that a source of the other holds (a day either way)."""
    if published is None or len(said) < 10 or len(published) < 10 or "/" in said:
        return published is None or not (is_later(said, published) or is_later(published, said))
    try:
        return abs((datetime.date.fromisoformat(said[:10]) - datetime.date.fromisoformat(published[:10])).days) <= 1
    except ValueError:
        return True


def context_cautions(text: str, start: int, end: int, changes: Sequence[Change]) -> list[Caution]:
    """What stands just outside `text[start:end]`, or in a gap of it, and could turn the sense.

    A negation among the three words before in the same sentence, a "but" or "if" among the two words after, a negation
    in a marked gap or under brackets: `Caution(kind="context", source_words="not")`.
    """
    out: list[Caution] = []
    before = text[max(0, start - 80) : start]
    ends = [m.end() for m in _END.finditer(before)]
    before = before[ends[-1] :] if ends else before
    words = list(_WORD.finditer(before))[-3:]
    if any(set(expand(m.group())) & _BEFORE for m in words):
        out.append(Caution(kind="context", source_words=before[words[0].start() :].strip()))
    after = text[end : end + 60]
    following = list(_WORD.finditer(after))[:2]
    hit = next((m for m in following if m.group().lower() in _AFTER), None)
    if hit is not None and "\n\n" not in after[: hit.start()]:
        reach = _END.search(text, end + hit.end())
        stop = min(reach.start() if reach else len(text), end + hit.end() + 100)
        out.append(Caution(kind="context", source_words=" ".join(text[end + hit.start() : stop].split())))
    for change in changes:
        if change.kind not in ("ellipsis", "bracket"):
            continue
        mine = {x for w in change.quoted for x in expand(w)} & NEGATIONS
        theirs = {x for w in change.found for x in expand(w)} & NEGATIONS
        if mine != theirs:
            out.append(Caution(kind="context", source_words=_cut(change.edit.found or change.edit.quoted)))
    return out
