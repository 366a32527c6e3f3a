"""Whether two ways of naming a speaker can be one person."""

from __future__ import annotations

import pytest

from sayso.verification.speakers import is_itself, is_named, names_alike, resolve_label, same_person, speaker_of_title
from tests.verification.world import BRIEFING, PAPER, STATEMENT, source, speaker


@pytest.mark.parametrize(
    ("claimed", "mouth"),
    [
        ("Mari Kallas", "MINISTER KALLAS"), ("Kallas", "Mari Kallas"), ("M. Kallas", "Mari Kallas"),
        ("Minister Kallas", "KALLAS"), ("Omar Qadhafi", "Omar Gaddafi"), ("Mari Kallas, the minister", "MS. KALLAS"),
        ("Volodymyr Zelenskiy", "PRESIDENT ZELENSKYY"), ("José Martín", "Jose Martin"),
    ],
)  # fmt: skip
def test_one_person(claimed: str, mouth: str) -> None:
    assert same_person(speaker(claimed), speaker(mouth)) is True


@pytest.mark.parametrize(
    ("claimed", "mouth"),
    [("Mari Kallas", "MR ODUYA"), ("Governor Ilse Marrant", "MINISTER KALLAS"), ("Kallas", "Oduya")],
)
def test_two_people(claimed: str, mouth: str) -> None:
    assert same_person(speaker(claimed), speaker(mouth)) is False


@pytest.mark.parametrize(
    ("claimed", "mouth"),
    [
        ("the President", "Mari Kallas"), ("she", "MR ODUYA"), ("the River Ministry", "MR ODUYA"), ("Mari Kallas", "Q"),
        ("Mari Kallas", "THE PRESIDENT"), ("officials", "MR ODUYA"), ("Mari Kallas", "Jon Kallas"),
        ("معمر القذافي", "MR ODUYA"), ("Mari Kallas", "AUDIENCE MEMBER"), ("Mari Kallas", "the spokesperson"),
    ],
)  # fmt: skip
def test_it_cannot_be_told(claimed: str, mouth: str) -> None:
    assert same_person(speaker(claimed), speaker(mouth)) is None


def test_an_office_that_quotes_its_head_is_no_other_person() -> None:
    assert same_person(speaker("Mari Kallas"), speaker("Office of the Minister")) is None


def test_a_label_is_resolved_by_the_heading() -> None:
    page = source("a.txt", "THE PRESIDENT: Welcome.", title="Remarks by President Sanna Ruuth on Fishing")
    assert resolve_label(speaker("THE PRESIDENT"), page).name == "Sanna Ruuth"
    assert resolve_label(speaker("THE PRESIDENT"), BRIEFING).name == "THE PRESIDENT"
    vice = source("b.txt", "THE PRESIDENT: Hi.", title="Remarks by Vice President Sanna Ruuth")
    assert resolve_label(speaker("THE PRESIDENT"), vice).name == "THE PRESIDENT"


def test_a_heading_names_the_speaker() -> None:
    found = speaker_of_title(STATEMENT)
    assert found is not None
    assert found.name == "Governor Ilse Marrant"
    assert speaker_of_title(PAPER) is None


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Pre-Taped Remarks By Mayor Sarv at the Weavers’ Fair", "Mayor Sarv"),
        ("Joint Statement from the Vesk Republic and Ostrel", "Vesk Republic"),
        ("Full Text of Remarks by Mari Kallas", None),
    ],
)
def test_headings_in_their_forms(title: str, who: str | None) -> None:
    found = speaker_of_title(source("a.txt", "Words.\n", title=title))
    assert (found.name if found else None) == who


def test_names_in_two_spellings() -> None:
    assert names_alike("Qadhafi", "Gaddafi")
    assert not names_alike("Iran", "Iraq")
    assert not names_alike("Kallas", "Oduya")


def test_whom_a_name_describes_is_neither_its_bearer_nor_anybody_else() -> None:
    for claimed in ("Mari Kallas supporters", "Mari Kallas’s advisers", "a Kallas aide"):
        assert same_person(speaker(claimed), speaker("Mari Kallas")) is None
        assert same_person(speaker(claimed), speaker("Jon Oduya")) is None
        assert not is_named(speaker(claimed))


def test_only_a_named_speaker_can_be_contradicted() -> None:
    assert is_named(speaker("Mari Kallas"))
    assert is_named(speaker("Mari Kallas", as_written="Minister Kallas"))
    assert not is_named(speaker("Mari Kallas", as_written="she"))
    assert not is_named(speaker("Mari Kallas", as_written="the minister"))
    assert not is_named(speaker("Alan"))


def test_a_document_can_be_the_one_that_speaks() -> None:
    order = source("order.txt", "By this order the ferries stop at dusk.\n", title="On Ferries at Night")
    assert is_itself(speaker("Order"), order)
    assert is_itself(speaker("the Lock Order"), order)
    assert not is_itself(speaker("the Lock Act"), order)
    assert not is_itself(speaker("Mari Kallas"), order)
