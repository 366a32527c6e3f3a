"""Whom the words of a source name, and how they describe whom they do not name."""

from __future__ import annotations

import pytest

from sayso.attribution.mentions import description_in, name_in, role_in


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Norda Governor Ilse Brandvik", "Ilse Brandvik"), ("the Lindmoor Harbour Board Chair Ada Rask", "Ada Rask"),
        ("Orsanet CEO Jon Bek", "Jon Bek"), ("Velmar Supreme Court Justice Mara Toll", "Mara Toll"),
        ("U.N. Secretary-General Jon Bek", "Jon Bek"), ("Secretary of State Mara Toll", "Mara Toll"),
        ("Secretary of the Interior Mara Toll", "Mara Toll"), ("the President of the Orsa Islands Mara Toll", "Mara Toll"),
        ("the former Speaker of the House Mara Toll", "Mara Toll"),
        ("the Director of National Intelligence Jon Bek", "Jon Bek"), ("Gov. Mara Toll of Norda", "Mara Toll"),
        ("Harbour Mayor Jon de Bek", "Jon de Bek"), ("Velmar President Omar el-Sadri", "Omar el-Sadri"),
        ("Senator Jon King Jr.", "Jon King Jr."), ("Mr. King", "King"), ("former first lady Mara Toll", "Mara Toll"),
        ("Toll campaign spokesman Jon Bek", "Jon Bek"), ("the Courier’s Mara Toll", "Mara Toll"),
        ("Rep. Mara Toll (D-Norda), the panel’s senior member", "Mara Toll"),
        ("Jon Bek, a lawyer for the Harbour Guild, who has followed the case", "Jon Bek"),
        ("the guild’s adviser, Jon Bek,", "Jon Bek"), ("Toll’s running mate, Norda Gov. Jon Bek", "Jon Bek"),
        ("an attorney for Toll, Jon Bek", "Jon Bek"), ("Mara Toll in a letter", "Mara Toll"),
        ("the Justice Department", "Justice Department"), ("the Harbour Office of Lindmoor", "Harbour Office of Lindmoor"),
        ("the Prime Minister’s Office", "Prime Minister’s Office"), ("General Motors", "General Motors"),
        ("the nonpartisan Commission on River Tolls", "Commission on River Tolls"),
        ("the Courier newspaper", "Courier"), ("the harbour newspaper, The Orsa Courier", "Orsa Courier"),
        ("a recent Lindmoor University survey of skippers", "Lindmoor University"), ("The I.R.S.", "I.R.S."),
        ("the army’s media wing, the OPR", "OPR"),
        ("The Transport Secretary, Mara Toll", "Mara Toll"), ("Mara Toll of The Orsa Review", "Mara Toll"), ("the Harbour Board’s annual report", "Harbour Board"),
    ],
)  # fmt: skip
def test_names(written: str, name: str) -> None:
    assert name_in(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "Toll’s advisers", "Toll aides", "the Toll campaign", "Mara Toll’s family", "the Norda governor", "several experts", "Police officials",
        "Officials at the Harbour Office", "one of Mara Toll’s advisers", "experts on Norda", "advisers to Mara Toll", "The Lindmoor businessman",
        "People in other cities", "the Governor", "the brother of Mara Toll", "Six women and six men", "a lawyer for both Mara and Jon Toll",
    ],
)  # fmt: skip
def test_whom_a_name_only_describes_it_does_not_name(written: str) -> None:
    assert name_in(written) is None


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("Norda Governor Ilse Brandvik", "Norda Governor"), ("Ilse Brandvik, the head of the Guild (PEN), who spoke", "head of the Guild"),
        ("the Guild’s spokesman, Ilse Brandvik", "Guild’s spokesman"), ("Ilse Brandvik, 62", None),
    ],
)  # fmt: skip
def test_roles_are_kept_as_written(written: str, role: str | None) -> None:
    assert role_in(written, "Ilse Brandvik") == role


@pytest.mark.parametrize(
    ("bare", "short"),
    [
        ("2014 study that appeared in a journal of rivers", "2014 study"), ("lawyers for both Mara and Jon Toll", "lawyers for both Mara and Jon Toll"),
        ("group of skippers with kids in the schools of the harbour", "group of skippers"), ("harbour police’s", "harbour police"),
        ("many of whom", "many"), ("older skippers, in particular", "older skippers"), ("skippers worried about the lock", "skippers"),
    ],
)  # fmt: skip
def test_descriptions_are_shortened_to_what_they_are_of(bare: str, short: str) -> None:
    assert description_in(bare) == short
