"""Verses verified letter by letter against a canon that the user supplied.

What spellings write differently is folded and listed; every other letter counts. A changed word, words of two places joined,
a verse cut short and a reference that names another verse are each told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from sayso.library.canon import Canon, Place
from sayso.model import Caution, Citation, CriticalChange, Edit, Extraction, Match, Searched, Span, Verification
from sayso.text.arabic import Letter, has_vowels, is_arabic, letters
from sayso.verification.verses import Aligned, align

__all__ = ["reference_of", "verify_verse", "with_verses"]

EditKind = Literal["replace", "insert", "delete"]
_REFERENCE = re.compile(r"(?P<chapter>\d{1,3}):(?P<first>\d{1,3})(?:-(?P<last>\d{1,3}))?$")
_NEGATIONS = frozenset(
    ["لا", "لم", "لن", "ما", "ليس", "لست", "غير", "إلا", "الا", "ولا", "فلا", "ولم", "فلم", "ولن", "وما", "ليست"]
)
# Of a stretch's letters so many may differ before it is taken for no verse of the canon, or for pieces of several.
_CHANGED = 0.3
_PIECE = 0.12
_LEAST_LETTERS = 6


class Reading(NamedTuple):
    """Where a stretch stands in the canon: the verses it covers, and how it lies on them."""

    first: int
    last: int
    aligned: Aligned


def reference_of(citations: Iterable[Citation], after: int) -> tuple[str, int, int] | None:
    """The verse that the citation right behind a quotation names: (chapter, first verse, last verse)."""
    for citation in citations:
        if citation.kind == "verse" and 0 <= citation.span.start - after < 1200:
            match = _REFERENCE.search(citation.target)
            if match is not None:
                return match["chapter"], int(match["first"]), int(match["last"] or match["first"])
            return None
    return None


def with_verses(
    text: str,
    extraction: Extraction,
    citations: Sequence[Citation],
    canon: Canon | None,
    path: str,
    verifications: Sequence[Verification],
) -> tuple[Verification, ...]:
    """The verifications of a document, its Arabic verses verified against the canon that stands at `path` of the library.

    A translation beside a verse, which no source has word for word, cannot be checked. Without a `canon`, or where an
    Arabic stretch is given as no verse and is none, what the search of the library said stands.
    """
    verses = [q.span for q in extraction.quotations if q.role == "scripture"]
    ordered = sorted(citations, key=lambda c: c.span.start)
    out = []
    for verification in verifications:
        spans = verification.quotation
        if len(spans) == 1 and any(v.overlaps(spans[0]) for v in verses):
            if not is_arabic(spans[0].of(text)):
                verification = _translated(verification)
            elif canon is not None:
                reference = reference_of(ordered, spans[0].end)
                found = verify_verse(text, spans[0], canon, path, reference)
                if reference is not None or found.verdict not in ("not-found", "not-checkable"):
                    verification = msgspec.structs.replace(found, attribution=verification.attribution)
        out.append(verification)
    return tuple(out)


def _translated(verification: Verification) -> Verification:
    if verification.verdict != "not-found":
        return verification
    why = "translation: the words beside a verse are its translator's"
    return msgspec.structs.replace(verification, verdict="not-checkable", why=why)


def verify_verse(
    text: str, span: Span, canon: Canon, path: str, reference: tuple[str, int, int] | None = None
) -> Verification:
    """What a canon says of the verse at `span`, which the document gives as `reference` (chapter, first verse, last verse).

    `verify_verse(text, span, canon, "canon/quran.txt", ("2", 255, 255)).verdict` is `"verbatim"` where every letter is borne out.
    """
    query = letters(text, span.start, span.end)
    searched = Searched(documents=1, method="letters")
    if sum(not x.optional for x in query) < _LEAST_LETTERS and reference is None:
        return Verification(
            quotation=(span,), verdict="not-checkable", why="too short to be told from chance", searched=searched
        )
    best = _best(canon, query, reference)
    if best is None or best.aligned.cost > _CHANGED * len(query):
        pieces = _pieces(canon, query)
        if pieces is not None:
            matches = tuple(_match(text, canon, path, piece, ()) for piece in pieces)
            why = f"joins words of {_name(canon, pieces[0])} and {_name(canon, pieces[1])} without a mark"
            return Verification(quotation=(span,), verdict="spliced", why=why, searched=searched, matches=matches)
        why = f"nowhere in the canon of {len(canon.places):,} verses"
        return Verification(quotation=(span,), verdict="not-found", why=why, searched=searched)
    if best.aligned.cost:
        pieces = _pieces(canon, query)
        if pieces is not None and sum(p.aligned.cost for p in pieces) * 3 < best.aligned.cost:
            matches = tuple(_match(text, canon, path, piece, ()) for piece in pieces)
            why = f"joins words of {_name(canon, pieces[0])} and {_name(canon, pieces[1])} without a mark"
            return Verification(quotation=(span,), verdict="spliced", why=why, searched=searched, matches=matches)
    return _judged(text, span, query, canon, path, best, reference, searched)


def _best(canon: Canon, query: list[Letter], reference: tuple[str, int, int] | None) -> Reading | None:
    """The best place: the verse that is named where its letters are borne out, else the best that the search finds."""
    named = canon.letters_of(*reference) if reference else None
    found: list[Aligned] = []
    if named is not None:
        found.append(align(query, canon.letters, max(0, named[0] - 2), min(len(canon.letters), named[1] + 2)))
        if found[0].cost == 0:
            return _reading(canon, found[0])
    found += [align(query, canon.letters, first, last) for first, last, _, _ in canon.candidates(query)]
    best = min(found, key=lambda a: a.cost, default=None)
    if named is not None and best is not None and found[0].cost <= best.cost:
        best = found[0]
    return _reading(canon, best) if best is not None and best.end > best.start else None


def _reading(canon: Canon, aligned: Aligned) -> Reading:
    return Reading(
        canon.place_of(canon.letters[aligned.start].at), canon.place_of(canon.letters[aligned.end - 1].at), aligned
    )


def _pieces(canon: Canon, query: list[Letter]) -> tuple[Reading, Reading] | None:
    """Two places of the canon that a stretch is joined from, each with hardly a letter changed."""
    found = sorted(canon.candidates(query, most=5), key=lambda c: c[2])
    for one in found:
        for other in found:
            if one[3] < other[2] + 6 and one[2] < other[2] and abs(one[0] - other[0]) > len(query):
                cuts = {query[n].word for n in range(max(1, one[3] - 12), min(len(query), other[2] + 12))}
                best: tuple[int, Reading, Reading] | None = None
                for word in sorted(cuts):
                    cut = next((n for n, x in enumerate(query) if x.word >= word), 0)
                    if cut < 5 or len(query) - cut < 5:
                        continue
                    left = align(query[:cut], canon.letters, one[0], one[1])
                    right = align(query[cut:], canon.letters, other[0], other[1])
                    cost = left.cost + right.cost
                    if cost <= _PIECE * len(query) and (best is None or cost < best[0]):
                        best = (cost, _reading(canon, left), _reading(canon, right))
                if best is not None:
                    return best[1], best[2]
    return None


def _judged(
    text: str,
    span: Span,
    query: list[Letter],
    canon: Canon,
    path: str,
    best: Reading,
    reference: tuple[str, int, int] | None,
    searched: Searched,
) -> Verification:
    edits = (*_denial_cut(canon, best), *_edits(text, span, query, canon, best.aligned))
    named = _name(canon, best)
    notes = []
    if reference is not None:
        chapter, first, last = reference
        one, other = canon.places[best.first], canon.places[best.last]
        if one.chapter != chapter or one.verse > last or other.verse < first:
            verses = f"{chapter}:{first}" + (f"-{last}" if last != first else "")
            notes.append(f"the words stand at {named}, the document says {verses}")
    cautions = []
    missing = _left_out(canon, best)
    if missing:
        cautions.append(Caution(kind="context", source_words=missing))
        notes.append("the verse is not given whole")
    if best.first != best.last:
        notes.append(f"{best.last - best.first + 1} verses follow one another here")
    match = _match(text, canon, path, best, edits)
    match = msgspec.structs.replace(match, transforms=_transforms(text, span, canon, best.aligned))
    if not edits:
        why = "; ".join([f"every letter stands so at {named}, spelling apart", *notes])
        return Verification(
            quotation=(span,),
            verdict="verbatim",
            why=why,
            searched=searched,
            cautions=tuple(cautions),
            matches=(match,),
        )
    critical = tuple(
        CriticalChange(kind="negation" if _negates(e) else "wording", quoted=e.quoted, found=e.found) for e in edits
    )
    change = edits[0]
    told = f"the canon has “{change.found}”, the document “{change.quoted}”" if change.found and change.quoted else (
        f"the canon has “{change.found}”, which the document leaves out" if change.found else f"the document adds “{change.quoted}”"
    )  # fmt: skip
    return Verification(
        quotation=(span,), verdict="altered", why="; ".join([f"{told} ({named})", *notes]), searched=searched, critical=critical,
        cautions=tuple(cautions), matches=(match,),
    )  # fmt: skip


def _denial_cut(canon: Canon, best: Reading) -> tuple[Edit, ...]:
    """A verse given whole but for the negation that it begins with says the opposite: that is a change, no mere cut."""
    verse = canon.places[best.first]
    before = canon.text[verse.start : canon.letters[best.aligned.start].at].split()
    if len(before) == 1 and _plain(before[0]) in _NEGATIONS:
        return (Edit(kind="delete", quoted="", found=before[0]),)
    return ()


def _plain(word: str) -> str:
    return "".join(next(iter(x.may_be)) for x in letters(word) if not x.optional)


def _edits(text: str, span: Span, query: list[Letter], canon: Canon, aligned: Aligned) -> tuple[Edit, ...]:
    """The words whose letters differ, side by side."""
    out: list[tuple[set[int], set[int]]] = []
    last = (-9, -9)
    for mine, theirs in aligned.differ:
        here = (mine if mine is not None else last[0], theirs if theirs is not None else last[1])
        words = (
            {query[mine].word} if mine is not None else set(),
            {canon.letters[theirs].word + _line(canon, theirs) * 10_000} if theirs is not None else set(),
        )
        near = (mine is not None and abs(mine - last[0]) <= 4) or (theirs is not None and abs(theirs - last[1]) <= 4)
        if out and near:
            out[-1][0].update(words[0])
            out[-1][1].update(words[1])
        else:
            out.append(words)
        last = here
    edits = []
    for mine_words, their_words in out:
        quoted = _words(text, [x for x in query if x.word in mine_words])
        own = [x for n, x in enumerate(canon.letters[aligned.start : aligned.end], aligned.start)
               if x.word + _line(canon, n) * 10_000 in their_words]  # fmt: skip
        found = _words(canon.text, own)
        kind: EditKind = "replace" if quoted and found else "insert" if quoted else "delete"
        edits.append(Edit(kind=kind, quoted=quoted, found=found))
    return tuple(edits)


def _line(canon: Canon, number: int) -> int:
    return canon.place_of(canon.letters[number].at)


def _words(text: str, own: list[Letter]) -> str:
    if not own:
        return ""
    start, end = own[0].at, own[-1].at + 1
    while start > 0 and not text[start - 1].isspace() and text[start - 1] not in "|[]{}«»()﴾﴿":
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] not in "[]{}«»()﴾﴿":
        end += 1
    return " ".join(text[start:end].split())


def _negates(edit: Edit) -> bool:
    return bool(({_plain(w) for w in edit.quoted.split()} ^ {_plain(w) for w in edit.found.split()}) & _NEGATIONS)


def _left_out(canon: Canon, best: Reading) -> str:
    """The canon's own words before and after, where a verse is not given whole."""
    first, last = canon.places[best.first], canon.places[best.last]
    before = canon.text[first.start : canon.letters[best.aligned.start].at]
    after = canon.text[canon.letters[best.aligned.end - 1].at + 1 : last.end]
    kept = [w for part in (before.split()[-6:], after.split()[:6]) for w in part if len(letters(w)) > 1]
    return " … ".join(
        " ".join(w for w in part if w in kept)
        for part in (before.split()[-6:], after.split()[:6])
        if any(w in kept for w in part)
    )


