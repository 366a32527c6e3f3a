"""Reading files for the index, on one core or several; the result is the same however many work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.errors import ReadError
from sayso.library.shards import MARK_EVERY, SegmentDocument
from sayso.library.store import pack_document
from sayso.library.walk import Found
from sayso.text.folding import tokenize_all
from sayso.text.readers import read_path

__all__ = ["Prepared", "prepare"]

# Fewer files than this are read before other processes would have started.
_WORTH_SHARING = 64
_PER_TASK = 16


class Prepared(NamedTuple):
    """A file read for the index, or the reason why it cannot be."""

    found: Found
    sha256: str = ""
    origin: bytes = b""
    record: bytes = b""
    words: SegmentDocument | None = None
    excluded: str | None = None
    kind: str | None = None
    message: str | None = None


def prepare(root: Path, files: Sequence[Found], workers: int) -> Iterator[Prepared]:
    """Read `files` in order, with up to `workers` processes where there are enough of them to be worth it."""
    tasks = [files[at : at + _PER_TASK] for at in range(0, len(files), _PER_TASK)]
    done = 0
    read = _Reader(root)
    if workers > 1 and len(files) >= _WORTH_SHARING:
        try:
            # A fresh interpreter for each worker: what this one has open (a database, threads) must not be copied.
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                for prepared in pool.map(read, tasks):
                    done += 1
                    yield from prepared
        except (BrokenProcessPool, OSError):
            # No processes to be had (a sandbox, too little memory): go on alone with what is left.
            pass
    for task in tasks[done:]:
        yield from read(task)


class _Reader:
    """Reads some files; a class so that it can be sent to another process."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __call__(self, files: Sequence[Found]) -> list[Prepared]:
        out: list[Prepared] = []
        texts: list[str] = []
        for found in files:
            prepared, text = self._read(found)
            out.append(prepared)
            texts.append(text)
        for number, tokens in enumerate(tokenize_all(texts)):
            if out[number].sha256 and not out[number].excluded:
                words = SegmentDocument(tokens.keys, tokens.starts[::MARK_EVERY].astype(np.uint32))
                out[number] = out[number]._replace(words=words)
        return out

    def _read(self, found: Found) -> tuple[Prepared, str]:
        """A file without its words yet, and the text to take them from."""
        try:
            document = read_path(self._root / found.path, found.path)
        except ReadError as error:
            return Prepared(found, kind=error.kind, message=error.message), ""
        except MemoryError:
            return Prepared(found, kind="too-large", message="needs more memory than there is; split it"), ""
        prepared = Prepared(found, document.origin.sha256, *pack_document(document))
        if (document.origin.generator or "").lower().startswith("sayso"):
            return prepared._replace(excluded="a report of sayso's own"), ""
        return prepared, document.text
