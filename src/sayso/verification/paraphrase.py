"""A statement without marks looked for by its content, and the passage that carries it, if one does.

First in the documents that the page's quotations were found in, then in those of its other reports and of the days around it,
then wherever two words of it stand together. How much must be shared depends on how near the place is: the speaker's own words of that
day need less than a stranger's. What carries most of a statement but lacks a number or name of it is shown, not believed.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import log2
from typing import NamedTuple

from sayso.library.index import Index
from sayso.model import Document, Span
from sayso.text.folding import fold_word
from sayso.text.sentences import sentences
from sayso.verification.carried import Carried, carried
from sayso.verification.claims import Claim
from sayso.verification.content import Term, Word, numbers_of_day, read_words, terms_of
from sayso.verification.held import Held, Reader, asks
from sayso.verification.passages import Haystack, Rarity, Spot, Wanted, spots_of_grams, wanted_of
from sayso.verification.sources import Barred
from sayso.verification.speakers import is_itself, named_in, same_person

__all__ = ["METHOD", "Paraphrases", "Passage"]

METHOD = "by content: names, numbers and words in other forms; the passage that carries most of them; no words compared one by one"
DAYS_BEFORE, DAYS_AFTER = 8, 1
# Haystacks that are kept: of the documents quoted, of those reported on, and of some days.
STACKS = 5
MOST_SPOTS = 6
LEAST_SHARE = 0.4
# A library of so few words is searched whole.
SMALL = 400_000
# The least share of a statement's weight, and of bits, by (in the claimed speaker's mouth, how near).
_LEAST = {
    (True, 0): (0.5, 8.0), (True, 1): (0.55, 8.0), (True, 2): (0.72, 14.0),
    (False, 0): (0.62, 10.0), (False, 1): (0.7, 12.0), (False, 2): (0.85, 24.0),
}  # fmt: skip
FEW = 0.95
# In the claimed speaker's mouth all of a statement is no chance, wherever and however short it is.
WHOLE = (0.99, 9.0)
# So much more of a statement another page must carry than one that the page's own quotations are from.
COMPANY = 0.1
LEAST_BITS = 8.0
LONGEST = 120


# The name of the paper that a headline stands under: "River Post: Toll will stay, minister says".
_LABEL = re.compile(r"^\W{0,4}[A-Z][\w.&’' ]{1,30}:\W{1,6}(?=[A-Z])")


class Passage(NamedTuple):
    """A passage that may carry a statement, with how near it stands (0 same document as others, 1 same days, 2 elsewhere).

    `few` means that the statement has so few telling words that nearly all must be there, `own` that the claimed speaker is
    the passage's or the page itself ("the Order"), `anothers` that the page is another person's and does not name the
    claimed speaker there; `full` is what a rare word says in this library, beside one that is not searched whole.
    """

    held: Held
    carried: Carried
    near: int
    few: bool
    own: bool
    anothers: bool
    full: float = 1.0

    @property
    def convinces(self) -> bool:
        """Whether the statement's substance is there."""
        seen = self.carried
        if seen.fault is not None or seen.terms < 3 or self.asked or self.anothers:
            return False
        least, bits = _LEAST[self.own, self.near]
        if self.own and (seen.share >= WHOLE[0] and seen.bits >= WHOLE[1] * self.full):
            return True
        return seen.share >= (max(least, FEW) if self.few else least) and seen.bits >= bits * self.full

    @property
    def asked(self) -> bool:
        """Whether the passage is a reporter's question, which asserts nothing."""
        return self.held.turn is not None and asks(self.held.turn)


