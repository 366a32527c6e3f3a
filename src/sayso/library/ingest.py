"""Bringing sources into a library: files and folders are copied, addresses fetched and archived; nothing is overwritten."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import msgspec

from sayso.errors import FetchError, LibraryError, ReadError, SaysoError
from sayso.library.fetch import fetch, file_name
from sayso.library.library import Library
from sayso.text.readers import SUFFIXES

__all__ = ["AddReport", "add_sources"]


class AddReport(msgspec.Struct, frozen=True, kw_only=True):
    """What `add_sources` did: paths brought in, paths that were there already, and what went wrong, a line each."""

    brought: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    failed: tuple[SaysoError, ...] = ()


def add_sources(library: Library, sources: Sequence[str], *, allow_private: bool = False) -> AddReport:
    """Copy files and folders into the library and fetch addresses into it; `Library.update` then indexes them.

    A file of the same content that the library has is not brought in twice, one of the same name and other content gets a
    name of its own. One that fails does not stop the rest.
    """
    brought: list[str] = []
    already: list[str] = []
    failed: list[SaysoError] = []
    known = {s.sha256: s.id for s in library.documents()}
    for source in sources:
        try:
            if source.startswith(("http://", "https://")):
                fetched = fetch(source, allow_private=allow_private)
                sha256 = hashlib.sha256(fetched.data).hexdigest()
                if sha256 in known:
                    already.append(known[sha256])
                    continue
                path = _write(library.folder, f"fetched/{file_name(fetched)}", fetched.data)
                library.note_fetched(
                    path, fetched.url, fetched.final_url, fetched.retrieved, sha256, fetched.media_type
                )
                known[sha256] = path
                brought.append(path)
                continue
            for file, name in _files(Path(source)):
                if file.resolve().is_relative_to(library.folder.resolve()):
                    already.append(file.resolve().relative_to(library.folder.resolve()).as_posix())
                    continue
                data = file.read_bytes()
                sha256 = hashlib.sha256(data).hexdigest()
                if sha256 in known:
                    already.append(known[sha256])
                    continue
                known[sha256] = _write(library.folder, name, data)
                brought.append(known[sha256])
        except SaysoError as error:
            failed.append(error)
        except OSError as error:
            failed.append(ReadError(source, "damaged", f"cannot be brought in ({error.strerror or error})"))
    return AddReport(brought=tuple(brought), already=tuple(already), failed=tuple(failed))


def _files(source: Path) -> Iterator[tuple[Path, str]]:
    """The files to bring in, and the name each gets in the library."""
    if source.is_file():
        if source.suffix.lower() not in SUFFIXES:
            raise ReadError(
                str(source), "unsupported", f"is not a format that sayso reads; it reads {', '.join(sorted(SUFFIXES))}"
            )
        yield source, source.name
    elif source.is_dir():
        for path in sorted(source.rglob("*")):
            inside = path.relative_to(source)
            if path.is_file() and path.suffix.lower() in SUFFIXES and not any(p.startswith(".") for p in inside.parts):
                yield path, f"{source.resolve().name}/{inside.as_posix()}"
    else:
        raise ReadError(str(source), "missing", "is not there; check the name")


def _write(folder: Path, name: str, data: bytes) -> str:
    """Write under `name`, or a name like it that is free; whole or not at all."""
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise LibraryError(f"{name}: leads outside the library")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.parent / f".{uuid4().hex}.part"
    try:
        with partial.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        number = 1
        while True:
            try:
                # A link, not a rename: it never replaces a file that is there.
                os.link(partial, target)
                break
            except FileExistsError:
                number += 1
                target = folder / name
                target = target.with_name(f"{target.stem}-{number}{target.suffix}")
    except OSError as error:
        raise FetchError(
            f"{name}: cannot be written to the library ({error.strerror or error}); nothing was changed"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return target.relative_to(folder).as_posix()
