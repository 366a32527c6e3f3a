"""What a page quotes elsewhere beside one quotation."""

from __future__ import annotations

import pytest

from sayso.model import Attribution, Extraction, Quotation, Span, Verification
from sayso.verification import verify
from tests.verification.world import MemoryShelf, by_turn, source, speaker

SHARED = "The winter berths of this harbour will be open to every boat of the valley before the first ice"
QUAY = source(
    "quay.txt",
    f"MINISTER KALLAS: {SHARED}. I have come to praise the keepers, who have"
    " watched the sluices through three floods and asked for nothing but lamps and oil and a dry room to sleep in.\n",
    title="Remarks by Minister Kallas at the Quay",
    published="2031-05-01",
)
SCHOOL = source(
    "school.txt",
    f"MINISTER KALLAS: The pilot school at Brenn has trained sixty-three pilots since the flood, and every one of them was born in the"
    f" valley. {SHARED}. This is not happening by accident.\n",
    title="Remarks by Minister Kallas at the Pilot School",
    published="2031-05-09",
)
DINNER = source(
    "dinner.txt",
    "GOVERNOR MARRANT: Boats are coming home, and none of this is happening by accident.\n",
    title="Remarks by Governor Marrant at a Dinner",
    published="2031-03-01",
)
LONG = "The pilot school at Brenn has trained sixty-three pilots since the flood, and every one of them was born in the valley"
SPEECHES = MemoryShelf([QUAY, SCHOOL, DINNER])


def of_page(*quoted: str, who: str = "Mari Kallas", shelf: MemoryShelf = SPEECHES) -> list[Verification]:
    """What is found of a page that quotes one speaker."""
    text = " ".join(f"“{words},” {who} said." for words in quoted)
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in quoted]
    extraction = Extraction(
        quotations=tuple(
            Quotation(id=f"q{n}", span=s, role="statement", attribution=f"a{n}") for n, s in enumerate(spans)
        ),
        attributions=tuple(
            Attribution(id=f"a{n}", kind="direct", content=(s,), speaker=speaker(who)) for n, s in enumerate(spans)
        ),
    )
    page = source("draft.txt", text, published="2031-06-01")
    return list(verify(page, extraction, (), shelf, mouth=by_turn))


def test_of_ones_own_words_those_of_the_occasion_that_the_page_quotes_come_first() -> None:
    assert of_page(SHARED)[0].matches[0].document == "quay.txt"
    found = of_page(SHARED, LONG)
    assert [v.matches[0].document for v in found] == ["school.txt", "school.txt"]
    assert [m.document for m in found[0].also] == ["quay.txt"]


def test_of_several_that_quote_the_words_the_earliest_comes_first() -> None:
    papers = [
        source(name, f"The minister spoke on the quay. “{words},” she said.", title="A Day on the Quay", published=day)
        for name, words, day in (
            ("courier.txt", SHARED, "2031-05-02"),
            ("ledger.txt", f"{LONG}. {SHARED}", "2031-05-03"),
        )
    ]
    found = of_page(SHARED, LONG, shelf=MemoryShelf(papers))
    assert [v.matches[0].document for v in found] == ["courier.txt", "ledger.txt"]


@pytest.mark.parametrize(
    ("words", "who", "verdict"),
    [
        ("This is happening by accident", "Mari Kallas", "altered"),  # she says "not" where the page quotes her
        ("None of this is happening by accident", "Ilse Marrant", "verbatim"),
        ("This is not happening by accident", "Mari Kallas", "verbatim"),
        ("This is happening by accident", "Pia Vorlund", "verbatim"),  # nowhere in her mouth, and too short to be told
    ],
)
def test_words_of_others_do_not_hide_what_the_speaker_says(words: str, who: str, verdict: str) -> None:
    found = of_page(LONG, words, who=who)[1]
    assert found.verdict == verdict
    assert [c.kind for c in found.critical] == (["negation"] if verdict == "altered" else [])


def test_without_company_nobody_is_accused() -> None:
    assert of_page("This is happening by accident")[0].verdict == "verbatim"
