"""`sayso accept`, and a check with the baseline it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run

ALTERED = "“The tolls on the lower river will rise this year,” Minister Venn said."
INVENTED = "“The bridges of the upper town shall be painted in seven colours,” Minister Venn said."


@pytest.fixture
def saved(sayso: Run, library: Path) -> str:
    """A saved check with two findings."""
    Path("draft.txt").write_text(f"{ALTERED}\n\n{INVENTED}\n", encoding="utf-8")
    ended = sayso("check", "draft.txt", "--library", library, "--format", "jsonl")
    Path("check.jsonl").write_text(ended.out, encoding="utf-8")
    return "check.jsonl"


def test_without_more_it_lists_the_findings(sayso: Run, saved: str) -> None:
    ended = sayso("accept", saved)
    assert ended.code == 0
    assert [line.split()[:3] for line in ended.out.splitlines()] == [
        ["1", "draft.txt", "altered"],
        ["2", "draft.txt", "not-found"],
    ]


@pytest.mark.parametrize("which", ["2", "Bridges of the “upper” town"])
def test_an_accepted_finding_is_shown_and_not_counted(sayso: Run, library: Path, saved: str, which: str) -> None:
    accept = ("accept", saved, which, "--reason", "in the notes", "--baseline", "accepted.jsonl")
    assert sayso(*accept).code == 0
    assert sayso(*accept).code == 0
    assert len(Path("accepted.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    check = ("check", "draft.txt", "--library", library, "--baseline", "accepted.jsonl")
    ended = sayso(*check)
    assert ended.code == 1
    assert "in the notes" in ended.err
    assert "seven colours" in ended.out
    assert sayso("accept", saved, "1", "--reason", "known", "--baseline", "accepted.jsonl").code == 0
    assert sayso(*check).code == 0


def test_it_counts_again_when_it_moves_or_changes(sayso: Run, library: Path, saved: str) -> None:
    sayso("accept", saved, "2", "--reason", "in the notes", "--baseline", "accepted.jsonl")
    check = ("check", "draft.txt", "--library", library, "--baseline", "accepted.jsonl")
    Path("draft.txt").write_text(f"An added first line.\n\n{INVENTED}\n", encoding="utf-8")
    assert sayso(*check).code == 0, "one side of the context is the same"
    Path("draft.txt").write_text(INVENTED.replace("seven", "eight"), encoding="utf-8")
    assert sayso(*check).code == 1
    Path("draft.txt").write_text(
        f"Nobody believed it. {INVENTED.replace('Minister', 'Harbour master')}\n", encoding="utf-8"
    )
    assert sayso(*check).code == 1


@pytest.mark.parametrize("arguments", [["2"], ["2", "--reason", "r"], ["2", "--reason", " ", "--baseline", "b"]])
def test_a_reason_and_a_file_are_needed(sayso: Run, saved: str, arguments: list[str]) -> None:
    ended = sayso("accept", saved, *arguments)
    assert ended.code == 2
    assert "--reason" in ended.err


@pytest.mark.parametrize("which", ["9", "the", "words of nobody", "…"])
def test_none_or_several_are_refused(sayso: Run, saved: str, which: str) -> None:
    ended = sayso("accept", saved, which, "--reason", "r", "--baseline", "accepted.jsonl")
    assert ended.code == 2
    assert not Path("accepted.jsonl").exists()


def test_a_baseline_of_something_else_is_refused(sayso: Run, library: Path, saved: str) -> None:
    Path("accepted.jsonl").write_text("{}\n", encoding="utf-8")
    ended = sayso("check", "draft.txt", "--library", library, "--baseline", "accepted.jsonl")
    assert ended.code == 2
    assert ended.err.startswith("sayso: accepted.jsonl: line 1 ")
    assert sayso("check", "draft.txt", "--library", library, "--baseline", "none.jsonl").code == 2
