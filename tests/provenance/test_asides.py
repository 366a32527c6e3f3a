"""Hands and dates that argued articles give in passing: staff of an outlet, earlier pieces, years alone, citations at the end."""

from __future__ import annotations

import pytest

from sayso.model import Attribution, Span, Speaker
from sayso.provenance.chains import trace
from sayso.provenance.dates import find_dates
from sayso.provenance.hands import named_hands
from sayso.text.readers import read_bytes
from tests.attribution.places import place
from tests.provenance.test_chains import Hands, chains, hands


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "The monthly Temka hated it. Hugo Bek, writing in the monthly Temka, declared that “no one would come back”.",
            "no one",
            [("Hugo Bek", None), ("Temka", None)],
        ),
        (
            "Ada Rask told the French newspaper Le Phare on 9 May 2023, “We were asked to wait and we wait.”",
            "We were",
            [("Ada Rask", "2023-05-09"), ("Le Phare", "2023-05-09")],
        ),
        (
            "The daily Le Phare sold well. Le Phare’s correspondent in the capital, Odile Bek, reported that “the board was split over it”.",
            "the board",
            [("Odile Bek", None), ("Le Phare", None)],
        ),
        (
            "Hetty Marr, in her column in yesterday’s ''Evening Courant'', says that “the affair will end in signage”.",
            "the affair",
            [("Hetty Marr", "2025-03-24"), ("Evening Courant", "2025-03-24")],
        ),
        (
            "In 1952 Count Bek told Radio Orsa that he had never heard the work.",
            "he had",
            [("Count Bek", "1952"), ("Radio Orsa", "1952")],
        ),
        (
            "The Courier, in its issue of 13 February 2019, attributed to an officer who was present the words: “We asked for patrols and got none.”",
            "We asked",
            [("officer", None), ("Courier", "2019-02-13")],
        ),
        (
            "The Orsa Courier published on 5 March 2019, quoting an officer in the palace, that “the lease will be signed before the end of the month”.",
            "the lease",
            [("officer in the palace", None), ("Orsa Courier", "2019-03-05")],
        ),
        ("Bek, who took office in 2016, said that “the lock was safe for all”.", "the lock", [("Bek", None)]),
        ("“He never finished a meal,” Delia Bek said in a 1990 television interview.", "He never", [("Delia Bek", "1990")]),
        (
            "We had written in the Question and Answer dated 2 June 2021: “The board will sign as soon as it is asked to.”",
            "The board",
            [("Question and Answer", "2021-06-02")],
        ),
        (
            "The board said in a statement that it was “not surprised by this at all”, and its clerk, Bill Nunn, told Radio Orsa that it was late.",
            "not surprised",
            [("board", None)],
        ),
        (
            "The Messenger (saw) said: “People are partners in water and in pasture.” (Narrated by Abu Orsa).",
            "People are",
            [("Messenger", None), ("Abu Orsa", None)],
        ),
        (
            "On 13 May 2021 Bashir Bek said that Orsa “looks with hope” to the plan of the four [Orsa News Agency, 13/5/2021].",
            "looks with",
            [("Bashir Bek", "2021-05-13"), ("Orsa News Agency", "2021-05-13")],
        ),
    ],
)  # fmt: skip
def test_hands_and_dates_told_in_passing(text: str, words: str, expected: Hands) -> None:
    assert hands(text, words) == expected


@pytest.mark.parametrize(
    "text", ["Bek told an interviewer from Radio Orsa that he left.", "Bek confirmed to Radio Orsa that he left."]
)
def test_who_heard_it_is_the_outlet_named_behind(text: str) -> None:
    assert [hand.name for hand in named_hands(text, [Span(0, len(text))])] == ["Radio Orsa"]


def test_the_day_behind_the_verb_is_that_of_the_outlet_that_quotes() -> None:
    text = "The Orsa Courier, quoting an unnamed executive, reported on 5 May 2024 that the choice has been made."
    document = read_bytes(text.encode(), "a.txt")
    report = Attribution(
        id="a1",
        kind="indirect",
        content=(place(text, "that the choice has been made"),),
        source=(place(text, "The Orsa Courier"),),
        cue=(place(text, "reported"),),
        speaker=Speaker(name="unnamed executive", as_written="an unnamed executive"),
    )
    (chain,) = trace(document, (report,), (), find_dates(document), ())
    assert [(link.carrier, link.date) for link in chain.links[:-1]] == [
        ("unnamed executive", None),
        ("Orsa Courier", "2024-05-05"),
    ]


def test_an_earlier_piece_of_the_writers_is_a_document_and_we_are_nobody() -> None:
    _, traced, _ = chains("In our fact check of 3 May 2020 we wrote: “Rumours about cash travel faster than cash.”")
    assert [(link.carrier, link.kind) for link in traced[0].links[:-1]] == [("fact check", "document")]
