"""Block quotations have no marks, and are quotations all the same."""

from __future__ import annotations

import pytest

from sayso.attribution.learned import Learned
from sayso.attribution.rules import extract
from sayso.model import Extraction
from sayso.text.readers import read_bytes

WORDS = "We will never close the locks again, and the keepers will have their lamps."
AROUND = "The council of Ostrel met on Tuesday to talk about the flood and what to do of it before the next winter comes.\n\n"


def read(page: str, name: str = "page.md") -> Extraction:
    return extract(read_bytes(page.encode(), name))


@pytest.mark.parametrize(
    ("block", "speaker"),
    [
        (f"Minister Mari Kallas told the assembly:\n\n> {WORDS}\n", "Mari Kallas"),
        (f"> {WORDS}\n>\n> — First Lady Mari Kallas, 4 May 2031\n", "Mari Kallas"),
        (f"> {WORDS}\n> — Mari Kallas, minister\n", "Mari Kallas"),
        (f"> {WORDS}\n\n— Mari Kallas, minister\n", "Mari Kallas"),
        (f"> *{WORDS}*\n\nThe hall was silent.\n", None),
    ],
)
def test_whose_a_block_is(block: str, speaker: str | None) -> None:
    found = read(AROUND + block + "\n" + AROUND)
    (quotation,) = found.quotations
    assert quotation.role == "statement"
    text = AROUND + block
    assert quotation.span.of(text) == WORDS
    if speaker is None:
        assert quotation.attribution is None
        return
    (own,) = [a for a in found.attributions if a.id == quotation.attribution]
    assert own.speaker is not None
    assert own.speaker.name == speaker
    assert own.kind == "direct"


@pytest.mark.parametrize(
    "block",
    [
        "> Note: this page was moved to another place on Monday morning.\n",
        "> [!WARNING]\n> The lamps of the keepers are hot and must not be touched.\n",
        "> [Loading…](https://example.org/a/b/c)\n",
        "> Five words stand right here.\n",
    ],
)
def test_what_is_no_quotation(block: str) -> None:
    assert read(AROUND + block + "\n" + AROUND).quotations == ()


def test_a_page_that_is_one_block_quotes_nothing() -> None:
    assert read(f"> {WORDS}\n>\n> {WORDS}\n").quotations == ()


def test_a_block_in_marks_is_read_once() -> None:
    found = read(f"{AROUND}Minister Mari Kallas said:\n\n> “{WORDS}”\n\n{AROUND}")
    assert len(found.quotations) == len(found.attributions) == 1


def test_what_is_quoted_in_a_block_stands_under_it() -> None:
    page = f"{AROUND}Minister Mari Kallas told the assembly:\n\n> The lamps are out. “It was a bad day,” Tomas Holt said. We will mend them.\n"
    found = read(page)
    outer, inner = found.attributions
    assert (outer.speaker and outer.speaker.name, inner.speaker and inner.speaker.name) == ("Mari Kallas", "Tomas Holt")
    assert inner.parent == outer.id


def test_blocks_of_html_and_of_the_taggers() -> None:
    page = f"<html><body><p>{AROUND}</p><p>Minister Mari Kallas told the assembly:</p><blockquote><p>{WORDS}</p></blockquote><p>{AROUND}</p></body></html>"
    found = Learned("fast")(read_bytes(page.encode(), "page.html"))
    said = [a for a in found.attributions if a.speaker is not None and a.speaker.name == "Mari Kallas"]
    assert [q.attribution for q in found.quotations] == [said[0].id]


def test_of_blocks_in_a_row_each_is_its_own() -> None:
    page = f"{AROUND}Minister Mari Kallas told the assembly:\n\n> {WORDS}\n\n> The bridge is safe, and so it will stay.\n\n> The ferries will return before the winter.\n> — Tomas Holt\n\n{AROUND}"
    assert [a.speaker.name for a in read(page).attributions if a.speaker] == [
        "Mari Kallas",
        "Mari Kallas",
        "Tomas Holt",
    ]


def test_the_footer_of_a_block_says_whose_it_is() -> None:
    page = f"<html><body><p>{AROUND}</p><blockquote><p>{WORDS}</p><footer>— Mari Kallas, <cite>A Life</cite></footer></blockquote><p>{AROUND}</p></body></html>"
    (own,) = read(page, "page.html").attributions
    assert own.speaker is not None
    assert own.speaker.name == "Mari Kallas"
