"""Both reports: every statement is there, every text is escaped, and nothing is loaded from anywhere."""

from __future__ import annotations

import re
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from sayso.attribution import extractor
from sayso.model import Check, Citation, Document, Edit, Origin, Searched, Span, Verification
from sayso.model.types import Verdict
from sayso.pipeline import extract
from sayso.report import html, text
from sayso.report.verdicts import UNCERTAIN, VERDICTS
from sayso.report.view import diff_pieces, sheet_of
from sayso.text.readers import read_bytes
from tests.report.sample import HOSTILE, sample


def test_every_statement_has_a_card_and_a_mark() -> None:
    page = lxml_html.document_fromstring(html.render([sample()]))
    cards = page.xpath("//section[contains(@class, 'card ')]")
    assert [c.get("data-verdict") for c in cards] == list(get_args(Verdict))
    for card in cards:
        assert page.xpath(f"//a[@id='m-{card.get('id')}']")


def test_the_document_is_whole_in_the_page() -> None:
    check = sample()
    page = lxml_html.document_fromstring(html.render([check]))
    shown = "".join(page.xpath("//div[@class='text']")[0].itertext())
    assert shown.split() == check.document.text.split()


def test_every_text_is_escaped() -> None:
    page = html.render([sample(HOSTILE)])
    tree = lxml_html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img")
    assert "<script>alert" not in page


def test_nothing_is_loaded_from_anywhere_and_the_page_names_its_maker() -> None:
    page = html.render([sample()])
    tree = lxml_html.document_fromstring(page)
    assert not tree.xpath("//link | //img | //iframe | //script[@src] | //*[@src]")
    assert all(h.startswith("#") for h in tree.xpath("//@href"))
    assert not re.search(r"url\(|@import|https?://", page)
    assert tree.xpath("//meta[@name='generator']/@content") == ["sayso"]
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_the_same_check_gives_the_same_page_and_several_share_one() -> None:
    assert html.render([sample()]) == html.render([sample()])
    tree = lxml_html.document_fromstring(html.render([sample(), sample()]))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(tree.xpath("//nav//li")) == 2


def test_arabic_is_set_from_the_right_where_it_leads() -> None:
    words = "قال الوزير إن الرسوم لن ترتفع"
    origin = Origin(uri="a.txt", media_type="text/plain", sha256="0" * 64)
    page = lxml_html.document_fromstring(html.render([Check(document=Document(id="a.txt", text=words, origin=origin))]))
    assert page.xpath("//div[@class='text']/p/@dir") == ["rtl"]


def test_text_names_every_verdict_and_marks_differences_without_colour() -> None:
    shown = text.render([sample()], width=100, color=False)
    for verdict in get_args(Verdict):
        assert VERDICTS[verdict].label in shown
    assert "[-may-] {+will+}" in shown
    assert "\x1b" not in shown
    assert "\x1b[" in text.render([sample()], width=100, color=True)


def test_a_doubtful_reading_is_marked_and_comes_after_the_sure_ones() -> None:
    check = sample()
    altered, spliced = (
        next(v for v in check.verifications if v.verdict == verdict) for verdict in ("altered", "spliced")
    )
    second = msgspec.structs.replace(altered, quotation=spliced.quotation, attribution=spliced.attribution)
    doubted = tuple(
        msgspec.structs.replace(a, confidence=0.4) if a.id == min(altered.attribution, spliced.attribution) else a
        for a in check.attributions
    )
    check = msgspec.structs.replace(check, attributions=doubted, verifications=(altered, second))
    findings = sheet_of(check).findings
    assert [c.doubtful for c in findings] == [False, True]
    assert findings[0].number > findings[1].number
    assert text.render([check], width=120).count(UNCERTAIN) == 1
    page = lxml_html.document_fromstring(html.render([check]))
    assert page.xpath("//span[@class='doubt']/text()") == [UNCERTAIN]
    assert UNCERTAIN not in text.render([sample()])


