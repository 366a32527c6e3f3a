"""From a comparison with the canon to a verdict: a table that anyone can read, and what goes into its answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.model import Caution, CriticalChange, Edit, Match, Searched, Span, Verification
from sayso.model.types import Verdict
from sayso.text.scripture import Reference
from sayso.text.scripture.spelling import bare, differences
from sayso.verification.scripture.compare import Change, Compared, compare
from sayso.verification.scripture.places import CanonWords, Run

__all__ = ["Answer", "answer"]

METHOD = "words of the supplied scripture, letter by letter"
_SHORTEST = 4
_MOST_OTHERS = 5
_CONTEXT = 12
_NEGATIONS = frozenset(
    f"{before}{word}"
    for before in ("", "و", "ف", "ا", "او", "اف", "ب", "من")
    for word in ("لا", "لم", "لن", "ما", "ليس", "ليست", "ليسوا", "لست", "لستم", "غير", "الا", "كلا", "لما", "دون")
)


class Answer(NamedTuple):
    """What the canon says of a stretch; `elsewhere` is the right place where the reference names another."""

    span: Span
    verdict: Verdict
    why: str
    matches: tuple[Match, ...] = ()
    also: tuple[Match, ...] = ()
    cautions: tuple[Caution, ...] = ()
    critical: tuple[CriticalChange, ...] = ()
    elsewhere: str = ""

    @property
    def faithful(self) -> bool:
        """Whether the words stand in the canon as they are."""
        return self.verdict in ("verbatim", "edited")

    def verification(
        self, attribution: str | None, before: Sequence[Verification], quotation: tuple[Span, ...] | None = None
    ) -> Verification:
        """The answer as a verification; `before` are those made from the sources, whose search is counted with it."""
        searched = before[0].searched if before else Searched(documents=0, method="")
        return Verification(
            attribution=attribution,
            quotation=quotation or (self.span,),
            verdict=self.verdict,
            why=self.why,
            searched=Searched(documents=max(1, searched.documents), method=METHOD, excluded=searched.excluded),
            critical=self.critical,
            cautions=self.cautions,
            matches=self.matches,
            also=self.also,
        )


def answer(
    quran: CanonWords, text: str, span: Span, written: Sequence[str], gaps: Sequence[int], reference: Reference | None
) -> Answer:
    """The answer for the Arabic words `written` of a stretch: `answer(...).verdict == "verbatim"`."""
    near = quran.range_of(reference.chapter, reference.first, reference.last) if reference else None
    compared = compare(quran, written, gaps, near)
    formula = 0
    if compared.kind in ("joined", "changed", "absent"):
        formula = _opening(quran, written)
        if formula:
            after = compare(quran, written[formula:], [g - formula for g in gaps if g > formula], near)
            compared, written = (after, written[formula:]) if after.kind == "same" else (compared, written)
    shown = [_shown(quran, run) for run in compared.runs]
    place = " and ".join(dict.fromkeys(name for name, _ in shown))
    there = any(near and run.start < near[1] and near[0] < run.end for run in compared.runs)
    elsewhere = place if reference and compared.runs and not there else ""
    matches = tuple(_match(quran, text, written, run, compared) for run in compared.runs)
    if compared.kind == "absent":
        if len(written) < _SHORTEST:
            return Answer(span, "not-checkable", f"under {_SHORTEST} words: too short to be told from chance")
        return Answer(span, "not-found", f"nowhere in the {len(quran.verses)} verses of the Quran text in this library")
    if compared.kind == "same":
        run = compared.runs[0]
        denial = _denial_cut(quran, run)
        if denial is not None and len(written) >= _SHORTEST:
            dropped = (CriticalChange(kind="negation", quoted="", found=denial),)
            edit = Edit(kind="delete", quoted="", found=denial)
            match = _match_at(quran, run, matches[0].transforms, (edit,))
            why = f"{place} reads otherwise: “{denial}”, with which the verse begins, is left out"
            return Answer(span, "altered", why, (match,), (), (), dropped, elsewhere)
        if len(written) < _SHORTEST and not there and not _is_whole_verse(quran, run):
            why = f"under {_SHORTEST} words: too short to be told from chance"
            return Answer(span, "not-checkable", why, also=matches)
        also = tuple(_match(quran, text, written, r, compared) for r in compared.others[:_MOST_OTHERS])
        spelt = matches[0].transforms
        why = f"{place}, letter by letter" + (f"; spelt otherwise: {', '.join(spelt)}" if spelt else "")
        return Answer(span, "verbatim", why, matches, also, _cut(quran, run), (), elsewhere)
    if compared.kind == "gaps":
        return _with_gaps(quran, span, compared, matches, place, elsewhere)
    if compared.kind == "joined":
        why = f"joins words of {place} without a mark"
        return Answer(span, "spliced", why, matches, elsewhere="" if there else elsewhere)
    if len(written) < _SHORTEST and not there:
        return Answer(span, "not-checkable", f"under {_SHORTEST} words: too short to be told from chance", also=matches)
    critical = tuple(_critical(quran, written, change) for change in compared.changes)
    words = "; ".join(_plainly(c) for c in critical)
    return Answer(span, "altered", f"{place} reads otherwise: {words}", matches, (), (), critical, elsewhere)


def _opening(quran: CanonWords, written: Sequence[str]) -> int:
    """How many words the formula takes that stands before most chapters, where the stretch begins with it."""
    first = quran.range_of(1, 1, 1)
    if first is None or len(written) <= first[1] - first[0]:
        return 0
    run = next(
        (r for r in quran.runs(written[: first[1] - first[0]]) if r.start == first[0] and r.end == first[1]), None
    )
    return run.last if run else 0


def _with_gaps(
    quran: CanonWords, span: Span, compared: Compared, matches: tuple[Match, ...], place: str, elsewhere: str
) -> Answer:
    runs = compared.runs
    chapters = {quran.verses[quran.verse_at(run.start)].chapter for run in runs}
    in_order = all(a.end <= b.start for a, b in pairwise(runs))
    if len(chapters) > 1 or not in_order:
        return Answer(span, "spliced", f"joins words of {place}", matches, elsewhere=elsewhere)
    whole = Run(0, runs[-1].last, runs[0].start, runs[-1].end)
    skipped = [" ".join(quran.words[a.end : b.start]) for a, b in pairwise(runs)]
    name, _ = _shown(quran, whole)
    cautions = [
        Caution(kind="context", source_words=s) for s in skipped if any(_folded(w) in _NEGATIONS for w in s.split())
    ]
    transforms = tuple(dict.fromkeys(t for m in matches for t in m.transforms))
    match = _match_at(quran, whole, transforms, tuple(Edit(kind="ellipsis", quoted="…", found=s) for s in skipped))
    return Answer(span, "edited", f"{name}, with what is left out marked", (match,), (), tuple(cautions), (), elsewhere)


def _shown(quran: CanonWords, run: Run) -> tuple[str, tuple[int, int]]:
    """The reference of a run, and the numbers of its first and last verse."""
    a, b = quran.verse_at(run.start), quran.verse_at(max(run.start, run.end - 1))
    one, other = quran.verses[a], quran.verses[b]
    name = f"Quran {one.chapter}:{one.number}"
    if b > a:
        name += f"-{other.number}" if other.chapter == one.chapter else f" to {other.chapter}:{other.number}"
    return name, (a, b)


def _match_at(quran: CanonWords, run: Run, transforms: tuple[str, ...], edits: tuple[Edit, ...]) -> Match:
    """A place in the canon, as a place in the file that the library keeps."""
    text, start, end = quran.canon.text, quran.spans[run.start][0], quran.spans[max(run.start, run.end - 1)][1]
    return Match(
        document=quran.canon.path,
        span=Span(start, end),
        raw=Span(start, end),
        exact=text[start:end],
        prefix=text[max(0, start - 40) : start],
        suffix=text[end : end + 40],
        holder="primary",
        edits=edits,
        transforms=transforms,
    )


def _match(quran: CanonWords, text: str, written: Sequence[str], run: Run, compared: Compared) -> Match:
    edits = tuple(_edit(quran, written, change) for change in compared.changes)
    return _match_at(quran, run, _transforms(quran, written, run, compared), edits)


def _edit(quran: CanonWords, written: Sequence[str], change: Change) -> Edit:
    quoted, found = " ".join(written[change.first : change.last]), " ".join(quran.words[change.start : change.end])
    return Edit(kind="replace" if quoted and found else "insert" if quoted else "delete", quoted=quoted, found=found)


def _transforms(quran: CanonWords, written: Sequence[str], run: Run, compared: Compared) -> tuple[str, ...]:
    """How the spelling of the same words differs, each kind once."""
    changed = {i for c in compared.changes for i in range(c.first, c.last)}
    out: dict[str, None] = {}
    i, j = run.first, run.start
    while i < run.last and j < run.end:
        jump = next((c for c in compared.changes if c.first == i and c.start == j), None)
        if jump is not None or i in changed:
            i, j = (jump.last, jump.end) if jump else (i + 1, j + 1)
            if jump and jump.first == jump.last and jump.start == jump.end:
                break
            continue
        step = quran.step(written, i, j)
        if step is None:
            break
        if step == (1, 1):
            out.update(dict.fromkeys(differences(written[i], quran.words[j])))
        else:
            out["words joined or divided"] = None
        i, j = i + step[0], j + step[1]
    return tuple(out)


def _is_whole_verse(quran: CanonWords, run: Run) -> bool:
    verse = quran.verse_at(run.start)
    return quran.begins[verse] == run.start and run.end in quran.begins


def _denial_cut(quran: CanonWords, run: Run) -> str | None:
    """The negation that a verse begins with, where all the rest of it is given: no mere cut, it says the opposite."""
    verse = quran.verse_at(run.start)
    head = quran.words[quran.begins[verse] : run.start]
    whole = run.end >= quran.begins[verse + 1]
    return head[0] if whole and len(head) == 1 and _folded(head[0]) in _NEGATIONS else None


def _cut(quran: CanonWords, run: Run) -> tuple[Caution, ...]:
    """What the verse says before and after the words, where they are not all of it."""
    a, b = quran.verse_at(run.start), quran.verse_at(run.end - 1)
    before, after = quran.words[quran.begins[a] : run.start], quran.words[run.end : quran.begins[b + 1]]
    shown = []
    if before:
        shown.append(("… " if len(before) > _CONTEXT else "") + " ".join(before[-_CONTEXT:]) + " […]")
    if after:
        shown.append("[…] " + " ".join(after[:_CONTEXT]) + (" …" if len(after) > _CONTEXT else ""))
    return tuple(Caution(kind="context", source_words=words) for words in shown)


def _critical(quran: CanonWords, written: Sequence[str], change: Change) -> CriticalChange:
    quoted, found = written[change.first : change.last], quran.words[change.start : change.end]
    mine, theirs = [{_folded(w) for w in words} & _NEGATIONS for words in (quoted, found)]
    return CriticalChange(
        kind="negation" if mine != theirs else "wording", quoted=" ".join(quoted), found=" ".join(found)
    )


def _plainly(change: CriticalChange) -> str:
    if not change.quoted:
        return f"“{change.found}” is left out"
    if not change.found:
        return f"“{change.quoted}” is added"
    return f"“{change.quoted}” for “{change.found}”"


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", bare(word))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ٱ", "ا").replace("ى", "ي")
