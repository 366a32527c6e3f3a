"""How much a word says of where a statement stands."""

from __future__ import annotations

import random

from sayso.library import MemoryIndex
from sayso.verification.content import terms_of
from sayso.verification.passages import Rarity


def test_a_library_says_the_same_in_whatever_order_its_documents_came() -> None:
    chance = random.Random(3)
    pages = [
        (f"{n}.txt", f"the lock {'and the toll' if n % 3 else 'of Ostrel'} was shut on day {n}") for n in range(900)
    ]
    terms = terms_of("the herring quota of Ostrel paid the toll")
    asked = []
    for _ in range(3):
        chance.shuffle(pages)
        rarity = Rarity(MemoryIndex(pages))
        asked.append([round(rarity(term), 9) for term in terms])
    assert asked[0] == asked[1] == asked[2]
    weights = {term.word.folded: weight for term, weight in zip(terms, asked[0], strict=True)}
    assert weights["herring"] > weights["ostrel"] > weights["toll"]
