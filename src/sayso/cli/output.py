"""Where the command line writes: answers on standard output, everything else on standard error."""

from __future__ import annotations

import os
import shutil
import sys

NARROWEST, PIPED = 40, 100


def say(message: str) -> None:
    """One line for the person at the terminal: `sayso: draft.pdf: is encrypted; save it without a password`."""
    line = " ".join(message.split())
    sys.stderr.write(f"sayso: {line}\n".encode(errors="backslashreplace").decode())
    sys.stderr.flush()


def print_line(line: bytes) -> None:
    """One line of JSON, handed on at once so that a reader of the pipe can work on it."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def print_text(text: str) -> None:
    """Text for people; a character that the terminal cannot show becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()


def width() -> int:
    """Columns to fill: the terminal's, or a page's where the output goes elsewhere."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return PIPED
    return max(NARROWEST, shutil.get_terminal_size((PIPED, 24)).columns)


def color() -> bool:
    """Whether colours help: on a terminal, unless `NO_COLOR` is set or the terminal has none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
