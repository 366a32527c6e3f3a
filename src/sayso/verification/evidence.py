"""How much a place proves: whether it holds the quotation at all, which of several is shown, which could accuse."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date
from itertools import pairwise
from math import log2

import numpy as np
from numpy.typing import NDArray

from sayso.library.index import Index
from sayso.model import Span, Speaker
from sayso.model.types import Holder
from sayso.text.sentences import sentences
from sayso.text.words import word_key
from sayso.verification.certain import certain_differences, has_one_spelling
from sayso.verification.claims import Claim
from sayso.verification.held import BESIDE, DROPPED, Held, is_later
from sayso.verification.laying import SHORT, Located
from sayso.verification.numerals import is_number
from sayso.verification.query import Query
from sayso.verification.speakers import named_in
from sayso.verification.splices import SHORTEST
from sayso.verification.words import expand, word_set

__all__ = [
    "Rank",
    "all_parts_hold",
    "beside",
    "days_apart",
    "fits",
    "hopeful",
    "is_disowned",
    "is_formula",
    "is_idiom",
    "is_one_place",
    "is_telling",
    "may_hold",
    "near_whole",
    "nearest",
    "rank",
    "repeats_an_earlier",
    "resembles",
    "share_of_full",
]

_HOLDERS: dict[Holder, int] = {"primary": 0, "unknown": 1, "quoter": 2, "later": 3}
# Words that every English text is full of: a sequence of these alone says nothing about where it comes from.
_COMMON = word_set("""a about after all also am an and any are as at be because been before being but by can could day did do does
doing down for from get go going good got great had has have he her here him his how i if in into is it its
just know like look lot make many may me more most much must my need new no not now of on one only or other
our out over own people president really right said same say see she should so some states such take than
thank that the their them then there these they thing things think this those time to today too two united up
us very want was way we well were what when where which who why will with work would year years yes you your""")


# The record of what is quoted may come out some days after the page that quotes it.
RECORD_DAYS = 3
# So many equal words are no chance, however common; so many bits are none, however few the words, and fewer may be one: in
# a library of so many words (in powers of two). In a smaller one a sequence that stands once has fewer bits.
FORMULA, RARE, VERY_RARE, CHANCE = 9, 32, 55, 18
FULL = 24.0
# Words between which others are left out stand in stretches of so many.
STRETCH = 4
# So many words in a row are no chance where others are added to them, if these are no larger a share.
LONG, AT_AN_END = 20, 0.25
# A sentence with so many different names or numbers in one place is a form that is filled in.
INSTANCES = 3
# So many places are read even where they can only be shown as the nearest; others with so many more differences are not.
NEAREST, WORSE = 3, 3
# The true speaker's name so near to the words (in characters) makes it doubtful whom the document means.
NEARBY = 250
# Fewer words two people may say by chance.
PARTICULAR = 9


def share_of_full(words: int) -> float:
    """How much a sequence that stands once says in a library of so many words, beside a very large one: at most 1."""
    return min(1.0, log2(max(2, words)) / FULL)


def fits(query: Query, held: Held, *, claimed: bool, full: float = 1.0) -> bool:
    """Whether a place holds the quotation, if changed: most of its words, in a row long enough not to be chance.

    Where a speaker is `claimed` and this place is not known to be theirs, less difference is believed to be a change. `full` is
    what `share_of_full` gives for the library.
    """
    plain = sum(not w.bracket for w in query.words)
    if not plain or held.faithful:
        return True
    equal = min(held.located.equal, plain)
    wrong = len(held.unmarked) if _only_skips(query, held) else held.reworded
    strange = claimed and not held.person
    if not held.person and wrong > _most_differences(plain, equal) and not _only_goes_on(query, held):
        return False
    # A sentence that stands in hundreds of documents has few bits, but nobody says so many words by chance.
    bits = held.located.bits / full
    if (bits < CHANCE and equal < FORMULA) or wrong > 0.45 * plain + 1:
        return False
    if plain >= 12:
        return equal >= (0.75 if strange else 0.68 if plain < 25 else 0.6) * plain
    # Few words, one of them changed: the others must be particular ones, or the speaker's own.
    if not held.person and _goes_on_otherwise(query, held):
        return False
    telling = sum(
        not _is_common(query.text[query.words[op.q].start : query.words[op.q].end])
        for op in held.located.ops
        if op.op == "="
    )
    rare = not claimed and wrong <= 1 and bits >= (RARE if telling else VERY_RARE)
    few = 0 if rare else 1 if held.person or (wrong <= 1 and plain >= 7) else 2
    return equal >= 0.75 * plain and telling >= few and (wrong <= 1 or not strange)


def _goes_on_otherwise(query: Query, held: Held) -> bool:
    """Whether a whole sentence of the document differs in its first or last word from the midst of a longer one there.

    “Talk to you, Joe.” is not what “talk to you to see whether ...” says: the two only begin alike.
    """
    text, there, span = query.text, held.document.text, held.span
    first, last = query.words[0], query.words[-1]
    changed = [c.q for c in held.unmarked]
    # A capital that the source has in its midst too is a name's: "July 4", "June 4".
    opening = [c for c in held.unmarked if c.q[0] == 0 and not (c.found and c.found[0][:1].isupper())]
    if opening and text[first.start].isupper() and _IN_SENTENCE.search(there[: span.start][-9:]):
        return True
    if not any(b == len(query.words) for _, b in changed) or not _STOP.match(text, last.end):
        return False
    return _GOES_ON.match(there, span.end) is not None


_STOP = re.compile(r"[”’\"')\]*_]{0,2}[.!?]")
_IN_SENTENCE, _GOES_ON = re.compile(r"[\w,][\s“‘\"']{1,4}$"), re.compile(r"[,’']?\s{1,4}[^\W\d_]")


def _most_differences(plain: int, equal: int) -> float:
    """How many words may differ in a mouth not known to be the claimed one, before it is another sentence of the same make.

    Words that are only left out, all others standing in order, are no other sentence.
    """
    return max(3, 0.2 * plain) if equal >= plain else max(1 if plain < 9 else 2, 0.15 * plain)


def _only_skips(query: Query, held: Held) -> bool:
    """Whether all words stand here in order, in stretches too long to be chance, and a few between them are left out."""
    changes = held.unmarked
    cuts = [0, *(c.q[0] for c in changes), len(query.words)]
    return (
        not held.joints
        and not any(c.quoted or len(c.found) > DROPPED for c in changes)
        and all(b - a >= STRETCH for a, b in pairwise(cuts))
    )


def _only_goes_on(query: Query, held: Held) -> bool:
    """Whether a sentence stands here word for word, so much of it that the words at its end or head are additions to it.

    Another sentence before or after it may be of another speech that has this one too.
    """
    plain, changes = [w for w in query.words if not w.bracket], held.unmarked
    if len(changes) != 1 or changes[0].found or held.located.equal < LONG:
        return False
    first, last = changes[0].q
    if last - first > AT_AN_END * len(plain) or (first > 0 and last < len(query.words)):
        return False
    start = query.words[max(0, first - 1)].end
    end = query.words[last if first == 0 else last - 1].start
    return not re.search(r"[.!?]\W|\n", query.text[start:end])


def beside(text: str, claim: Claim, claimed: Speaker) -> str:
    """The text in which a document may name whom it means: of so many words the sentence that gives them to the claimed speaker
    by name, or the paragraph that has the name."""
    first, last = claim.spans[0].start, claim.spans[-1].end
    before, after = text[max(0, first - NEARBY) : first], text[last : last + NEARBY]
    if len(text[first:last].split()) >= PARTICULAR:
        paragraph = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
        around = Span(first - len(paragraph[0]), last + len(paragraph[1]))
        own = [s for s in sentences(text, around) if s.overlaps(Span(first, last))]
        sentence = text[own[0].start : first], text[last : own[-1].end]
        # Whom "he" means may have been read wrongly.
        if named_in(claimed, claimed.as_written) and named_in(claimed, " ".join(sentence)):
            before, after = sentence
        elif named_in(claimed, " ".join(paragraph)):
            before, after = paragraph
    return f"{before} {text[first:last]} {after}"


_DENIED = re.compile(
    r"\b(?:did|has|had|does)(?:\s+not|n[’']t)\s+(?:ever\s+)?(?:say|said|call|called|claim|claimed|tell|told|write|written|use|used|utter|uttered)\b"
    r"|\bnever\s+(?:said|called|claimed|told|wrote|used|uttered)\b|\bdenie[sd]\s+(?:having\s+)?(?:saying|said|calling|called)\b",
    re.IGNORECASE,
)


def is_disowned(text: str, claim: Claim) -> bool:
    """Whether a document says that these are not the speaker's words: "Kallas did not call it “a gift to Vesk”."""
    start = claim.spans[0].start
    before = text[max(0, start - NEARBY) : start].rpartition("\n\n")[2]
    own = sentences(before, Span(0, len(before)))
    return bool(own) and _DENIED.search(own[-1].of(before)) is not None


