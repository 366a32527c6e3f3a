"""One verification per claim: search, read the places closely, choose the one that shows most, judge, add cautions.

Where two verdicts are possible the milder is chosen: an accusation (`altered`, `spliced`, `misattributed`) needs
evidence that nothing else in the library contradicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sayso.model import (
    Chain,
    CriticalChange,
    Document,
    Extraction,
    Origin,
    Span,
    Speaker,
    Verification,
)
from sayso.model.types import Verdict
from sayso.verification.answers import NEAR, Answers, spoken_by
from sayso.verification.candidates import Finder
from sayso.verification.cautions import all_cautions
from sayso.verification.claims import Claim, read_claims
from sayso.verification.evidence import (
    Rank,
    all_parts_hold,
    beside,
    fits,
    is_after,
    is_disowned,
    is_formula,
    is_idiom,
    is_one_place,
    is_telling,
    near_whole,
    nearest,
    rank,
    repeats_an_earlier,
    resembles,
    share_of_full,
)
from sayso.verification.held import Held, Reader, asks
from sayso.verification.judge import judge, plainly
from sayso.verification.languages import Languages, Scripts, renderings
from sayso.verification.laying import MOST_READ
from sayso.verification.paraphrase import Paraphrases
from sayso.verification.pieces import from_one_source, in_all, is_said_twice, others, split_at
from sayso.verification.places import Places, choose
from sayso.verification.ports import Mouth, Shelf
from sayso.verification.query import Query, parse_query
from sayso.verification.questions import question_turned
from sayso.verification.reports import Reports
from sayso.verification.search import Located, locate, stands_in
from sayso.verification.sources import Barred
from sayso.verification.speakers import is_named, named_in
from sayso.verification.splices import convince, locate_pieces

__all__ = ["verify", "verify_query"]

SHORTEST = 4
# Shorter quotations are phrases that one speaker may use in many speeches.
SAID_OFTEN = 8
_WORST: tuple[Verdict, ...] = (
    "misattributed", "spliced", "altered", "not-found", "not-checkable", "paraphrased", "edited", "verbatim",
)  # fmt: skip


def verify(
    document: Document, extraction: Extraction, chains: Iterable[Chain], library: Shelf, *, mouth: Mouth
) -> tuple[Verification, ...]:
    """What the library says of each statement of a document, in order of appearance.

    `verify(document, extraction, (), library, mouth=mouth)[0].verdict == "verbatim"`. `mouth` answers who speaks the words at
    a place of a source. One verification per attribution, and one per statement quotation without an attribution.
    """
    desk = _Desk(document, library, mouth, document.origin.published)
    claims = read_claims(document, extraction, tuple(chains))
    # What is inside marks goes first: where it stands tells where to look for what is reported without marks.
    # The longest first: a short phrase stands in many places, and is most likely from where the others are.
    order = sorted(range(len(claims)), key=lambda i: (claims[i].indirect, -sum(map(len, claims[i].spans))))
    found = {i: desk.verify(claims[i]) for i in order}
    # A report not found may be from where others were, which came after it.
    missing = [i for i in order if claims[i].indirect and found[i].verdict == "not-found"]
    found |= {i: desk.again(claims[i]) or found[i] for i in missing}
    return tuple(found[i] for i in range(len(claims)))


def verify_query(text: str, speaker: str | None, date: str | None, library: Shelf, mouth: Mouth) -> Verification:
    """Where the words of `text` stand, and whether in the mouth of `speaker` and on the EDTF `date`, if given.

    `verify_query("We will not raise the toll", "Minister Kallas", None, library, mouth).verdict == "verbatim"`.
    """
    document = Document(id="", text=text, origin=Origin(uri="", media_type="text/plain", sha256=""))
    claimed = Speaker(name=speaker, as_written=speaker) if speaker and speaker.strip() else None
    desk = _Desk(None, library, mouth, None, text=document.text)
    return desk.verify(Claim(None, (Span(0, len(text)),), claimed, date))


class _Desk:
    """Everything that the claims of one document share while they are verified."""

    def __init__(
        self, document: Document | None, library: Shelf, mouth: Mouth, today: str | None, *, text: str = ""
    ) -> None:
        self._text = document.text if document else text
        self._index = library.index
        self._today = today
        self._full = share_of_full(library.index.total_tokens)
        self._barred = Barred(document, library)
        self._reader = Reader(library, mouth, today)
        # Where the page's quotations were found: its short phrases and its reports are probably of the same speeches.
        self._answers = Answers(self._text, self._barred, Scripts(library), Languages(library, document))
        self._last_finder: Finder | None = None
        answers = self._answers
        paraphrases = Paraphrases(library.index, self._barred, self._reader, today, answers.quoted, answers.reported)
        self._reports = Reports(self._text, paraphrases, self._barred, self._reader, self._answers)

    def verify(self, claim: Claim) -> Verification:
        """The verification of one claim."""
        if claim.indirect:
            return self._reports.verify(claim)
        if claim.fragments and len(claim.spans) > 1:
            return self._parts(claim)
        if rendered := renderings(self._text, claim.spans):
            return self._parts(claim, rendered)
        query = parse_query(self._text, claim.spans)
        if not query.words:
            return self._answers.give(claim, "not-checkable", "holds no words to look for")
        places = self._places(query, claim)
        if claim.speaker is None and len(query.words) >= SHORTEST and not self._all_after(places.exact):
            return self._faithful(claim, query, places.exact, places.exact)
        held = places.read
        if len(query.words) < SHORTEST:
            same = [h for h in held if h.faithful]
            return self._found(
                claim, query, same, "not-checkable", f"under {SHORTEST} words: too short to be told from chance"
            )
        good = [h for h in held if fits(query, h, claimed=claim.speaker is not None, full=self._full)]
        faithful = [h for h in good if h.faithful]
        if faithful and not repeats_an_earlier(query, faithful, good, self._today):
            own = self._own_words(claim, query, faithful)
            if own is not None:
                return self._unfaithful(claim, query, held, [own])
            return self._faithful(claim, query, faithful, good)
        return self._unfaithful(claim, query, held, good)

    def again(self, claim: Claim) -> Verification | None:
        """The verification of a report that was not found, where the page's other reports tell where it is from."""
        return self._reports.again(claim) if self._answers.reported else None

    def _places(self, query: Query, claim: Claim) -> Places:
        """The places worth reading, best first; reprints of the checked document are dropped as they come up."""
        near, quoted = self._near(claim, query), self._known(query)
        for _ in range(8):
            located = self._located(query)
            located += self._standing(query, located, quoted)
            known = len(self._barred.ordinals)
            chosen = choose(query, located, self._barred.entry, near, quoted, claimed=claim.speaker is not None)
            chosen = [place for place in chosen if not self._barred.bars(place.document)]
            if len(self._barred.ordinals) == known:
                break
        order = self._order(claim, query)
        return Places(query, chosen, self._reader, self._barred.entry, claim.speaker, order, self._index)

    def _order(self, claim: Claim, query: Query) -> Callable[[Held], Rank]:
        """How the places of a claim are ranked."""
        near, known = self._near(claim, query), self._known(query)
        return partial(rank, near=near, known=known, company=self._answers.quoted)

    def _located(self, query: Query) -> list[Located]:
        """Where the words stand; a later page never decides, so that beside it what was there before is looked for too."""
        barred = frozenset(self._barred.ordinals)
        finder = self._finder(query)
        located = locate(query, self._index, barred, finder)
        same = frozenset(p.document for p in located if p.cost == 0)
        if same and all(is_after(self._barred.entry(d).origin.published, self._today) for d in same):
            located += locate(query, self._index, barred | same, finder)
        return located

    def _finder(self, query: Query) -> Finder:
        """What looks for this quotation, with all that it has looked up."""
        if self._last_finder is None or self._last_finder.query is not query:
            self._last_finder = Finder(query, self._index)
        return self._last_finder

    def _all_after(self, places: list[Held]) -> bool:
        return all(is_after(h.document.origin.published, self._today) for h in places)

    def _near(self, claim: Claim, query: Query) -> str | None:
        """The day near which a phrase that may have been said many times was probably said."""
        return (claim.said_on or self._today) if len(query.words) < SAID_OFTEN else claim.said_on

    def _standing(self, query: Query, located: list[Located], quoted: frozenset[str]) -> list[Located]:
        """The places of a short phrase in the documents quoted on the same page, where the search did not list them."""
        listed = {p.document for p in located}
        return stands_in(query, self._index, {self._barred.ordinal(d) for d in quoted} - listed) if located else []

    def _known(self, query: Query) -> frozenset[str]:
        """The documents that the page's longer quotations were found in, for a phrase that may have been said many times."""
        return frozenset(self._answers.quoted) if len(query.words) < SAID_OFTEN else frozenset()

    def _faithful(self, claim: Claim, query: Query, faithful: list[Held], good: list[Held]) -> Verification:
        """Words that stand in the library: verbatim or edited, unless all who speak them are others."""
        if claim.speaker is not None and faithful[0].person is not True:
            faithful = sorted(self._listen(claim, query, faithful), key=self._order(claim, query))
        best = faithful[0]
        judged = judge(best.comparison.changes)
        if self._is_anothers(claim, query, faithful, good):
            return self._misattributed(claim, query, faithful)
        turned = question_turned(query, best)
        if turned and best.holder != "later" and all(question_turned(query, h) for h in faithful):
            return self._found(claim, query, faithful, "altered", _turned(turned), (turned,))
        return self._found(claim, query, faithful, judged.verdict, f"{judged.why}{spoken_by(best)}")

    def _own_words(self, claim: Claim, query: Query, faithful: list[Held]) -> Held | None:
        """What the claimed speaker says where the page quotes it, if that turns the sense of words that are certainly others' alone.

        "This is happening by accident" somebody may have said sometime; in the speech that the page quotes it is "This is not
        happening by accident".
        """
        quoted = self._answers.quoted
        if claim.speaker is None or not quoted or any(h.person or h.document.id in quoted for h in faithful):
            return None
        if any((h.person is None and self._reader.listen(h, claim.speaker).person is not False) for h in faithful):
            return None
        barred = frozenset(self._barred.ordinals) | {h.located.document for h in faithful}
        for place in locate(query, self._index, barred, self._finder(query))[:MOST_READ]:
            entry = self._barred.entry(place.document)
            held = self._reader.read(query, place, entry, claim.speaker) if entry.id in quoted else None
            if (
                held is not None
                and held.person
                and not held.joints
                and fits(query, held, claimed=True, full=self._full)
            ):
                return held if judge(held.comparison.changes).critical else None
        return None

    def _listen(self, claim: Claim, query: Query, places: list[Held]) -> list[Held]:
        """The places with their speakers read closely, as far as it can matter: until one is the claimed speaker's.

        Two places whose speaker cannot be told end the matter too: nobody will be accused.
        """
        if claim.speaker is None or not is_named(claim.speaker) or not is_telling(query):
            return places
        out: list[Held] = []
        for place in places:
            unknown = sum(h.person is None for h in out)
            open_ = unknown < 2 and not any(h.person for h in out)
            out.append(self._reader.listen(place, claim.speaker) if open_ else place)
        return out

    def _is_anothers(self, claim: Claim, query: Query, places: list[Held], good: list[Held]) -> bool:
        """Whether the words stand only in mouths that are certainly not the claimed speaker's."""
        if claim.speaker is None or not is_telling(query) or len(places) >= MOST_READ:
            return False
        if not is_named(claim.speaker) and not all(h.person is False and h.turn and asks(h.turn) for h in places):
            return False
        if is_disowned(self._text, claim):
            return False
        around = beside(self._text, claim, claim.speaker)
        if any(h.mouth is not None and named_in(h.mouth, around) for h in places):
            return False  # the document may have meant them: whose words it says they are is not certain
        if any(h.person is not False for h in places) or places[0].holder in ("quoter", "later"):
            return False
        others = [self._reader.listen(h, claim.speaker) for h in good if all(h.span != p.span for p in places)]
        return not any(h.person is not False for h in others)

    def _misattributed(self, claim: Claim, query: Query, places: list[Held]) -> Verification:
        mouth, claimed = places[0].mouth, claim.speaker
        named = mouth.name if mouth else "another speaker"
        turn = places[0].turn
        whose = f"a questioner’s ({named})" if turn is not None and asks(turn) else f"{named}’s"
        why = (
            f"the words are {whose} in the source; the document gives them to {claimed.name if claimed else 'another'}"
        )
        return self._found(claim, query, places, "misattributed", why)

    def _unfaithful(self, claim: Claim, query: Query, held: list[Held], good: list[Held]) -> Verification:
        """Words that stand nowhere as they are: pieced together, changed, or not found."""
        certain = [h for h in good if h.holder != "later"]
        whole = [h for h in certain if not h.joints]
        if is_idiom(query, whole, claimed=claim.speaker is not None) or is_formula(whole):
            whole = []
        pieces: list[Held] = []
        elsewhere: list[Held] = []
        if not any(is_one_place(query, h) for h in whole[:1] or near_whole(query, held)):
            jumping = next((h for h in certain if h.joints and not h.unmarked_beside_joints), None)
            if jumping is not None and (not whole or whole[0].differing > 2):
                return self._joined(claim, query, jumping)
            pieces, elsewhere, certain_of_it = self._pieced(claim, query)
            if certain_of_it:
                return self._spliced(claim, query, pieces, elsewhere)
        if query.breaks and not (whole and all_parts_hold(query, whole[0])):
            return self._parts(claim)
        if not whole:
            parts = [*pieces, *elsewhere[: (NEAR - 1) * len(pieces)]]
            return self._answers.missing(claim, nearest(good) or parts or held[:NEAR])
        if claim.speaker is not None:
            whole = sorted(self._listen(claim, query, whole), key=self._order(claim, query))
        if self._is_anothers(claim, query, whole[:1], whole) and resembles(query, whole[0]):
            return self._misattributed(claim, query, whole)
        mine = [h for h in whole if h.person is not False]
        if not mine:
            return self._answers.missing(claim, nearest(good))
        judged = judge(mine[0].comparison.changes)
        if turned := question_turned(query, mine[0]):
            why = f"{judged.why}; {_turned(turned)}" if judged.critical else _turned(turned)
            judged = judged._replace(critical=(*judged.critical, turned), why=why)
        shown = mine + [h for h in good if h.holder == "later"]
        return self._found(claim, query, shown, judged.verdict, judged.why, judged.critical)

    def _joined(self, claim: Claim, query: Query, held: Held) -> Verification:
        """Pieces from two places of one document, or of two speakers in it."""
        matches = tuple(held.match(ops) for ops in split_at(held))
        turns = {m.turn for m in matches}
        why = "joins words from different places without a mark"
        if len(turns) > 1:
            why = "joins words of different speakers"
        elif any(query.free(j) for j in held.joints):
            why = "joins words of different turns, over what others say between them"
        return self._answers.give(
            claim, "spliced", f"{why} in {held.document.id}", matches, (), all_cautions(query, claim.said_on, [held])
        )

    def _pieced(self, claim: Claim, query: Query) -> tuple[list[Held], list[Held], bool]:
        """Pieces that stand word for word in different places and make up the quotation, where else they stand, and whether
        they prove a splice."""
        pieces = locate_pieces(query, self._index, frozenset(self._barred.ordinals), self._finder(query))
        parts = [query.part(piece.first, piece.last) for piece in pieces]
        # A document that holds them all is preferred to any others, which then need not be read.
        usable = self._usable(claim, parts, in_all([piece.places for piece in pieces]))
        if not all(usable):
            usable = self._usable(claim, parts, [piece.places for piece in pieces])
        if len(usable) < 2 or not all(usable):
            return [], [], False
        chosen = from_one_source(usable)
        return chosen, others(usable, chosen), convince(pieces, self._index) and not is_said_twice(chosen)

    def _usable(self, claim: Claim, parts: list[Query], places: Sequence[Sequence[Located]]) -> list[list[Held]]:
        """Of the places of each part those that hold its very words and are no later than the page, best first."""
        out: list[list[Held]] = []
        for part, located in zip(parts, places, strict=True):
            entry = self._barred.entry
            allowed = [p for p in choose(part, located, entry) if not self._barred.bars(p.document)]
            read = (self._reader.read(part, p, entry(p.document), claim.speaker) for p in allowed)
            out.append(sorted((h for h in read if h is not None and h.faithful and h.holder != "later"), key=rank))
        return out

    def _spliced(self, claim: Claim, query: Query, pieces: list[Held], elsewhere: list[Held]) -> Verification:
        """Pieces joined from several places, which may stand `elsewhere` too."""
        sources = list(dict.fromkeys(h.document.id for h in pieces))
        why = "joins words from " + (" and ".join(sources) if len(sources) > 1 else f"different places of {sources[0]}")
        matches = tuple(h.match() for h in pieces)
        also = tuple(h.match() for h in elsewhere[: MOST_READ - len(pieces)])
        return self._answers.give(claim, "spliced", why, matches, also, all_cautions(query, claim.said_on, pieces))

    def _parts(self, claim: Claim, rendered: Sequence[Span] = ()) -> Verification:
        """Each part judged by itself (the marked parts of a mixed report, or parts that do not stand together).

        The gravest part decides; parts that are all faithful make no splice here, where the document set them apart. Of an
        original and its translation (`rendered`) one may well be in no source.
        """
        parts = [self.verify(claim._replace(spans=(s,), fragments=False)) for s in rendered or claim.spans]
        told = [p for p in parts if p.verdict != "not-checkable"] or parts
        if rendered:
            told = [p for p in told if p.verdict != "not-found"] or told
        worst = min(told, key=lambda p: _WORST.index(p.verdict))
        rest = tuple(m for p in parts if p is not worst for m in p.matches)
        why = worst.why
        if any(p.verdict != worst.verdict for p in told):
            words = " ".join(worst.quotation[0].of(self._text).split())
            why = f"“{words if len(words) <= 60 else words[:57] + '…'}”: {why}"
        cautions = tuple(dict.fromkeys(c for p in told for c in p.cautions))
        also = (*rest, *worst.also)[:MOST_READ]
        return self._answers.give(claim, worst.verdict, why, worst.matches, also, cautions, worst.critical)

    def _found(
        self,
        claim: Claim,
        query: Query,
        places: list[Held],
        verdict: Verdict,
        why: str,
        critical: tuple[CriticalChange, ...] = (),
    ) -> Verification:
        if places and places[0].mouth is None:
            places = [self._reader.listen(places[0], claim.speaker), *places[1:]]
        matches = tuple(h.match() for h in places)
        cautions = all_cautions(query, claim.said_on, places)
        return self._answers.give(claim, verdict, why, matches[:1], matches[1:], cautions, critical)


def _turned(turned: CriticalChange) -> str:
    return f"the source asks it as a question: {plainly(turned.quoted, turned.found)}"
