"""A question of the source that the document sets as a statement: where it is certain a change, where in doubt a caution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.model import CriticalChange
from sayso.verification.held import Held
from sayso.verification.query import Query
from sayso.verification.words import word_set

__all__ = ["question_turned", "question_unmarked"]

_ASKS = word_set("""do does did is are was were am will would can could should shall may might must have has had who whom whose
what when where why how which isn't aren't wasn't don't doesn't didn't won't can't couldn't shouldn't wouldn't""")
# Words that a question may open with before the one that asks, and words that ask behind a comma at its end.
_BEFORE = word_set("""and but so or well now then okay yet oh look yes no""")
_TAGS = word_set("""right okay ok yes no huh eh correct really see""")
_PRONOUNS = word_set("""i you he she it we they there""")
_STOP = re.compile(r"[”’\"')\]]?\.(?!\.|\s?\.)")
# What stands between the last word and its question mark, at most, and the mark.
_BESIDE = 2
_QUESTION = re.compile(r"[”’\"')\]*_]?\?")
# The document's own words beside the marks that say that this was asked: "asked whether “...”", "“...” she wonders".
_SAID = r"(?:said|says|say|saying|answered|replied|told|added|responded)"
_ASKED = re.compile(
    rf"\b(?:(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question(?:s|ed|ing)?)\b(?![^.!?]*\b{_SAID}\b)|whether\b)[^.!?]*$",
    re.IGNORECASE,
)
_ASKS_AFTER = re.compile(r"[^\w\s]{0,3}\s{1,3}(?:[\w.'’-]+\s{1,3}){0,4}(?:asks|asked|wonders|wondered)\b")
_OPENS = re.compile(r"(?:^|[.!?:\n])[^\w.!?]{0,6}$")


def question_turned(query: Query, held: Held) -> CriticalChange | None:
    """The question of the source that the document sets as a statement, if there is one.

    Only where a full stop stands for the question mark and neither the words nor what the document says beside them shows
    that something was asked.
    """
    starts, ends, first, text = held.source.starts, held.source.ends, held.source.first, held.document.text
    if "?" not in text[held.span.start : held.span.end + _BESIDE]:
        return None
    opening: int | None = None
    for op in held.located.ops:
        if op.op != "=":
            continue
        opening = op.q if opening is None else opening
        end = query.words[op.q].end
        asked = _QUESTION.match(text, ends[op.s - first])
        if asked and _STOP.match(query.text, end) and not _shows(query, opening, op.q + 1):
            return CriticalChange(
                kind="question",
                quoted=query.text[query.words[opening].start : end] + ".",
                found=text[starts[op.s - first] : ends[op.s - first]] + "?",
            )
        if re.match(r"[^\w\s]{0,2}[.!?]", query.text[end : end + 3]):
            opening = None
    return None


def question_unmarked(query: Query, held: Held) -> str | None:
    """The question of the source that the document sets whole, ends with a comma or nothing, and may mean as none."""
    text, last = held.document.text, query.words[-1].end
    if not _QUESTION.match(text, held.span.end) or re.match(r"[^\w\s]{0,3}[?.!]", query.text[last : last + 4]):
        return None
    asked, before = held.span.of(text), text[max(0, held.span.start - 12) : held.span.start]
    if not _OPENS.search(before) or re.search(r"[.!?]\s", asked) or _shows(query, 0, len(query.words)):
        return None
    return f"{asked}?"


def _shows(query: Query, first: int, last: int) -> bool:
    """Whether the words, or those that the document puts beside them, show that something is asked."""
    text = query.text
    words = [text[w.start : w.end].replace("’", "'").lower() for w in query.words[first:last]]
    if _asks(words, [text[a.end : b.start] for a, b in pairwise(query.words[first:last])]):
        return True
    start, end = query.words[0].start, query.words[-1].end
    return bool(_ASKED.search(text[max(0, start - 120) : start]) or _ASKS_AFTER.match(text, end))


def _asks(words: Sequence[str], between: Sequence[str]) -> bool:
    """Whether words are in the order of a question: "and will you", "Minister, did they", "it is closed, isn't it"."""
    at = 0
    while at < len(words) - 1 and (words[at] in _BEFORE or (at < 3 and "," in between[at])):
        at += 1
    if words[0] in _ASKS or words[at] in _ASKS or words[-1] in ("what", "who", "where", "when", "why", "how"):
        return True
    tail = next((n for n in range(len(words) - 1, max(0, len(words) - 4), -1) if "," in between[n - 1]), None)
    if tail is None:
        return False
    return words[-1] in _TAGS or (words[tail] in _ASKS and words[-1] in _PRONOUNS)
