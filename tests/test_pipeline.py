"""The whole story over a small library: what extract adds up, whose mouth words come from, and swapped stages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sayso.library import Library
from sayso.model import Attribution, Document, Extraction, Origin, Quotation, Span, Speaker, Turn
from sayso.pipeline import Mouths, check, extract, find, read_bytes

ARTICLE = "“The tolls will not rise this year,” Minister Ada Venn said on 6 March 2025."


def a_document(text: str, **fields: object) -> Document:
    origin = Origin(uri="a.txt", media_type="text/plain", sha256="0" * 64, author=fields.pop("author", None))
    return Document(id="a.txt", text=text, origin=origin, **fields)


def place(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def extracting(*attributions: Attribution, quotations: tuple[Quotation, ...] = ()) -> object:
    """An extractor that has one answer."""
    return lambda document: Extraction(attributions=attributions, quotations=quotations)


def test_extract_goes_through_all_stages() -> None:
    extracted = extract(read_bytes(ARTICLE.encode(), "article.txt"))
    (attribution,) = extracted.attributions
    assert attribution.speaker is not None
    assert attribution.speaker.name.endswith("Venn")
    assert [chain.attribution for chain in extracted.chains] == [attribution.id]
    assert [date.edtf for date in extracted.dates] == ["2025-03-06"]
    assert attribution.said_on == extracted.chains[0].links[0].date
    assert not extracted.checked
    assert not extracted.verifications


def test_only_attributions_stops_after_the_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("dates", "citations", "chains", "footing", "contradictions"):
        monkeypatch.setitem(sys.modules, f"sayso.provenance.{module}", None)
    extracted = extract(read_bytes(ARTICLE.encode(), "article.txt"), only_attributions=True)
    assert len(extracted.attributions) == 1


def test_the_extractor_is_a_callable_passed_in() -> None:
    document = a_document("Some words were said.")
    attribution = Attribution(id="mine", kind="indirect", content=(Span(0, 10),))
    assert extract(document, extractor=extracting(attribution)).attributions == (attribution,)


def test_check_and_find_ask_the_library(tmp_path: Path) -> None:
    (tmp_path / "briefing.txt").write_text(
        "MINISTER VENN: Good morning. The tolls will not rise this year, and nobody asked for it.\n\nQ: Thank you.\n",
        encoding="utf-8",
    )
    with Library.open(tmp_path, create=True) as library:
        library.update()
        checked = check(read_bytes(ARTICLE.encode(), "article.txt"), library)
        found = find("the tolls will not rise this year", library, speaker="Minister Venn")
    assert checked.checked
    assert [v.verdict for v in checked.verifications] == ["verbatim"]
    assert found.verdict == "verbatim"


@pytest.mark.parametrize(
    "text", ["", "\x00", "“" * 300, "“a” " * 50, "\u202e“x”\u202c", "Q: “\n\n”: “", "a\u2028“b\r\n\r\n” said c"]
)
def test_odd_text_never_raises(text: str, tmp_path: Path) -> None:
    with Library.open(tmp_path, create=True) as library:
        (tmp_path / "b.txt").write_text("VENN: Words.\n", encoding="utf-8")
        library.update()
        check(a_document(text), library)


class TestMouths:
    """In whose mouth the words of a source stand."""

    def test_a_turn_comes_first(self) -> None:
        document = a_document("VENN: We will go. ORLO: “We stay.”", author="The Courier")
        first, last = place(document, "We will go."), place(document, "“We stay.”")
        document = a_document(
            document.text,
            turns=(Turn(speaker="VENN", span=first, role="minister"), Turn(speaker="ORLO", span=last)),
        )
        mouth = Mouths(extracting())
        assert mouth(document, place(document, "will go")) == Speaker(name="VENN", as_written="VENN", role="minister")
        assert mouth(document, place(document, "We stay")) == Speaker(name="ORLO", as_written="ORLO")

    def test_inside_marks_it_is_whoever_the_source_names(self) -> None:
        document = a_document("“We will go,” Venn said. “Nobody knows.”", author="The Courier")
        ours, loose = place(document, "We will go,"), place(document, "Nobody knows.")
        venn = Speaker(name="Ada Venn", as_written="Venn")
        mouth = Mouths(
            extracting(
                Attribution(id="a1", kind="direct", content=(ours,), speaker=venn),
                quotations=(
                    Quotation(id="q1", span=ours, role="statement", attribution="a1"),
                    Quotation(id="q2", span=loose, role="statement"),
                ),
            )
        )
        assert mouth(document, place(document, "will go")) == venn
        assert mouth(document, loose) is None
        author = mouth(document, place(document, "Venn said"))
        assert author == Speaker(name="The Courier", as_written="The Courier")

    def test_reported_without_marks_it_is_not_known(self) -> None:
        document = a_document("Venn said that they would go.", author="The Courier")
        venn = Speaker(name="Ada Venn", as_written="Venn")
        content = place(document, "that they would go")
        mouth = Mouths(extracting(Attribution(id="a1", kind="indirect", content=(content,), speaker=venn)))
        assert mouth(document, place(document, "they would go")) is None

    def test_without_author_it_is_not_known(self) -> None:
        document = a_document("They went.")
        assert Mouths(extracting())(document, Span(0, 4)) is None

    def test_a_source_is_read_once(self) -> None:
        read = []
        mouth = Mouths(lambda document: read.append(document) or Extraction())
        document = a_document("They went.")
        for _ in range(3):
            mouth(document, Span(0, 4))
        assert len(read) == 1
