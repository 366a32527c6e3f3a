"""Any check at all, for property tests: what the contract carries, over a text with every odd character."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from sayso.model import types
from sayso.model.types import Span

words = st.text(max_size=12)
names = st.text(min_size=1, max_size=12)
maybe = st.none() | words


def one_of_literal(literal: object) -> st.SearchStrategy[str]:
    """One of the values of a `Literal`."""
    return st.sampled_from(get_args(literal))


def tuples(strategy: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    """Up to three of a kind."""
    return st.lists(strategy, max_size=3).map(tuple)


def spans(length: int) -> st.SearchStrategy[Span]:
    """A span inside a text of `length` characters."""
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def origins() -> st.SearchStrategy[types.Origin]:
    """An origin."""
    return st.builds(
        types.Origin, uri=names, media_type=names, sha256=names, encoding=maybe, title=maybe, author=maybe,
        publisher=maybe, published=maybe, language=maybe,
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> types.Document:
    """A document, with or without a raw map."""
    text = draw(st.text(max_size=80))
    span = spans(len(text))
    shift = draw(st.integers(0, 5))
    return types.Document(
        id="a", text=text, origin=draw(origins()),
        sections=draw(tuples(st.builds(types.Section, span=span, marker=maybe, title=maybe))),
        turns=draw(tuples(st.builds(types.Turn, speaker=names, span=span))),
        raw=draw(st.none() | st.just(types.OffsetMap(text=(0,), raw=(shift,)))),
    )  # fmt: skip


places = spans(1000)
edits = st.builds(
    types.Edit, kind=st.sampled_from(["replace", "insert", "ellipsis"]), quoted=words, found=words,
    quoted_span=st.none() | places,
)  # fmt: skip
matches = st.builds(
    types.Match, document=names, span=places, raw=st.none() | places, exact=words, prefix=words, suffix=words,
    turn=maybe, date=maybe, holder=one_of_literal(types.Holder), edits=tuples(edits), transforms=tuples(words),
)  # fmt: skip
critical = st.builds(types.CriticalChange, kind=names, quoted=words, found=words)
cautions = st.builds(types.Caution, kind=st.sampled_from(["context", "later"]), source_words=words)
searched = st.builds(types.Searched, documents=st.integers(0, 99), method=words, excluded=tuples(words))


def verifications(span: st.SearchStrategy[Span]) -> st.SearchStrategy[types.Verification]:
    """A verification of quotations at `span`."""
    return st.builds(
        types.Verification, quotation=tuples(span), verdict=one_of_literal(types.Verdict), why=words,
        searched=searched, attribution=maybe, critical=tuples(critical), cautions=tuples(cautions),
        matches=tuples(matches), also=tuples(matches),
    )  # fmt: skip


@st.composite
def checks(draw: st.DrawFn) -> types.Check:
    """A check of any content; what the contract does not carry is empty."""
    document = draw(documents())
    span = spans(len(document.text))
    speaker = st.builds(types.Speaker, name=names, as_written=words, role=maybe, organisation=maybe)
    attributions = tuple(
        types.Attribution(
            id=f"a{n}", kind=draw(one_of_literal(types.AttributionKind)), content=draw(tuples(span)),
            source=draw(tuples(span)), cue=draw(tuples(span)), speaker=draw(st.none() | speaker),
            said_on=draw(maybe), parent=draw(maybe), confidence=draw(st.floats(0, 1)), found_by=draw(words),
        )
        for n in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    link = st.builds(
        types.Link, carrier=names, as_written=maybe, kind=one_of_literal(types.LinkKind), date=maybe, locator=maybe,
        evidence=st.none() | span,
    )  # fmt: skip
    links = st.lists(link, min_size=1, max_size=3).map(tuple)
    quotation = st.builds(
        types.Quotation, id=names, span=span, role=one_of_literal(types.QuotationRole), attribution=maybe, echo_of=maybe
    )
    when = st.builds(
        types.When, span=span, edtf=names, calendar=st.sampled_from(["gregorian", "hijri"]), earliest=names,
        latest=names, rule=words,
    )  # fmt: skip
    citation = st.builds(
        types.Citation, span=span, kind=names, target=words, date=maybe, document=maybe, faults=tuples(words)
    )
    footing = st.builds(types.Footing, sentence=span, kind=one_of_literal(types.FootingKind), evidence=tuples(span))
    checked = draw(st.booleans())
    return types.Check(
        document=document,
        quotations=draw(tuples(quotation)),
        attributions=attributions,
        chains=tuple(types.Chain(attribution=a.id, links=draw(links), open_end=draw(maybe)) for a in attributions),
        dates=draw(tuples(when)),
        citations=draw(tuples(citation)),
        footings=draw(tuples(footing)),
        findings=draw(tuples(st.builds(types.Finding, kind=names, spans=tuples(span), message=words))),
        verifications=draw(tuples(verifications(span))) if checked else (),
        checked=checked,
    )
