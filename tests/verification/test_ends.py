"""What a document adds at the end or the head of a quotation is added, whatever the source says next."""

from __future__ import annotations

import pytest

from sayso.model import Verification
from sayso.verification import verify_query
from tests.verification.world import MemoryShelf, by_turn, source

SHELF = MemoryShelf(
    [
        source(
            "harbour.txt",
            "The harbour at Ostrel was built by the people who needed it, and it has carried grain, salt and timber for two"
            " hundred years, through wars and floods, and nobody has ever asked the crown for a penny. The fishermen will"
            " wait. Nobody has asked them. Our neighbours (the merchants of Vesk) have offered timber for every barn that the"
            " flood has taken, which we gladly accept, with heartfelt thanks, from them. The council will not close the outer harbour this winter or sell a single pier.",
        )
    ]
)
BUILT = (
    "he harbour at Ostrel was built by the people who needed it, and it has carried grain, salt and timber for two"
    " hundred years, through wars and floods"
)


def find(text: str) -> Verification:
    return verify_query(text, None, None, SHELF, by_turn)


def edits(found: Verification) -> list[tuple[str, str, str]]:
    return [(e.kind, e.quoted, e.found) for m in found.matches for e in m.edits]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (f"T{BUILT}, and everyone knows we built it.", "everyone knows we built it"),
        (f"T{BUILT}, and every child in Ostrel learns that early.", "every child in Ostrel learns that early"),
        (f"T{BUILT}, because the merchants of Vesk paid for it.", "because the merchants of Vesk paid for it"),
        (f"And every child in Ostrel learns that t{BUILT}.", "And every child in Ostrel learns that"),
        ("The fishermen will wait then.", "then"),
    ],
)
def test_words_added_at_an_end(text: str, added: str) -> None:
    found = find(text)
    assert (found.verdict, edits(found)) == ("altered", [("insert", added, "")])


def test_what_opens_the_next_sentence_is_not_what_was_changed() -> None:
    assert find("The fishermen will wait then.").critical == ()


def test_changed_words_at_an_end_are_changed_words() -> None:
    found = find("The council will not close the outer harbour this winter or sell a double bridge.")
    assert edits(found) == [("replace", "double bridge", "single pier")]


def test_another_sentence_beside_the_same_words_may_be_of_another_speech() -> None:
    assert find(f"T{BUILT}. Every child in Ostrel learns that early.").verdict == "not-found"


def test_words_left_out_near_an_end() -> None:
    kept = "have offered timber for every barn that the flood has taken, which we gladly accept"
    assert edits(find(f"Our neighbours {kept}, with heartfelt thanks")) == [("delete", "", "the merchants of Vesk")]
    assert edits(find(f"merchants of Vesk {kept} from them")) == [("delete", "", "with heartfelt thanks")]
    assert edits(find(f"Our friends {kept}"))[0][0] == "replace"


GAZETTE = MemoryShelf(
    [
        source(
            "gazette.txt",
            "“The minister gave away the farm,” said Leif Sandoval, the transport spokesman of the Progress League. “She will be"
            " back for the taxpayers’ money before the summer.”\n\n“We sold more bread before noon than in a month,” said the"
            " baker. “I did not sell a single loaf that day,” replied her neighbour.",
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The minister gave away the farm. She will be back for the taxpayers’ money before the summer.", "verbatim"),
        ("The minister gave away the farm. She will be back for the taxpayers’ money after the summer.", "altered"),
        ("We sold more bread before noon than in a month. I did not sell a single loaf that day.", "altered"),
    ],
)
def test_a_page_that_quotes_cuts_a_quotation_by_its_own_tag(text: str, verdict: str) -> None:
    assert verify_query(text, None, None, GAZETTE, by_turn).verdict == verdict


def test_a_few_words_left_out_between_long_stretches_are_no_splice() -> None:
    found = find("it has carried grain through wars and floods, and nobody has ever asked the crown")
    assert (found.verdict, edits(found)) == ("altered", [("delete", "", "salt and timber for two hundred years")])


def test_a_number_said_again_may_be_left_out() -> None:
    shelf = MemoryShelf(
        [source("port.txt", "We lost 214 sailings — two hundred and fourteen — and half of those to Kessel.")]
    )
    found = verify_query("We lost 214 sailings, and half of those to Kessel.", None, None, shelf, by_turn)
    assert (found.verdict, found.matches[0].transforms) == ("verbatim", ("number said again",))
    other = verify_query(
        "We lost 214 sailings — two hundred and forty — and half of those to Kessel.", None, None, shelf, by_turn
    )
    assert [c.kind for c in other.critical] == ["number"]


def test_a_false_start_before_the_last_word_is_a_repair() -> None:
    shelf = MemoryShelf([source("talk.txt", "I truly think that they want it shut down. That is all.")])
    text = "I truly think that they want it shut to — they want it shut down."
    assert verify_query(text, None, None, shelf, by_turn).verdict == "verbatim"