def _name(canon: Canon, reading: Reading) -> str:
    one, other = canon.places[reading.first], canon.places[reading.last]
    if one == other:
        return f"{one.chapter}:{one.verse}"
    return (
        f"{one.chapter}:{one.verse}-{other.verse}" if one.chapter == other.chapter else f"{_whole(one)}-{_whole(other)}"
    )


def _whole(place: Place) -> str:
    return f"{place.chapter}:{place.verse}"


def _match(text: str, canon: Canon, path: str, reading: Reading, edits: tuple[Edit, ...]) -> Match:
    start, end = canon.letters[reading.aligned.start].at, canon.letters[reading.aligned.end - 1].at + 1
    while end < len(canon.text) and not canon.text[end].isspace():
        end += 1
    return Match(
        document=path, span=Span(start, end), raw=None, exact=canon.text[start:end], prefix=canon.text[max(0, start - 40) : start],
        suffix=canon.text[end : end + 40], holder="primary", edits=edits,
    )  # fmt: skip


def _transforms(text: str, span: Span, canon: Canon, aligned: Aligned) -> tuple[str, ...]:
    """What was folded: vowel marks, lengthening strokes, the spelling of letters."""
    words = span.of(text)
    theirs = canon.text[canon.letters[aligned.start].at : canon.letters[aligned.end - 1].at + 1]
    out = []
    if has_vowels(theirs) and not has_vowels(words):
        out.append("vowel marks left out")
    if "ـ" in words:
        out.append("tatweel")
    plain = ["".join(c for c in part if "\u0620" <= c <= "\u06d3" and c != "ـ") for part in (words, theirs)]
    if plain[0] != plain[1]:
        out.append("modern and Uthmani spelling")
    return tuple(out)
