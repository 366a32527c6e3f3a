"""`sayso report` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run

TEXT = "“The tolls on the lower river will rise this year,” Minister Venn said.\n"


@pytest.fixture
def saved(sayso: Run, library: Path) -> str:
    """A saved check of a draft and of a file that is not there."""
    Path("draft.txt").write_text(TEXT, encoding="utf-8")
    ended = sayso("check", "draft.txt", "--library", library, "--format", "jsonl")
    Path("check.jsonl").write_text(ended.out, encoding="utf-8")
    return "check.jsonl"


def test_it_shows_what_check_showed(sayso: Run, library: Path, saved: str) -> None:
    before = sayso("check", "draft.txt", "--library", library).out
    ended = sayso("report", saved, "--html", "report.html")
    assert ended.code == 0
    assert ended.out == before
    assert Path("report.html").is_file()


def test_a_saved_check_may_come_from_standard_input(sayso: Run, saved: str) -> None:
    assert "altered" in sayso("report", "-", stdin=Path(saved).read_bytes()).out


def test_a_document_that_changed_is_refused(sayso: Run, saved: str) -> None:
    Path("draft.txt").write_text(TEXT.replace("rise", "fall"), encoding="utf-8")
    ended = sayso("report", saved)
    assert ended.code == 2
    assert "draft.txt: has changed since it was checked" in ended.err


def test_a_document_that_is_gone_is_said_so(sayso: Run, saved: str) -> None:
    Path("draft.txt").unlink()
    ended = sayso("report", saved)
    assert ended.code == 2
    assert "draft.txt" in ended.err


@pytest.mark.parametrize("content", [b"", b"{}", b"no json\n", b"\xff\n"])
def test_something_else_is_2_and_names_the_file(sayso: Run, content: bytes) -> None:
    Path("check.jsonl").write_bytes(content)
    ended = sayso("report", "check.jsonl")
    assert ended.code == 2
    assert ended.err.startswith("sayso: check.jsonl: ")
    assert len(ended.err.splitlines()) == 1


def test_no_file_is_2(sayso: Run) -> None:
    assert sayso("report", "none.jsonl").code == 2
