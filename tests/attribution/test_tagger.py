"""The learned tagger: lines, chunks, decoding, linking, and what it marks in invented texts."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import extractor
from sayso.attribution import tagger as module
from sayso.attribution.chunks import cut
from sayso.attribution.decoding import Field, decode
from sayso.attribution.labels import LABELS, link, may_follow, rejoin, spans_of
from sayso.attribution.lines import Line, read_lines
from sayso.attribution.tagger import load
from sayso.attribution.wordpieces import WordPieces
from sayso.errors import ModelError
from sayso.model import Extraction, Span
from sayso.text.marks import pair_marks
from sayso.text.readers import read_bytes

L = {label: n for n, label in enumerate(LABELS)}


def lines_of(text: str) -> list[Line]:
    paragraphs = [Span(0, len(text))]
    return read_lines(text, paragraphs, pair_marks(text, paragraphs))


def test_lines_read_the_same_whatever_the_marks() -> None:
    texts = ("“No,” she said.", '"No," she said.', "«No,» she said.", "''No,'' she said.")
    read = [lines_of(t)[0] for t in texts]
    assert all(line.words == ['"', "no", ",", '"', "she", "said", "."] for line in read)
    assert all(line.places == [2, 3, 3, 4, 1, 1, 1] for line in read)
    assert all(line.shapes == read[0].shapes for line in read)


def test_pieces_of_words() -> None:
    split = WordPieces(["[PAD]"] * 100 + ["[UNK]", "un", "##said", "river", "é", "e"])
    assert [split(w) for w in ("unsaid", "River", "RIVERS", "É", "漢")] == [[101, 102], [103], [100], [105], [100]]


@given(st.lists(st.integers(0, 700), max_size=12), st.randoms(use_true_random=False))
def test_chunks_hold_every_word_once(sizes: list[int], chance: random.Random) -> None:
    lines = [
        Line([0] * n, [0] * n, [chance.choice(["a", ".", "b"]) for _ in range(n)], [0] * n, [0] * n, [0] * n, [0] * n)
        for n in sizes
    ]
    chunks = cut(lines, words=100)
    seen = [(p.line, p.first + i) for chunk in chunks for p in chunk for i in range(p.words)]
    assert seen == [(n, i) for n, size in enumerate(sizes) for i in range(size)]
    assert all(sum(p.words + 1 for p in chunk) <= 101 for chunk in chunks)


@settings(max_examples=30)
@given(st.integers(0, 2**31), st.integers(1, 4))
def test_decoding_is_the_best_of_all_paths(seed: int, length: int) -> None:
    rng = np.random.default_rng(seed)
    scores, step, start = rng.normal(size=(length, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)
    field = Field(step.astype(np.float32), start.astype(np.float32))

    def weight(path: tuple[int, ...]) -> float:
        total = start[path[0]] + sum(scores[t, y] for t, y in enumerate(path))
        return float(total + sum(step[a, b] for a, b in itertools.pairwise(path)))

    paths = list(itertools.product(range(3), repeat=length))
    mass = np.exp([weight(p) for p in paths])
    other = rng.normal(size=(7, 3)).astype(np.float32)
    path, belief = decode([scores.astype(np.float32), other], field)[0]
    assert weight(tuple(path)) == pytest.approx(max(map(weight, paths)), abs=1e-4)
    for t, y in enumerate(path):
        share = sum(m for p, m in zip(paths, mass, strict=True) if p[t] == y) / mass.sum()
        assert belief[t] == pytest.approx(share, abs=1e-3)
    assert decode([other], field)[0][0] == decode([scores.astype(np.float32), other], field)[1][0]


def test_linking_follows_the_side_that_a_label_names() -> None:
    text = "Rask said no and Bek says yes , they added , maybe"
    labels = ["B-SR", "B-Q", "B-CL", "O", "B-SR", "B-Q", "B-CL", "O", "O", "B-QH", "O", "B-CL"]
    found = link(lines_of(text), [[L[x] for x in labels]])
    read = [([s.of(text) for s in t.source], t.cue.of(text), [c.of(text) for c in t.content]) for t in found]
    assert read == [(["Rask"], "said", ["no"]), (["Bek"], "says", ["yes"]), (["Bek"], "added", ["maybe"])]


def test_spans_and_cuts() -> None:
    assert spans_of([L["B-CL"], L["I-CL"], L["B-CL"], 0, L["I-SL"]]) == [("CL", 0, 1), ("CL", 2, 2), ("SL", 4, 4)]
    assert may_follow("B-CL", "I-CL")
    assert not may_follow("O", "I-CL")
    labels = [L["B-CL"], L["B-CL"]]
    rejoin(labels, 1)
    assert labels == [L["B-CL"], L["I-CL"]]


STORY = (
    "“The toll will stay as it is,” Ada Rask told reporters in Orsa on Monday.\n\n"
    "Jon Bek believes that the lock has to be closed before the winter comes. It is an old lock.\n\n"
    "The ministry denied that any money had been lost.\n"
)


def test_reports_without_marks_are_found() -> None:
    document = read_bytes(STORY.encode(), "a.txt")
    found = extractor("accurate")(document)
    assert [(a.kind, a.speaker.name if a.speaker else None) for a in found.attributions] == [
        ("direct", "Ada Rask"),
        ("indirect", "Jon Bek"),
        ("indirect", "ministry"),
    ]
    assert all(0 < a.confidence <= 1 for a in found.attributions)
    assert found.attributions[0].content[0].of(document.text) == "“The toll will stay as it is,”"


def test_a_paragraph_reads_the_same_beside_others() -> None:
    alone, among = lines_of(STORY[:70]), lines_of(STORY[:70])
    others = [
        line for _ in range(30) for line in lines_of("Nobody rows there now, and the weir was sold in spring. " * 4)
    ]
    tagger = load("accurate")
    wide = [Line(*(list(part) * 1 for part in line)) for line in [*others, *among]]
    assert tagger.label(alone)[0] == tagger.label([*lines_of("A long time ago. " * 60), *alone])[0][-1:]
    assert len(tagger.label(wide)[0]) == len(wide)


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "said", "Rask", " ", "\n", "\n\n", "that", "\x00", "é", "漢字", "x" * 400, "\u202e", "''"]
        ),
        max_size=60,
    )
)
def test_any_text_is_read(pieces: list[str]) -> None:
    document = read_bytes(("A " + "".join(pieces)).encode(), "a.txt")
    found = extractor("accurate")(document)
    assert isinstance(found, Extraction)
    for attribution in found.attributions:
        assert all(s.end <= len(document.text) for s in (*attribution.content, *attribution.source, *attribution.cue))


def test_parameters_that_were_changed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "hashlib", type("H", (), {"sha256": lambda data: type("D", (), {"hexdigest": lambda self: "0"})()})
    )
    with pytest.raises(ModelError, match=r"accurate\.npz: is not the file that was shipped"):
        module.Tagger("accurate")
