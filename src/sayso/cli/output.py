"""Where the command line writes: answers on standard output, everything else on standard error."""

from __future__ import annotations

import os
import shutil
import sys

NARROWEST, PIPED = 40, 100


class OutputClosed(Exception):
    """Whoever reads our output has had enough. Not an `OSError`: click would end those with the code for findings."""


def say(message: str) -> None:
    """One line for the person at the terminal: `sayso: draft.pdf: is encrypted; save it without a password`."""
    line = " ".join(message.split())
    sys.stderr.write(f"sayso: {line}\n".encode(errors="backslashreplace").decode())
    sys.stderr.flush()


def print_line(line: bytes) -> None:
    """One line of JSON, handed on at once so that a reader of the pipe can work on it."""
    _write(line + b"\n")


def print_text(text: str) -> None:
    """Text for people; a character that the terminal cannot show becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    _write(text.encode(encoding, "replace"))


def _write(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # A second complaint, when Python flushes at exit, helps nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputClosed from error


def width() -> int:
    """Columns to fill: the terminal's, or a page's where the output goes elsewhere."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return PIPED
    return max(NARROWEST, shutil.get_terminal_size((PIPED, 24)).columns)


def color() -> bool:
    """Whether colours help: on a terminal, unless `NO_COLOR` is set or the terminal has none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
