"""Tagged content and sources stop where a note's bracket, or a paragraph, says that they must."""

from __future__ import annotations

import pytest

from sayso.attribution.bounds import bounded, parted
from sayso.attribution.labels import Tagged
from tests.attribution.places import place


def read(text: str, source: str, cue: str, *content: str) -> tuple[list[str], list[str]]:
    tagged = Tagged(place(text, cue), (place(text, source),), tuple(place(text, c) for c in content), 0.9)
    found = bounded(text, tagged)
    return [s.of(text) for s in found.source], [s.of(text) for s in found.content]


def test_content_stops_at_the_bracket_of_a_byline() -> None:
    text = "[M. Oduya, 7/12/2023] The gate is shut, Rask said."
    assert read(text, "Rask", "said", "M. Oduya, 7/12/2023] The gate is shut")[1] == ["The gate is shut"]


def test_a_source_stops_before_a_byline() -> None:
    text = "The gate is shut, says the mayor's adviser** \n\\[M. Oduya, 7/12/2023\\]"
    assert read(text, "the mayor's adviser** \n\\[M. Oduya", "says", "The gate is shut")[0] == ["the mayor's adviser"]


@pytest.mark.parametrize("content", ["the gate (of iron) is shut", "a) the gate is shut and b) the lock"])
def test_brackets_that_enclose_nothing_else_are_left_alone(content: str) -> None:
    text = f"Rask said {content} now."
    assert read(text, "Rask", "said", content)[1] == [content]


def test_a_colon_announces_its_own_paragraph_only() -> None:
    text = "Rask: The gate is shut.\n\nIt rains.\n\nto open the lock"
    assert read(text, "Rask", ":", "The gate is shut.", "to open the lock")[1] == ["The gate is shut."]


def test_nobody_is_made_to_say_what_the_writer_adds_in_other_words() -> None:
    text = "It considers Norda a partner, that is, a servant of its trade, since it has the harbour."
    assert read(text, "It", "considers", "Norda a partner, that is, a servant of its trade, since it has the harbour")[
        1
    ] == [
        "Norda a partner",
        "since it has the harbour",
    ]


def test_words_in_marks_keep_what_their_speaker_adds() -> None:
    text = "Rask calls Norda “a partner, that is, a friend, of ours”."
    assert read(text, "Rask", "calls", "Norda “a partner, that is, a friend, of ours”")[1] == [
        "Norda “a partner, that is, a friend, of ours”"
    ]


def test_what_was_announced_in_the_press_goes_on_behind_it() -> None:
    text = "The choice of Rask was announced in the media as the next harbour master on 4 May 2021. Nobody cheered."
    tagged = Tagged(place(text, "was announced"), (), (place(text, "The choice of Rask"),), 0.9)
    found = bounded(text, tagged)
    assert [s.of(text) for s in found.source] == ["the media"]
    assert [s.of(text) for s in found.content] == ["The choice of Rask", "as the next harbour master on 4 May 2021"]


def test_the_day_that_a_sentence_begins_with_is_not_said() -> None:
    text = "On 11 December 2023, Rask reported, “the gate is shut”."
    assert read(text, "Rask", "reported", "On 11 December 2023", "“the gate is shut”")[1] == ["“the gate is shut”"]
    assert read("On Monday, Rask said.", "Rask", "said", "On Monday")[1] == ["On Monday"]


def test_content_begins_behind_what_only_leads_up_to_it() -> None:
    text = "The Board said in release No. 31/114: “The gate is shut.”"
    assert read(text, "The Board", "said in release", "No. 31/114: “The gate is shut.”")[1] == ["“The gate is shut.”"]
    text = "Norda TV said the same day that the gate is shut."
    assert read(text, "Norda TV", "said", "the same day that the gate is shut")[1] == ["that the gate is shut"]
    text = "Rask was clear: “It is shut.”"
    assert read(text, "Rask", "was", "clear: “It is shut.”")[1] == ["clear: “It is shut.”"]


