"""Which places of a quotation are kept."""

from __future__ import annotations

from sayso.library import MemoryIndex
from sayso.model import Span
from sayso.verification.evidence import hopeful
from sayso.verification.laying import Located, straight
from sayso.verification.query import Query, parse_query
from sayso.verification.search import locate

SAID = "the herring came back to the outer bay in numbers that nobody in the valley remembers"
OTHERS = "old nets lay torn by torchlight and the locks stood open all winter long without any boats"


def parse(text: str) -> Query:
    return parse_query(text, [Span(0, len(text))])


def test_a_straight_place_has_its_steps() -> None:
    assert [(op.op, op.q, op.s) for op in straight(3, 7, 2, 1.0).ops] == [("=", 0, 7), ("=", 1, 8)]


def test_places_near_the_best_are_kept_and_far_ones_left_out() -> None:
    words = SAID.split()
    near = " ".join([*words[:6], "harbour", *words[7:]])
    far = " ".join([*words[:7], *OTHERS.split()[:9]])
    found = locate(parse(SAID), MemoryIndex([("far", far), ("near", near), ("exact", SAID)]))
    assert [(f.document, f.cost) for f in found] == [(2, 0.0), (1, 1.0)]


def test_of_a_marked_quotation_places_that_share_less_are_left_out_beside_one_that_has_it_all() -> None:
    words = SAID.split()
    half = " ".join([*words[:7], *OTHERS.split()])
    quoted = parse(" ".join([*words[:7], "…", *words[9:]]))
    assert {f.document for f in locate(quoted, MemoryIndex([("half", half), ("whole", SAID)]))} == {1}
    assert {f.document for f in locate(quoted, MemoryIndex([("half", half)]))} == {0}


def test_places_with_too_many_other_words_are_not_read_beyond_the_first_few() -> None:
    words = SAID.split()

    def changed(*at: int) -> str:
        return " ".join("nets" if n in at else word for n, word in enumerate(words))

    sources = [changed(3), changed(3, 7), changed(3, 9), changed(5, 11), changed(3, 7, 11), changed(1, 5, 9, 13)]
    found, index = each_in_its_own(sources)
    assert [f.cost for f in found] == [1, 2, 2, 2, 3, 4]
    # Two of sixteen words are a change, three another sentence.
    assert hopeful(parse(SAID), found, index) == found[:4]
    assert hopeful(parse(SAID), found[3:], index) == found[3:]


def test_words_at_an_end_that_stand_nowhere_near_differ_too() -> None:
    words = SAID.split()
    half, rest = " ".join(words[:8]), " ".join(words[8:])
    apart = f"{half} {OTHERS} {rest}"
    found, index = each_in_its_own([SAID, half, half, half, apart])
    assert hopeful(parse(SAID), found, index) == [*found[:3], found[4]]


def test_a_word_that_is_half_of_another_may_be_the_same() -> None:
    written = "good health care for the herring fleet of the outer harbour and clean ground water in its barns"
    sources = [written.replace("health care", "healthcare").replace("ground water", "groundwater")] * 4
    found, index = each_in_its_own(sources, written)
    assert len(found) == len(hopeful(parse(written), found, index)) == 4


def each_in_its_own(texts: list[str], quoted: str = SAID) -> tuple[list[Located], MemoryIndex]:
    """The best place of a quotation in each of some texts, and an index of them all."""
    alone = [locate(parse(quoted), MemoryIndex([("page", text)]))[0] for text in texts]
    places = [place._replace(document=n) for n, place in enumerate(alone)]
    return places, MemoryIndex([(str(n), text) for n, text in enumerate(texts)])
