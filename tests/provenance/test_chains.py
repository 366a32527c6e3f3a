"""Through whose hands: the constructions in which a text names the hands between a speaker and itself; invented texts."""

from __future__ import annotations

import pytest

from sayso.attribution import extract
from sayso.model import Attribution, Chain, Document, Span, Speaker
from sayso.provenance.chains import trace
from sayso.provenance.citations import find_citations
from sayso.provenance.dates import find_dates
from sayso.text.readers import read_bytes

Hands = list[tuple[str, str | None]]


def chains(text: str) -> tuple[Document, list[Chain], list[tuple[int, int]]]:
    document = read_bytes(f"---\ntitle: On the quay\ndate: 2025-03-25\n---\n\n{text}\n".encode(), "a.md")
    found = extract(document)
    dates = find_dates(document)
    traced = trace(document, found.attributions, found.quotations, dates, find_citations(document, dates))
    return document, list(traced), [(a.content[0].start, a.content[-1].end) for a in found.attributions]


def hands(text: str, words: str) -> Hands:
    """The hands of the smallest statement that holds the words, without the document itself."""
    document, traced, places = chains(text)
    at = document.text.index(words)
    _, chain = min((end - start, c.links) for c, (start, end) in zip(traced, places, strict=True) if start <= at < end)
    return [(link.carrier, link.date) for link in chain[:-1]]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "The Orsa Gazette reported on 15 April 2024 from the Lindmark Courier, in its report of 14 April, that Minister Ilse Hallin had said: “We will not sell the harbour this year.”",
            "We will",
            [("Ilse Hallin", None), ("Lindmark Courier", "2024-04-14"), ("Orsa Gazette", "2024-04-15")],
        ),
        (
            "“The port is the lung of the city and will stay so,” Ilse Hallin told the Lindmark Courier in an interview published on 3 March 2023.",
            "The port",
            [("Ilse Hallin", "2023-03-03"), ("Lindmark Courier", "2023-03-03")],
        ),
        (
            "Ilse Hallin told Radio Nordhav on 4 March 2023 that the port would stay open.",
            "port would",
            [("Ilse Hallin", "2023-03-04"), ("Radio Nordhav", "2023-03-04")],
        ),
        (
            "The Gazette quoted Hallin as saying: “We will never sell the harbour to anyone at all.”",
            "We will",
            [("Hallin", None), ("Gazette", None)],
        ),
        (
            "“The talks have come to an end,” the Nordhav news agency quoted Minister Ilse Hallin as saying on 17 May 2024.",
            "The talks",
            [("Ilse Hallin", "2024-05-17"), ("Nordhav news agency", None)],
        ),
        (
            "“No bids were received by the closing date,” the ministry said in a letter seen by the Northern Post.",
            "No bids",
            [("ministry", None), ("Northern Post", None)],
        ),
        (
            "“No bids were received by the closing date,” Ilse Hallin said, as cited by the Northern Post on 8 May 2024.",
            "No bids",
            [("Ilse Hallin", None), ("Northern Post", "2024-05-08")],
        ),
        (
            "Reuters quoted a senior official as saying on 13 May 2024: “There is nothing left to negotiate about.”",
            "There is",
            [("senior official", "2024-05-13"), ("Reuters", None)],
        ),
        (
            "Ilse Hallin said: “The harbour remains public property” (The Orsa Gazette, 6 May 2024).",
            "The harbour",
            [("Ilse Hallin", None), ("Orsa Gazette", "2024-05-06")],
        ),
        (
            "The Beacon of Sund, the Orsan newspaper, 8 May 2024, quoted The Northern Post as saying, on 6 May 2024, “The harbour is sold to the last stone.”",
            "The harbour",
            [("Northern Post", "2024-05-06"), ("Beacon of Sund", "2024-05-08")],
        ),
        (
            "According to a report in The Northern Post of 7 May 2024, the price was 40 million crowns.",
            "the price",
            [("Northern Post", "2024-05-07")],
        ),
    ],
)
def test_hands_in_their_order(text: str, words: str, expected: Hands) -> None:
    assert hands(text, words) == expected


def test_an_outlet_that_quotes_another_comes_after_it() -> None:
    found = hands("The Gazette on Monday quoted the Lindmark Courier as reporting: “The harbour had been sold.”", "had")
    assert [name for name, _ in found] == ["Lindmark Courier", "Gazette"]


