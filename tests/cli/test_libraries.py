"""`sayso add`, `sayso library` and `sayso doctor` from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Run


def test_add_indexes_and_the_second_time_reads_nothing(sayso: Run, library: Path) -> None:
    first, second = sayso("add", library), sayso("add", library)
    assert (first.code, second.code) == (0, 0)
    assert "2 files read" in first.err
    assert "0 files read, 2 unchanged" in second.err
    assert first.out == ""


def test_add_brings_files_in_and_says_what_it_could_not(sayso: Run, library: Path) -> None:
    Path("more").mkdir()
    Path("more/statement.txt").write_text("The minister of rivers made a statement.\n", encoding="utf-8")
    ended = sayso("add", library, "more/statement.txt", "gone.txt")
    assert ended.code == 2
    assert "gone.txt" in ended.err
    assert (library / "statement.txt").is_file()
    assert "statement.txt" in sayso("library", "list", library).out


def test_add_makes_the_folder_only_for_something(sayso: Run) -> None:
    assert sayso("add", "misspelt").code == 2
    assert not Path("misspelt").exists()
    Path("a.txt").write_text("The minister of rivers made a statement.\n", encoding="utf-8")
    assert sayso("add", "fresh", "a.txt").code == 0


def test_add_refuses_private_addresses(sayso: Run, library: Path) -> None:
    ended = sayso("add", library, "http://127.0.0.1:9/a.html")
    assert ended.code == 2
    assert "127.0.0.1" in ended.err


def test_an_unreadable_source_is_named(sayso: Run, library: Path) -> None:
    (library / "bad.pdf").write_bytes(b"%PDF-1.7\nthe rest was lost")
    assert "bad.pdf" in sayso("add", library).err
    listed = sayso("library", "list", library)
    assert listed.code == 2
    assert "bad.pdf\tnot readable (damaged)" in listed.out
    doctor = sayso("doctor", library)
    assert doctor.code == 2
    assert "WRONG bad.pdf" in doctor.out


def test_verify_sees_a_change_and_rebuild_mends_it(sayso: Run, library: Path) -> None:
    sayso("add", library)
    assert sayso("library", "verify", library).code == 0
    (library / "harbour.md").write_text("HARBOUR MASTER ORLO: Nothing was repaired at all.\n", encoding="utf-8")
    stale = sayso("library", "verify", library)
    assert stale.code == 2
    assert "harbour.md" in stale.out
    assert sayso("doctor", library).code == 2
    assert sayso("library", "rebuild", library).code == 0
    assert sayso("library", "verify", library).code == 0


def test_doctor_without_a_library(sayso: Run) -> None:
    ended = sayso("doctor")
    assert ended.code == 0
    assert "sayso" in ended.out
    assert sayso("doctor", "nowhere").code == 2
