"""A segment gives back exactly the words that went in, one stretch or many at once; a damaged one is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.errors import LibraryError
from sayso.library.segments import TURNS, Segment, write_documents
from sayso.library.shards import MARK_EVERY, SegmentDocument


def document(rng: np.random.Generator, size: int, words: int) -> SegmentDocument:
    keys = (rng.zipf(1.3, size) % words + 1).astype(np.uint32) * np.uint32(2654435761)
    keys[keys == 0] = 1
    return SegmentDocument(keys, np.arange(0, size, MARK_EVERY, dtype=np.uint32))


@pytest.fixture
def held(tmp_path: Path) -> tuple[Segment, list[SegmentDocument]]:
    """A segment whose documents hold more distinct words than have codes of their own, and those documents."""
    rng = np.random.default_rng(5)
    documents = [document(rng, size, 400_000) for size in (1, 7, 500_000, 64, 0, 300_000)]
    path = tmp_path / "a.seg"
    write_documents(path, documents)
    return Segment(path), documents


def test_words_come_back_exactly(held: tuple[Segment, list[SegmentDocument]]) -> None:
    segment, documents = held
    assert (segment.documents, segment.tokens) == (len(documents), sum(len(d.keys) for d in documents))
    for number, one in enumerate(documents):
        assert np.array_equal(segment.keys(number, 0, len(one.keys)), one.keys)
        assert np.array_equal(segment.marks(number), one.marks)


def test_many_stretches_at_once_are_the_same_as_one_by_one(held: tuple[Segment, list[SegmentDocument]]) -> None:
    segment, documents = held
    rng = np.random.default_rng(6)
    numbers = rng.integers(0, len(documents), 600)
    firsts = np.array([int(rng.integers(-9, len(documents[n].keys) + 3)) for n in numbers.tolist()], np.int64)
    rows = segment.rows(numbers, firsts, 12)
    for row, number, first in zip(rows, numbers.tolist(), firsts.tolist(), strict=True):
        keys = documents[number].keys
        expected = [int(keys[i]) if 0 <= i < len(keys) else 0 for i in range(first, first + 12)]
        assert row.tolist() == expected


def test_every_sequence_is_found_where_it_stands(held: tuple[Segment, list[SegmentDocument]]) -> None:
    segment, documents = held
    keys = documents[2].keys[1000:1012]
    for k in (2, 3):
        low, high = segment.find(keys, k, np.arange(len(keys) - k + 1))
        for gram in range(len(keys) - k + 1):
            slots, places = segment.read(np.arange(low[gram], high[gram]))
            assert (2, 1000 + gram) in set(zip(slots.tolist(), places.tolist(), strict=True))


def test_grams_stand_in_no_more_places_than_their_samples_say(
    held: tuple[Segment, list[SegmentDocument]],
) -> None:
    segment, documents = held
    keys = documents[5].keys[2000:2040]
    for k in (2, 3):
        low, high = segment.find(keys, k, np.arange(len(keys) - k + 1))
        exact, most = high - low, segment.at_most(keys, k)
        assert (exact >= 1).all()
        assert (exact <= most).all()


def test_some_grams_are_found_as_all_are(held: tuple[Segment, list[SegmentDocument]]) -> None:
    segment, documents = held
    keys = documents[2].keys[1000:1030]
    every, some = np.arange(len(keys) - 2), np.array([3, 4, 27])
    assert np.array_equal(segment.find(keys, 3, some), [ends[some] for ends in segment.find(keys, 3, every)])


def test_a_segment_let_go_is_read_as_before(held: tuple[Segment, list[SegmentDocument]]) -> None:
    segment, documents = held
    keys = documents[2].keys[1000:1012]
    before = segment.find(keys, 3, np.arange(10))
    segment.let_places_go()
    for turn in range(TURNS):
        segment.let_words_go(turn)
    assert np.array_equal(segment.find(keys, 3, np.arange(10)), before)
    assert np.array_equal(segment.keys(2, 0, 500_000), documents[2].keys)


@pytest.mark.parametrize("cut", [10, 24, 200, 100_000])
def test_a_segment_cut_short_is_refused(held: tuple[Segment, list[SegmentDocument]], tmp_path: Path, cut: int) -> None:
    whole = held[0].path.read_bytes()
    (tmp_path / "b.seg").write_bytes(whole[:-cut])
    with pytest.raises(LibraryError, match="sayso library rebuild"):
        Segment(tmp_path / "b.seg")


def test_a_segment_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.seg").write_bytes(b"sayso segment 1\n" + bytes(400))
    with pytest.raises(LibraryError, match="not a segment of this version"):
        Segment(tmp_path / "c.seg")