def test_the_same_release_is_the_one_named_before() -> None:
    text = (
        "The ministry issued a statement on 5 May 2024 saying: “The harbour remains public property” (Press Release No. "
        "114/2024). The same press release further stated: “No bids were received for any part of it.”"
    )
    _, traced, _ = chains(text)
    first, again = (chain.links[0] for chain in traced[-2:])
    assert (again.carrier, again.date, again.locator) == ("ministry", "2024-05-05", "Press Release No. 114/2024")
    assert (first.kind, first.locator) == ("press release", "Press Release No. 114/2024")


def test_what_was_told_far_above_gives_no_date() -> None:
    text = (
        "The ministry stated on 5 May 2024, “The harbour remains public property.”\n\nIt is calm.\n\nThe boats are out.\n\n"
        "Nothing was heard.\n\nThe ministry also stated, “No bids were received for any part of it.”"
    )
    assert hands(text, "No bids") == [("ministry", None)]


def test_manner_at_the_head_of_the_sentence() -> None:
    _, traced, _ = chains("In a post on X, Hallin wrote: “See you in court, all of you.”")
    assert [(link.carrier, link.kind) for link in traced[0].links[:-1]] == [("Hallin", "post")]


def test_a_note_at_the_foot_names_the_outlet() -> None:
    text = "Hallin said: “The harbour remains public property.”[1]\n\nIt is calm.\n\n[1] The Orsa Gazette, 6 May 2024, p. 3"
    assert hands(text, "The harbour") == [("Hallin", None), ("Orsa Gazette", "2024-05-06")]


@pytest.mark.parametrize(
    "text",
    [
        "The Gazette on Monday quoted the Lindmark Courier as reporting that the harbour had been sold.",
        "Quoting the Courier, quoting the Gazette, “as told” by the Post from the Times.",
        "“A,” said, told, the Courier “B” reported from “C”, citing.",
        "(Reuters) [1] (The Courier, 5 May 2024) according to the Post, via Radio Orsa",
    ],
)
def test_odd_words_raise_nothing(text: str) -> None:
    _, traced, places = chains(text)
    assert len(traced) == len(places)


def test_whoever_reports_that_another_spoke_is_a_hand_of_the_words() -> None:
    text = "Ada Rask said that Piet Oduya called the lock “a danger to everybody on the river”."
    document = read_bytes(text.encode(), "a.txt")

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    content = Span(text.index("that"), len(text) - 1)
    for source, told in (("Ada Rask", ["Piet Oduya", "Ada Rask"]), ("Piet Oduya", ["Piet Oduya"])):
        spoken = Attribution(
            id="a1",
            kind="mixed",
            content=(content if source == "Ada Rask" else place("“a danger to everybody on the river”"),),
            source=(place(source),),
            cue=(place("said" if source == "Ada Rask" else "called"),),
            speaker=Speaker(name="Piet Oduya", as_written="Piet Oduya"),
        )
        (chain,) = trace(document, (spoken,), (), (), ())
        assert [link.carrier for link in chain.links[:-1]][: len(told)] == told


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Dr Ilse Hallin argued that the quay was old. She quotes Jon Bek as saying that it “would not survive.”",
            "would not",
            [("Jon Bek", None), ("Ilse Hallin", None)],
        ),
        (
            "According to the minutes of the meeting, Councillor Jon Bek said that the public would “see a rope.”",
            "see a",
            [("Jon Bek", None), ("the minutes of the meeting", None)],
        ),
        (
            "According to the transcript, she told the board: “The bridge cannot carry it.”",
            "The bridge",
            [("she", None), ("the transcript", None)],
        ),
        (
            "“She rang me up,” Jon Bek told the [Coastal Courier](https://example.org/a).",
            "She rang",
            [("Jon Bek", None), ("Coastal Courier", None)],
        ),
        (
            "The board issued a long release on 9 May 2024. In it, it said, “The quay will be mended.”",
            "The quay",
            [("board", "2024-05-09")],
        ),
        (
            "In her book *The Long Watch*, Ilse Hallin said that the quay “was old.”",
            "was old",
            [("Ilse Hallin", None), ("Long Watch", None)],
        ),
        (
            "When it was cited in 2003, Ilse Hallin said that the quay “was old.”",
            "was old",
            [("Ilse Hallin", "2003")],
        ),
        (
            "ORSA, March 3, 2025 (Union Press) — The quay was old, Ilse Hallin said.",
            "quay was",
            [("Ilse Hallin", None)],
        ),
        (
            "Ilse Hallin said that the quay was old; on 9 May 2024 it was shut.",
            "quay was",
            [("Ilse Hallin", None)],
        ),
        (
            "Ilse Hallin described it in her column of 9 May 2024 as “a show of hands in a pub.”",
            "a show",
            [("Ilse Hallin", "2024-05-09")],
        ),
        (
            "Ilse Hallin said: “People are partners in water.” It was narrated by Abu Rask.",
            "People are",
            [("Ilse Hallin", None), ("Abu Rask", None)],
        ),
        (
            "Jon Bek, who visited the quay on 9 May 2024, said that it was old.",
            "it was",
            [("Jon Bek", None)],
        ),
        (
            "**Ada Rask:** What then?\n\n**Jon Bek:** Ilse Hallin said that it was old.\n\n**Rask:** And?\n\n**Bek:** Nothing.",
            "it was",
            [("Ilse Hallin", None), ("Jon Bek", None)],
        ),
        (
            "**Ada Rask:** What then?\n\n**Jon Bek:** I said that it was old.\n\n**Rask:** And?\n\n**Bek:** Nothing.",
            "it was",
            [("Jon Bek", None)],
        ),
    ],
)
def test_hands_that_are_named_in_passing(text: str, words: str, expected: Hands) -> None:
    assert hands(text, words) == expected


