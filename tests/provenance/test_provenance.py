"""Dates that lean on the text, citations and their faults, chains, footing, contradictions; all on invented texts."""

from __future__ import annotations

import pytest

from sayso.attribution import extract
from sayso.model import Chain, Document
from sayso.provenance.chains import trace
from sayso.provenance.citations import find_citations
from sayso.provenance.contradictions import find_contradictions
from sayso.provenance.dates import find_dates
from sayso.text.readers import read_bytes


def read(text: str, published: str = "2025-03-25") -> Document:
    return read_bytes(f"---\ntitle: On the toll\ndate: {published}\n---\n\n{text}\n".encode(), "a.md")


def chains(text: str) -> list[Chain]:
    document = read(text)
    found = extract(document)
    dates = find_dates(document)
    return list(trace(document, found.attributions, found.quotations, dates, find_citations(document, dates)))


def links(chain: Chain) -> list[tuple[str, str | None]]:
    return [(link.carrier, link.date) for link in chain.links]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The Courier of 15 December 2023 and its report of 14 December.", "14 December", "2023-12-14"),
        ("It wrote on 2 January 2024 of what was said on 30 December.", "30 December", "2023-12-30"),
        ("On 14 December 2023 it told of a meeting on Wednesday.", "Wednesday", "2023-12-13"),
        ("He left yesterday.", "yesterday", "2025-03-24"),
    ],
)
def test_dates_that_lean_on_the_text(text: str, words: str, edtf: str) -> None:
    document = read(text)
    assert (words, edtf) in [(w.span.of(document.text), w.edtf) for w in find_dates(document)]


def citations(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    document = read(text)
    return [(c.kind, c.target, c.faults) for c in find_citations(document, find_dates(document))]


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("They said so. (Source: No MW-041/2025).", "press release", "No MW-041/2025"),
        ("They said so. [Source: Harbour website, 18/12/2023]", "source", "Harbour website, 18/12/2023"),
        ("See https://orsa.example/a?b=1.", "link", "https://orsa.example/a?b=1"),
        ("It is written [TMQ Surah An-Nisaa 4:144].", "verse", "Quran An-Nisaa 4:144"),
        ("As in Q 2:255 and elsewhere.", "verse", "Quran 2:255"),
        ("As 1 Cor. 13:4-7 has it.", "verse", "1 Cor. 13:4-7"),
        ("By S/RES/1234 (2001) of that year.", "UN document", "S/RES/1234 (2001)"),
        ("In Rask v. Bek the court agreed.", "court case", "Rask v. Bek"),
        ("It stands there (p. 12).", "page", "p. 12"),
        ("They said so (Press Release No. 114/2024, Ports).", "press release", "Press Release No. 114/2024"),
        ("They said so (The Orsa Gazette, 6 May 2024).", "source", "The Orsa Gazette, 6 May 2024"),
        ("“We will not go.” (Orsa Today, 16/11/2022)", "source", "Orsa Today, 16/11/2022"),
        ("“We will not go.” (Reuters)", "source", "Reuters"),
        ("He told the House so (HC Deb 12 May 1987, col 214).", "Hansard", "HC Deb 12 May 1987, col 214"),
    ],
)
def test_citations(text: str, kind: str, target: str) -> None:
    assert (kind, target, ()) in citations(text)


def test_faults_of_citations() -> None:
    assert citations("He said so. (Source:\n\nMore text.")[0][2] == (
        "opened and never closed",
        "nothing follows the word “Source”",
    )
    assert citations("It is written (Quran 2:287).")[0][2] == ("chapter 2 has 286 verses",)
    assert citations("It is written (Quran 115:1).")[0][2] == ("there is no chapter 115: the Quran has 114",)


@pytest.mark.parametrize(
    "text",
    [
        "Mark 12 points for this.",
        "at 24:55 hours",
        "No way, said he.",
        "Meeting of Acts and deeds",
        "a press release 3 days later",
        "Rask (born 6 May 1960) left (Orsa)",
    ],
)
def test_no_citation(text: str) -> None:
    assert citations(text) == []


