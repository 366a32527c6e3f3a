"""What stands in marks and is nobody's statement: titles, and words behind a page's own labels."""

from __future__ import annotations

from sayso.attribution import extract
from sayso.attribution.roles import role_of
from sayso.text.readers import read_bytes


def test_a_title_may_hold_small_words() -> None:
    assert role_of("A Lock that Breathes", "Bek, A., ", ", Temka", cued=False, alone=False) == "title"


def test_what_a_page_calls_its_words_is_nobodys_name() -> None:
    text = (
        "CLAIM: “The board has made it a crime to pay with notes.”\n\nVERDICT: “Mostly false, as far as we can see.”\n"
    )
    text += "\nFact check: “The lock that was never once looked at by anybody.”\n"
    assert [a.speaker for a in extract(read_bytes(text.encode(), "a.txt")).attributions if a.speaker] == []
