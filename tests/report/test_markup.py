"""A page shows the words of a Markdown text without its marks, and holds all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Check, Document, Origin, Searched, Span, Verification
from sayso.report import html
from sayso.report.markup import cut, in_a_line, marks_of
from sayso.report.view import sheet_of


def read(text: str) -> str:
    return "".join(stretch.text for stretch in cut(text) if not stretch.mark)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MINISTER KALLAS: **No**, *never*.", "MINISTER KALLAS: No, never."),
        ("[She said so](https://lumm.example/a_b_(c) \"Lumm\") on Monday", "She said so on Monday"),
        ("[*The Gazette*](https://lumm.example/x_y_z) has it", "The Gazette has it"),
        ("## The toll\n\nIt \\[the toll\\] stays", "The toll\n\nIt [the toll] stays"),
        ("[The toll] stays at 2 * 3 florins, file_name_here, * and so on", None),
        ("**Kallas", None),
        ("> We will not\n> raise **it**.\n>\n> > No.\n2 > 1", "We will not\nraise it.\n\nNo.\n2 > 1"),
    ],
)  # fmt: skip
def test_words_without_marks(text: str, words: str | None) -> None:
    assert read(text) == (words or text)


@given(st.text(alphabet="ab *_[]()\\#>\n.", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_stretches_rebuild_the_text(text: str, one: int, other: int) -> None:
    assert "".join(stretch.text for stretch in cut(text)) == text
    start, end = sorted((one, other))
    assert "".join(s.text for s in cut(text[start:end], marks_of(text), start)) == text[start:end]


def test_a_link_round_a_quotation_is_hidden_whole() -> None:
    text = "She said [“the toll stays”](https://lumm.example/toll) on Monday."
    quoted = Span(text.index("the toll"), text.index("”"))
    searched = Searched(documents=1, method="")
    check = Check(
        document=Document(id="a.md", text=text, origin=Origin(uri="a.md", media_type="text/markdown", sha256="0" * 64)),
        verifications=(Verification(quotation=(quoted,), verdict="verbatim", why="", searched=searched),),
        checked=True,
    )
    runs = list(html.runs_of(sheet_of(check), Span(0, len(text))))
    assert "".join(run.text for run in runs) == text
    shown = "".join(s.text for run in runs for s in run.stretches if not s.mark)
    assert shown == "She said “the toll stays” on Monday."
    assert '<span class="md">](https://lumm.example/toll)</span>' in html.render([check])


def test_quoted_lines_in_one() -> None:
    assert in_a_line("> No,\n>\n> 2 > 1,  she said") == "No, 2 > 1, she said"
