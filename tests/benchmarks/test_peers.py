"""sayso and other tools on the same made quotations: what is printed of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.hidden import Hidden
from benchmarks.quotations import stream

from benchmarks import peers
from sayso.library import Library
from tests.benchmarks.test_quotations import PAGES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented pages as an indexed library."""
    folder = tmp_path_factory.mktemp("pages")
    for page in PAGES:
        (folder / page.id).write_text(page.text, encoding="utf-8")
    with Library.open(folder, create=True) as library:
        library.update()
    return folder


def test_each_tool_has_its_row_beside_sayso(folder: Path) -> None:
    made = [m for m in stream(PAGES[:5], PAGES[5:], 3, 1) if m.kind != "absent"]
    with Library.open(folder) as library:
        rows = list(peers.run_peers(made, Hidden(library, frozenset()), {p.id: p.text for p in PAGES}))
    found = next(r for r in rows if r.startswith("sayso") and "placed" in r)
    assert "placed faithful 100.0" in found
    said = next(r for r in rows if r.startswith("sayso") and "refused" in r)
    assert "refused 0 of" in said
    for name in ("tantivy", "SQLite FTS5", "Quid", "quotecheck", "citations", "proof-citations"):
        assert sum(r.startswith(name) for r in rows) == 1


def test_a_tool_that_says_yes_to_everything_refuses_nothing_and_accepts_every_change(folder: Path) -> None:
    made = list(stream(PAGES[:5], PAGES[5:], 3, 1))
    said = peers._score_matcher(lambda quotation, text: True, made, {p.id: p.text for p in PAGES})
    changed = sum(m.kind == "meaning" for m in made)
    assert changed
    assert said.startswith("refused 0 of")
    assert said.endswith(f"accepted {changed} of {changed} changed")
