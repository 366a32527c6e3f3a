"""The floors of the evaluation: compared honestly, and never lowered in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from evaluation import floors
from evaluation.__main__ import main
from evaluation.measures import Measured

BEFORE = {"article": {"gold": "g", "least": {"found": 92.0}, "most": {"furniture": 0}}}


def test_figures_are_compared_with_their_floors(capsys: pytest.CaptureFixture[str]) -> None:
    measured = Measured({"found": 91.9, "furniture": 1, "links": 3.0}, [], "g")
    assert floors.report("article", measured, BEFORE["article"]) == 2
    assert floors.report("article", measured._replace(figures={"found": 92.0, "furniture": 0}), BEFORE["article"]) == 0
    assert "gold" not in capsys.readouterr().out
    floors.report("article", measured._replace(gold="h"), BEFORE["article"])
    assert "set on" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("now", "refused"),
    [
        (BEFORE, []),
        ({"article": {"least": {"found": 95.0}, "most": {"furniture": 0}}}, []),
        ({"article": {"least": {"found": 90.0}, "most": {"furniture": 0}}}, ["article.found"]),
        ({"article": {"least": {"found": 92.0}, "most": {"furniture": 2}}}, ["article.furniture"]),
        ({"article": {"most": {"furniture": 0}}}, ["article.found"]),
        (
            {
                "article": {"least": {"found": 90.0}, "most": {"furniture": 0}},
                "lowered": [{"figure": "article.found", "to": 90.0, "reason": "the gold grew"}],
            },
            [],
        ),
        (
            {
                "article": {"least": {"found": 90.0}, "most": {"furniture": 0}},
                "lowered": [{"figure": "article.found", "to": 90.0, "reason": " "}],
            },
            ["article.found"],
        ),
    ],
)
def test_a_floor_is_lowered_with_a_reason_or_not_at_all(
    now: floors.Table, refused: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors, "_history", lambda: [BEFORE])
    assert [line.partition(":")[0] for line in floors.lowered_without_reason(now)] == refused


def test_a_version_that_cannot_be_read_held_no_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {"a": "[article]\nleast = { found = 92.0 }", "b": "[article]\n[article]", "c": ""}
    monkeypatch.setattr(floors, "_git", lambda *a: "a b c" if a[0] == "log" else versions[a[1][0]])
    assert floors.lowered_without_reason({}) == [
        "article.found: the floor was 92.0 and is None; give the reason in lowered"
    ]


def test_the_floors_of_this_checkout_are_whole() -> None:
    table = floors.read()
    assert floors.lowered_without_reason(table) == []
    assert table["releases"]["most"]["accused_n"] == 0


def test_without_the_shared_data_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["article", "--shared", str(tmp_path), "--work", str(tmp_path)]) == 2
    assert "--shared" in capsys.readouterr().err


@pytest.mark.shared
@pytest.mark.parametrize("measure", ["article", "sample"])
def test_quick_measures_hold_their_floors(shared: Path, tmp_path: Path, measure: str) -> None:
    command = [sys.executable, "-m", "evaluation", measure, "--shared", str(shared), "--work", str(tmp_path)]
    ended = subprocess.run(command, cwd=floors.PATH.parents[1], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
