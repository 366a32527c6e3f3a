"""The language of a text and of a few words, and where a guess would be bold."""

from __future__ import annotations

import pytest

from sayso.text.language import language_of_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir werden die Brücke nicht verkaufen", "de"),
        ("Nous ne vendrons pas le pont", "fr"),
        ("No pasarán por nuestro río", "es"),
        ("Nunca venderemos o nosso porto", "pt"),
        ("Il fiume non è nostro nemico", "it"),
        ("Onze rivier is niet te koop", "nl"),
        ("Sungai kami tidak akan dijual", "id"),
        ("We will not sell the bridge", "en"),
        ("Do something. Just do something, do it now, and do not do it by halves", "en"),
        ("The Société des Ponts et des Écluses is our partner", "en"),
        ("Los Angeles, Las Vegas, El Paso", None),
        ("Twelve herring boats", None),
        ("", None),
    ],
)
def test_the_language_of_a_few_words(text: str, language: str | None) -> None:
    assert language_of_words(text) == language


def test_words_that_tell_nothing_are_in_the_language_around_them() -> None:
    assert language_of_words("Douze bateaux quittent Ostrel", "fr") == "fr"
    assert language_of_words("We will not sell the bridge", "fr") == "en"