@pytest.mark.parametrize("width", [40, 72, 200])
def test_text_keeps_to_its_width(width: int) -> None:
    assert max(len(line) for line in text.render([sample()], width=width).split("\n")) <= width


def _extracted(words: str) -> Check:
    return extract(read_bytes(words.encode(), "a.txt"), extractor=extractor("rules"))


def test_text_has_marks_only_where_the_document_has_them() -> None:
    words = "Ola Brandt said the bridge would close on Monday.\n\n“We open it in May,” said Ola Brandt."
    shown = text.render([_extracted(words)])
    assert "  the bridge would close on Monday" in shown
    assert "  “We open it in May,”" in shown


def test_text_has_the_words_of_markdown_without_its_marks() -> None:
    shown = text.render(
        [_extracted("“We **will** open [the bridge](https://example.org/a_b) in May,” said Ola Brandt.")]
    )
    assert "“We will open the bridge in May,”" in shown


def test_no_character_of_a_document_steers_the_terminal() -> None:
    shown = text.render([_extracted("“We \x1b[31mwill\x07 close the\x9b31m bridge,” said Ola Brandt.")])
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)
    assert "We \N{REPLACEMENT CHARACTER}[31mwill" in shown


def test_lines_end_where_their_words_do() -> None:
    assert not [line for line in text.render([sample()], width=60).split("\n") if line != line.rstrip()]


def test_a_statement_is_located_by_the_block_that_holds_it() -> None:
    check = _extracted("“We open it in May,” said Ola Brandt.\n\n“It is late,” said Una Holm.")
    pages = [msgspec.structs.replace(b, locator=f"p. {n}") for n, b in enumerate(check.document.blocks, 3)]
    document = msgspec.structs.replace(check.document, blocks=tuple(pages))
    located = sheet_of(msgspec.structs.replace(check, document=document)).cards
    assert [card.locator for card in located] == ["p. 3", "p. 4"]


def test_a_citation_belongs_to_the_statement_around_it_or_right_before_it() -> None:
    words = "“We open it in May” (Kelvar Courier, 3 May 2024). It rained.\n\n“It is late” said Una Holm."
    at = words.index("(")
    cited = Citation(span=Span(at, words.index(")") + 1), kind="outlet", target="Kelvar Courier")
    check = msgspec.structs.replace(_extracted(words), citations=(cited,))
    assert [len(card.citations) for card in sheet_of(check).cards] == [1, 0]


def test_a_document_with_nothing_to_check_says_so() -> None:
    origin = Origin(uri="a.txt", media_type="text/plain", sha256="0" * 64)
    check = Check(document=Document(id="a.txt", text="Rain.", origin=origin), checked=True)
    assert "nothing to check" in text.render([check])
    assert "0 statements" in html.render([check])


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6), st.text(min_size=40, max_size=40))
def test_runs_rebuild_the_text_however_statements_cross(pairs: list[tuple[int, int]], words: str) -> None:
    origin = Origin(uri="a.txt", media_type="text/plain", sha256="0" * 64)
    document = Document(id="a.txt", text=words, origin=origin)
    verifications = tuple(
        Verification(
            quotation=(Span(min(p), max(p)),), verdict="verbatim", why="", searched=Searched(documents=1, method="")
        )
        for p in pairs
    )
    sheet = sheet_of(Check(document=document, verifications=verifications, checked=True))
    assert "".join(run.text for run in html.runs_of(sheet, Span(0, 40))) == words
    html.render([sheet.check])


def test_differences_stand_in_place() -> None:
    words = "The toll will rise again"
    edits = [
        Edit(kind="replace", quoted="will", found="may", quoted_span=Span(9, 13)),
        Edit(kind="delete", quoted="", found="not", quoted_span=Span(14, 14)),
    ]
    pieces = diff_pieces(words, [Span(0, len(words))], edits)
    assert "".join(p.text for p in pieces if p.kind != "omitted") == words
    assert [(p.kind, p.text) for p in pieces if p.kind != "same"] == [
        ("omitted", "may"),
        ("added", "will"),
        ("omitted", "not "),
    ]
