"""How each verdict and caution is said to a reader: one neutral line, a sign that needs no colour, an order of weight."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CAUTIONS", "ORDER", "UNCERTAIN", "VERDICTS", "VerdictWords"]


class VerdictWords(NamedTuple):
    """A verdict for people: its label, the sign that stands for it, and what it means in one line."""

    label: str
    sign: str
    meaning: str


VERDICTS = {
    "misattributed": VerdictWords("misattributed", "⇄", "the same words stand in another person’s mouth, and the named speaker is nowhere with them"),
    "spliced": VerdictWords("spliced", "⋈", "the words come from several places and are shown as one"),
    "altered": VerdictWords("altered", "≠", "words were changed, added or dropped without a mark"),
    "not-found": VerdictWords("not found", "○", "these words stand nowhere in this library"),
    "not-checkable": VerdictWords("not checkable", "–", "this statement cannot be checked against this library"),
    "edited": VerdictWords("edited", "…", "the same words, with marked omissions or insertions"),
    "paraphrased": VerdictWords("paraphrased", "≈", "reported without marks, and its substance stands in the library"),
    "verbatim": VerdictWords("verbatim", "=", "the same words stand in the library"),
    "unchecked": VerdictWords("unchecked", "·", "no library was asked"),
}  # fmt: skip

ORDER = tuple(VERDICTS)
"""The verdicts from the one to look at first to the one to look at last."""

CAUTIONS = {
    "context": "the words just outside the quotation, or left out at a mark, may matter",
    "date": "the source bears another date than the document gives",
    "secondary": "only others who quote these words hold them",
    "later": "only documents later than this one hold these words",
    "weak": "the words are few or common; the place may be a coincidence",
}

UNCERTAIN = "reading uncertain"
"""Said of a statement whose words or speaker sayso may well have read otherwise than a person would."""
