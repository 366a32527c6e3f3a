"""The words of a whole text at once, over arrays of code points: what the plain path of `words` gives, many times faster.

A text is cut into blocks where no word can be. In a block, characters are sorted into classes by table; words are runs
of them. Two things go the plain way: stretches where a full stop or comma joins letters or digits ("U.S.", "1,200"), and
words with a character whose folding depends on more than itself. A property test holds both paths equal on any text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.text.spelling import VARIANTS
from sayso.text.words import APOSTROPHES, BASE, INVISIBLE, MARKS, TATWEEL, fold_word, hash_folded, word_key, words

__all__ = ["Tokens", "tokenize", "tokenize_all"]

# Below this the plain path is quicker.
_SHORT = 400
_BLOCK = 1 << 16
# Characters below this have a class by table; of those above, each distinct one is looked at.
_TABLE = 0x2100
# Characters below this fold by themselves, whatever stands beside them (marks aside, which fold away).
_ALONE = 0x700

_CLASS = {
    "word": 1,  # may begin a word
    "mark": 2,  # goes on a word, begins none
    "apostrophe": 4,  # goes on a word where a letter follows
    "letter": 8,
    "joint": 16,  # full stop and comma: may join what stands on both sides
    "kept": 32,  # counts for the key
    "odd": 64,  # its word takes the plain path
}
_WORD, _MARK, _APOSTROPHE, _LETTER, _JOINT, _KEPT, _ODD = (np.uint8(v) for v in _CLASS.values())
_UNSEEN = 255
_GOES_ON = np.uint8(_WORD | _MARK)
_NOT_SAFE = np.uint8(_WORD | _MARK | _APOSTROPHE | _JOINT)


class Tokens(NamedTuple):
    """The words of a text: code point offsets `starts` and `ends`, and `keys`, the hashes of the folded words."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    keys: NDArray[np.uint32]


