"""Which sequences of a quotation are looked up: the rarest, or some from all over it."""

from __future__ import annotations

import numpy as np

from sayso.library.index import choose_grams, spread_grams


def test_the_rarest_grams_are_taken_until_there_are_enough_places() -> None:
    assert choose_grams(np.array([5, 0, 2]), 6) == [(2, 2)]
    assert choose_grams(np.array([5, 0, 2]), 7) == [(2, 2), (0, 5)]


def test_grams_are_chosen_from_all_over_a_quotation() -> None:
    counts = np.array([5, 0, 2, 9, 4, 1, 7, 7])
    usable = np.array([True, False, True, True, True, True, True, True])
    assert np.flatnonzero(spread_grams(counts, usable, 2)).tolist() == [2, 5]
    assert np.flatnonzero(spread_grams(counts, usable, 20)).tolist() == [0, 2, 3, 4, 5, 6, 7]
