"""Opening the library that a command works with, and bringing its index up to date first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.cli.output import say
from sayso.cli.progress import Progress
from sayso.errors import LibraryError
from sayso.library import Library


@contextmanager
def current_library(folder: Path) -> Iterator[Library]:
    """A library whose index holds what the folder holds now.

    One that may not be written is used as it was last indexed, and a message says so. Raises `LibraryError` where there
    is nothing to use.
    """
    with Library.open(folder, create=True) as library:
        try:
            with Progress("indexing") as progress:
                library.update(progress)
        except LibraryError as error:
            if not library.documents():
                raise
            say(f"{error}; using what was indexed before")
        yield library
