"""What a pair of marks is for: a statement, an echo of one, a title, a scare quote, or scripture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sayso.model.types import QuotationRole
from sayso.text.folding import tokenize

__all__ = ["find_echoes", "is_scripture", "role_of", "same_words"]

_ARABIC = re.compile(r"[\u0620-\u064a]")
_VOWELS = re.compile(r"[\u064b-\u0652]")
_NAMING = re.compile(
    r"\b(?:titled|entitled|headlined|called|named|known as|dubbed|nicknamed|(?:book|novel|film|movie|song|album|article|essay|poem|play|series|show|"
    r"programme|program|episode|column|memoir|documentary|report|paper|speech|game|magazine|newspaper|web ?site|journal|slogan|motto|campaign|"
    r"bill|act|operation|project|word|words|term|phrase|hashtag|headline|question|lecture|chapter|painting|exhibition|tour|conference|"
    r"initiative|plan|site|channel|outlet|agency|group|party|concept|label|category|section|button|tab|code ?name)s?),?\s*$",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"\b(?:so[- ]called|self[- ](?:styled|proclaimed|described)|what (?:he|she|they|it|some) calls?|under the banner of|alleged|supposed|mere)\s*$",
    re.I,
)
# "As the proverb has it: “": everybody's words.
_PROVERB = re.compile(r"\b(?:proverb|saying|adage|maxim)\b[^.;“”\"]{0,30}$", re.IGNORECASE)
_AS_PROVERB = re.compile(r"[\s,]*as\s+(?:the|an)\s+(?:\w+\s+)?(?:proverb|saying|adage|maxim)\b", re.IGNORECASE)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "but",
        "nor",
        "by",
        "with",
        "from",
        "as",
        "is",
        "vs",
        "via",
        "that",
    ]
)


# The fewest words of a stretch that others echo, the most of an echo, and how many places of its rarest word are looked at.
_FULLER, _ECHO, _LOOKED_AT = 6, 60, 200


def is_scripture(words: str) -> bool:
    """Whether a stretch is a verse in Arabic: Arabic letters, vowelled as scripture is printed."""
    letters = 0 if words.isascii() else len(_ARABIC.findall(words))
    return letters >= 6 and letters * 2 > sum(c.isalpha() for c in words) and len(_VOWELS.findall(words)) * 5 > letters


def role_of(words: str, before: str, after: str, *, cued: bool, alone: bool) -> QuotationRole:
    """The role of a marked stretch, from its words and the words on either side.

    `cued` says that a verb of speech reports it; `alone` that its marks hold a whole sentence or paragraph of the text.
    """
    if is_scripture(words):
        return "scripture"
    count = len(words.split())
    stopped = words.rstrip()[-1:] in ".,?!…;:"
    title_case = count >= 2 and all(
        w[:1].isupper() or w[:1].isdigit() or w.lower().strip(",.") in _SMALL for w in words.split()
    )
    if title_case and _NAMING.search(before):
        return "title"
    if not cued and (_PROVERB.search(before) or _AS_PROVERB.match(after)):
        return "scare"
    if cued and (count > 1 or stopped):
        return "statement"
    if _DISTANCE.search(before) and not cued:
        return "scare"
    if title_case and words.rstrip()[-1:] not in "?!" and not (alone and stopped):
        return "title"
    if count <= 8 and not alone and _NAMING.search(before):
        return "title" if words[:1].isupper() and count <= 6 else "scare"
    # Few annotated stretches of two words or more belong to no report (7 % on PolNeAR's development part).
    return "statement" if alone or count >= 2 else "scare"


def same_words(stretches: Sequence[str]) -> list[tuple[int, ...]]:
    """Keys that are equal for stretches of the same words: `same_words(["No."]) == same_words(["no"])`."""
    ends = np.cumsum([len(words) + 1 for words in stretches])
    tokens = tokenize("\n".join(stretches))
    keys, bounds = tokens.keys.tolist(), [0, *np.searchsorted(tokens.starts, ends).tolist()]
    return [tuple(keys[first:last]) for first, last in pairwise(bounds)]


def find_echoes(stretches: list[tuple[str, str]], again: frozenset[str] = frozenset()) -> dict[str, str]:
    """Which stretches repeat words of a fuller one: from id to the id of the longest stretch that holds all its words in order.

    Takes (id, words) pairs; a stretch is an echo only of one at least two words longer, those named in `again` also of one
    that is the same word for word.
    """
    keys = dict(zip((name for name, _ in stretches), same_words([words for _, words in stretches]), strict=True))
    whole: dict[tuple[int, ...], str] = {}
    often = Counter[int]()
    for name, own in keys.items():
        if name not in again:
            whole.setdefault(own, name)
        if len(own) >= _FULLER:
            often.update(own)
    sought = {name: min(own, key=often.__getitem__) for name, own in keys.items() if 0 < len(own) <= _ECHO}
    places: dict[int, list[tuple[str, int]]] = {key: [] for key in sought.values()}
    for name, own in keys.items():
        if len(own) >= _FULLER:
            for at, key in enumerate(own):
                if key in places:
                    places[key].append((name, at))
    echoes: dict[str, str] = {}
    for name, rarest in sought.items():
        own = keys[name]
        if name in again and own in whole:
            echoes[name] = whole[own]
        offset = own.index(rarest)
        best = 0
        for other, at in places[rarest][:_LOOKED_AT]:
            fuller = keys[other]
            start = at - offset
            if (
                other != name
                and len(fuller) >= len(own) + 2
                and start >= 0
                and fuller[start : start + len(own)] == own
                and len(fuller) > best
            ):
                echoes[name], best = other, len(fuller)
    return echoes
