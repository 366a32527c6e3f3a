"""Opening the library that a command works with, and bringing its index up to date first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.cli.output import say
from sayso.cli.progress import Progress
from sayso.errors import LibraryError
from sayso.library import Library, UpdateReport


@contextmanager
def current_library(folder: Path) -> Iterator[Library]:
    """A library whose index holds what the folder holds now.

    One that may not be written is used as it was last indexed, and a message says so. Raises `LibraryError` where there
    is nothing to use.
    """
    with Library.open(folder, create=True) as library:
        try:
            with Progress("indexing") as progress:
                library.update(progress, workers=os.cpu_count() or 1)
        except LibraryError as error:
            if not library.documents():
                raise
            say(f"{error}; using what was indexed before")
        if unreadable := len(library.unreadable()):
            say(
                f"{folder}: {unreadable} of its files cannot be read and are no sources; see sayso library list {folder}"
            )
        yield library


def report_update(folder: Path, report: UpdateReport) -> int:
    """Say what bringing a library up to date did, and return the exit code: 2 where a file could not be read."""
    for name, _, message in report.unreadable:
        say(f"{folder / name}: {message}")
    for name, reason in report.left_out:
        say(f"{folder / name}: left out: {reason}")
    say(
        f"{folder}: {report.added} files read, {report.unchanged} unchanged, {report.removed} gone, "
        f"{len(report.unreadable)} not readable"
    )
    return 2 if report.unreadable or not report.added + report.unchanged else 0