def test_a_chain_from_a_statement_with_a_number() -> None:
    found = chains(
        "The Ministry of Waterways announced on 4 March 2025 that, “The toll will not rise this year.” (Source: No MW-041/2025). The Ministry of Waterways further stated, “It may fall.”"
    )
    assert links(found[0]) == [("Ministry of Waterways", "2025-03-04"), ("On the toll", "2025-03-25")]
    assert found[0].links[0].locator == "No MW-041/2025"
    assert found[0].links[0].kind == "press release"
    assert (found[1].links[0].date, found[1].links[0].locator) == ("2025-03-04", "No MW-041/2025")


def test_a_newspaper_that_relays_another() -> None:
    found = chains(
        "The Northern Review reported on 15 March 2025 from the Kelvar Courier, in its report of 13 March, that, “Three gates are in bad condition.”"
    )
    assert links(found[0]) == [
        ("Kelvar Courier", "2025-03-13"),
        ("Northern Review", "2025-03-15"),
        ("On the toll", "2025-03-25"),
    ]


def test_a_quotation_inside_a_report_goes_out_through_its_hands() -> None:
    found = chains(
        "The Kelvar Courier reported on 13 March 2025, “The gates are old. ‘We found cracks in every hinge,’ Ada Rask said.”"
    )
    inner = next(c for c in found if c.links[0].carrier == "Ada Rask")
    assert [name for name, _ in links(inner)] == ["Ada Rask", "Kelvar Courier", "On the toll"]


def test_a_web_site_in_marks_relays_a_newspaper_that_quotes_a_statement() -> None:
    text = (
        "The Velmar web site “Al-Ma’wa” reported on 15 December 2023 from Orsa’s Tide Newspaper, in its report of 14 December, that, "
        "“General Bek began his visit on Wednesday. The Citadel issued a brief statement, saying: “The two discussed the locks.” "
        "On 15 December 2023, the Tide reported, “the general called on the mayor.”"
    )
    found = chains(text)
    assert [name for name, _ in links(found[1])][:3] == ["Citadel", "Tide Newspaper", "Al-Ma’wa"]
    assert links(found[0])[:2] == [("Tide Newspaper", "2023-12-14"), ("Al-Ma’wa", "2023-12-15")]


def test_who_tells_that_another_spoke_is_a_link() -> None:
    found = chains("Ostrander narrated that the old harbour master gave notice that, “The river remembers its bed.”")
    assert [name for name, _ in links(found[0])][:2] == ["old harbour master", "Ostrander"]


def test_words_said_again_keep_the_hands_of_the_first_time() -> None:
    text = (
        "The ministry announced on 2 March 2025 that Ada Rask said, “The tolls of the lower river will stay as they are all year.” "
        "(Source: No PR-31/2025-MoR). Much followed.\n\n"
        "Here Ada Rask wants it to be “as they are all year,” no less. Later, Ada Rask said that the tolls of the lower river would stay."
    )
    found = chains(text)
    assert all(chain.links[0].locator == found[0].links[0].locator for chain in found[1:])
    assert found[0].links[0].locator


def test_an_open_end_says_where_the_chain_breaks_off() -> None:
    assert chains("It was reported that the gates had failed twice.")[0].open_end == "no speaker is named"
    assert (
        chains("Some observers said, “The gates will fail before the summer.”")[0].open_end
        == "“Some observers” names nobody"
    )


def contradictions(text: str) -> list[str]:
    document = read(text)
    found = extract(document)
    dates = find_dates(document)
    return [
        f.kind
        for f in find_contradictions(
            document, found.quotations, found.attributions, dates, find_citations(document, dates)
        )
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("They met on Wednesday, 17 April 2024.", []),
        ("They met on Tuesday, 17 April 2024.", ["weekday"]),
        ("Done on 08 Shawwal 1445 | 2024/04/17.", []),
        ("Done on 08 Shawwal 1445 | 2024/04/21.", ["calendars"]),
        (
            "She said, “The toll will rise by one crown in the coming year.” Later he wrote that she said, “The toll may rise by one crown in the coming year.”",
            ["quotation"],
        ),
    ],
)
def test_contradictions(text: str, kinds: list[str]) -> None:
    assert contradictions(text) == kinds
