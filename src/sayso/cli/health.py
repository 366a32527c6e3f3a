"""What `sayso doctor` looks at, each as (is it well?, one line)."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from sayso import __version__
from sayso.errors import SaysoError
from sayso.library import Library

State = tuple[bool, str]


def installed() -> Iterator[State]:
    """sayso itself, Python, and every part that sayso needs or can use."""
    yield True, f"sayso {__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    for requirement in metadata.requires("sayso") or []:
        name = re.match(r"[\w.-]+", requirement)
        if name is None:
            continue
        optional = "extra ==" in requirement
        try:
            yield True, f"{name[0]} {metadata.version(name[0])}"
        except metadata.PackageNotFoundError:
            need = "not installed (optional)" if optional else f"is missing; pip install '{requirement}'"
            yield optional, f"{name[0]} {need}"


def library_state(folder: Path) -> Iterator[State]:
    """Whether the library opens, what in it cannot be read, and what has changed since it was indexed."""
    try:
        with Library.open(folder) as library:
            sources = len(library.documents())
            yield sources > 0, f"{folder}: {sources} sources" + ("" if sources else f"; sayso add {folder}")
            for name, kind, message in library.unreadable():
                yield False, f"{name}: {message} ({kind})"
            for problem in library.verify():
                yield False, problem
    except SaysoError as error:
        yield False, str(error)
