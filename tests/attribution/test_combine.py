"""Two voices made one: what the rules and what a tagger read of the same words."""

from __future__ import annotations

import pytest

from sayso.attribution.assembly import Draft, Stray
from sayso.attribution.combine import combine
from sayso.attribution.labels import Tagged
from sayso.attribution.rules import body_paragraphs, draft
from sayso.text.readers import read_bytes
from tests.attribution.places import place


def tagged(text: str, source: str, cue: str, *content: str) -> Tagged:
    return Tagged(place(text, cue), (place(text, source),), tuple(place(text, c) for c in content), 0.9)


def both(text: str, *found: Tagged) -> tuple[list[Draft], list[Stray]]:
    document = read_bytes(text.encode(), "a.txt")
    return combine(text, *draft(document), list(found), body_paragraphs(document))


def read(text: str, *found: Tagged) -> list[Draft]:
    return both(text, *found)[0]


@pytest.mark.parametrize(
    ("words", "kept"), [("“The Long Watch,”", 0), ("“the lock stays shut until the water falls again,”", 1)]
)
def test_words_that_the_tagger_takes_for_no_report_are_one_where_they_are_a_sentence(words: str, kept: int) -> None:
    text = f"On {words} Ada Rask said on Friday."
    assert len(draft(read_bytes(text.encode(), "a.txt"))[0]) == 1
    assert len(read(text)) == kept


def test_a_layout_that_takes_in_the_cue_leaves_the_speaker_to_the_tagger() -> None:
    text = "On Friday the minister Ada Rask made this comment:\n\n“The gate stays shut until the water falls.”"
    [found] = read(
        text, tagged(text, "the minister Ada Rask", "made this comment", "“The gate stays shut until the water falls.”")
    )
    assert found.source is not None
    assert found.source.of(text) == "the minister Ada Rask"
    assert found.mention is None


def test_the_rules_speaker_serves_where_the_tagger_names_nobody() -> None:
    text = "“The gate stays shut,” said Ada Rask, who added nothing."
    [found] = read(text, tagged(text, "who", "said", "“The gate stays shut,”"))
    assert found.source is not None
    assert found.mention is not None
    assert (found.source.of(text), found.mention.of(text)) == ("who", "Ada Rask, who added nothing")
    dated = "In a letter, dated 4 February 2029, its captain wrote: “I cannot sign this off.”"
    [found] = read(dated, tagged(dated, "its captain", "wrote:", "“I cannot sign this off.”"))
    assert found.mention is None
    [named] = read(text, tagged(text, "Ada Rask", "said", "“The gate stays shut,”"))
    assert named.mention is None


def test_scare_quotes_in_a_row_are_nobodys_words() -> None:
    text = "The “big” lock and the “new” gate were shut, Ada Rask of the Harbour Office said."
    said = tagged(text, "Ada Rask of the Harbour Office", "said", "The “big” lock and the “new” gate were shut")
    for found in ([], [said]):
        drafts, stray = both(text, *found)
        assert [d.kind for d in drafts] == ["indirect"] * len(found)
        assert [m.inner.of(text) for m, _, _ in stray] == ["big", "new"]


def test_each_sentence_of_one_tagged_report_keeps_the_speaker_that_the_rules_read_there() -> None:
    text = "The Norda Times wrote “the lock is sold for good”. The Harbour Office speaks of “a joint office”."
    one = tagged(text, "The Harbour Office", "speaks of", "“the lock is sold for good”", "“a joint office”")
    found = {d.content[0].of(text).strip("“”"): d.source.of(text) for d in read(text, one) if d.source is not None}
    assert found == {"the lock is sold for good": "The Norda Times", "a joint office": "The Harbour Office"}


def test_whom_a_paper_cites_is_nothing_that_it_says() -> None:
    text = "The Courier, citing a member of the board, reported that the gate is shut."
    cited = tagged(text, "The Courier", "citing", "a member of the board")
    reported = tagged(text, "The Courier", "reported", "that the gate is shut")
    assert [d.content[0].of(text) for d in read(text, cited, reported)] == ["that the gate is shut"]
    other = "Rask wants it shut, citing the danger of floods."
    assert len(read(other, tagged(other, "Rask", "citing", "the danger of floods"))) == 1


def test_words_that_a_paper_reports_another_to_have_spoken_are_the_others() -> None:
    text = "The Courier reported in April that Ada Rask had warned “the books of the lock do not add up”."
    [found] = read(
        text, tagged(text, "The Courier", "reported", "that Ada Rask had warned “the books of the lock do not add up”")
    )
    assert found.source is not None
    assert found.mention is not None
    assert (found.source.of(text), found.mention.of(text)) == ("The Courier", "Ada Rask")
    text = "The Courier reported that the decision was due “before the end of the summer season”."
    [found] = read(
        text, tagged(text, "The Courier", "reported", "that the decision was due “before the end of the summer season”")
    )
    assert found.mention is None


def test_words_that_an_outlets_excerpt_quotes_stay_with_their_tag() -> None:
    text = "The Orsa Courier: “The gate stays shut until the board meets. ‘Wait until the water falls,’ he said.”"
    whole = "“The gate stays shut until the board meets. ‘Wait until the water falls,’ he said.”"
    inner, outer = read(text, tagged(text, "The Orsa Courier", ":", whole))
    assert inner.parent is outer
    assert inner.source is not None
    assert inner.source.of(text) == "he"
    person = text.replace("The Orsa Courier", "Ada Rask")
    assert len(read(person, tagged(person, "Ada Rask", ":", whole))) == 1


def test_another_persons_words_are_hers_whom_he_recalls() -> None:
    text = "He recalled that she had described the gate as “a graveyard with a view of the sea.”"
    [found] = read(
        text, tagged(text, "He", "recalled", "that she had described the gate as “a graveyard with a view of the sea.”")
    )
    assert found.mention is not None
    assert found.mention.of(text) == "she"
    same = text.replace("she", "he")
    [found] = read(
        same, tagged(same, "He", "recalled", "that he had described the gate as “a graveyard with a view of the sea.”")
    )
    assert found.mention is None


def test_a_second_clause_is_still_the_first_speakers() -> None:
    content = "that Ada Rask had said so, and that it had “no concern about the gate at present.”"
    text = f"The board told us {content}"
    [found] = read(text, tagged(text, "The board", "told", content))
    assert found.mention is None
