"""What certainly differs between a quotation and a place, by word keys alone: no text need be read to tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.text.folding import fold_word
from sayso.verification.align import Op
from sayso.verification.noise import is_filler
from sayso.verification.numerals import is_number
from sayso.verification.query import Query, Word
from sayso.verification.words import ABBREVIATIONS, INITIALS

__all__ = ["certain_differences", "has_one_spelling"]


def certain_differences(query: Query, ops: Sequence[Op]) -> int:
    """How many words at least are changed for as many others, so plainly that `edits.compare` need not be asked whether they differ.

    Among words that are the same, a word of letters alone that is no number and no short form has one spelling. Of more than
    two in a row some may stand among the others in another order. (A footnote's mark at a source's word is taken for a
    difference here.)
    """
    kinds = "".join(op.op for op in ops)
    runs = [ops[m.start() : m.end()] for m in _CHANGED.finditer(kinds)] if "=s" in kinds else []
    return sum(min(len(run), 2) for run in runs if all(_is_plain(query.words[op.q], query.text) for op in run))


def _is_plain(word: Word, text: str) -> bool:
    return not word.bracket and has_one_spelling(text[word.start : word.end])


# Changed words between words that are the same.
_CHANGED = re.compile("(?<==)s+(?==)")


def has_one_spelling(word: str) -> bool:
    """Whether a word of a quotation stands in a source as itself alone: no number, no short form of another, no mere sound."""
    return word.isalpha() and not is_number(word) and not is_filler(word) and fold_word(word) not in _SHORT_OR_LONG


_SHORT_OR_LONG = frozenset(
    word
    for form in (*ABBREVIATIONS, *ABBREVIATIONS.values(), *(full.lower() for _, full in INITIALS), "dollar dollars and")
    for word in form.split()
)