def may_hold(query: Query, located: Located) -> bool:
    """Whether a place is worth reading closely, by word keys alone."""
    if located.cost == 0:
        return True
    plain = sum(not w.bracket for w in query.words)
    return located.equal >= 0.5 * plain and (plain > SHORT or located.equal >= plain)


def hopeful(query: Query, located: Sequence[Located], index: Index) -> list[Located]:
    """Of some places, best first, those that may hold the quotation where nobody is claimed, and the first few.

    In the others, by word keys alone, too many words differ, or many more than in the best.
    """
    if len(located) <= NEAREST:
        return list(located)
    plain = sum(not w.bracket for w in query.words)
    certain = np.array([certain_differences(query, p.steps) if p.steps else 0 for p in located])
    if not query.is_marked:
        certain = np.maximum(certain, _missing(query, located, index))
    least = min(_most_differences(plain, 0), certain[0] + WORSE)
    return [p for n, p in enumerate(located) if n < NEAREST or certain[n] <= least]


def _missing(query: Query, located: Sequence[Located], index: Index) -> NDArray[np.int64]:
    """How many particular words of the quotation stand nowhere near each place, not even as half of a longer one."""
    written = [query.text[w.start : w.end] for w in query.words]
    asked = [i for i, word in enumerate(written) if has_one_spelling(word) and not _is_common(word)]
    first = np.array([p.first for p in located]) - BESIDE
    width = max(p.last - p.first for p in located) + 1 + 2 * BESIDE
    near = index.rows(np.array([p.document for p in located]), first, width)
    missing = np.zeros((len(located), len(written) + 1), bool)
    missing[:, asked] = (near[:, None] != query.keys[asked, None]).all(axis=2)
    for i in np.flatnonzero((missing[:, :-1] & missing[:, 1:]).any(axis=0)).tolist():
        joined = (near == np.uint32(word_key(written[i] + written[i + 1]))).any(axis=1)
        missing[joined, i : i + 2] = False
    counts: NDArray[np.int64] = missing.sum(axis=1)
    return counts


