"""Which files of a library folder may be sources, and which are left out, with the reason."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from sayso.text.readers import SUFFIXES

__all__ = ["Found", "walk"]

STATE_FOLDER = ".sayso"


class Found(NamedTuple):
    """A file as the walk found it: POSIX path relative to the library, size in bytes, time of change."""

    path: str
    size: int
    mtime_ns: int


def walk(folder: Path) -> tuple[list[Found], list[tuple[str, str]]]:
    """The files that may be sources, in order, and (path, reason) of those left out.

    Hidden files, files of other formats and links that lead outside the folder are no sources.
    """
    root = folder.resolve()
    # Plain strings: a path object for each of many thousand files costs more than looking at them.
    above = len(os.path.join(root, ""))
    found: list[Found] = []
    left_out: list[tuple[str, str]] = []
    queue = [root]
    seen = {root}
    while queue:
        try:
            entries = sorted(os.scandir(queue.pop()), key=lambda e: e.name)
        except OSError as error:
            left_out.append((str(error.filename or folder), f"folder cannot be read ({error.strerror})"))
            continue
        for entry in entries:
            name = entry.path[above:].replace(os.sep, "/")
            if name == STATE_FOLDER:
                continue
            if entry.name.startswith("."):
                left_out.append((name, "hidden"))
                continue
            try:
                if entry.is_symlink():
                    target = Path(entry.path).resolve()
                    if not target.is_relative_to(root):
                        left_out.append((name, "link that leads outside the library"))
                        continue
                    if target in seen or target.is_dir():
                        left_out.append((name, "link to a folder of the library"))
                        continue
                if entry.is_dir():
                    path = Path(entry.path)
                    seen.add(path)
                    queue.append(path)
                elif not entry.is_file():
                    left_out.append((name, "not an ordinary file"))
                elif (suffix := os.path.splitext(entry.name)[1]).lower() not in SUFFIXES:
                    left_out.append((name, f"not a format that sayso reads ({suffix or 'no suffix'})"))
                else:
                    status = entry.stat()
                    found.append(Found(name, status.st_size, status.st_mtime_ns))
            except OSError as error:
                left_out.append((name, f"cannot be looked at ({error.strerror})"))
    return sorted(found), sorted(left_out)
