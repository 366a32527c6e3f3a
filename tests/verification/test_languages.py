"""Words in a language that the library has nothing in are not looked for in vain: it cannot hold them."""

from __future__ import annotations

import pytest

from sayso.model import Attribution, Document, Extraction, Span, Verification
from sayso.verification import verify, verify_query
from sayso.verification.languages import Languages
from tests.verification.world import MemoryShelf, by_turn, source, speaker

ENGLISH = source("briefing.txt", "MINISTER KALLAS: The bridge toll stays as it is until the harvest.", language="en-GB")
FRENCH = source(
    "discours.txt",
    "MINISTRE KALLAS: Le péage du pont restera ce qu'il est jusqu'à la moisson.",
    published="2031-05-04",
    language="fr",
)
NOWHERE = "The lighthouse at Brenn was sold to a family of weavers"


def find(text: str, *documents: str, who: str | None = None, date: str | None = None) -> Verification:
    held = [d for d in (ENGLISH, FRENCH) if d.origin.language in documents]
    return verify_query(text, who, date, MemoryShelf(held), by_turn)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir werden die Brücke nicht verkaufen", "German"),
        ("No pasarán por nuestro río", "Spanish"),
        ("La vieille ville a besoin de ses ponts et de ses écluses, et nous ne laisserons pas le fleuve les prendre", "French"),
    ],
)  # fmt: skip
def test_a_language_that_the_library_has_nothing_in(text: str, language: str) -> None:
    found = find(text, "en-GB")
    assert found.verdict == "not-checkable"
    assert found.why == f"translation: these words are in {language}, and the library has nothing in it"


@pytest.mark.parametrize(
    "text",
    [
        NOWHERE,
        "Los Angeles, Las Vegas and El Paso",
        "Mayor de la Cruz met van der Berg in Rome",
        "Do something. Just do something, do it now, and do not do it by halves",
    ],
)
def test_english_is_looked_for_in_an_english_library(text: str) -> None:
    assert find(text, "en-GB").verdict == "not-found"


def test_a_library_of_two_languages_may_hold_either() -> None:
    assert find("Nous ne vendrons pas le phare à une famille de tisserands", "en-GB", "fr").verdict == "not-found"
    assert find(NOWHERE, "en-GB", "fr").verdict == "not-found"


def test_what_the_speaker_said_that_day_is_in_another_language() -> None:
    found = find(NOWHERE, "en-GB", "fr", who="Dela Kallas", date="2031-05-04")
    assert found.verdict == "not-checkable"
    assert found.why.endswith("what the library has of Dela Kallas of that day is in French")
    assert find(NOWHERE, "en-GB", "fr", who="Dela Kallas", date="2031-05-09").verdict == "not-found"
    assert find(NOWHERE, "en-GB", "fr", who="Ilse Marrant", date="2031-05-04").verdict == "not-found"


def test_words_that_tell_nothing_are_in_the_language_around_them() -> None:
    page = source("article.txt", "", language="fr")
    words = "Douze bateaux quittent Ostrel demain"
    assert Languages(MemoryShelf([ENGLISH]), page).differ(words, None, None) is not None
    assert Languages(MemoryShelf([ENGLISH]), None).differ(words, None, None) is None
    assert Languages(MemoryShelf([ENGLISH]), page).differ("We sold the lighthouse", speaker("Kallas"), None) is None


def test_nothing_is_said_of_a_library_whose_languages_are_not_known() -> None:
    shelf = MemoryShelf([source("note.txt", "Nets mended.")])
    assert verify_query("Wir werden die Brücke nicht verkaufen", None, None, shelf, by_turn).verdict == "not-found"


ARABIC = source("khutba.txt", "لن يرفع مجلس النهر رسوم الجسر هذا العام، وقد تعود العبارات إلى أوستريل.", language="ar")
ORIGINAL, RENDERING = "لن يرفع مجلس النهر رسوم الجسر هذا العام", "The bridge toll stays as it is until the harvest"


@pytest.mark.parametrize("shelf", [[ENGLISH], [ARABIC], [ENGLISH, ARABIC]])
@pytest.mark.parametrize("between", ["” (“", "” – “"])
def test_an_original_and_its_translation_stand_in_no_one_place(shelf: list[Document], between: str) -> None:
    text = f"She said: “{ORIGINAL}{between}{RENDERING}”."
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in (ORIGINAL, RENDERING))
    held = Extraction(attributions=(Attribution(id="a1", kind="direct", content=spans),))
    found = verify(source("draft.txt", text), held, (), MemoryShelf(shelf), mouth=by_turn)[0]
    assert (found.verdict, found.quotation) == ("verbatim", spans)


def test_an_original_and_its_translation_inside_one_pair_of_marks() -> None:
    text, shelf = f"{ORIGINAL}، {RENDERING}", MemoryShelf([ENGLISH, ARABIC])
    assert verify_query(text, None, None, shelf, by_turn).verdict == "verbatim"
    changed = f"{ORIGINAL}، {RENDERING.replace('stays', 'rises')}"
    assert verify_query(changed, None, None, shelf, by_turn).verdict == "altered"
    neither = f"{ORIGINAL[::-1]} {NOWHERE}"
    assert verify_query(neither, None, None, shelf, by_turn).verdict == "not-found"
    name = "The bridge toll (رسوم الجسر) stays as it is until the harvest"
    assert verify_query(name, None, None, shelf, by_turn).verdict == "altered"
