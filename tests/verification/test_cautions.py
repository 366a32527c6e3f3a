"""What stands beside a verdict and never changes it: the words around a quotation, in its gaps, and another date."""

from __future__ import annotations

from tests.verification.world import check, find


def test_what_lies_outside_is_a_caution() -> None:
    cut = find("they need more boats before")
    assert cut.verdict in ("altered", "not-found")
    found = find("Our engineers are the best in the valley")
    assert found.verdict == "verbatim"
    assert [c.source_words for c in found.cautions if c.kind == "context"] == ["but they need more boats"]
    before = find("raise the bridge toll this year, and the ferries")
    assert before.verdict == "verbatim"
    assert any("not" in c.source_words for c in before.cautions if c.kind == "context")


def test_a_condition_cut_off_is_a_caution() -> None:
    found = find("The water rises above the second mark")
    assert (found.verdict, [c.source_words for c in found.cautions if c.kind == "context"]) == ("verbatim", ["unless"])
    words = "the water rises above the second mark"
    said = check(f"They stay open, she said, unless “{words}”.", words)
    assert [c for c in said.cautions if c.kind == "context"] == []


def test_a_negation_in_a_marked_gap_is_a_caution() -> None:
    found = find("The river council will … raise the bridge toll this year")
    assert found.verdict == "edited"
    assert [c.source_words for c in found.cautions if c.kind == "context"] == ["not"]


def test_what_another_says_in_a_marked_gap_is_a_caution() -> None:
    found = find("the ferries may return to Ostrel before the winter … The southern locks remain open unless the water")
    assert found.verdict == "edited"
    assert [(c.kind, c.source_words) for c in found.cautions] == [("context", "Q: Will the southern locks be closed?")]
    own = find("the ferries may return to Ostrel … We have spent 3.5 million florins on the northern locks")
    assert (own.verdict, own.cautions) == ("edited", ())


def test_another_date_is_a_caution() -> None:
    words = "We shall rebuild every barn before the harvest"
    assert "date" in [c.kind for c in find(words, None, "2030-01-01").cautions]
    assert "date" not in [c.kind for c in find(words, None, "2031-06-10").cautions]