def test_what_has_a_verb_of_its_own_is_a_report_of_its_own() -> None:
    text = "It holds Norda a partner, that is, a servant of its trade, arguing that the harbour is safe."
    tagged = Tagged(
        place(text, "holds"),
        (place(text, "It"),),
        (place(text, "Norda a partner"), place(text, "arguing that the harbour is safe")),
        0.9,
    )
    told = parted(text, tagged)
    assert [(one.cue.of(text), [s.of(text) for s in one.content]) for one in told] == [
        ("holds", ["Norda a partner"]),
        ("arguing", ["that the harbour is safe"]),
    ]
    assert [one.source for one in told] == [tagged.source, tagged.source]
    whole = Tagged(place(text, "holds"), (place(text, "It"),), (place(text, "Norda a partner"),), 0.9)
    assert parted(text, whole) == [whole]


def test_an_infinitive_beside_the_infinitive_belongs_to_the_content() -> None:
    text = "Rask wants the gate to be shut, to be opened only in May. Nobody else does."
    assert read(text, "Rask", "wants", "the gate to be shut")[1] == ["the gate to be shut, to be opened only in May"]
    text = "Rask wants the gate shut, to be heard at last."
    assert read(text, "Rask", "wants", "the gate shut")[1] == ["the gate shut"]


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("The ad", "uses", "footage of Ada Rask saying, “It stays shut.”"),
        ("The ad", "uses footage of", "Ada Rask saying, “It stays shut.”"),
        ("footage of Ada Rask", "saying", "“It stays shut.”"),
    ],
)
def test_words_in_a_recording_are_whoever_speaks_in_it(source: str, cue: str, content: str) -> None:
    text = "The ad uses footage of Ada Rask saying, “It stays shut.”"
    found = bounded(text, Tagged(place(text, cue), (place(text, source),), (place(text, content),), 0.9))
    assert [s.of(text) for s in (*found.source, found.cue, *found.content)] == [
        "Ada Rask",
        "saying",
        "“It stays shut.”",
    ]


def test_what_a_recording_shows_stays_its_own() -> None:
    text = "A video of the flood shows the gate shut."
    assert read(text, "A video of the flood", "shows", "the gate shut") == (["A video of the flood"], ["the gate shut"])
    text = "Mara Toll said a video of Ada Rask saying “no” was old."
    assert read(text, "Mara Toll", "said", "a video of Ada Rask saying “no” was old")[0] == ["Mara Toll"]


def test_a_source_in_brackets_at_the_end_is_not_said() -> None:
    text = "Rask said the gate is shut [Orsa News Agency, 4/8/2021]."
    assert read(text, "Rask", "said", "the gate is shut [Orsa News Agency, 4/8/2021]")[1] == ["the gate is shut"]


def test_what_another_says_of_a_report_is_a_report_of_its_own() -> None:
    text = "Rask argued that the file was Bek’s,[13] a claim that Toll rejects as “unproven”."
    tagged = Tagged(place(text, "argued"), (place(text, "Rask"),), (place(text, "that the file was Bek’s,[13] a claim that Toll rejects as “unproven”"),), 0.9)  # fmt: skip
    told = [
        ([s.of(text) for s in p.source], [s.of(text) for s in p.content]) for p in parted(text, bounded(text, tagged))
    ]
    assert told == [(["Rask"], ["that the file was Bek’s"]), (["Toll"], ["“unproven”"])]
    assert read(text, "the file", "was", "that Toll rejects as “unproven”") == (["Toll"], ["“unproven”"])


def test_whom_somebody_quotes_is_not_said() -> None:
    text = "We quoted the then minister, Ada Rask, as telling the Ledger: “I am not coming.”"
    content = "the then minister, Ada Rask, as telling the Ledger: “I am not coming.”"
    assert read(text, "We", "quoted", content)[1] == ["“I am not coming.”"]


def test_according_to_has_its_source_behind_it() -> None:
    text = "According to Reuter, the chair has gone. The Union of Tips is sorry."
    assert read(text, "The Union of Tips", "According to", "the chair has gone")[0] == ["Reuter"]


def test_of_what_somebody_is_said_to_have_written_only_the_marked_words_are_said() -> None:
    text = "Bek is said to have written in the margin: “Noted.”"
    assert read(text, "Bek", "is said", "to have written in the margin: “Noted.”")[1] == ["“Noted.”"]
