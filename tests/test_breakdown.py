"""Classes of errors and kinds, on one invented article; the pairing is a scorer's, here one of the test's own."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from evaluation.breakdown import CLASSES, classes, compare, errors_table, kinds, kinds_table, sourceless
from evaluation.polnear import Article, Predicted, Roles, shape_of

TEXT = 'Ada Rask said "the lock is shut today". She fears floods. It is said the river rises.'


def scorer() -> ModuleType:
    """Token sets and pairs, as the shared scorer makes them."""
    module = ModuleType("scorer")

    def tokens(text: str) -> list[tuple[int, int]]:
        return [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]

    def covered(spans: list[tuple[int, int]], toks: list[tuple[int, int]]) -> frozenset[int]:
        return frozenset(i for a, b in spans for i, (s, e) in enumerate(toks) if s < b and e > a)

    def pair_up(own: list[frozenset[int]], gold: list[frozenset[int]]) -> list[tuple[int, int]]:
        return [(i, j) for i, p in enumerate(own) for j, g in enumerate(gold) if 2 * len(p & g) >= len(p | g)]

    def same_source(p: frozenset[int], g: frozenset[int]) -> bool:
        return bool(p & g) or not (p or g)

    def prf(met: int, own: int, gold: int) -> dict[str, float]:
        return {"F1": 200 * met / (own + gold)}

    for function in (tokens, covered, pair_up, same_source, prf):
        setattr(module, function.__name__, function)
    return module


def roles(source: str, cue: str, *content: str) -> Roles:
    def place(words: str) -> tuple[int, int]:
        return TEXT.index(words), TEXT.index(words) + len(words)

    return {"source": [place(source)] if source else [], "cue": [place(cue)], "content": [place(c) for c in content]}


GOLD = roles("Ada Rask", "said", '"the lock is shut today"')


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        (roles("Ada Rask", "said", '"the lock is shut today"'), None),
        (roles("She", "said", '"the lock is shut today"'), "source differs"),
        (roles("", "said", '"the lock is shut today"'), "source missing"),
        (roles("Ada Rask", "said", '"the lock is shut today". She fears floods. It is said'), "right edge"),
        (roles("Ada Rask", "said", 'today"'), "left edge"),
        (roles("Ada Rask", "said", "lock"), "both edges"),
        (roles("Ada Rask", "said", "the river rises"), "link"),
        (roles("river", "rises", TEXT[:70]), "swallowed"),
        (roles("river", "rises", 'lock is shut today". She fears floods. It is said the'), "other cue"),
        (roles("She", "fears", "floods"), "missed"),
    ],
)
def test_what_is_not_met_has_a_class(predicted: Roles, expected: str | None) -> None:
    article = Article("a", Path("a.txt"), TEXT, [GOLD])
    compared = compare(scorer(), article, [Predicted(predicted, 0.9, "rules")])
    assert classes(compared).get(0) == expected
    assert expected is None or f"{expected:<15}{1:>13}" in errors_table([compared])
    assert set(classes(compared).values()) <= set(CLASSES)


def test_kinds_and_statements_without_a_source() -> None:
    unsourced = roles("", "It is said", "the river rises")
    article = Article("a", Path("a.txt"), TEXT, [GOLD, roles("She", "fears", "floods"), unsourced])
    own = [Predicted(r, 0.9, "rules") for r in (GOLD, unsourced)]
    compared = [compare(scorer(), article, own)]
    found = kinds(compared)
    assert found["direct"] == (100.0, 100.0, 1, 1)
    assert found["indirect"] == (50.0, 100.0, 2, 1)
    assert found["pronoun source"] == (0.0, 0.0, 1, 0)
    assert sourceless(scorer(), compared)["F1"] == 100
    assert len(kinds_table(found).splitlines()) == 7


@pytest.mark.parametrize(
    ("content", "shape"), [('"the lock is shut today"', "direct"), ('said "the lock', "mixed"), ("floods", "indirect")]
)
def test_shapes(content: str, shape: str) -> None:
    at = TEXT.index(content)
    assert shape_of(TEXT, [(at, at + len(content))]) == shape
