"""`sayso add --canon`, and a check that verifies verses against it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Run

LINES = [
    "1|1|قَالَ حَارِسُ ٱلنَّهۡرِ إِنَّ ٱلۡمَآءَ يَعۡرِفُ طَرِيقَهُۥ فِي ٱلظُّلُمَٰتِ",
    "1|2|وَلَا يَرۡجِعُ ٱلسَّيۡلُ إِلَى ٱلۡجَبَلِ بَعۡدَ ٱلشِّتَآءِ ٱلطَّوِيلِ",
    "1|3|فَٱبۡنُواْ جُسُورَكُمۡ مِنۡ حَجَرٍ وَخَشَبٍ قَبۡلَ أَنۡ يَفِيضَ ٱلۡوَادِي",
]


def test_verses_are_verified_against_the_canon(sayso: Run) -> None:
    Path("q.txt").write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    brought = sayso("add", "lib", "--canon", "quran=q.txt")
    assert brought.code == 0
    assert "3 verses" in brought.err
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
        ("quran=q.txt", "line 1 is not"),
        ("quran", "give NAME=FILE"),
        ("psalms=q.txt", "not a canon"),
    ):
        ended = sayso("add", "lib", "--canon", given)
        assert ended.code == 2
        assert len([line for line in ended.err.splitlines() if told in line]) == 1


def test_verses_without_vowels_are_verified_in_a_library_of_nothing_else(sayso: Run) -> None:
    Path("q.txt").write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    Path("page.txt").write_text(
        "It is written: ﴿يرجع السيل إلى الجبل بعد الشتاء الطويل﴾ [Quran 1:2].\n", encoding="utf-8"
    )
    assert sayso("add", "lib", "--canon", "quran=q.txt").code == 0
    assert "canon/quran.txt" in sayso("library", "list", "lib").out
    ended = sayso("check", "page.txt", "--library", "lib", "--format", "jsonl", "--model", "rules")
    assert ended.code == 1
    [verification] = ended.lines[0]["verifications"]
    assert verification["verdict"] == "altered"
    assert verification["critical"] == [{"class": "negation", "quoted": "", "found": "وَلَا"}]
