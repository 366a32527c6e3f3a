"""Writing to a library: what is new or changed is read and indexed in batches, and small segments are made one.

One writer at a time. Every step is committed whole: a kill at any instant leaves the state before it or the state after.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import msgspec

from sayso.errors import LibraryError, LibraryLocked
from sayso.library.build import Prepared, prepare
from sayso.library.merge import Merged, choose_segments
from sayso.library.segments import Segment, write_documents, write_segment
from sayso.library.store import Row, Store
from sayso.library.walk import STATE_FOLDER, walk

__all__ = ["Progress", "UpdateReport", "Writer"]

# One commit's worth of words: what a kill can cost, and somewhat less than a shard holds.
_BATCH_TOKENS = 16_000_000
_MOST_SEGMENTS = 6
_WAIT_SECONDS = 30.0

Progress = Callable[[int, int], None]
"""Called with (files done, files in all) while a library is brought up to date."""


class UpdateReport(msgspec.Struct, frozen=True, kw_only=True):
    """What bringing a library up to date did: files read, left as they were, gone, unreadable, left out."""

    added: int = 0
    unchanged: int = 0
    removed: int = 0
    unreadable: tuple[tuple[str, str, str], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


class Writer:
    """Writes to the library in `folder`: `with writer.lock(): writer.repair(); writer.update(None, 1); writer.merge()`."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self._store = store

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer at a time, by a lock that the operating system drops when a process dies."""
        path = self.folder / STATE_FOLDER / "writer.lock"
        db = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            try:
                db.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if "locked" in str(error):
                    raise LibraryLocked(
                        f"{self.folder}: another process is writing to the library; try again when it is done"
                    ) from error
                raise LibraryError(f"{self.folder}: the library cannot be written ({error})") from error
            yield
        finally:
            db.close()

    def repair(self) -> None:
        """Drop what an interrupted or damaged state left behind; what it held is read again from the originals.

        A segment's checksum is looked at when the file has changed since, and every other day.
        """
        named = self._store.segments()
        state = self.folder / STATE_FOLDER
        for path in [*state.glob("*.seg"), *state.glob("*.part")]:
            if path.name not in named:
                path.unlink(missing_ok=True)
        today = int(time.time()) // 86_400
        whole: list[tuple[str, str, int]] = []
        for name, (checksum, documents, _) in named.items():
            try:
                segment = Segment(state / name)
                status = (state / name).stat()
                as_it_is = f"{status.st_size} {status.st_mtime_ns}"
                if segment.documents == documents and (
                    (seen := self._store.checked(name, as_it_is, today)) or segment.checksum() == checksum
                ):
                    whole += [] if seen else [(name, as_it_is, today)]
                    continue
            except (LibraryError, OSError):
                pass
            self._drop(name)
        if whole:
            self._store.note_checked(whole)

    def _drop(self, name: str) -> None:
        with self._store.transaction() as db:
            db.execute("DELETE FROM documents WHERE segment = ?", (name,))
            db.execute("DELETE FROM segments WHERE name = ?", (name,))
        (self.folder / STATE_FOLDER / name).unlink(missing_ok=True)

    def update(self, progress: Progress | None, workers: int) -> UpdateReport:
        found, left_out = walk(self.folder)
        known = self._store.rows()
        here = {f.path for f in found}
        gone = [path for path in known if path not in here]
        fresh = [
            f for f in found if (row := known.get(f.path)) is None or (row.size, row.mtime_ns) != (f.size, f.mtime_ns)
        ]
        with self._store.transaction() as db:
            db.executemany("DELETE FROM documents WHERE path = ?", [(path,) for path in gone])
            db.execute("DELETE FROM skipped")
            db.executemany("INSERT OR REPLACE INTO skipped VALUES (?, ?)", left_out)
        batch: list[Prepared] = []
        words = 0
        done = 0
        for done, prepared in enumerate(prepare(self.folder.resolve(), fresh, workers), 1):
            batch.append(prepared)
            words += len(prepared.words.keys) if prepared.words else 0
            if words >= _BATCH_TOKENS:
                self._commit(batch)
                batch, words = [], 0
            if progress is not None:
                progress(done, len(fresh))
        if batch:
            self._commit(batch)
        unreadable = tuple(
            (r.path, r.kind or "", r.message or "") for r in self._store.rows().values() if r.state == "unreadable"
        )
        return UpdateReport(
            added=len(fresh),
            unchanged=len(found) - len(fresh),
            removed=len(gone),
            unreadable=unreadable,
            left_out=tuple(left_out),
        )

    def _commit(self, batch: Sequence[Prepared]) -> None:
        """Write one segment and everything that is known of its documents: all of it counts at once, or none."""
        sources = [p for p in batch if p.words is not None]
        name = f"{uuid4().hex}.seg"
        checksum, words = "", 0
        if sources:
            documents = [p.words for p in sources if p.words is not None]
            checksum = write_documents(self.folder / STATE_FOLDER / name, documents)
            words = sum(len(d.keys) for d in documents)
        with self._store.transaction() as db:
            if sources:
                db.execute("INSERT INTO segments VALUES (?, ?, ?, ?)", (name, checksum, len(sources), words))
            slot = 0
            for p in batch:
                path, size, mtime_ns = p.found
                if p.words is not None:
                    row = Row(
                        path,
                        size,
                        mtime_ns,
                        p.sha256,
                        "source",
                        None,
                        None,
                        len(p.words.keys),
                        name,
                        slot,
                        p.origin,
                        p.record,
                    )
                    slot += 1
                elif p.excluded:
                    row = Row(path, size, mtime_ns, p.sha256, "excluded", "excluded", p.excluded)
                else:
                    row = Row(path, size, mtime_ns, "", "unreadable", p.kind, p.message)
                self._store.put(db, row)

    def merge(self, workers: int = 1) -> None:
        """Make one segment of the small and half-empty ones; readers go on with the old until they look again."""
        with self._store.snapshot() as db:
            sizes = {name: tokens for name, (_, _, tokens) in self._store.segments(db).items()}
            live = self._store.live_words(db)
            take = choose_segments({n: (size, live.get(n, 0)) for n, size in sizes.items()}, _MOST_SEGMENTS)
            mine = [(path, segment, slot) for path, segment, slot in self._store.slots(db) if segment in take]
        if not take:
            return
        state = self.folder / STATE_FOLDER
        name = f"{uuid4().hex}.seg"
        if mine:
            opened = {n: Segment(state / n) for n in sizes if n in take}
            slots = {n: [slot for _, segment, slot in mine if segment == n] for n in opened}
            merged = Merged(opened, slots)
            checksum = write_segment(state / name, merged.shards(), merged.parts(workers))
            made = Segment(state / name)
        with self._store.transaction() as db:
            if mine:
                db.execute("INSERT INTO segments VALUES (?, ?, ?, ?)", (name, checksum, made.documents, made.tokens))
            moved = [(name, merged.placed[segment, slot], path) for path, segment, slot in mine]
            db.executemany("UPDATE documents SET segment = ?, slot = ? WHERE path = ?", moved)
            db.executemany("DELETE FROM segments WHERE name = ?", [(n,) for n in take])
        for old in take:
            with suppress(OSError):
                (state / old).unlink()
