"""Names that a text says belong to papers, firms and works, and to no person."""

from __future__ import annotations

import pytest

from sayso.text.outlets import named_outlets


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He told the French newspaper Le Phare on Monday.", {"Le Phare": "newspaper"}),
        ("The ferry company, Norlane, left.", {"Norlane": "company"}),
        ("Her opera The Salt Gate (1938) and the Phare website.", {"Salt Gate": "opera", "Phare": "website"}),
        ("It was bought by Omnifan, an Orsan data company.", {"Omnifan": "company"}),
        ("The company Ada Rask founded has gone.", {}),
        ("An Orsan newspaper said so.", {}),
        ("A newspaper\n\nThe rest, it seems.", {}),
    ],
)
def test_what_a_name_is_stands_beside_it(text: str, names: dict[str, str]) -> None:
    assert named_outlets(text) == names