class Paraphrases:
    """Looks for the content of the statements of one page."""

    def __init__(
        self,
        index: Index,
        barred: Barred,
        reader: Reader,
        today: str | None,
        quoted: Counter[str],
        reported: Counter[str],
    ) -> None:
        self._index = index
        self._barred = barred
        self._reader = reader
        self._today = today
        self._rarity: Rarity | None = None
        self._quoted = quoted
        self._reported = reported
        self._stacks: dict[object, Haystack] = {}
        self._full = min(1.0, log2(max(2, index.total_tokens)) / log2(max(2, SMALL)))

    def search(self, text: str, claim: Claim, *, again: bool = False) -> list[Passage] | None:
        """The passages that come nearest, best first; `None` where the statement holds too little to look for.

        When it is looked for `again`, only what has since become known of the page's other reports is looked at.
        """
        statement = _LABEL.sub("", " ".join(s.of(text) for s in claim.spans), count=1)
        terms = terms_of(statement)
        if self._rarity is None:
            self._rarity = Rarity(self._index)
        weights = [self._rarity(t) for t in terms]
        if len(terms) < 2 or sum(weights) < LEAST_BITS:
            return None
        words = read_words(statement)
        width = max(25, min(80, 2 * len(words)))
        name = claim.speaker.name + " " + claim.speaker.as_written if claim.speaker else ""
        exempt = frozenset(fold_word(w) for w in name.replace("’s", "").split() if w[:1].isupper())
        found: list[Passage] = []
        seen: set[tuple[int, int]] = set()
        wanted = wanted_of(terms, weights)
        places = [(1, self._of_reports(wanted, width))] if again else self._places(statement, claim, wanted, width)
        for near, spots in places:
            for spot in spots:
                if spot.share < LEAST_SHARE or spot[:2] in seen or self._barred.bars(spot.document):
                    continue
                seen.add(spot[:2])
                passage = self._passage(claim, spot, terms, weights, words, exempt, near)
                if passage is not None:
                    found.append(passage)
            if near and any(p.convinces for p in found):
                break
        found = _unless_contradicted(found)
        found.sort(
            key=lambda p: (
                not p.convinces,
                p.held.holder == "later",
                # Of about equal ones that of the page's own quotations: a phrase of many speeches is told by its company.
                -round(p.carried.share + (COMPANY if self._quoted[p.held.document.id] else 0.0), 1),
                -self._quoted[p.held.document.id],
                p.carried.share < 0.995 or p.carried.same < p.carried.terms,
                p.near > 0,
                -round(p.carried.share, 2),
                -p.carried.same,
                p.held.located.last - p.held.located.first,
                p.near,
            )
        )
        return found

    def _places(self, statement: str, claim: Claim, wanted: Wanted, width: int) -> Iterator[tuple[int, list[Spot]]]:
        """The stretches to read, nearest first; what is further is looked up only when it is asked for."""
        if self._index.total_tokens <= SMALL:
            stack = self._stack("all", lambda: range(self._index.document_count))
            yield 1, stack.spots(wanted, width, MOST_SPOTS)
            return
        if self._quoted:
            chosen = tuple(self._barred.ordinal(name) for name, _ in self._quoted.most_common(12))
            yield 0, self._stack(chosen, lambda: chosen).spots(wanted, width, MOST_SPOTS)
        if self._reported:
            yield 1, self._of_reports(wanted, width)
        days = (claim.said_on,) if claim.said_on else (claim.near, self._today)
        for day in dict.fromkeys(d for d in days if d):
            yield 1, self._stack(day, partial(self._of_days, day)).spots(wanted, width, MOST_SPOTS)
        yield 2, spots_of_grams(statement, wanted, self._index, width, MOST_SPOTS)

    def _of_reports(self, wanted: Wanted, width: int) -> list[Spot]:
        """The stretches in documents that other reports of the page were found in."""
        known = tuple(self._barred.ordinal(name) for name, _ in self._reported.most_common(12))
        return self._stack(known, lambda: known).spots(wanted, width, MOST_SPOTS)

    def _stack(self, key: object, ordinals: Callable[[], Sequence[int]]) -> Haystack:
        if key not in self._stacks:
            if len(self._stacks) >= STACKS:
                self._stacks.pop(next(iter(self._stacks)))
            self._stacks[key] = Haystack(self._index, [o for o in ordinals() if o not in self._barred.ordinals])
        return self._stacks[key]

    def _of_days(self, day: str) -> list[int]:
        """The documents published from some days before a day (or month) to the day after, nearest first."""
        bounds = days_of(day)
        if bounds is None:
            return []
        first, last = bounds
        out = []
        for entry in self._barred.entries:
            try:
                published = datetime.date.fromisoformat((entry.origin.published or "")[:10])
            except ValueError:
                continue
            before, after = (first - published).days, (published - last).days
            if before <= DAYS_BEFORE and after <= DAYS_AFTER:
                out.append((max(before, after, 0), entry.ordinal))
        return [ordinal for _, ordinal in sorted(out)]

    def _passage(
        self,
        claim: Claim,
        spot: Spot,
        terms: list[Term],
        weights: list[float],
        words: Sequence[Word],
        exempt: frozenset[str],
        near: int,
    ) -> Passage | None:
        entry = self._barred.entry(spot.document)
        document = self._reader.document(entry)
        starts, ends = self._index.window(spot.document, spot.first, spot.last)
        if not len(ends) or ends[-1] > len(document.text) or _is_furniture(document, starts[0]):
            return None
        span = whole_sentences(document, in_one_turn(document, Span(starts[0], ends[-1])))
        passage = read_words(span.of(document.text))
        bears = numbers_of_day(words, passage, document.origin.published)
        about, told = partial(words_about, document, span), partial(_tells, document)
        weighed = carried(terms, weights, words, passage, about, told, exempt, bears)
        held = self._reader.passage(spot, entry, span, weighed.bits, claim.speaker)
        mouth = held.mouth
        anothers = (
            claim.speaker is not None
            and mouth is not None
            and same_person(claim.speaker, mouth) is False
            and not named_in(claim.speaker, span.of(document.text))
        )
        own = held.person is True or (claim.speaker is not None and is_itself(claim.speaker, document))
        few = len(terms) <= (3 if own else 4)
        return Passage(held, weighed, near, few, own, anothers, self._full)


