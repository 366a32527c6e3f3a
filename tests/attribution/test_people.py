"""Whom descriptions and pronouns mean, from everybody that a text names."""

from __future__ import annotations

import pytest

from sayso.attribution import extract
from sayso.attribution.people import People
from sayso.attribution.phrases import FRONTING
from sayso.attribution.speakers import Speakers
from sayso.text.readers import read_bytes


def speaker(text: str, mention: str) -> str | None:
    found = Speakers(text).resolve(mention, text.rindex(mention))
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Norda Gov. Jon Bek met Ada Rask of Orsa. The Norda governor left.", "The Norda governor", "Jon Bek"),
        ("Norda Gov. Jon Bek met Ada Rask. The Velmar governor left.", "The Velmar governor", "Velmar governor"),
        ("Army Chief General Jon Bek met Fleet Chief Admiral Max Toll. The army chief left.", "The army chief", "Jon Bek"),
        ("Jon Bek, the minister of trade, left. The minister of trade spoke.", "The minister of trade", "Jon Bek"),
        ("Jon Bek left early. The judge spoke.", "The judge", "judge"),
        ("Ada Rask of Orsa spoke. Rask’s advisers left.", "Rask’s advisers", "Rask’s advisers"),
        ("Sir Jon Draycott Bek met Ada Rask. Sir Jon spoke.", "Sir Jon", "Jon Draycott Bek"),
        ("The Chief of Harbour Safety (CHS), General Jon Bek, left. The CHS spoke.", "The CHS", "Jon Bek"),
        ("The Harbour Safety Office (HSO), Jon Bek, left. The HSO spoke.", "The HSO", "Harbour Safety Office"),
        ("The CHS, or Chief of Harbour Safety (CHS), left. The CHS spoke.", "The CHS", "Chief of Harbour Safety"),
        ("The Chief of Harbour Safety, General Jon Bek, spoke.", "The Chief of Harbour Safety, General Jon Bek", "Jon Bek"),
        ("The Chief of Harbour Safety spoke.", "The Chief of Harbour Safety", "Chief of Harbour Safety"),
        ("Councillor Ada Rask spoke.", "Councillor Ada Rask", "Ada Rask"),
        ("Last Tuesday Ada Rask wrote a column. Ms Rask spoke.", "Ms Rask", "Ada Rask"),
        ("Teacher Ada Rask, 29, spoke.", "Teacher Ada Rask, 29", "Ada Rask"),
        ("Jon Bek left. The engineer spoke.", "The engineer", "engineer"),
        ("The governor’s adviser, Jon Bek, left. The governor spoke.", "The governor", "governor"),
        ("Jon Bek, an engineer, left. The engineer spoke.", "The engineer", "Jon Bek"),
        ("Jon Bek told Parliament about Upper Orsa. He spoke.", "He", "Jon Bek"),
        ("The Orsa Water League met. The League spoke.", "The League", "Orsa Water League"),
        ("The official bulletin has the order. It spoke.", "It", "official bulletin"),
        ("Jon Bek of Orsa, the mayor, saw the board’s report of 4 March, which spoke.", "which", "board’s report"),
        ("The MP Jon Bek repeated it on Radio Orsa, where he spoke.", "he", "Jon Bek"),
        ("Jon Bek left. Yet he himself, when he was warden, spoke.", "he himself, when he was warden", "Jon Bek"),
        ("Ada Rask of Orsa spoke. Two of her experts left.", "Two of her experts", "Two of her experts"),
        ("Her advisers left. One of them spoke.", "One of them", "One of them"),
    ],
)  # fmt: skip
def test_a_description_is_somebody_only_where_the_text_says_so(text: str, mention: str, name: str) -> None:
    assert speaker(text, mention) == name


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("**Secretary of the Harbour Ada Rask**", "Ada Rask"),
        ("Ada Rask**", "Ada Rask"),
        ("\\[Mayor Jon Bek\\]", "Jon Bek"),
        ("the [Orsa Skippers Association]", "Orsa Skippers Association"),
        ("[Ada Rask](https://example.org/ada)", "Ada Rask"),
        ("Quoting the Orsa Courier, the harbour master, Ada Rask,", "Ada Rask"),
        ("that", None),
        ("and", None),
        ("which", None),
        ("[", None),
        ("my", None),
    ],
)
def test_layout_is_no_part_of_a_name_and_small_words_are_nobodys(mention: str, name: str | None) -> None:
    assert speaker(f"In Orsa {mention} spoke.", mention) == name


