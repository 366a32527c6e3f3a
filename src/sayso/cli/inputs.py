"""The documents named on the command line: files, the files of a folder, or standard input."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sayso.errors import ReadError, SaysoError
from sayso.model import Document

T = TypeVar("T")
STANDARD_INPUT = "-"


def expand(names: Sequence[str]) -> list[str]:
    """The names with every folder replaced by the files in it, in order; hidden files are left out.

    A folder without any stays, to be named as one that cannot be read.
    """
    out: list[str] = []
    for name in names:
        out += (_files_of(Path(name)) if name != STANDARD_INPUT and Path(name).is_dir() else []) or [name]
    return out


def _files_of(folder: Path) -> list[str]:
    inside = (path for path in folder.rglob("*") if path.is_file())
    shown = (path for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return sorted(map(str, shown))


def each(names: Sequence[str], work: Callable[[Document], T]) -> Iterator[tuple[str, T | ReadError]]:
    """What `work` makes of each document, or why there is none: one unreadable file never stops the others."""
    for name in names:
        try:
            yield name, work(read(name))
        except ReadError as error:
            yield name, error
        except RecursionError as error:
            yield name, ReadError(name, "damaged", f"is nested too deeply to be read ({error})")
        except MemoryError:
            yield name, ReadError(name, "too-large", "does not fit into memory; split it")
        except SaysoError:
            raise  # the library's trouble, not this document's
        except Exception as error:
            yield name, ReadError(name, "internal", f"sayso failed on it ({_where(error)}); please report this")


def read(name: str) -> Document:
    """The document of that name; `-` is standard input. Raises `ReadError`."""
    from sayso.pipeline import read_bytes, read_path

    if name == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), STANDARD_INPUT)
    return read_path(Path(name), name)


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error}, {Path(last.filename).name}:{last.lineno}"
