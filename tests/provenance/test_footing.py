"""What each sentence stands on, in invented texts."""

from __future__ import annotations

import pytest

from sayso.attribution import extract
from sayso.model import Attribution, Footing, Span
from sayso.provenance.citations import find_citations
from sayso.provenance.dates import find_dates
from sayso.provenance.footing import footings
from sayso.text.readers import read_bytes


def stand(text: str) -> list[Footing]:
    document = read_bytes(f"---\ntitle: On the toll\ndate: 2025-03-25\n---\n\n{text}\n".encode(), "a.md")
    found = extract(document)
    return list(footings(document, found.attributions, find_citations(document, find_dates(document))))


def test_every_kind() -> None:
    found = stand(
        "Ada Rask said, “The toll will rise by one crown next year.” This shows that money is short. The river is long. "
        "The toll was set last year (Source: No MW-041/2025). We must not wait."
    )
    assert [f.kind for f in found] == ["reported", "inference", "assertion", "cited", "appeal"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council must mend the weir before the spring floods.", "appeal"),
        ("Read the full story in the river paper.", "appeal"),
        ("Here is all that you need to know about the weir.", "assertion"),
        ("That is because the weir was built of sand.", "inference"),
        ("The weir was mended so that the mills could run.", "assertion"),
        ("It appears that the weir was built of sand.", "inference"),
        ("The mayor wants to close the locks by dusk.", "assertion"),
    ],
)
def test_the_words_that_show_it(text: str, kind: str) -> None:
    assert [f.kind for f in stand(text)] == [kind]


def test_what_the_author_says_others_want_is_the_authors_word() -> None:
    document = read_bytes(b"The mayor wants to close the locks. The mayor said to close the locks.", "a.txt")
    cues = [document.text.index("wants"), document.text.index("said")]
    told = [
        Attribution(
            id=f"a{n}", kind="indirect", source=(Span(at - 10, at - 1),), cue=(Span(at, at + 5),),
            content=(Span(at + 6, at + 24),),
        )
        for n, at in enumerate(cues)
    ]  # fmt: skip
    assert [f.kind for f in footings(document, told, ())] == ["assertion", "reported"]


def test_the_number_of_a_section_is_no_sentence() -> None:
    assert [f.kind for f in stand("7.\n\nThe river is long.")] == ["assertion"]
