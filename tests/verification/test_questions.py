"""A question set as a statement: a critical change where a full stop stands for its mark, in doubt a caution at most."""

from __future__ import annotations

import pytest

from sayso.model import Attribution, Extraction, Span, Verification
from sayso.verification import verify, verify_query
from tests.verification.world import MemoryShelf, by_turn, source

SHELF = MemoryShelf(
    [
        source(
            "briefing.txt",
            "MINISTER KALLAS: Thank you for coming. A ceasefire on the river by Friday? I do not believe it.\n"
            "Q: Will the southern locks be closed before the winter?\n"
            "MINISTER KALLAS: No. We closed the eastern mole in the spring? Nobody told me. And will the villages pay"
            " for the barges? They will not. The council raised the toll twice, didn't it? The barges will come from"
            " where? Nobody asked me that before, right?\n",
        )
    ]
)


def find(text: str) -> Verification:
    return verify_query(text, None, None, SHELF, by_turn)


def check(text: str, part: str) -> Verification:
    at = text.index(part)
    held = Attribution(id="a1", kind="direct", content=(Span(at, at + len(part)),))
    return verify(source("draft.txt", text), Extraction(attributions=(held,)), (), SHELF, mouth=by_turn)[0]


@pytest.mark.parametrize(
    "text",
    [
        "A ceasefire on the river by Friday.",
        "We closed the eastern mole in the spring.",
        "the southern locks be closed before the winter.",
        "Thank you for coming. A ceasefire on the river by Friday. I do not believe it.",
    ],
)
def test_a_full_stop_for_the_question_mark(text: str) -> None:
    found = find(text)
    assert (found.verdict, [c.kind for c in found.critical]) == ("altered", ["question"])
    assert found.why.startswith("the source asks it as a question")


@pytest.mark.parametrize(
    "text",
    [
        "Will the southern locks be closed before the winter.",
        "And will the villages pay for the barges.",
        "The council raised the toll twice, didn't it.",
        "The barges will come from where.",
        "Nobody asked me that before, right.",
    ],
)
def test_words_that_show_the_question_themselves(text: str) -> None:
    assert find(text).verdict == "verbatim"


@pytest.mark.parametrize(
    "text",
    [
        "A reporter asked whether “the southern locks be closed before the winter.”",
        "“We closed the eastern mole in the spring.” Kallas asked, and nobody answered.",
        "Kallas wondered about “a ceasefire on the river by Friday.”",
    ],
)
def test_the_document_says_that_it_was_asked(text: str) -> None:
    found = check(text, text.split("“")[1].split("”")[0])
    assert found.verdict == "verbatim"
    assert [c for c in found.cautions if c.kind == "context"] == []


def test_asked_and_answered_is_not_asked() -> None:
    text = "Asked about the mole, Kallas said: “We closed the eastern mole in the spring.”"
    assert check(text, "We closed the eastern mole in the spring.").verdict == "altered"


def test_a_whole_question_that_a_comma_ends_is_a_caution() -> None:
    found = check("“We closed the eastern mole in the spring,” she said.", "We closed the eastern mole in the spring,")
    assert found.verdict == "verbatim"
    assert "We closed the eastern mole in the spring?" in [c.source_words for c in found.cautions]
    assert find("We closed the eastern mole in the spring?").cautions == ()
    assert "context" not in [c.kind for c in find("the eastern mole in the spring").cautions]


def test_a_question_beside_another_change_is_listed_too() -> None:
    found = find("We closed the western mole in the spring.")
    assert [c.kind for c in found.critical] == ["antonym", "question"]
    plain = find("We closed the eastern mole in that spring.")
    assert [c.kind for c in plain.critical] == ["question"]
    assert plain.why.startswith("the source asks it as a question")
