"""Whom a last name alone means where relatives are named."""

from __future__ import annotations

import pytest

from sayso.attribution.people import People


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("First Lady Mari Kallas opened the quay. President Kallas thanked the keepers.", "Kallas"),
        ("The first lady, Mari Kallas, opened the quay. Mr. Kallas thanked the keepers.", "Kallas"),
        ("Kallas opened the quay with his wife, Mari Kallas.", "Kallas"),
        ("The president’s sister, Mari Kallas, left. President Kallas stayed, and Kallas spoke.", "Kallas"),
        ("First Lady Mari Kallas opened the quay. President Jon Kallas spoke, and Kallas left.", "Jon Kallas"),
        ("Jon Kallas spoke. Mari Kallas, his daughter, listened.", "Jon Kallas"),
        ("Kallas spoke on Monday. He left early. Maria Kallas stayed.", "Kallas"),
        ("Maria Kallas came. Peter Kallas came too. Kallas spoke. He left early.", "Peter Kallas"),
        # Nobody else of that name.
        ("Maria Kallas came. Kallas spoke. She left early. Kallas smiled. He, her aide, did not.", "Maria Kallas"),
        ("First Lady Mari Kallas opened the quay. “It is done,” Kallas said.", "Mari Kallas"),
        ("First Lady Mari Kallas opened the quay. Mrs. Kallas left, and Lady Kallas came.", "Mari Kallas"),
        ("Minister Mari Kallas opened the quay. Secretary Kallas left.", "Mari Kallas"),
        ("Mari Kallas, the wife of a keeper, opened the quay.", "Mari Kallas"),
    ],
)
def test_whom_a_last_name_means(text: str, meant: str) -> None:
    assert People(text).full_name("Kallas") == meant


def test_a_title_tells_which_of_them() -> None:
    people = People("President Kallas spoke. First Lady Mari Kallas left. Later Dr. Kallas wrote.")
    assert [people.full_name("Kallas", before) for before in ("", "the same day, Dr.", "President")] == [
        "Kallas",
        "Mari Kallas",
        "Kallas",
    ]


def test_he_is_no_wife() -> None:
    people = People("Jon Rask left. The president’s wife spoke.")
    people.learn_gender("president’s wife", "The president’s wife")
    assert not people.fits("president’s wife", "man")
