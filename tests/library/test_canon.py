"""Canons as users have them: the forms that are read, and one clear line for those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.library import Library
from sayso.library.canon import parse_canon

OSIS = """<osis xmlns="http://www.bibletechnologies.net/2003/OSIS/namespace"><osisText><div><chapter osisID="Gen.1">
<verse osisID="Gen.1.1">The ferry <b>left</b> at dawn.<note>A boat.</note></verse>
<verse sID="Gen.1.2" osisID="Gen.1.2"/>Its lamp was small.<verse eID="Gen.1.2"/> A title between.
</chapter></div></osisText></osis>"""


@pytest.mark.parametrize("mark", ["|", "\t"])
def test_the_quran_by_numbers(mark: str) -> None:
    canon = parse_canon("quran", "q.txt", f"# own\n2{mark}1{mark}ٱلۡبَحۡرُ\n2{mark}2{mark}وَٱلۡجَبَلُ\n".encode())
    assert [(v.chapter, v.number, v.text) for v in canon.verses] == [(2, 1, "ٱلۡبَحۡرُ"), (2, 2, "وَٱلۡجَبَلُ")]


def test_the_formula_before_a_chapter_is_no_verse_of_it() -> None:
    canon = parse_canon("quran", "q.txt", "1|1|دفتر الميناء\n2|1|دفتر الميناء البحر والجبل\n".encode())
    assert canon.verses[1].text == "البحر والجبل"


@pytest.mark.parametrize(
    "line", ["Gen 1:1 The ferry", "Genesis 1:1\tThe ferry", "Gen|1|1|The ferry", "Gen.1.1 The ferry"]
)
def test_the_bible_by_lines(line: str) -> None:
    [verse] = parse_canon("bible", "b.txt", line.encode()).verses
    assert (verse.book, verse.chapter, verse.number, verse.text) == ("Gen", 1, 1, "The ferry")


def test_osis() -> None:
    verses = parse_canon("bible", "b.xml", OSIS.encode()).verses
    assert [(v.number, v.text) for v in verses] == [(1, "The ferry left at dawn."), (2, "Its lamp was small.")]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("quran", b"", "holds no verse"),
        ("quran", b"\xff\xfe\x00", "not UTF-8"),
        ("quran", b"hello", "line 1 is not"),
        ("quran", "2|300|كتاب".encode(), "no verse 2:300"),
        ("quran", b"2|1|A translation", "no Arabic"),
        ("quran", "2|1|كتاب\n2|1|كتاب".encode(), "stands twice"),
        ("bible", b"", "holds no verse"),
        ("bible", b"once upon a time", "line 1 does not begin"),
        ("bible", b"<osis><verse>", "well-formed"),
        ("bible", b"<osis/>", "osisID"),
    ],
)
def test_what_is_no_canon(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as raised:
        parse_canon(name, "file.txt", data)
    assert str(raised.value).startswith("file.txt: ")


def test_a_library_keeps_its_canon(tmp_path: Path) -> None:
    file = tmp_path / "q.txt"
    file.write_text("2|1|ٱلۡبَحۡرُ\n", encoding="utf-8")
    with Library.open(tmp_path, create=True) as library:
        assert library.canon("quran") is None
        assert library.add_canon("quran", file) == 1
        library.rebuild()
    file.unlink()
    with Library.open(tmp_path) as library:
        assert library.canons() == [("quran", "q.txt", 1)]
        canon = library.canon("quran")
        assert canon is not None
        assert canon.verses[0].text == "ٱلۡبَحۡرُ"
