"""Search finds what the obvious search finds, and exact words always."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.library import MemoryIndex
from sayso.model import Span
from sayso.text.folding import tokenize
from sayso.verification.align import align
from sayso.verification.query import Query, parse_query
from sayso.verification.search import locate
from sayso.verification.splices import locate_pieces

WORDS = [f"{a}{b}" for a in ("bar", "lo", "ne", "ri", "tim") for b in ("ck", "ver", "ber", "ts", "ding", "mal")]


def parse(text: str) -> Query:
    return parse_query(text, [Span(0, len(text))])


def libraries() -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(st.sampled_from(WORDS), min_size=12, max_size=60), min_size=1, max_size=5)


def naive(query: Query, documents: list[list[str]]) -> float:
    """The least cost of aligning the quotation with any stretch of any document."""
    best = float(len(query.words))
    for words in documents:
        keys = np.asarray(tokenize(" ".join(words)).keys, np.uint32)
        ops = align(query, 0, len(query.words), keys, 0, open_start=True, open_end=True)
        best = min(best, sum({"=": 0.0, "e": 0.0, "i": 0.85}.get(op.op, 1.0) for op in ops))
    return best


@given(
    st.lists(st.sampled_from(WORDS), min_size=40, max_size=60), st.integers(15, 40), st.randoms(use_true_random=False)
)
def test_a_long_verbatim_cut_is_found_in_every_document_that_holds_it(
    words: list[str], size: int, rng: random.Random
) -> None:
    at = rng.randrange(len(words) - size + 1)
    holders = [words, [*rng.choices(WORDS, k=30), *words], rng.choices(WORDS, k=50)]
    index = MemoryIndex((str(i), " ".join(d)) for i, d in enumerate(holders))
    found = locate(parse(" ".join(words[at : at + size])), index)
    assert {0, 1} <= {place.document for place in found if place.cost == 0.0}


@given(libraries(), st.integers(4, 12), st.randoms(use_true_random=False))
def test_a_verbatim_cut_is_always_found(documents: list[list[str]], size: int, rng: random.Random) -> None:
    words = rng.choice(documents)
    at = rng.randrange(len(words) - size + 1)
    found = locate(
        parse(" ".join(words[at : at + size])), MemoryIndex((str(i), " ".join(d)) for i, d in enumerate(documents))
    )
    assert found[0].cost == 0
    assert found[0].equal == size
    assert found[0].last - found[0].first == size - 1


@given(libraries(), st.integers(7, 12), st.randoms(use_true_random=False))
def test_the_fast_search_is_as_good_as_the_naive(documents: list[list[str]], size: int, rng: random.Random) -> None:
    words = rng.choice(documents)
    at = rng.randrange(len(words) - size + 1)
    cut = words[at : at + size]
    cut[rng.randrange(size)] = rng.choice([*WORDS, "zebra"])
    query = parse(" ".join(cut))
    found = locate(query, MemoryIndex((str(i), " ".join(d)) for i, d in enumerate(documents)))
    assert found[0].cost == pytest.approx(naive(query, documents), abs=1e-6)


def test_a_marked_gap_may_skip_any_distance() -> None:
    between = " ".join(WORDS * 20)
    index = MemoryIndex([("a", f"the herring came back in spring {between} and nobody mended the old grey nets")])
    found = locate(parse("the herring came back in spring … nobody mended the old grey nets"), index)
    assert found[0].cost == 0


def test_barred_documents_are_not_looked_at() -> None:
    index = MemoryIndex([("a", "the herring came back in spring"), ("b", "nobody mended the old grey nets")])
    assert locate(parse("the herring came back in spring"), index, frozenset({0})) == []


def test_nothing_shared_is_nothing_found() -> None:
    assert locate(parse("entirely other words"), MemoryIndex([("a", "the herring came back")])) == []
    assert locate(parse("…"), MemoryIndex([("a", "the herring came back")])) == []
    assert locate(parse("any words"), MemoryIndex([])) == []


def test_pieces_of_two_documents() -> None:
    index = MemoryIndex(
        [
            ("a", "the herring came back to the outer bay in numbers"),
            ("b", "nobody mended the old grey nets by torchlight"),
        ]
    )
    query = parse("the herring came back to the outer bay nobody mended the old grey nets")
    pieces = locate_pieces(query, index)
    assert [(p.first, p.last, p.places[0].document) for p in pieces] == [(0, 8, 0), (8, 14, 1)]


def test_one_whole_is_no_splice() -> None:
    index = MemoryIndex([("a", "the herring came back to the outer bay in numbers nobody remembers")])
    assert locate_pieces(parse("the herring came back to the outer bay in numbers"), index) == []


def test_a_long_quotation_takes_bounded_work() -> None:
    rng = random.Random(3)
    words = [rng.choice(WORDS) for _ in range(3000)]
    index = MemoryIndex([("a", " ".join(words))])
    changed = [w if i % 50 else "zebra" for i, w in enumerate(words)]
    found = locate(parse(" ".join(changed)), index)
    assert found[0].equal == sum(a == b for a, b in zip(words, changed, strict=True))


def test_a_phrase_said_again_and_again_is_found_in_every_document() -> None:
    said = "from the old mill up and the harbour out"
    pages = [(f"{n}.txt", f"{' '.join(WORDS[n % 7 :])} {said} {' '.join(WORDS[: n % 5])}") for n in range(70)]
    found = locate(parse(said), MemoryIndex(pages), frozenset({3}))
    assert {f.document for f in found if f.cost == 0} == set(range(70)) - {3}


@pytest.mark.parametrize(
    "quoted", ["from the old [stone] mill up and the harbour out", "from the old mill … and the [inner] harbour out"]
)
def test_words_with_marks_that_are_said_again_and_again_are_found_in_every_document(quoted: str) -> None:
    said = "from the old mill up and the harbour out"
    pages = [(f"{n}.txt", f"{' '.join(WORDS[n % 7 :])} {said} {' '.join(WORDS[: n % 5])}") for n in range(70)]
    found = [f for f in locate(parse(quoted), MemoryIndex(pages), frozenset({3})) if f.cost == 0]
    assert {f.document for f in found} == set(range(70)) - {3}
    for place in found:
        equal = {op.q: op.s for op in place.ops if op.op == "="}
        assert (place.first, place.last) == (equal[0], equal[0] + 8)
        assert pages[place.document][1].split()[equal[0]] == "from"


def test_a_list_that_repeats_a_formula_hides_no_entry() -> None:
    rng = random.Random(4)

    def entry() -> str:
        return (
            f"{rng.choice(WORDS)} {rng.choice(WORDS)} of Ostrel, to be lockkeeper of the northern district of Ostrel."
        )

    wanted = "Ada Runa Lunde, of Ostrel, to be lockkeeper of the northern district of Ostrel."
    lists = [(f"{n}.txt", " ".join(entry() for _ in range(5))) for n in range(30)]
    alone = ("last.txt", f"{' '.join(WORDS)} {wanted} {' '.join(WORDS)}")
    best = locate(parse(wanted), MemoryIndex([*lists, alone]))[0]
    assert (best.cost, best.document) == (0.0, 30)


def test_words_that_only_a_speech_tag_cuts_are_found_together() -> None:
    # All the sequences of the quotation stand in many documents, in a row they stand in the last.
    far = " ".join(WORDS * 3)
    pages = [(f"{i}.txt", f"By the law of Ostrel {far} the law of the river {far} of the river") for i in range(40)]
    index = MemoryIndex([*pages, ("together.txt", "He went by the law of the river.")])
    text = "“By the law of,” she said, “the river.”"
    query = parse_query(text, [Span(1, 15), Span(text.index("the river"), len(text) - 2)])
    best = locate(query, index)[0]
    assert (best.cost, best.document) == (0.0, 40)


def test_a_piece_that_stands_everywhere_hides_no_other() -> None:
    one, other = "the council of the river has agreed to mend", "nets of the outer bay"
    pages = [(f"{n}.txt", f"{WORDS[n % 30]} {one} {' '.join(WORDS[n % 7 :])}") for n in range(450)]
    pages += [(f"b{n}.txt", f"{WORDS[n % 30]} {other} {' '.join(WORDS[n % 5 :])}") for n in range(450)]
    pieces = locate_pieces(parse(f"{one} {other}"), MemoryIndex(pages))
    assert [(p.first, p.last, len(p.places)) for p in pieces] == [(0, 9, 450), (9, 14, 450)]


def test_pieces_that_overlap_are_cut_before_a_capital() -> None:
    index = MemoryIndex([("a", "the herring came back to the bay"), ("b", "and the old grey nets of Lumm were mended")])
    pieces = locate_pieces(parse("the herring came back to The old grey nets of Lumm were mended"), index)
    assert [(p.first, p.last) for p in pieces] == [(0, 5), (5, 13)]
