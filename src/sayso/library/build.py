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
from sayso.text.folding import tokenize
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
    done = 0
    if workers > 1 and len(files) >= _WORTH_SHARING:
        try:
            # A fresh interpreter for each worker: what this one has open (a database, threads) must not be copied.
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                for prepared in pool.map(_Reader(root), files, chunksize=_PER_TASK):
                    done += 1
                    yield prepared
        except (BrokenProcessPool, OSError):
            # No processes to be had (a sandbox, too little memory): go on alone with what is left.
            pass
    read = _Reader(root)
    for found in files[done:]:
        yield read(found)


class _Reader:
    """Reads one file; a class so that it can be sent to another process."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __call__(self, found: Found) -> Prepared:
        try:
            document = read_path(self._root / found.path, found.path)
        except ReadError as error:
            return Prepared(found, kind=error.kind, message=error.message)
        except MemoryError:
            return Prepared(found, kind="too-large", message="needs more memory than there is; split it")
        origin, record = pack_document(document)
        if (document.origin.generator or "").lower().startswith("sayso"):
            return Prepared(found, document.origin.sha256, origin, record, excluded="a report of sayso's own")
        tokens = tokenize(document.text)
        words = SegmentDocument(tokens.keys, tokens.starts[::MARK_EVERY].astype(np.uint32))
        return Prepared(found, document.origin.sha256, origin, record, words)
