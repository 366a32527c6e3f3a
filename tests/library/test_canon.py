"""Canons: the forms of file that are read, those that are refused, and how a library keeps one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError, ReadError
from sayso.library.canon import Verse, canon_path, read_verses, store_canon


@pytest.mark.parametrize(
    "data",
    [
        "1|1|The river rose.\n1|2|It fell.\n",
        "# a notice\n\n1\t1\tThe river rose.\n1\t2\tIt fell.\n",
        "\ufeff1:1 The river rose.\n1:2 It fell.\n",
    ],
)
def test_lines_of_verses(data: str) -> None:
    assert read_verses(data) == [Verse("1", 1, "The river rose."), Verse("1", 2, "It fell.")]


def test_osis() -> None:
    data = '<osis><verse osisID="Riv.1.2">The <w>river</w> rose.</verse><verse sID="x" osisID="Riv.1.3"/>It fell.<verse eID="x"/></osis>'
    assert read_verses(data)[0] == Verse("Riv 1", 2, "The river rose.")


def test_a_line_that_is_no_verse_is_named(tmp_path: Path) -> None:
    source = tmp_path / "q.txt"
    source.write_text("1|1|The river rose.\nnot a verse\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"q.txt: line 2 is no verse: 'not a verse'"):
        store_canon(tmp_path, "quran", source)
    assert not canon_path(tmp_path, "quran").exists()


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        store_canon(tmp_path, "quran", tmp_path / "none.txt")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadError, match="not UTF-8"):
        store_canon(tmp_path, "quran", tmp_path / "b.txt")
    with pytest.raises(InputError, match="give one of: quran, bible"):
        store_canon(tmp_path, "torah", tmp_path / "b.txt")


def test_a_library_keeps_a_canon_among_its_files(tmp_path: Path) -> None:
    source = tmp_path / "q.txt"
    source.write_text("1:1 The river rose.\n", encoding="utf-8")
    assert store_canon(tmp_path / "lib", "bible", source) == 1
    assert canon_path(tmp_path / "lib", "bible").read_text(encoding="utf-8") == "1|1|The river rose.\n"
