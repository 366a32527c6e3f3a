"""Slips a document shows by itself, and the same things done rightly, which are none."""

from __future__ import annotations

import pytest

from sayso.model import Attribution, Span
from sayso.pipeline import extract
from sayso.provenance.slips import find_slips
from sayso.text.readers import read_bytes


def kinds(text: str, uri: str = "a.txt") -> list[str]:
    return [f.kind for f in extract(read_bytes(text.encode(), uri)).findings]


FULLER = "Ada Rask said, “The tolls of the lower river will stay as they are, and the locks will open in May.”\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour\n\nAda Rask said on Monday, “The tolls of the lower river will stay. The sluice is another matter", ["marks"]),
        ("Ada Rask said, “The tolls will stay.\n\n“The sluice is another matter.”", []),
        (FULLER + "Did she say “tolls of the lower river will stay?”", ["echo"]),
        (FULLER + "She said “the tolls of the lower river will stay as they are.”", ["echo"]),
        (FULLER + "She said that “the tolls of the lower river will stay as they are,” no less.", []),
        ("It was said in the Report of 5 May 2022, “As we said above, Kelm did not expect this after all his years.”", ["reference"]),
        ("Ada Rask said, “The defence of the locks and the defense of the weir are one.”", ["spelling"]),
        ("Ada Rask said, “The defence of the locks.” Jon Bek said, “The defense of the weir.”", []),
        ("The Inter-River office met. Later the Inter River office left.", ["name"]),
        ("The Director-General met the other Director General.", []),
        ("See <img src=\"https://x.example/a-b.png\" alt=\"Inter-River\"> and https://x.example/Inter-River/Inter River.", []),
        ("It was reported that the gates had failed twice in one winter.", ["source"]),
        ("Some observers called him a “river general,” no less.", ["source"]),
        ("It was reported that the gates had failed twice in one winter (Source: The Courier, 5 May 2024).", []),
        ("1- One thing.\n\n2- Another thing.\n\n3. A third thing.", ["numbering"]),
        ("1- One thing.\n\n2- Another thing.\n\n3- A third thing.", []),
    ],
)  # fmt: skip
def test_slips(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_finding_shows_both_places() -> None:
    document = read_bytes(f"{FULLER}Did she say “tolls of the lower river will stay?”".encode(), "a.md")
    finding = extract(document).findings[0]
    assert [s.of(document.text)[-6:] for s in finding.spans] == ["n May.", " stay?"]


@pytest.mark.parametrize(("cue", "expected"), [("was dismissed", []), ("was reported", ["source"])])
def test_an_act_without_a_teller_is_no_slip(cue: str, expected: list[str]) -> None:
    document = read_bytes(f"It {cue} that the gates had failed twice.".encode(), "a.txt")
    content = Span(document.text.index("that"), len(document.text) - 1)
    told = Attribution(id="a1", kind="indirect", cue=(Span(3, 3 + len(cue)),), content=(content,))
    assert [f.kind for f in find_slips(document, (), (told,), ())] == expected
