"""What long work says of itself."""

from __future__ import annotations

import pytest

from sayso.cli.progress import Progress, describe


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (50, 200, 10.0, "indexing: 50 of 200, 5/s, 30 s left"),
        (1200, 14396, 4.0, "indexing: 1,200 of 14,396, 300/s, 44 s left"),
        (1, 1000, 2.0, "indexing: 1 of 1,000, 0.5/s, 33 min left"),
        (0, 10, 0.0, "indexing: 0 of 10, 0.0/s, 0 s left"),
    ],
)
def test_how_far_how_fast_how_long(done: int, total: int, seconds: float, line: str) -> None:
    assert describe("indexing", done, total, seconds) == line


def test_short_work_is_silent_and_long_work_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("sayso.cli.progress.time.monotonic", lambda: now)
    with Progress("checking") as progress:
        progress(1, 9)
        assert capsys.readouterr().err == ""
        now = 30.0
        progress(3, 9)
        progress(4, 9)
    assert capsys.readouterr().err == "sayso: checking: 3 of 9, 0.1/s, 60 s left\n"