def test_a_contraction_at_the_head_of_a_sentence_is_no_name() -> None:
    assert speaker("I’m glad to be here. He said so.", "He") is None


@pytest.mark.parametrize("rest", ["     ", "\t\t\t\t\n", "    \n\nJon Bek left.", "    . Jon Bek left."])
def test_nothing_but_space_behind_is_tells_nothing_of_a_name(rest: str) -> None:
    assert speaker(f"The warden Ada Rask is{rest}", "Rask") == "Ada Rask"


def test_a_pronoun_means_no_place_and_no_headline() -> None:
    text = "Lower Tolls Please Skippers\n\nMara Toll lives in Orsa Sund. At dusk Orsa Sund is quiet and she said so."
    assert speaker(text, "she") == "Mara Toll"


def test_a_clause_behind_a_name_is_no_description() -> None:
    text = "Ada Rask spoke. They sold the locks of Port Sorrel, and as long as she is minister that is all. The minister left."
    assert speaker(text, "The minister") == "minister"


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_whoever_is_named_inside_the_marks_is_not_who_speaks_there(marks: str) -> None:
    text = f"Ada Rask spoke. {marks[0]}The house belongs to Port Sorrel,{marks[1]} she said."
    assert speaker(text, "she") == "Ada Rask"


def test_given_names_tell_the_gender_where_no_title_does() -> None:
    text = "Michael Bek met Patricia Rask at the lock, and later on he spoke."
    assert speaker(text, "he") == "Michael Bek"


def test_a_common_word_that_begins_a_sentence_is_no_name() -> None:
    people = People("Poor Rask has lost. Many are poor. Ada Rask spoke. Mark Bek has won; mark that.")
    assert people.full_name("Rask") == "Ada Rask"
    assert people.full_name("Bek") == "Mark Bek"


def test_i_and_we_outside_marks_are_whoever_wrote_the_page() -> None:
    page = "---\nauthor: Lena Holt\n---\n\nI wrote, “The gate will fall within the year.” “I said no such thing at all,” Ada Rask said."
    for text, names in ((page, ["Lena Holt", "Ada Rask"]), (page.partition("---\n\n")[2], [None, "Ada Rask"])):
        found = extract(read_bytes(text.encode(), "a.md")).attributions
        assert [a.speaker.name if a.speaker else None for a in found] == names


def test_whose_turn_it_is_speaks_of_another_as_he() -> None:
    text = "Owen Bek left.\n\nJon Rask: He told me so."
    speakers = Speakers(text)
    found = speakers.resolve("He", text.index("He "), "Jon Rask")
    assert found is not None
    assert found.name == "Owen Bek"


def test_the_same_words_open_a_sentence_before_a_person_and_before_a_thing() -> None:
    """What stands before a subject is told in one place: a person's, and that of "it"."""
    for front in FRONTING:
        text = f"Ada Rask left. {front.title()} the noon, Jon Bek met Ada Rask. “No,” he said."
        assert speaker(text, "he") == "Jon Bek"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Rask said that she had asked the inspector, Amir Sato, to wait. “No,” she said.",
        "Ada Rask told Lene Holt in October that the flood was near. Then she said no.",
        "Ada Rask told Brenn Baptist Church in October that the flood was near. And she said no.",
    ],
)
def test_who_is_named_in_what_somebody_tells_does_not_speak_next(text: str) -> None:
    speakers = Speakers(text)
    speakers.resolve("Ada Rask", 0)
    found = speakers.resolve("she", text.rindex("she"))
    assert found is not None
    assert found.name == "Ada Rask"


@pytest.mark.parametrize("told", ["Brenn Baptist Church", "Lene Holt"])
def test_nor_right_behind_that_sentence(told: str) -> None:
    text = f"Ada Rask told {told} in October that the flood was near. She said that she could not sleep."
    speakers = Speakers(text)
    speakers.resolve("Ada Rask", 0)
    found = speakers.resolve("She", text.index("She"))
    assert found is not None
    assert found.name == "Ada Rask"


def test_a_thing_that_is_named_behind_what_it_is_denies_it() -> None:
    text = "The contractor, Norbau, said that it was safe. It denied that it was old."
    speakers = Speakers(text)
    speakers.resolve("The contractor, Norbau,", 0)
    found = speakers.resolve("It", text.index("It "))
    assert found is not None
    assert found.name == "Norbau"
