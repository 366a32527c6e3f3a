"""The fast tagger's network: vectors of words, chunks side by side, and what it marks in invented texts."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import extractor
from sayso.attribution import fast as module
from sayso.attribution.chunks import Part, cut
from sayso.attribution.fast import AFFIXES, BREAK, KNOWN, Fast, affixes
from sayso.attribution.lines import CLASSES, PLACES, SHAPES, Line, read_lines
from sayso.attribution.tagger import load
from sayso.model import Extraction, Span
from sayso.text.marks import pair_marks
from sayso.text.readers import read_bytes

STORY = (
    "“The toll will stay as it is,” Ada Rask told reporters in Orsa on Monday.",
    "Jon Bek believes that the lock has to be closed before the winter comes. It is an old lock.",
    "The ministry said that no money had been lost.",
    "Nobody rows there now, and the weir was sold in spring.",
)


def line_of(text: str) -> Line:
    paragraphs = [Span(0, len(text))]
    return read_lines(text, paragraphs, pair_marks(text, paragraphs))[0]


class Echo:
    """A session that gives back what it was given, and remembers the lengths."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def run(self, outputs: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.lengths.extend(int(n) for n in inputs["lengths"])
        return [inputs["words"].copy()]


def echo() -> tuple[Fast, Echo]:
    rng = np.random.default_rng(3)

    def table(rows: int) -> np.ndarray:
        return rng.normal(size=(rows, 2)).astype(np.float32)

    stored: dict[str, np.ndarray] = {
        "words": rng.integers(-99, 99, size=(KNOWN + 2, 3)).astype(np.int8),
        "scale": np.full(KNOWN + 2, 0.01, np.float32),
        **{name: table(AFFIXES) for name in ("prefix", "suffix", "ending")},
        "shape": table(SHAPES),
        "place": table(PLACES),
        "kind": table(CLASSES),
        "gap": table(3),
    }
    session = Echo()
    return Fast(session, ["lock", "said"], stored), session


def test_affixes_are_those_of_the_word() -> None:
    assert affixes("said")[0] == affixes("sail")[0]
    assert affixes("said")[0] != affixes("paid")[0]
    assert affixes("said")[1:] == affixes("paid")[1:]
    assert all(0 <= row < AFFIXES for word in ("", "é", "漢字", "x" * 900) for row in affixes(word))


def test_each_word_has_its_own_vector_and_a_break_stands_before_each_part() -> None:
    net, session = echo()
    lines = [line_of("Bek said no ."), line_of("The lock")]
    read = net.scores(lines, [[Part(0, 0, 4)], [Part(0, 1, 2), Part(1, 0, 2)]])
    assert [len(r) for r in read] == [5, 6]
    assert sorted(session.lengths) == [5, 6]
    # A word's vector is the same in any chunk; a break's is nobody's.
    assert np.array_equal(read[0][2], read[1][1])
    assert np.array_equal(read[0][0], read[1][3])
    assert not np.array_equal(read[0][0], read[0][1])
    assert np.allclose(read[0][0][:3], net._known([BREAK])[0])


def test_words_that_were_forgotten_are_read_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    net, _ = echo()
    line = line_of("Bek said no , and the lock is old .")
    chunks = [[Part(0, 0, len(line.words))]]
    before = net.scores([line], chunks)[0]
    assert np.array_equal(net.scores([line], chunks)[0], before)
    monkeypatch.setattr(module, "_MOST_KEPT", 2)
    assert net.scores([line_of("A weir.")], [[Part(0, 0, 3)]])[0].shape == (4, before.shape[1])
    assert np.array_equal(net.scores([line], chunks)[0], before)


def test_the_table_of_words_grows() -> None:
    net, _ = echo()
    early = net.scores([line_of("Bek said")], [[Part(0, 0, 2)]])[0]
    many = line_of(" ".join(f"w{n}" for n in range(3000)))
    wide = net.scores([many], [[Part(0, 0, 3000)]])[0]
    assert np.array_equal(net.scores([many], [[Part(0, 2990, 10)]])[0][1:], wide[-10:])
    assert np.array_equal(net.scores([line_of("Bek said")], [[Part(0, 0, 2)]])[0], early)


def test_no_chunks_and_no_lines() -> None:
    assert echo()[0].scores([], []) == []
    assert load("fast").tag([]) == []


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_a_chunk_reads_the_same_alone_and_in_any_batch(chance: random.Random) -> None:
    lines = [line_of(" ".join(chance.choices(STORY, k=chance.randint(1, 6)))) for _ in range(40)]
    network = load("fast")._network
    chunks = cut(lines)
    together = network.scores(lines, chunks)
    for n in chance.sample(range(len(chunks)), 5):
        alone = network.scores(lines, [chunks[n]])[0]
        assert alone.shape == together[n].shape
        assert np.allclose(alone, together[n], atol=1e-4)


def test_a_document_is_labelled_the_same_beside_others() -> None:
    tagger = load("fast")
    own = [line_of(text) for text in STORY]
    filler = line_of("Nobody rows there now . " * 29)
    # Lines that fill a chunk of their own: what stands beside them cannot be read together with the story.
    among = tagger.label([*[filler] * 70, *own])[0][70:]
    assert among == tagger.label(own)[0]


def test_reports_are_found() -> None:
    document = read_bytes(("\n\n".join(STORY) + "\n").encode(), "a.txt")
    found = extractor("fast")(document)
    assert [(a.kind, a.speaker.name if a.speaker else None) for a in found.attributions] == [
        ("direct", "Ada Rask"),
        ("indirect", "Jon Bek"),
        ("indirect", "ministry"),
    ]
    assert all(0 < a.confidence <= 1 for a in found.attributions)


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["“", "”", '"', "said", "Rask", " ", "\n\n", "\x00", "é", "漢字", "x" * 400, "\u202e"]))
)
def test_any_text_is_read(pieces: list[str]) -> None:
    document = read_bytes(("A " + "".join(pieces)).encode(), "a.txt")
    assert isinstance(extractor("fast")(document), Extraction)