def tokenize(text: str) -> Tokens:
    """The words of `text` in order: four for `"We didn't pay 1,200."`, the last one from 14 to 19."""
    if len(text) < _SHORT:
        return _plainly(text, list(words(text)))
    parts: list[Tokens] = []
    at = 0
    while at < len(text):
        block = text[at : at + _BLOCK]
        classes, folded = _classes(block)
        last = at + len(block) >= len(text)
        size = len(block) if last else _last_safe(classes)
        if size:
            part = _block(block[:size], classes[:size], folded[:size])
            parts.append(Tokens(part.starts + np.int32(at), part.ends + np.int32(at), part.keys))
            at += size
            continue
        # Not one place to cut: word by word, until a word ends beyond the block.
        spans = []
        for span in words(text, at):
            spans.append(span)
            if span[1] > at + _BLOCK:
                break
        parts.append(_plainly(text, spans))
        at = spans[-1][1] if spans else len(text)
    return Tokens(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def tokenize_all(texts: Sequence[str]) -> Iterator[Tokens]:
    """The words of each text, as `tokenize` gives them; many short texts are sooner read together than one by one."""
    at = 0
    while at < len(texts):
        end, size = at + 1, len(texts[at])
        while end < len(texts) and size + len(texts[end]) < _BLOCK:
            size += len(texts[end]) + 1
            end += 1
        # No word goes over the end of a line.
        starts, ends, keys = tokenize("\n".join(texts[at:end]))
        begin = 0
        for text in texts[at:end]:
            low, high = np.searchsorted(starts, (begin, begin + len(text))).tolist()
            yield Tokens(starts[low:high] - np.int32(begin), ends[low:high] - np.int32(begin), keys[low:high])
            begin += len(text) + 1
        at = end


def _plainly(text: str, spans: list[tuple[int, int]]) -> Tokens:
    places = np.array(spans, np.int32).reshape(-1, 2)
    return Tokens(
        np.ascontiguousarray(places[:, 0]),
        np.ascontiguousarray(places[:, 1]),
        np.array([word_key(text[a:b]) for a, b in spans], np.uint32),
    )


def _last_safe(classes: NDArray[np.uint8]) -> int:
    """Where a block can be cut: after its last character that no word holds or looks at; 0 where there is none."""
    reach = 256
    while True:
        safe = np.flatnonzero((classes[-reach:] & _NOT_SAFE) == 0)
        if len(safe):
            return max(0, len(classes) - reach) + int(safe[-1]) + 1
        if reach >= len(classes):
            return 0
        reach *= 8


def _classes(block: str) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """Class and folded code point of every character."""
    table, fold = _tables()
    points = np.frombuffer(block.encode("utf-32-le", "surrogatepass"), np.uint32)
    at = points.astype(np.intp)
    if block.isascii():
        return table[at], fold[at]
    far = np.flatnonzero(points >= _TABLE)
    at[far] = 0
    classes = table[at]
    unseen = np.flatnonzero(classes == _UNSEEN)
    if len(unseen):
        for point in np.unique(at[unseen]).tolist():
            table[point], fold[point] = _class_of(chr(point))
        classes = table[at]
    folded = fold[at]
    distinct, which = np.unique(points[far], return_inverse=True)
    classes[far] = np.array([_class_of(chr(c))[0] for c in distinct.tolist()], np.uint8)[which]
    return classes, folded


def _block(block: str, classes: NDArray[np.uint8], folded: NDArray[np.uint64]) -> Tokens:
    """The words of a block that ends where a word cannot go on."""
    is_word = (classes & _WORD) != 0
    goes_on = (classes & _GOES_ON) != 0
    apostrophes = np.flatnonzero((classes & _APOSTROPHE) != 0)
    if len(apostrophes):
        inside = apostrophes[apostrophes + 1 < len(classes)]
        goes_on[inside[(classes[inside + 1] & _LETTER) != 0]] = True
    outside = np.zeros(1, bool)
    edges = np.flatnonzero(np.concatenate([goes_on, outside]) != np.concatenate([outside, goes_on]))
    starts, ends = edges[::2], edges[1::2]
    wrong = np.flatnonzero(~is_word[starts])
    if len(wrong):
        # What goes on a word but begins none is passed over.
        starts = starts.copy()
        while len(wrong):
            starts[wrong] += 1
            wrong = wrong[starts[wrong] < ends[wrong]]
            wrong = wrong[~is_word[starts[wrong]]]
        real = starts < ends
        starts, ends = starts[real], ends[real]
    keys = _keys(block, classes, folded, starts, ends)
    found = Tokens(starts.astype(np.int32), ends.astype(np.int32), keys)
    low, high = _joined(classes, is_word)
    if not len(low):
        return found
    at = np.searchsorted(low, starts, "right") - 1
    outside = (at < 0) | (starts >= high[at])
    # The stretches are read as lines of one text: no word goes over the end of a line.
    lines = "\n".join([block[a:b] for a, b in zip(low.tolist(), high.tolist(), strict=True)])
    own = _plainly(lines, list(words(lines)))
    begins = np.cumsum(high - low + 1) - (high - low + 1)
    moved = (low - begins)[np.searchsorted(begins, own.starts, "right") - 1].astype(np.int32)
    own = Tokens(own.starts + moved, own.ends + moved, own.keys)
    merged = [np.concatenate(pair) for pair in zip((column[outside] for column in found), own, strict=True)]
    order = np.argsort(merged[0], kind="stable")
    return Tokens(*(column[order] for column in merged))


def _joined(classes: NDArray[np.uint8], is_word: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The stretches, from one place where no word can be to the next, that hold a full stop or comma between words."""
    joints = np.flatnonzero((classes & _JOINT) != 0)
    joints = joints[(joints > 0) & (joints + 1 < len(classes))]
    joints = joints[is_word[joints - 1] & is_word[joints + 1]]
    if not len(joints):
        return joints, joints
    limits = np.concatenate([[-1], np.flatnonzero((classes & _NOT_SAFE) == 0), [len(classes)]])
    after = np.unique(np.searchsorted(limits, joints))
    return limits[after - 1] + 1, limits[after]


def _keys(
    block: str,
    classes: NDArray[np.uint8],
    folded: NDArray[np.uint64],
    starts: NDArray[np.intp],
    ends: NDArray[np.intp],
) -> NDArray[np.uint32]:
    """The keys of words, by sums over the kept characters: the powers of `BASE` before a word are divided out."""
    powers, inverse = _powers()
    kept = (classes & _KEPT) != 0
    before = np.zeros(len(classes) + 1, np.int32)
    np.cumsum(kept, out=before[1:])
    weighed = folded[np.flatnonzero(kept)] * powers[: int(before[-1])]
    sums = np.zeros(len(weighed) + 1, np.uint64)
    np.cumsum(weighed, out=sums[1:])
    first = before[starts]
    totals = (sums[before[ends]] - sums[first]) * inverse[first]
    likely, variants, meant = _variants()
    some = np.flatnonzero(likely[(totals >> np.uint64(48)).astype(np.intp)])
    if len(some):
        at = np.minimum(np.searchsorted(variants, totals[some]), len(variants) - 1)
        same = variants[at] == totals[some]
        totals[some[same]] = meant[at[same]]
    totals ^= totals >> np.uint64(32)
    keys = ((totals * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32)).astype(np.uint32)
    keys[keys == 0] = 1
    odd = np.flatnonzero((classes & _ODD) != 0)
    if len(odd):
        held = np.unique(np.searchsorted(starts, odd, "right") - 1)
        held = held[held >= 0]
        for i in held.tolist():
            keys[i] = word_key(block[starts[i] : ends[i]])
    return keys


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of `BASE` and of its inverse, modulo 2**64, one for each character of a block."""
    out = []
    for base in (BASE, pow(BASE, -1, 1 << 64)):
        powers = np.full(_BLOCK + 1, base, np.uint64)
        powers[0] = 1
        out.append(np.multiply.accumulate(powers))
    return out[0], out[1]


@cache
def _variants() -> tuple[NDArray[np.bool_], NDArray[np.uint64], NDArray[np.uint64]]:
    """Which upper 16 bits a spelling variant's sum may have, the sums of the variants, sorted, and what they stand for."""
    pairs = sorted((hash_folded(one), hash_folded(other)) for one, other in VARIANTS.items())
    sums, meant = (np.array(column, np.uint64) for column in zip(*pairs, strict=True))
    likely = np.zeros(1 << 16, bool)
    likely[(sums >> np.uint64(48)).astype(np.intp)] = True
    return likely, sums, meant


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """Class and folded code point of the characters below `_TABLE`, at first of ASCII alone: few texts use many others."""
    table, fold = np.full(_TABLE, _UNSEEN, np.uint8), np.zeros(_TABLE, np.uint64)
    for point in range(128):
        table[point], fold[point] = _class_of(chr(point))
    return table, fold


@cache
def _class_of(character: str) -> tuple[int, int]:
    """Class and folded code point (0: none) of one character."""
    if character in ".,٫٬":
        return int(_JOINT), 0
    if character.isalnum():
        kind = _WORD if character.isdecimal() else _WORD | _LETTER
        if character in _DROPPED:
            return int(kind), 0
        folded = fold_word(character)
        if ord(character) < _ALONE and len(folded) == 1:
            return int(kind | _KEPT), ord(folded)
        return int(kind | _ODD), 0
    if character in INVISIBLE:
        return int(_MARK), 0
    if any(low <= character <= high for low, high in MARKS):
        # A mark that folds away leaves no trace; one that folds to a letter does.
        return int(_MARK if character < "\u0660" and not fold_word("a" + character)[1:] else _MARK | _ODD), 0
    return (int(_APOSTROPHE), 0) if character in APOSTROPHES else (0, 0)


_DROPPED = INVISIBLE + APOSTROPHES + TATWEEL
