"""Words in another's mouth: when that is certain, and all that makes it doubtful."""

from __future__ import annotations

import pytest

from sayso.model import Attribution, Extraction, Span
from sayso.verification import verify
from tests.verification.world import MemoryShelf, by_turn, source, speaker

HEARING = MemoryShelf(
    [
        source(
            "hearing.txt",
            "MS RASK: Every lockkeeper has a contract. The council voted for the northern locks in March.\n"
            "Q: The lockkeepers of Ostrel have told us that nobody paid them since the winter flood.\n"
            "MS RASK: That is not what the records of the harbour office show, and I have read them.\n",
            title="Hearing of Harbour Master Ada Rask",
            published="2031-05-04",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "words", "verdict"),
    [
        (
            "Ada Rask, the harbour master, said, “The lockkeepers of Ostrel have told us that nobody paid them.”",
            "The lockkeepers of Ostrel have told us that nobody paid them.",
            "misattributed",
        ),
        (
            "A reporter said, “The lockkeepers of Ostrel have told us that nobody paid them.”",
            "The lockkeepers of Ostrel have told us that nobody paid them.",
            "verbatim",
        ),
        (
            "Ada Rask spoke first.\n\nTomas Holt said, “That is not what the records of the harbour office show.”",
            "That is not what the records of the harbour office show.",
            "misattributed",
        ),
        (
            "Ada Rask spoke first.\n\nTomas Holt said, “the records of the harbour office show.”",
            "the records of the harbour office show.",
            "verbatim",
        ),
        (
            "Ada Rask spoke first. Tomas Holt said, “That is not what the records of the harbour office show.” Rask left.",
            "That is not what the records of the harbour office show.",
            "misattributed",
        ),
        (
            "Ada Rask spoke, and Tomas Holt said, “That is not what the records of the harbour office show.”",
            "That is not what the records of the harbour office show.",
            "verbatim",
        ),
    ],
)
def test_whose_mouth_it_was(text: str, words: str, verdict: str) -> None:
    name = next((n for n in ("Tomas Holt", "Ada Rask") if f"{n} said" in text or f"{n}, the" in text), "A reporter")
    page = source("draft.txt", text)
    at = text.index(words)
    given = Attribution(id="a1", kind="direct", content=(Span(at, at + len(words)),), speaker=speaker(name))
    found = verify(page, Extraction(attributions=(given,)), (), HEARING, mouth=by_turn)[0]
    assert found.verdict == verdict
    if verdict == "misattributed" and name == "Ada Rask":
        assert "a questioner’s (Q)" in found.why


@pytest.mark.parametrize(("written", "verdict"), [("Tomas Holt", "misattributed"), ("he", "verbatim")])
def test_whom_he_means_may_have_been_read_wrongly(written: str, verdict: str) -> None:
    words = "That is not what the records of the harbour office show."
    page = source("draft.txt", f"Ada Rask spoke first. Of the minutes of Tomas Holt {written} said, “{words}”")
    at = page.text.index(words)
    who = speaker("Tomas Holt", as_written=written)
    given = Attribution(id="a1", kind="direct", content=(Span(at, at + len(words)),), speaker=who)
    assert verify(page, Extraction(attributions=(given,)), (), HEARING, mouth=by_turn)[0].verdict == verdict


@pytest.mark.parametrize(
    ("lead", "verdict"),
    [
        ("Ada Rask, the harbour master, said, ", "misattributed"),
        ("Ada Rask, the harbour master, did not say, ", "verbatim"),
        ("Ada Rask, the harbour master, never said: ", "verbatim"),
        ("She did not say it twice. Ada Rask, the harbour master, said, ", "misattributed"),
    ],
)
def test_who_says_that_the_words_are_not_hers_accuses_nobody(lead: str, verdict: str) -> None:
    words = "The lockkeepers of Ostrel have told us that nobody paid them."
    given = Attribution(
        id="a1", kind="direct", content=(Span(len(lead) + 1, len(lead) + 1 + len(words)),), speaker=speaker("Ada Rask")
    )
    found = verify(
        source("draft.txt", f"{lead}“{words}”"), Extraction(attributions=(given,)), (), HEARING, mouth=by_turn
    )
    assert found[0].verdict == verdict


def test_what_is_asked_is_no_unnamed_officials_either() -> None:
    call = source(
        "call.txt",
        "SENIOR HARBOUR OFFICIAL: The berths are ready and the keepers are paid.\n"
        "Q: Does the council fear that the keepers of Ostrel will give orders to the harbour court?\n"
        "SENIOR HARBOUR OFFICIAL: The harbour court takes orders from nobody.\n",
        title="Background Call on the Harbour",
        published="2031-05-04",
    )
    words = "Does the council fear that the keepers of Ostrel will give orders to the harbour court?"
    for who, verdict in (("senior harbour official", "misattributed"), ("a keeper", "verbatim"), (None, "verbatim")):
        given = Attribution(
            id="a1", kind="direct", content=(Span(1, 1 + len(words)),), speaker=speaker(who) if who else None
        )
        page = source("draft.txt", f"“{words}” {who or 'somebody'} asked.")
        found = verify(page, Extraction(attributions=(given,)), (), MemoryShelf([call]), mouth=by_turn)[0]
        assert found.verdict == verdict
