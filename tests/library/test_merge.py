"""A segment made of others holds the words and places of the documents that are still there, and nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.library import merge, shards
from sayso.library.merge import Merged
from sayso.library.segments import Segment, write_documents, write_segment
from sayso.library.shards import SegmentDocument
from tests.library.test_segments import document


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, tuple[Segment, list[SegmentDocument]]]:
    """Two segments of several shards, some of them well filled."""
    monkeypatch.setattr(shards, "SHARD_WORDS", 3000)
    monkeypatch.setattr(merge, "_PART_BITS", 9)
    rng = np.random.default_rng(8)
    out = {}
    for name, sizes in {"a": (1400, 0, 1500, 900, 200), "b": (2800, 70, 1100, 5000)}.items():
        documents = [document(rng, size, 60) for size in sizes]
        write_documents(tmp_path / name, documents)
        out[name] = (Segment(tmp_path / name), documents)
    return out


@pytest.mark.parametrize("gone", [(), (("a", 0),), (("a", 0), ("a", 2), ("b", 3)), (("b", 0), ("a", 4))])
def test_what_is_there_is_found_where_it_stands_now(
    parts: dict[str, tuple[Segment, list[SegmentDocument]]], gone: tuple[tuple[str, int], ...], tmp_path: Path
) -> None:
    live = {n: [i for i in range(len(held)) if (n, i) not in gone] for n, (_, held) in parts.items()}
    merged = Merged({n: segment for n, (segment, _) in parts.items()}, live)
    write_segment(tmp_path / "c", merged.shards(), merged.parts())
    made = Segment(tmp_path / "c")
    there = {made_slot: parts[name][1][slot] for (name, slot), made_slot in merged.placed.items()}
    assert sorted(merged.placed) == sorted((n, i) for n, slots in live.items() for i in slots)
    assert made.places == sum(len(d.keys) for d in there.values())
    for slot, one in there.items():
        assert np.array_equal(made.keys(slot, 0, len(one.keys)), one.keys)
        assert np.array_equal(made.marks(slot), one.marks)
    query = parts["b"][1][2].keys[40:60]
    for k in (2, 3):
        low, high = made.find(query, k, np.arange(len(query) - k + 1))
        for gram in range(len(low)):
            found = set(zip(*(column.tolist() for column in made.read(np.arange(low[gram], high[gram]))), strict=True))
            wanted = query[gram : gram + k].tolist()
            expected = {
                (slot, at)
                for slot, one in there.items()
                for at in range(len(one.keys) - k + 1)
                if one.keys[at : at + k].tolist() == wanted
            }
            assert found == expected
