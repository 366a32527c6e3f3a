"""`sayso extract` from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Run

TEXT = "“The tolls will not rise this year,” Minister Venn said on 6 March 2025.\n"


def test_a_line_holds_all_fields_but_verifications(sayso: Run) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    ended = sayso("extract", "a.txt", "--format", "jsonl")
    (line,) = ended.lines
    assert ended.code == 0
    assert set(line) == {
        "schema_version", "document", "sections", "turns", "quotations", "attributions", "dates", "citations",
        "footings", "findings",
    }  # fmt: skip
    (attribution,) = line["attributions"]
    content = attribution["content"][0]
    assert TEXT[content["raw_start"] : content["raw_end"]] == content["exact"]
    assert attribution["speaker"]["name"].endswith("Venn")


def test_only_attributions_prints_nothing_else(sayso: Run) -> None:
    ended = sayso("extract", "-", "--format", "jsonl", "--only", "attributions", stdin=TEXT.encode())
    (line,) = ended.lines
    assert ended.code == 0
    assert set(line) == {"schema_version", "document", "attributions"}
    assert len(line["attributions"]) == 1


def test_a_document_without_statements_is_said_so(sayso: Run) -> None:
    ended = sayso("extract", "-", "--format", "jsonl", stdin=b"The river is long.\n")
    assert ended.code == 0
    assert ended.lines[0]["attributions"] == []
    assert "no quotation" in ended.err


def test_a_missing_file_is_a_line_and_2(sayso: Run) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    ended = sayso("extract", "gone.txt", "a.txt", "--format", "jsonl")
    assert ended.code == 2
    assert ended.lines[0]["error"]["kind"] == "missing"
    assert ended.lines[1]["document"]["uri"] == "a.txt"


def test_an_empty_folder_is_2(sayso: Run) -> None:
    Path("empty").mkdir()
    ended = sayso("extract", "empty")
    assert ended.code == 2
    assert "empty" in ended.err


def test_text_names_the_speaker(sayso: Run) -> None:
    assert "Venn" in sayso("extract", "-", stdin=TEXT.encode()).out
