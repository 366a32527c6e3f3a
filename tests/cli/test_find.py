"""`sayso find` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.cli.queries import Query, parse, read_queries
from tests.cli.running import Run

WORDS = "The tolls on the lower river will not rise this year"


def test_words_that_stand_there(sayso: Run, library: Path) -> None:
    ended = sayso("find", library, WORDS)
    assert ended.code == 0
    assert ended.out.startswith("verbatim")
    assert "briefing.md" in ended.out


def test_words_that_stand_nowhere_are_1(sayso: Run, library: Path) -> None:
    assert sayso("find", library, "The bridges shall be painted in seven colours").code == 1


def test_a_stream_is_answered_line_by_line_in_order(sayso: Run, library: Path) -> None:
    asked = f'{{"text": "{WORDS}", "id": "x"}}\n\nthe lamps at the northern pier were repaired\n{{"no": "text that any of the sources would hold"}}\n'
    ended = sayso("find", library, "-", stdin=asked.encode())
    assert ended.code == 1
    assert [line["id"] for line in ended.lines] == ["x", 3, 4]
    assert [line["verdict"] for line in ended.lines][:2] == ["verbatim", "verbatim"]


def test_another_mouth_is_misattributed(sayso: Run, library: Path) -> None:
    asked = f'{{"text": "{WORDS}", "speaker": "Harbour Master Orlo"}}\n'
    assert sayso("find", library, "-", stdin=asked.encode()).lines[0]["verdict"] == "misattributed"


@pytest.mark.parametrize("stdin", [b"", b"\n \n"])
def test_no_question_is_2(sayso: Run, library: Path, stdin: bytes) -> None:
    assert sayso("find", library, "-", stdin=stdin).code == 2


def test_an_empty_question_is_2(sayso: Run, library: Path) -> None:
    assert sayso("find", library, "  ").code == 2


def test_an_empty_library_is_2(sayso: Run) -> None:
    Path("empty").mkdir()
    assert sayso("find", "empty", WORDS).code == 2


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("no new tolls", Query(7, "no new tolls")),
        ('{"text": "a b"}', Query(7, "a b")),
        ('{"text": "a b", "id": 3, "speaker": "Venn", "date": "2025-03"}', Query(3, "a b", "Venn", "2025-03")),
        ('{"text": "a b", "id": null, "speaker": 4, "date": []}', Query(7, "a b")),
        ('{"text": 4}', Query(7, '{"text": 4}')),
        ('"quoted"', Query(7, '"quoted"')),
        ("{", Query(7, "{")),
    ],
)
def test_a_line_is_json_if_it_is_an_object_with_text(line: str, query: Query) -> None:
    assert parse(line, 7) == query


def test_odd_bytes_never_stop_the_stream() -> None:
    lines = [b"\xef\xbb\xbffirst\r\n", b"\xff\xfe\x00\n", b"last"]
    assert [q.id for q in read_queries(lines)] == [1, 2, 3]
    assert next(read_queries(lines)).text == "first"
