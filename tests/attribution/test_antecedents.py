"""Whom pronouns, relative words and bare offices mean in argued articles: features, lives, questions and answers."""

from __future__ import annotations

import pytest

from sayso.attribution.speakers import Speakers

_LIFE = (
    "Ada Rask was a composer. She quarrelled with the Orsa Academy.\n\nThe critic Jon Bek called it a waste.\n\n"
    "She returned in 1947. Asked what she had missed, she said"
)


def speaker(text: str, mention: str, title: str | None = None) -> str | None:
    found = Speakers(text, title).resolve(mention, text.rindex(mention))
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("On Monday evening, the Norda Ministry of Locks published a release, in which it said", "it", "Norda Ministry of Locks"),
        ("The Front for the Lowlands (FfL) met. A day later, the FfL issued a paper in which it said", "it", "Front for the Lowlands"),
        ("Without deep water the ferry company, Norlane, cannot come; without new ships, it said", "it", "Norlane"),
        ("The Courier wrote “no”.\n\nThe committee sat for five days. It said", "It", "committee"),
        ("The Courier wrote “no”.\n\nThe harbour lay still. It said", "It", None),
        ("The Orsa Courier wrote “no”.\n\nMeanwhile, it said", "it", None),
        ("The Orsa Courier wrote “no.” Ada Rask waited. The rain fell. It said", "It", None),
    ],
)  # fmt: skip
def test_it_is_what_the_sentence_is_about_or_nothing(text: str, mention: str, name: str | None) -> None:
    assert speaker(text, mention) == name


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("It quotes, with pleasure, a reader from Orsa who", "who", "reader from Orsa"),
        ("It came from two officials in the delegation, who", "who", "two officials in the delegation"),
        ("It tells of the rise of Ada Rask, who", "who", "Ada Rask"),
        ("It cites a 2019 study by the Norda Institute, which", "which", "Norda Institute"),
        ("First, Norda, who said that — who", "who", "Norda"),
        ("It was the board, not the President — who", "who", None),
        ("He lives in Orsa, which", "which", None),
        ("She has toxic beliefs, who", "who", None),
    ],
)
def test_a_relative_word_means_the_phrase_before_it(text: str, mention: str, name: str | None) -> None:
    assert speaker(text, mention) == name


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("May God reward you.\n\n1- Since he came to power in 2017, President Jon Bek has waited. The Courier quoted him", "him", "Jon Bek"),
        ("Tom Haske told the daily Le Phare this. Asked by Le Phare who they were, he", "he", "Tom Haske"),
        ("Jon Bek wrote the opera The Salt Gate (1938) and left the Academy, which he", "he", "Jon Bek"),
        ("Jon Bek met the board. Documents show a loss. He", "He", "Jon Bek"),
    ],
)  # fmt: skip
def test_he_is_nobody_that_the_text_calls_a_thing(text: str, mention: str, name: str) -> None:
    assert speaker(text, mention) == name


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The harbour minister, Lady Ada Rask, kept away. Asked about it, the minister", "the minister", "Ada Rask"),
        ("The Chair, Dame Ada Rask, opened. Jon Bek spoke. The Chair", "The Chair", "Ada Rask"),
        ("Lord Bek of Orsa has been Minister for Inland Locks since May. The Minister", "The Minister", "Bek"),
        ("The then minister, Mr Jon Bek, left. The minister", "The minister", "minister"),
        ("The minister spoke. Later the then minister, Mr Jon Bek, left. The minister", "The minister", "minister"),
        ("Republican nominee Jon Bek left. The Democratic nominee", "The Democratic nominee", "Democratic nominee"),
        ("A reader, Mr T. Gall of Orsa, writes. A reader, Mr T. Gall of Orsa", "A reader, Mr T. Gall of Orsa", "T. Gall"),
        ("The Minister for Inland Locks left. The Minister for Inland Locks", "The Minister for Inland Locks", "Minister for Inland Locks"),
    ],
)  # fmt: skip
def test_an_office_is_whoever_the_text_says_holds_it(text: str, mention: str, name: str) -> None:
    assert speaker(text, mention) == name


def test_they_are_no_single_person() -> None:
    text = "The Harbour Roundtable said so. Ada Rask said no. They"
    speakers = Speakers(text)
    speakers.resolve("The Harbour Roundtable", text.index("The Harbour R"))
    speakers.resolve("Ada Rask", text.index("Ada"))
    found = speakers.resolve("They", text.index("They"))
    assert found is not None
    assert found.name == "Harbour Roundtable"


def test_in_a_life_a_pronoun_that_goes_on_from_nobody_is_whose_life_it_is() -> None:
    assert speaker(_LIFE, "she", "Ada Rask") == "Ada Rask"


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The Orsa Clarion wrote of him. When the paper asked Tom Bek about it, he", "he", "Tom Bek"),
        ("The Courier spoke. It was stated in our paper", "It", None),
        ("His mother, Ada Rask, rang. The officer told her no. “Look,” she", "she", "Ada Rask"),
        ("His mother, Ada Rask, rang. Jon Bek left. So far, his mother", "his mother", "Ada Rask"),
        (
            "The gate was shut by a paper of the Norda Office, which",
            "The gate was shut by a paper of the Norda Office, which",
            "Norda Office",
        ),
        ("It was bought by Omnifan, an Orsan data company, which", "which", "Omnifan"),
    ],
)
def test_in_features_words_for_people_mean_whoever_was_so_introduced(text: str, mention: str, name: str | None) -> None:
    assert speaker(text, mention) == name


def test_an_officer_is_not_whoever_spoke_last() -> None:
    speakers = Speakers("Tom Bek told of it. The duty officer said no.")
    speakers.resolve("Tom Bek", 0)
    found = speakers.resolve("The duty officer", 20)
    assert found is not None
    assert found.name == "duty officer"
