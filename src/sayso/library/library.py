"""A library: a folder of source files, with its database and index in `.sayso/` inside it.

The files are the user's and are never altered. Everything in `.sayso/` can be deleted and is made again.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from sayso.errors import LibraryError, LibraryLocked
from sayso.library.segments import Segment
from sayso.library.snapshot import SegmentIndex
from sayso.library.store import SCHEMA, Layout, Store, unpack_page
from sayso.library.walk import STATE_FOLDER, walk
from sayso.library.writing import Progress, UpdateReport, Writer
from sayso.model import Document, Origin

__all__ = ["Library", "Source"]

# Documents kept in memory as they were read, and their characters together.
_MOST_HELD, _MOST_CHARACTERS = 64, 20_000_000


class Source(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A document of the library: its id (POSIX path relative to the library), its place in the index, its origin."""

    id: str
    ordinal: int
    sha256: str
    tokens: int
    origin: Origin


@contextmanager
def _unswept() -> Iterator[None]:
    """Without the sweeps for garbage that making very many objects sets off; what is made here is none."""
    sweeping = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sweeping:
            gc.enable()


class Library:
    """An open library. Use it as a context manager: `with Library.open(Path("sources")) as library: ...`."""

    def __init__(self, folder: Path, store: Store | None) -> None:
        self.folder = folder
        self._store = store
        self._sources: tuple[Source, ...] = ()
        self._index: SegmentIndex | None = None
        self._by_id: dict[str, Source] = {}
        self._held: dict[str, tuple[Document, Layout | None]] = {}
        self._held_characters = 0

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """Open the library in `folder`; with `create`, a folder without an index gets an empty one.

        Raises `LibraryError` where the folder is missing, or is no library and may not become one. A library on a disk
        that allows no writing opens for reading.
        """
        if not folder.is_dir():
            what = "is not a folder" if folder.exists() else "is not there"
            raise LibraryError(f"{folder}: {what}; name the folder that holds your source files")
        state = folder / STATE_FOLDER
        database = state / "library.db"
        if not database.exists():
            if not create:
                raise LibraryError(f"{folder}: has no index yet; run: sayso add {folder}")
            try:
                state.mkdir(exist_ok=True)
            except OSError:
                return cls(folder, None)
        try:
            store = Store(database, writable=True)
        except LibraryLocked:
            raise
        except LibraryError:
            try:
                store = Store(database, writable=False)
            except (LibraryError, sqlite3.Error):
                if not database.exists():
                    return cls(folder, None)
                store = cls._made_again(folder)
        if store.schema != SCHEMA:
            fetched = store.fetched_rows()
            store.close()
            store = cls._made_again(folder)
            store.put_fetched(fetched)
        return cls(folder, store)

    @classmethod
    def _made_again(cls, folder: Path) -> Store:
        """An empty database in place of one that is damaged or of another version: the originals are all still there."""
        state = folder / STATE_FOLDER
        try:
            for path in state.iterdir():
                if path.name.startswith("library.db") or path.suffix in (".seg", ".part"):
                    path.unlink()
            return Store(state / "library.db", writable=True)
        except OSError as error:
            raise LibraryError(
                f"{folder}: its index is damaged or of another version and cannot be made again ({error.strerror})"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the index is unmapped when nothing uses it any more."""
        if self._store is not None:
            self._store.close()
        self._forget()

    def _forget(self) -> None:
        self._sources, self._index, self._by_id = (), None, {}
        self._held.clear()
        self._held_characters = 0

    def update(self, progress: Progress | None = None, *, workers: int = 1) -> UpdateReport:
        """Bring the index up to date with the folder: read what is new or changed, drop what is gone.

        A file counts as unchanged while size and time of change are. Work is committed in batches, so that an
        interrupted update goes on where it stopped. Raises `LibraryLocked` where another process is writing, and
        `LibraryError` where the disk is full or allows no writing.
        """
        store = self._writable()
        store.release()
        try:
            writer = Writer(self.folder, store)
            with writer.lock():
                writer.repair()
                report = writer.update(progress, workers)
                writer.merge(workers)
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise LibraryLocked(
                    f"{self.folder}: another process is writing to the library; try again later"
                ) from error
            raise LibraryError(f"{self.folder}: the library cannot be written ({error}); nothing was lost") from error
        except OSError as error:
            raise LibraryError(
                f"{self.folder}: the library cannot be written ({error.strerror or error}); nothing was lost"
            ) from error
        finally:
            self._forget()
        return report

    def _writable(self) -> Store:
        if self._store is None:
            raise LibraryError(f"{self.folder}: has no index, and the disk allows no writing; copy it to one that does")
        return self._store

    def _load(self) -> SegmentIndex:
        """The index of the state that is committed now; a writer that merges meanwhile makes us look again."""
        if self._index is not None:
            return self._index
        if self._store is None:
            raise LibraryError(f"{self.folder}: has no index; run: sayso add {self.folder}")
        with _unswept():
            return self._opened(self._store)

    def _opened(self, store: Store) -> SegmentIndex:
        for attempt in range(5):
            # Held while the index is in use: offsets and texts are of one state, whatever is added meanwhile.
            store.hold()
            with store.snapshot() as db:
                named = store.segments(db)
                rows = store.sources(db)
                retrieved = store.fetched()
            try:
                opened = {name: Segment(self.folder / STATE_FOLDER / name) for name in named}
            except LibraryError:
                store.release()
                if attempt == 4:
                    raise
                continue
            break
        slots: dict[str, list[tuple[str, int] | None]] = {n: [None] * opened[n].documents for n in named}
        facts = {}
        for path, sha256, tokens, segment, slot, origin in rows:
            slots[segment][slot] = (path, tokens)
            if path in retrieved:
                origin = msgspec.structs.replace(origin, retrieved=retrieved[path])
            facts[path] = (sha256, tokens, origin)
        self._index = SegmentIndex([opened[n] for n in named], [slots[n] for n in named], self._text)
        ids = [self._index.document_id(i) for i in range(self._index.document_count)]
        self._sources = tuple(
            Source(id=path, ordinal=i, sha256=facts[path][0], tokens=facts[path][1], origin=facts[path][2])
            for i, path in enumerate(ids)
        )
        self._by_id = {s.id: s for s in self._sources}
        return self._index

    @property
    def index(self) -> SegmentIndex:
        """The index over all sources."""
        return self._load()

    def documents(self) -> Sequence[Source]:
        """All sources, in the order of their ordinals."""
        if self._store is not None:
            self._load()
        return self._sources

    def source(self, name: str) -> Source:
        """One source by its id. Raises `LibraryError` where the library has none of that name."""
        self._load()
        if name not in self._by_id:
            raise LibraryError(f"{self.folder}: has no source {name!r}; see: sayso library list {self.folder}")
        return self._by_id[name]

    def document(self, name: str) -> Document:
        """A source as it was read when it was indexed: text, layout, turns and origin."""
        page, layout = self._stored(name)
        if layout is None:
            return page
        try:
            document = layout.of(page)
        except ValueError as error:
            raise self._damaged(name, error) from error
        if name in self._held:
            self._held[name] = document, None
        return document

    def page(self, name: str) -> Document:
        """The same, perhaps without its layout (blocks and sections): sooner read where only words and turns are asked for."""
        return self._stored(name)[0]

    def _stored(self, name: str) -> tuple[Document, Layout | None]:
        if (held := self._held.pop(name, None)) is not None:
            self._held_characters -= len(held[0].text)
        else:
            record = self._store.record(name) if self._store is not None else None
            if record is None:
                raise LibraryError(f"{self.folder}: has no source {name!r}; see: sayso library list {self.folder}")
            try:
                held = unpack_page(record)
            except ValueError as error:
                raise self._damaged(name, error) from error
        if self._index is not None:
            # The last one read stands last; the first ones go when there are too many.
            self._held[name] = held
            self._held_characters += len(held[0].text)
            while len(self._held) > _MOST_HELD or self._held_characters > _MOST_CHARACTERS:
                self._held_characters -= len(self._held.pop(next(iter(self._held)))[0].text)
        return held

    def _damaged(self, name: str, error: ValueError) -> LibraryError:
        return LibraryError(
            f"{self.folder}: the record of {name} is damaged ({error}); run: sayso library rebuild {self.folder}"
        )

    def _text(self, name: str) -> str:
        return self.page(name).text

    def unreadable(self) -> list[tuple[str, str, str]]:
        """(path, kind, message) of every file that could not be read."""
        rows = self._store.rows().values() if self._store is not None else ()
        return [(r.path, r.kind or "", r.message or "") for r in rows if r.state == "unreadable"]

    def excluded(self) -> list[tuple[str, str]]:
        """(path, reason) of every file that is never a source: hidden, leading outside, sayso's own reports."""
        if self._store is None:
            return []
        rows = [(r.path, r.message or "") for r in self._store.rows().values() if r.state == "excluded"]
        return sorted(rows + [s for s in self._store.skipped() if not s[1].startswith("not a format")])

    def stale(self) -> list[str]:
        """Files that are new, changed or gone since they were indexed."""
        found, _ = walk(self.folder)
        known = self._store.rows() if self._store is not None else {}
        changed = [
            f.path for f in found if (r := known.get(f.path)) is None or (r.size, r.mtime_ns) != (f.size, f.mtime_ns)
        ]
        here = {f.path for f in found}
        return sorted(changed + [path for path in known if path not in here])

    def verify(self) -> list[str]:
        """What is wrong with the index, a sentence each: damaged segments, files that changed unnoticed; empty is good."""
        if self._store is None:
            return [f"{self.folder}: has no index"]
        wrong = []
        for name, (checksum, _, _) in self._store.segments().items():
            try:
                same = Segment(self.folder / STATE_FOLDER / name).checksum() == checksum
            except (LibraryError, OSError):
                same = False
            if not same:
                wrong.append(f"index segment {name} is damaged; run: sayso library rebuild {self.folder}")
        wrong += [f"{path}: not as it was indexed; run: sayso add {self.folder}" for path in self.stale()]
        return wrong

    def rebuild(self, progress: Progress | None = None, *, workers: int = 1) -> UpdateReport:
        """Make the index anew from the originals; what was fetched keeps its time of retrieval."""
        store = self._writable()
        with Writer(self.folder, store).lock():
            with store.transaction() as db:
                db.execute("DELETE FROM documents")
                db.execute("DELETE FROM segments")
            for path in (self.folder / STATE_FOLDER).glob("*.seg"):
                path.unlink(missing_ok=True)
        return self.update(progress, workers=workers)

    def note_fetched(
        self, path: str, url: str, final_url: str, retrieved: str, sha256: str, media_type: str | None
    ) -> None:
        """Remember where and when (UTC, ISO 8601) a file of the library was fetched."""
        self._writable().put_fetched([(path, url, final_url, retrieved, sha256, media_type)])
