"""`sayso add --canon`, and a check that verifies verses against it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Run
from tests.verification.test_scripture import LINES


def test_verses_are_verified_against_the_canon(sayso: Run) -> None:
    Path("q.txt").write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    brought = sayso("add", "lib", "--canon", "quran=q.txt")
    assert brought.code == 0
    assert "5 verses" in brought.err
    words = "فَٱبۡنُواْ جُسُورَكُمۡ مِنۡ حَجَرٍ وَحَدِيدٍ قَبۡلَ أَنۡ يَفِيضَ ٱلۡوَادِي"
    Path("draft.txt").write_text(
        f"On the Bridge\n\nThe book says,\n\n[{words}]\n\n“Build.” [Surah River 1:3].\n", encoding="utf-8"
    )
    ended = sayso("check", "draft.txt", "--library", "lib", "--format", "jsonl", "--model", "rules")
    assert ended.code == 1
    found = [v for v in ended.lines[0]["verifications"] if v["quotation"][0]["exact"] == words]
    assert [v["verdict"] for v in found] == ["altered"]
    assert found[0]["matches"][0]["document"] == "canon/quran.txt"


def test_a_bad_canon_is_one_clear_line(sayso: Run) -> None:
    Path("q.txt").write_text("no verse\n", encoding="utf-8")
    for given, told in (
        ("quran=q.txt", "line 1 is no verse"),
        ("quran", "give NAME=FILE"),
        ("psalms=q.txt", "not a canon"),
    ):
        ended = sayso("add", "lib", "--canon", given)
        assert ended.code == 2
        assert len([line for line in ended.err.splitlines() if told in line]) == 1
