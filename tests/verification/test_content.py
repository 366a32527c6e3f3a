"""The content words of a statement: terms, forms, names, numbers."""

from __future__ import annotations

from sayso.verification.content import numbers_in, numbers_of_day, read_words, terms_of
from sayso.verification.kin import forms_of, near_forms


def folded(text: str) -> list[str]:
    return [t.word.folded for t in terms_of(text)]


def test_terms_are_the_telling_words_each_once() -> None:
    assert folded("that the toll on the bridge would be the old toll") == ["toll", "bridge", "old"]


def test_forms_of_a_word() -> None:
    assert {"rose", "rises", "rising"} <= forms_of("rise")
    assert {"locks", "locked", "locking"} <= forms_of("lock")
    assert {"stopped", "stopping", "stops"} <= forms_of("stop")
    assert {"carried", "carries"} <= forms_of("carry")
    assert "predicted" in forms_of("predictions")
    assert "firms" in near_forms("company")
    assert not near_forms("company") & forms_of("company")


def test_numbers_by_value() -> None:
    assert numbers_in(read_words("two decades and 3.50 million in 2031")) == {"2", "3500000", "2031"}
    assert numbers_in(read_words("twenty-five boats")) == {"25"}
    assert numbers_in(read_words("one of the first")) == set()
    assert (
        numbers_in(read_words("the G7"))
        == numbers_in(read_words("the G-7"))
        == numbers_in(read_words("the Group of Seven"))
    )


def test_names_are_told_from_openings() -> None:
    words = {w.folded: w.named for w in read_words("Boats came to Lumm. Then NATO met.")}
    assert words == {
        "boats": False,
        "came": False,
        "to": False,
        "lumm": True,
        "then": False,
        "nato": True,
        "met": False,
    }


def test_what_is_denied_or_only_possible() -> None:
    words = {w.folded: w for w in read_words("We did not raise it. It may fall, and it will close.")}
    assert words["raise"].denied
    assert not words["fall"].denied
    assert words["fall"].possible
    assert words["close"].certain


def test_a_day_that_the_document_itself_bears_need_not_stand_in_it() -> None:
    said = read_words("We reached an agreement this morning")
    for text in ("the agreement of 14 March 2032", "the agreement on March 14th", "an agreement on the 14th of March"):
        assert numbers_of_day(read_words(text), said, "2032-03-14") == {"14", "2032"}
        assert numbers_of_day(read_words(text), said, "2032-03-15") == set()
        assert numbers_of_day(read_words(text), read_words("The ballot closes on 28 March"), "2032-03-14") == set()
    assert numbers_of_day(read_words("14 tolls"), said, "2032-03-14") == numbers_of_day([], said, None) == set()