def resembles(query: Query, held: Held) -> bool:
    """Whether a place is so like the quotation that in another's mouth it is still the same saying."""
    plain = sum(not w.bracket for w in query.words)
    return plain >= 12 and held.differing <= 0.1 * plain


def days_apart(published: str | None, near: str | None) -> int:
    """How many days a source is older than the day asked for: 0 without a day, at most 8 ("not of that week")."""
    if near is None:
        return 0
    try:
        days = (date.fromisoformat(near[:10]) - date.fromisoformat((published or "")[:10])).days
    except ValueError:
        return 8
    return days if 0 <= days <= 7 else 8


def is_one_place(query: Query, held: Held) -> bool:
    """Whether nearly every word stands in this one place, so that the rest is changed wording and no splice."""
    plain = sum(not w.bracket for w in query.words)
    if held.located.equal >= 0.92 * plain:
        return True
    # A piece from elsewhere would differ here as a whole, not a word now and then.
    here_and_there = held.differing <= 0.15 * plain and all(
        max(len(c.quoted), len(c.found)) == 1 for c in held.unmarked
    )
    few = held.differing <= 2 or (len(held.unmarked) == 1 and held.differing < SHORTEST)
    return held.located.equal >= 0.8 * plain and (few or here_and_there)


def near_whole(query: Query, held: Sequence[Held]) -> list[Held]:
    """The places of a changed quotation in one stretch, which may not prove that it stands there and yet that it is no splice."""
    return [h for h in held if h.holder != "later" and not h.joints and h.located.equal < len(query.words)]


def nearest(good: Sequence[Held]) -> list[Held]:
    """Of the places that hold a quotation, if changed, those that differ least: first where words are only left out."""
    return sorted((h for h in good if h.differing == good[0].differing), key=lambda h: h.located.cost)


def all_parts_hold(query: Query, held: Held) -> bool:
    """Whether every part between speech tags stands mostly in this place, so that all can be judged there together."""
    edges = [0, *sorted(query.breaks), len(query.words)]
    equal = {op.q for op in held.located.ops if op.op == "="}
    return all(sum(i in equal for i in range(a, b)) >= 0.6 * (b - a) for a, b in pairwise(edges))


