"""The same numbers, and what two texts say with them."""

from __future__ import annotations

import pytest

from sayso.verification.content import read_words
from sayso.verification.figures import exchanged, otherwise, turned_at


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the most boats in three decades", {"3": "30"}),
        ("the lowest toll in more than half a century", {"half": "50"}),
        ("a quarter of a century of ferries", {"quarter": "25"}),
        ("over the past decade", {"decade": "10"}),
        ("two centuries of locks", {"2": "200"}),
        ("decades of locks", {}),
        ("nine in ten boats", {"9": "90", "10": "90"}),
        ("two out of every five keepers", {"2": "40", "5": "40"}),
        ("12 of 10 boats, one of the two, one in three", {}),
    ],
)
def test_numbers_in_other_units(text: str, told: dict[str, str]) -> None:
    assert otherwise(read_words(text)) == told


def test_numbers_that_changed_places_among_their_names() -> None:
    source = read_words("herring make 67% of the trade of Lumm, 73% of that of Vesk and 24 percent of that of Ostrel")
    assert exchanged(read_words("herring made 67 percent of the trade of Vesk and 73 of that of Lumm"), source)
    assert not exchanged(read_words("herring made 67 percent of the trade of Lumm and 73 of that of Vesk"), source)
    assert not exchanged(read_words("in Lumm 67 percent, in Vesk 73, in Ostrel 24"), source)


def test_which_way_a_number_goes() -> None:
    source = read_words(
        "The toll is up nearly 30 percent over four months, as lower prices for timber had been hoped for"
    )
    assert turned_at(read_words("the toll had dropped nearly 30 percent"), source)
    assert not turned_at(read_words("the toll had risen by 30 percent"), source)
    assert not turned_at(read_words("the toll had fallen for ten months"), source)
    assert turned_at(
        read_words("the catch had climbed for ten months"), read_words("the catch is down 10 months in a row")
    )
