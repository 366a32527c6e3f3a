"""Canons as users have them: the forms that are read, and one clear line for those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError, ReadError
from sayso.library.canon import canon_path, load_canon, read_verses, store_canon

OSIS = """<osis xmlns="http://www.bibletechnologies.net/2003/OSIS/namespace"><osisText><div><chapter osisID="Gen.1">
<verse osisID="Gen.1.1">The ferry <b>left</b> at dawn.<note>A boat.</note></verse>
<verse sID="Gen.1.2" osisID="Gen.1.2"/>Its lamp was small.<verse eID="Gen.1.2"/> A title between.
</chapter></div></osisText></osis>"""


@pytest.mark.parametrize("mark", ["|", "\t", ":"])
def test_the_quran_by_numbers(mark: str) -> None:
    verses = read_verses("quran", f"# own\n2{mark}1{mark}ٱلۡبَحۡرُ\n2{mark}2{mark}وَٱلۡجَبَلُ\n")
    assert [(v.chapter, v.number, v.text) for v in verses] == [(2, 1, "ٱلۡبَحۡرُ"), (2, 2, "وَٱلۡجَبَلُ")]


def test_the_formula_before_a_chapter_is_no_verse_of_it() -> None:
    verses = read_verses("quran", "1|1|دفتر الميناء\n2|1|دفتر الميناء البحر والجبل\n")
    assert verses[1].text == "البحر والجبل"


@pytest.mark.parametrize(
    "line", ["Gen 1:1 The ferry", "Genesis 1:1\tThe ferry", "Gen|1|1|The ferry", "Gen.1.1 The ferry"]
)
def test_the_bible_by_lines(line: str) -> None:
    [verse] = read_verses("bible", line)
    assert (verse.book, verse.chapter, verse.number, verse.text) == ("Gen", 1, 1, "The ferry")


def test_osis() -> None:
    verses = read_verses("bible", OSIS)
    assert [(v.number, v.text) for v in verses] == [(1, "The ferry left at dawn."), (2, "Its lamp was small.")]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("quran", "", "holds no verse"),
        ("quran", "hello", "line 1 is not"),
        ("quran", "2|300|كتاب", "no verse 2:300"),
        ("quran", "2|1|A translation", "no Arabic"),
        ("quran", "2|1|كتاب\n2|1|كتاب", "2:1 stands twice"),
        ("bible", "", "holds no verse"),
        ("bible", "once upon a time", "line 1 does not begin"),
        ("bible", "<osis><verse>", "well-formed"),
        ("bible", "<osis/>", "holds no verse"),
    ],
)
def test_what_is_no_canon(tmp_path: Path, name: str, text: str, says: str) -> None:
    file = tmp_path / "file.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says) as raised:
        store_canon(tmp_path / "lib", name, file)
    assert str(raised.value).startswith(f"{file}: ")
    assert not canon_path(tmp_path / "lib", name).exists()


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        store_canon(tmp_path, "quran", tmp_path / "none.txt")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadError, match="not UTF-8"):
        store_canon(tmp_path, "quran", tmp_path / "b.txt")
    with pytest.raises(InputError, match="give one of: quran, bible"):
        store_canon(tmp_path, "torah", tmp_path / "b.txt")


def test_a_library_keeps_a_canon_among_its_files(tmp_path: Path) -> None:
    source = tmp_path / "b.txt"
    source.write_text("Genesis 1:1 The river rose.\n", encoding="utf-8")
    assert load_canon(tmp_path, "bible") is None
    assert store_canon(tmp_path, "bible", source) == 1
    canon = load_canon(tmp_path, "bible")
    assert canon is not None
    assert canon.path == "canon/bible.txt"
    [verse] = canon.verses
    assert (verse.book, verse.chapter, verse.number) == ("Gen", 1, 1)
    assert canon.text[verse.at :] == "The river rose.\n"


def test_a_canon_given_again_takes_the_place_of_the_old(tmp_path: Path) -> None:
    source = tmp_path / "q.txt"
    for words in ("كتاب", "كتاب جديد"):
        source.write_text(f"2|1|{words}\n", encoding="utf-8")
        store_canon(tmp_path, "quran", source)
        canon = load_canon(tmp_path, "quran")
        assert canon is not None
        assert canon.verses[0].text == words
