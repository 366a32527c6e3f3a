"""The made quotations: the same for the same seed, and true to their class."""

from __future__ import annotations

import random

from benchmarks.quotations import CLASSES, make, stream
from benchmarks.scores import Tally, answer_class, truth_class

from sayso.model import Block, Document, Match, Origin, Searched, Span, Verification

WORDS = (
    "the river council will not raise the bridge toll before winter because every lockkeeper of Ostrel has signed a new "
    "contract and the harbour master of Lumm is pleased with more boats and strong timber for the northern barns while "
    "several ferries may return to Vesk after the flood has fallen and children walk to school along the old towpath"
)


def page(name: str, seed: int) -> Document:
    """A page of three paragraphs, the words in another order in each."""
    rng = random.Random(seed)
    paragraphs = []
    for _ in range(3):
        words = WORDS.split()
        at = rng.randrange(len(words))
        paragraphs.append(" ".join(words[at:] + words[:at]))
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Block(span=Span(at, at + len(paragraph)), kind="paragraph"))
        at += len(paragraph) + 2
    return Document(
        id=name, text=text, origin=Origin(uri=name, media_type="text/plain", sha256=name), blocks=tuple(spans)
    )


PAGES = [page(f"page{i}.txt", i) for i in range(6)]


def test_the_same_seed_makes_the_same_quotations() -> None:
    assert list(stream(PAGES, PAGES[:1], 4, 1)) == list(stream(PAGES, PAGES[:1], 4, 1))
    assert list(stream(PAGES, PAGES[:1], 4, 1)) != list(stream(PAGES, PAGES[:1], 4, 2))


def test_every_class_is_made() -> None:
    assert {one.kind for one in stream(PAGES, PAGES[:1], 4, 1)} == set(CLASSES)


def test_the_truth_is_where_it_says() -> None:
    by_id = {d.id: d.text for d in PAGES}
    for one in stream(PAGES, PAGES[:1], 8, 3):
        if one.kind == "verbatim":
            ((name, span),) = one.places
            assert " ".join(span.of(by_id[name]).split()) == one.text
        assert len(one.places) == (0 if one.kind == "absent" else 2 if one.kind.startswith("spliced") else 1)


def test_only_what_is_truly_absent_counts_as_absent() -> None:
    assert not [m for m in stream(PAGES, PAGES[:1], 2, 1, lambda text: False) if m.kind == "absent"]


def test_answers_are_counted_against_the_truth() -> None:
    made = next(m for m in stream(PAGES, PAGES[:1], 2, 1) if m.kind == "verbatim")
    ((name, span),) = made.places
    text = next(d.text for d in PAGES if d.id == name)
    match = Match(document=name, span=span, raw=None, exact=span.of(text), prefix="", suffix="")
    found = Verification(
        quotation=(Span(0, 1),), verdict="verbatim", why="", searched=Searched(documents=1, method=""), matches=(match,)
    )
    assert (truth_class(made), answer_class(found)) == ("verbatim", "verbatim")
    tally = Tally()
    tally.add(made, found, {name: text}, 1.0)
    figures = {f.name: f.value for f in tally.figures()}
    assert (figures["place, faithful"], figures["faithful called worse"], figures["five classes"]) == (
        100.0,
        0.0,
        100.0,
    )
    assert any("MISSED" in line for line in tally.report())  # nothing was made of the other classes


def test_a_page_with_nothing_to_cut_makes_nothing() -> None:
    empty = Document(id="e", text="", origin=Origin(uri="e", media_type="text/plain", sha256="e"))
    assert make("verbatim", [empty], random.Random(1), 5, 8) is None
