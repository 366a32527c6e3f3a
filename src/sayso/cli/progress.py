"""Long work says on standard error how far it is, how fast, and how long it will take."""

from __future__ import annotations

import sys
import time

# On a terminal one line is drawn again; in a log a line every ten seconds is enough.
TERMINAL_EVERY, LOG_EVERY = 0.2, 10.0


class Progress:
    """A counter to call with (done, total): `indexing: 1,200 of 14,396, 310/s, 43 s left`.

    Nothing is shown in the first moments, so that short work stays silent. A context manager, which clears its line.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._terminal = sys.stderr.isatty()
        self._every = TERMINAL_EVERY if self._terminal else LOG_EVERY
        self._began = self._shown = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn and self._terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, done: int, total: int) -> None:
        """Show the state, unless it was shown a moment ago."""
        now = time.monotonic()
        if now - self._shown < self._every or not done:
            return
        self._shown, self._drawn = now, True
        line = describe(self._what, done, total, now - self._began)
        sys.stderr.write(f"\r\x1b[K{line}" if self._terminal else f"sayso: {line}\n")
        sys.stderr.flush()


def describe(what: str, done: int, total: int, seconds: float) -> str:
    """`describe("indexing", 50, 200, 10.0) == "indexing: 50 of 200, 5/s, 30 s left"`."""
    rate = done / max(seconds, 1e-9)
    left = round((total - done) / rate) if rate else 0
    time_left = f"{left} s" if left < 120 else f"{round(left / 60)} min"
    return f"{what}: {done:,} of {total:,}, {rate:,.{0 if rate >= 5 else 1}f}/s, {time_left} left"