def told(text: str, *reports: tuple[str, str, str, str, str]) -> list[Hands]:
    """The hands of reports made by hand: the words of source, cue and content, and the speaker's name and mention."""
    document = read_bytes(f"---\ndate: 2025-03-25\n---\n\n{text}\n".encode(), "a.md")

    def place(words: str) -> Span:
        return Span(document.text.index(words), document.text.index(words) + len(words))

    attributions = [
        Attribution(
            id=f"a{n}",
            kind="mixed",
            content=(place(content),),
            source=(place(source),),
            cue=(place(cue),),
            speaker=Speaker(name=name, as_written=mention),
        )
        for n, (source, cue, content, name, mention) in enumerate(reports, 1)
    ]
    dates = find_dates(document)
    traced = trace(document, attributions, (), dates, find_citations(document, dates))
    return [[(link.carrier, link.date) for link in chain.links[:-1]] for chain in traced]


def test_whoever_is_meant_by_it_quotes_the_speaker() -> None:
    text = "The Orsa Courier reported on 7 May 2024, from two officials, that the quay was sold. It quoted one of them as saying: “Never.”"
    assert told(
        text,
        ("The Orsa Courier", "reported", "that the quay was sold", "two officials", "two officials"),
        ("It", "quoted", "“Never.”", "one of them", "one of them"),
    ) == [[("two officials", None), ("Orsa Courier", "2024-05-07")], [("one of them", None), ("Orsa Courier", None)]]


def test_a_tradition_is_narrated_by_one_from_another() -> None:
    text = "The teacher said, as narrated by Ada Rask from Ilse Hallin: “Nobody owns the rain.”"
    assert told(text, ("The teacher", "said", "“Nobody owns the rain.”", "teacher", "The teacher")) == [
        [("teacher", None), ("Ilse Hallin", None), ("Ada Rask", None)]
    ]


def test_a_date_in_another_report_is_not_that_of_this_one() -> None:
    text = "Ada Rask expressed thanks and said she would come on 3 May 2024."
    assert told(
        text,
        ("Ada Rask", "expressed", "thanks", "Ada Rask", "Ada Rask"),
        ("Ada Rask", "said", "she would come on 3 May 2024", "Ada Rask", "Ada Rask"),
    ) == [[("Ada Rask", None)], [("Ada Rask", None)]]


def test_a_court_held_it_in_the_year_of_the_case() -> None:
    text = "As for the law, in *Rask v. Bek* (1962), the court held that the quay was old."
    assert told(text, ("the court", "held", "that the quay was old", "court", "the court")) == [[("court", "1962")]]