def is_idiom(query: Query, places: list[Held], *, claimed: bool) -> bool:
    """Whether several documents say nearly this, each in other words: a common turn of phrase, which nobody was quoted on.

    A formula that all of them have in the same words is none, unless a speaker is `claimed` who is not known to use it.
    """
    if not places:
        return False
    best = places[0].differing
    variants = {" ".join(re.findall(r"\w+", h.span.of(h.document.text).lower())) for h in places if h.differing <= best}
    if any(h.person for h in places):
        return False
    if len(variants) == 1 and not claimed:
        return False
    if len(query.words) < 12 and len({h.document.id for h in places if h.differing <= best}) >= 4:
        return True
    return len(variants) >= (2 if len(query.words) <= 8 else 3) and best * 12 > len(query.words)


def is_formula(places: Sequence[Held]) -> bool:
    """Whether the words are a form that is filled in anew each time: several documents have other names or numbers just where
    the nearest place has others.

    "A major disaster exists in the State of ..." of one more state than the library knows is another instance, and changed by
    nobody.
    """
    alike = [h.unmarked for h in places if _is_another_instance(h)]
    if not alike or not places or alike[0] != places[0].unmarked:
        return False
    instances = {tuple((c.q, c.found) for c in changes) for changes in alike}
    filled = {one for instance in instances for one in instance}
    return len(instances) >= INSTANCES and all(sum(q == c.q for q, _ in filled) > 1 for c in alike[0])


def _is_another_instance(held: Held) -> bool:
    """Whether a place differs from the quotation in nothing but names and numbers."""
    sides = [side for c in held.unmarked for side in ((c.quoted, c.quoted_names), (c.found, c.found_names))]
    return not held.joints and all(words and all(map(_is_filling, words, names)) for words, names in sides)


def _is_filling(word: str, is_name: bool) -> bool:
    return is_name or is_number(word)


def is_after(published: str | None, today: str | None) -> bool:
    """Whether a page is of days after the checked document: too late to be the record of what was said on its day."""
    return is_later(published, today) and days_apart(today, published) > RECORD_DAYS


def repeats_an_earlier(query: Query, faithful: Sequence[Held], good: Sequence[Held], today: str | None) -> bool:
    """Whether the words stand as they are only in documents of days after, and nearly so in one that was there before.

    A later page never decides: it may have the words from the checked document. One of the same days may be the record
    of what is quoted.
    """
    if not all(is_after(h.document.origin.published, today) for h in faithful):
        return False
    slack = max(1, len(query.words) // 8)
    return any(h.holder != "later" and not h.joints and h.differing <= slack for h in good)


def is_telling(query: Query) -> bool:
    """Whether a quotation is long and particular enough to say whose words it is."""
    words = [query.text[w.start : w.end] for w in query.words]
    return len(words) >= 6 and sum(not _is_common(w) for w in words) >= 3


def _is_common(word: str) -> bool:
    """Whether a word, or each of the words that it contracts, is one that every text is full of."""
    return all(part in _COMMON for part in expand(word))


_FEW = 4


Rank = tuple[bool, int, bool, int, bool, int, bool, int, bool, str, bool, bool, str, int]


def rank(held: Held, near: str | None = None, known: Container[str] = (), company: Container[str] = ()) -> Rank:
    """The order in which places are shown: faithful first, the claimed speaker's, primary, earliest.

    Of a phrase said many times, the documents `known` to be quoted on the same page come first; then, with a day `near`,
    those of that day or of the week before. Of a few words the same capitals tell more than who holds them. Where several records
    have somebody's own words, those of the occasion that the page quotes elsewhere (`company`) come before earlier ones.
    """
    capitals = "case" in held.comparison.transforms
    person = 0 if held.person else 1 if held.person is None else 2
    return (
        not held.faithful,
        held.differing + 20 * len(held.joints),
        held.holder == "later",
        person,
        held.document.id not in known,
        days_apart(held.document.origin.published, near),
        capitals and held.located.equal < _FEW,
        _HOLDERS[held.holder],
        held.holder == "primary" and held.document.id not in company,
        held.document.origin.published or "9999",
        held.turn is None,
        capitals,
        held.document.id,
        held.span.start,
    )
