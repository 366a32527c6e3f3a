"""`sayso check` from the command line: every exit code, every way in, and bad files among good ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.errors import LibraryError
from sayso.library import Library
from sayso.model import Check, Document
from tests.cli.running import Run

FAITHFUL = "“The tolls on the lower river will not rise this year,” Minister Venn said.\n"
CHANGED = "“The tolls on the lower river will rise this year,” Minister Venn said.\n"
INVENTED = "“The bridges of the upper town shall be painted in seven colours,” Minister Venn said.\n"
PLAIN = "The river is long and the locks are old.\n"


def write(name: str, text: str) -> str:
    """A document in the current folder."""
    Path(name).write_text(text, encoding="utf-8")
    return name


def verdicts(line: dict) -> list[str]:
    return [verification["verdict"] for verification in line["verifications"]]


def test_clean_is_0(sayso: Run, library: Path) -> None:
    ended = sayso("check", write("draft.txt", FAITHFUL), "--library", library, "--format", "jsonl")
    assert ended.code == 0, ended.err
    (line,) = ended.lines
    assert verdicts(line) == ["verbatim"]
    assert line["document"]["uri"] == "draft.txt"
    assert line["verifications"][0]["matches"][0]["document"] == "briefing.md"


@pytest.mark.parametrize("text", [CHANGED, INVENTED])
def test_a_finding_is_1(sayso: Run, library: Path, text: str) -> None:
    assert sayso("check", write("draft.txt", text), "--library", library).code == 1


def test_fail_on_says_what_counts(sayso: Run, library: Path) -> None:
    draft = write("draft.txt", CHANGED)
    assert sayso("check", draft, "--library", library, "--fail-on", "spliced,not-found").code == 0
    assert sayso("check", draft, "--library", library, "--fail-on", "altered-critical").code == 1
    odd = sayso("check", draft, "--library", library, "--fail-on", "wrong")
    assert odd.code == 2
    assert "wrong" in odd.err


def test_nothing_to_check_is_2_unless_allowed(sayso: Run, library: Path) -> None:
    draft = write("draft.txt", PLAIN)
    ended = sayso("check", draft, "--library", library)
    assert ended.code == 2
    assert "draft.txt" in ended.err
    assert sayso("check", draft, "--library", library, "--allow-empty").code == 0


def test_a_library_without_a_readable_source_is_2(sayso: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = sayso("check", write("draft.txt", FAITHFUL), "--library", "empty", "--format", "jsonl")
    assert ended.code == 2
    assert "no readable source" in ended.err
    assert len(ended.lines) == 1


def test_a_document_is_no_source_for_itself(sayso: Run) -> None:
    Path("own").mkdir()
    ended = sayso("check", write("own/draft.txt", FAITHFUL), "--library", "own", "--format", "jsonl")
    assert ended.code == 2
    assert verdicts(ended.lines[0]) == ["not-found"]


def test_a_library_that_is_not_there_is_2(sayso: Run) -> None:
    ended = sayso("check", write("draft.txt", FAITHFUL), "--library", "nowhere")
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("sayso: nowhere: ")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("bad.txt", b"", "empty"),
        ("bad.txt", b"\x00\x01\x02\x03" * 99, "binary"),
        ("bad.pdf", b"%PDF-1.7\nthe rest was lost", "damaged"),
        ("bad.docx", b"PK\x03\x04the rest was lost", "damaged"),
        ("missing.txt", None, "missing"),
    ],
)
def test_one_bad_file_is_named_and_the_others_are_checked(
    sayso: Run, library: Path, name: str, data: bytes | None, kind: str
) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    first, last = write("first.txt", FAITHFUL), write("last.txt", CHANGED)
    ended = sayso("check", first, name, last, "--library", library, "--format", "jsonl")
    assert ended.code == 2
    assert [line["document"]["uri"] for line in ended.lines] == [first, name, last]
    assert ended.lines[1]["error"]["kind"] == kind
    assert verdicts(ended.lines[2]) == ["altered"]
    assert len([line for line in ended.err.splitlines() if line.startswith(f"sayso: {name}: ")]) == 1


def test_standard_input(sayso: Run, library: Path) -> None:
    ended = sayso("check", "-", "--library", library, "--format", "jsonl", stdin=FAITHFUL.encode())
    assert ended.code == 0
    assert ended.lines[0]["document"]["uri"] == "-"


def test_a_folder_means_the_files_in_it_in_order(sayso: Run, library: Path) -> None:
    Path("drafts").mkdir()
    for name in ("b.txt", "a.txt", ".hidden.txt"):
        write(f"drafts/{name}", FAITHFUL)
    ended = sayso("check", "drafts", "--library", library, "--format", "jsonl")
    assert [line["document"]["uri"] for line in ended.lines] == [os.path.join("drafts", n) for n in ("a.txt", "b.txt")]


def test_text_holds_the_verdict_and_no_escape_sequence_when_piped(sayso: Run, library: Path) -> None:
    ended = sayso("check", write("draft.txt", CHANGED), "--library", library)
    assert "altered" in ended.out
    assert "\x1b" not in ended.out


def test_the_page_is_written_beside_the_answer(sayso: Run, library: Path) -> None:
    draft = write("draft.txt", CHANGED)
    ended = sayso("check", draft, "--library", library, "--format", "jsonl", "--html", "report.html")
    assert ended.code == 1
    assert len(ended.lines) == 1
    assert 'content="sayso' in Path("report.html").read_text(encoding="utf-8")
    lost = sayso("check", draft, "--library", library, "--html", "no/such/folder/report.html")
    assert lost.code == 2
    assert "report.html" in lost.err
    assert "altered" in lost.out


def test_what_is_new_in_the_library_is_indexed_first(sayso: Run, library: Path) -> None:
    draft = write("draft.txt", INVENTED)
    assert sayso("check", draft, "--library", library).code == 1
    new = "MINISTER VENN: The bridges of the upper town shall be painted in seven colours.\n\nQ: Why?\n"
    (library / "new.txt").write_text(new, encoding="utf-8")
    assert sayso("check", draft, "--library", library).code == 0


def test_a_library_that_cannot_be_written_is_used_as_it_was(
    sayso: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = write("draft.txt", FAITHFUL)
    sayso("add", library)

    def refuse(*_: object, **__: object) -> None:
        raise LibraryError("sources: the library cannot be written (Read-only file system)")

    monkeypatch.setattr(Library, "update", refuse)
    ended = sayso("check", draft, "--library", library, "--format", "jsonl")
    assert ended.code == 0
    assert verdicts(ended.lines[0]) == ["verbatim"]
    assert "Read-only file system); using what was indexed before" in ended.err


def test_a_fault_on_one_file_does_not_stop_the_others(
    sayso: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.check

    def failing(document: Document, *arguments: object, **keywords: object) -> Check:
        if document.id == "odd.txt":
            raise IndexError("a fault of ours")
        return real(document, *arguments, **keywords)

    monkeypatch.setattr("sayso.pipeline.check", failing)
    ended = sayso(
        "check", write("odd.txt", FAITHFUL), write("b.txt", FAITHFUL), "--library", library, "--format", "jsonl"
    )
    assert ended.code == 2
    assert ended.lines[0]["error"]["kind"] == "internal"
    assert verdicts(ended.lines[1]) == ["verbatim"]
