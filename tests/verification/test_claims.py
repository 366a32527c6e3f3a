"""One claim per attribution, and per statement quotation without one."""

from __future__ import annotations

from sayso.model import Attribution, Extraction, Quotation, Span
from sayso.verification.claims import read_claims
from tests.verification.world import source

TEXT = "“We go,” she said, “by boat.” It was a “fine” and “long day” for all, he said. “Nobody knows.” She left."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


PAGE = source("draft.txt", TEXT)
QUOTATIONS = (
    Quotation(id="q1", span=at("We go,"), role="statement", attribution="a1"),
    Quotation(id="q2", span=at("by boat."), role="statement", attribution="a1"),
    Quotation(id="q3", span=at("fine"), role="statement", attribution="a2"),
    Quotation(id="q4", span=at("long day"), role="statement", attribution="a2"),
    Quotation(id="q5", span=at("Nobody knows."), role="statement"),
    Quotation(id="q6", span=at("left"), role="scare"),
)


def test_claims_of_each_kind() -> None:
    extraction = Extraction(
        quotations=QUOTATIONS,
        attributions=(
            Attribution(id="a1", kind="direct", content=(at("We go,"), at("by boat."))),
            Attribution(id="a2", kind="mixed", content=(at("It was a “fine” and “long day” for all"),)),
            Attribution(id="a3", kind="indirect", content=(at("She left"),)),
        ),
    )
    claims = read_claims(PAGE, extraction)
    assert [(c.attribution, len(c.spans), c.indirect, c.fragments) for c in claims] == [
        ("a1", 2, False, False),
        ("a2", 2, False, True),
        (None, 1, False, False),
        ("a3", 1, True, False),
    ]
    assert [s.of(TEXT) for s in claims[1].spans] == ["fine", "long day"]


def test_a_mixed_report_without_marks_is_indirect() -> None:
    extraction = Extraction(attributions=(Attribution(id="a1", kind="mixed", content=(at("She left"),)),))
    assert read_claims(PAGE, extraction)[0].indirect


def test_the_documents_own_date_is_no_date_of_speech() -> None:
    page = source("draft.txt", TEXT, published="2031-05-05")
    attributions = tuple(
        Attribution(id=f"a{day}", kind="direct", content=(at("We go,"),), said_on=f"2031-05-{day:02}") for day in (4, 5)
    )
    assert [c.said_on for c in read_claims(page, Extraction(attributions=attributions))] == ["2031-05-04", None]
