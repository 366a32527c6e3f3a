"""What the index answers is what a plain index in memory answers, whatever its segments and however they are read."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.library import Library, snapshot
from sayso.library.segments import Segment
from sayso.text.folding import tokenize
from tests.library.naive import WORDS, same_hits


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=25), min_size=1, max_size=6),
    st.lists(st.sampled_from(WORDS), max_size=8),
    st.randoms(),
)
def test_fast_search_equals_the_naive_one(texts: list[list[str]], query: list[str], rng: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder, create=True) as library:
            for number, words in enumerate(texts):
                (folder / f"{number}.txt").write_text(" ".join(words) or "empty of words: river", encoding="utf-8")
                if rng.random() < 0.5:
                    library.update()
            library.update()
            same_hits(library, tokenize(" ".join(query)).keys)
            (folder / "0.txt").unlink()
            library.update()
            same_hits(library, tokenize(" ".join(query)).keys)


def test_a_window_has_the_places_of_its_words(tmp_path: Path) -> None:
    text = "Mr. D’Arcy's “U.S. locks” cost 1,200.50 florins; nobody (in Vesk) paid.\n\n" * 9
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path, create=True) as library:
        library.update()
        starts, ends, _ = tokenize(library.document("a.txt").text)
        size = len(starts)
        for first, last in ((0, 3), (60, 70), (63, 64), (64, 65), (90, size + 9), (-4, 2), (size, size + 1), (5, 5)):
            cut = slice(max(0, first), max(0, last))
            assert library.index.window(0, first, last) == (starts[cut].tolist(), ends[cut].tolist())


@pytest.mark.parametrize("status", ["statm", "missing"])
def test_segments_let_go_after_each_look_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text("The old gate, said the minister, is the new toll.", encoding="utf-8")
    (tmp_path / "statm").write_text("1 2 3 4", encoding="ascii")
    monkeypatch.setattr(snapshot, "_STATUS", tmp_path / status)
    monkeypatch.setattr(snapshot, "_MOST_MAPPED", 0)
    monkeypatch.setattr(snapshot, "_LOOKED_UP", 0)
    went: list[int | None] = []
    monkeypatch.setattr(Segment, "let_places_go", lambda segment: went.append(None))
    monkeypatch.setattr(Segment, "let_words_go", lambda segment, turn: went.append(turn))
    with Library.open(folder, create=True) as library:
        library.update()
        same_hits(library, tokenize("the old river gate said the new toll").keys)
    assert went[:5] == [None, 1, 2, 3, 4]


def test_looks_at_pairs_and_triples_keep_what_each_has_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The old river gate, said the minister, is the new toll.", encoding="utf-8")
    with Library.open(tmp_path, create=True) as library:
        library.update()
        keys, found = tokenize("the old river gate").keys, []
        find = Segment.find
        monkeypatch.setattr(Segment, "find", lambda *given: found.append(given[2]) or find(*given))
        for k in (3, 2, 3, 2):
            assert len(library.index.hits(keys, np.ones(len(keys), bool), k, 100).query) == len(keys) - k + 1
        assert found == [3, 2]
        library.index.hits(tokenize("the new toll").keys, np.ones(3, bool), 3, 100)
        assert found == [3, 2, 3]