def _unless_contradicted(found: list[Passage]) -> list[Passage]:
    """The passages without those whose document says the contrary in another that holds more of the statement."""
    contrary: dict[str, float] = {}
    for one in found:
        if one.carried.contradicts:
            contrary[one.held.document.id] = max(contrary.get(one.held.document.id, 0.0), one.carried.share)
    return [p for p in found if p.carried.fault is not None or p.carried.share >= contrary.get(p.held.document.id, 0.0)]


def days_of(edtf: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a date that names a day or a month: `days_of("2031-05")` is 1 to 31 May; a year is too much."""
    try:
        if len(edtf) == len("2031-05"):
            first = datetime.date.fromisoformat(f"{edtf}-01")
            return first, (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        day = datetime.date.fromisoformat(edtf[:10])
    except ValueError:
        return None
    return day, day


def _is_furniture(document: Document, offset: int) -> bool:
    """Whether a place stands in a menu, a page's head or the like, where nobody says anything."""
    at = bisect_right(document.blocks, offset, key=lambda b: b.span.start) - 1
    return at >= 0 and document.blocks[at].kind == "furniture" and offset < document.blocks[at].span.end


def _tells(document: Document, name: str) -> bool:
    """Whether a document has a name anywhere."""
    return re.search(rf"\b{re.escape(name)}\b", document.text, re.IGNORECASE) is not None


def words_about(document: Document, span: Span) -> frozenset[str]:
    """The folded words about a passage and in its document's title."""
    about = document.text[max(0, span.start - 600) : span.end + 300]
    return frozenset(w.folded for w in read_words(f"{about}\n\n{document.origin.title or ''}"))


def in_one_turn(document: Document, span: Span) -> Span:
    """The part of a stretch that one speaker says: the longest, where it runs over several turns."""
    at = max(0, bisect_right(document.turns, span.start, key=lambda t: t.span.start) - 1)
    parts = []
    for turn in document.turns[at:]:
        if turn.span.start >= span.end:
            break
        if turn.span.overlaps(span):
            parts.append(Span(max(span.start, turn.span.start), min(span.end, turn.span.end)))
    return max(parts, key=len) if parts else span


def whole_sentences(document: Document, span: Span) -> Span:
    """A stretch grown to the sentences that it touches, inside its paragraph and its turn."""
    text = document.text
    start = max(text.rfind("\n\n", 0, span.start) + 1, span.start - 600, 0)
    end = text.find("\n\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + 600)
    at = bisect_right(document.turns, span.start, key=lambda t: t.span.start) - 1
    if at >= 0 and document.turns[at].span.overlaps(span):
        start, end = max(start, document.turns[at].span.start), min(end, document.turns[at].span.end)
    touched = [s for s in sentences(text, Span(start, end)) if s.overlaps(span)]
    whole = Span(touched[0].start, touched[-1].end) if touched else span
    return whole if len(whole.of(text).split()) <= LONGEST else span
