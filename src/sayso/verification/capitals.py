"""Which words of a text look like names, by their capitals and by what stands before them."""

from __future__ import annotations

import re

from sayso.verification.words import expand, word_set

__all__ = ["looks_named"]


def looks_named(text: str, start: int, end: int, other: str) -> bool:
    """Whether a word of `text` looks like a name: a capital where no sentence begins, or capitals throughout."""
    word = text[start:end]
    if not word[:1].isupper() or word in ("I", "A"):
        return False
    if len(word) > 1 and word.replace(".", "").isupper() and len(word.replace(".", "")) > 1:
        return True
    if expand(word)[0] in _NO_NAMES:
        return False
    before = text[max(0, start - 40) : start].rstrip(" \t")
    if before and before[-1] not in _OPENINGS and before.rstrip("*_")[-1:] not in _ENDINGS:
        return True
    if _TITLED.search(before):
        return True
    # A sentence or a quotation begins here, so the capital says nothing; the same word with one inside a sentence does.
    return len(word) > 2 and any(_is_inside(word, t) for t in (text, other))


def _is_inside(word: str, text: str) -> bool:
    """Whether a word stands somewhere behind a small letter or a comma and a space, and ends there."""
    at = text.find(f" {word}", 1)
    while at > 0:
        if _GOES_ON.match(text, at - 1) and _EDGE.match(text, at + 1 + len(word)):
            return True
        at = text.find(f" {word}", at + 1)
    return False


# A stop that ends no sentence: "Dr. Kallas", "Mari B. Kallas".
_TITLED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gov|Gen|Rep|Lt|Col|Capt|Sgt|Adm|Rev|Hon|Amb|Sec)|[A-Z][a-z]+ [A-Z])\.$"
)
# After these a capital may only be that of a first word.
_OPENINGS, _ENDINGS = "\"“”„‟«»‹›‘’'([\n*_", ".!?:\n—–-…>;"
_GOES_ON, _EDGE = re.compile("[a-z,]"), re.compile(r"\b")
# Words that are written with a capital at the head of a sentence or a title, and name nobody.
_NO_NAMES = word_set("""a an and any are as at be because both but by could did do does each even every everybody everyone for
from had has have he hello her here hey hi his how i if in indeed is it its let look many maybe mine most my never nevertheless no
nobody not nothing now of oh ok okay on one only or our out over perhaps please she should since so some somebody someone something
still such thank thanks that the their them then there therefore these they this those though thus to today too under until us was
we well were what whatever when where whether which while who whom whose why with would yeah yes yet you your""")
