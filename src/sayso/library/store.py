"""The database of a library: what was read, from which bytes, and which segments make the index now.

One SQLite file is also the manifest: a segment counts from the moment the transaction that names it commits, so that a
kill at any instant leaves the state before or the state after. Readers see the snapshot of their transaction.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from sayso.errors import LibraryError, LibraryLocked
from sayso.model import Block, Document, OffsetMap, Origin, Section, Turn

__all__ = ["SCHEMA", "Layout", "Row", "Store", "pack_document", "unpack_page"]

SCHEMA = "3"
"""The version of database, segments and folding together; an index of another version is rebuilt, never misread."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS segments (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, documents INTEGER NOT NULL, tokens INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('source', 'unreadable', 'excluded')), kind TEXT, message TEXT,
  tokens INTEGER NOT NULL DEFAULT 0, segment TEXT, slot INTEGER, origin BLOB, record BLOB);
CREATE INDEX IF NOT EXISTS documents_by_segment ON documents (segment, slot);
CREATE TABLE IF NOT EXISTS checked (name TEXT PRIMARY KEY, state TEXT NOT NULL, day INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS skipped (path TEXT PRIMARY KEY, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fetched (path TEXT PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, retrieved TEXT NOT NULL,
  sha256 TEXT NOT NULL, media_type TEXT);
"""

# What many origins have in common, and need not be in memory for each.
_FEW_VALUES = ("media_type", "encoding", "author", "publisher", "published", "language", "generator")


class Row(msgspec.Struct, frozen=True):
    """One file of the library, as the database knows it."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    state: str
    kind: str | None = None
    message: str | None = None
    tokens: int = 0
    segment: str | None = None
    slot: int | None = None
    origin: bytes | None = None
    record: bytes | None = None


def pack_document(document: Document) -> tuple[bytes, bytes]:
    """A document as (origin, compressed record) for the database."""
    return msgspec.msgpack.encode(document.origin), zlib.compress(msgspec.msgpack.encode(document), 3)


class Layout(NamedTuple):
    """The blocks and the sections of a document as they are packed: many small things that few questions need."""

    blocks: bytes
    sections: bytes

    def of(self, page: Document) -> Document:
        """The document as it was packed, of the page without its layout. Raises `ValueError` where it is damaged."""
        try:
            blocks, sections = _BLOCKS.decode(self.blocks), _SECTIONS.decode(self.sections)
        except msgspec.DecodeError as error:
            raise ValueError(str(error)) from error
        return msgspec.structs.replace(page, blocks=blocks, sections=sections)


class _Packed(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A document whose layout is left packed."""

    id: str
    text: str
    origin: Origin
    blocks: msgspec.Raw
    sections: msgspec.Raw
    turns: tuple[Turn, ...]
    raw: OffsetMap | None


_PACKED = msgspec.msgpack.Decoder(_Packed)
_BLOCKS, _SECTIONS = msgspec.msgpack.Decoder(tuple[Block, ...]), msgspec.msgpack.Decoder(tuple[Section, ...])


def unpack_page(record: bytes) -> tuple[Document, Layout]:
    """The document that `pack_document` packed, without its layout, and the layout. Raises `ValueError` where it is damaged."""
    try:
        packed = _PACKED.decode(zlib.decompress(record))
    except (zlib.error, msgspec.DecodeError) as error:
        raise ValueError(str(error)) from error
    page = Document(id=packed.id, text=packed.text, origin=packed.origin, turns=packed.turns, raw=packed.raw)
    return page, Layout(bytes(packed.blocks), bytes(packed.sections))


class Store:
    """The database file of a library; opened for writing, or for reading only where the disk allows no more."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        try:
            self._db = _open_writable(path) if writable else _open_read_only(path)
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise LibraryLocked(
                    f"{path.parent.parent}: another process holds the library; try again in a moment"
                ) from error
            raise LibraryError(f"{path.parent.parent}: the library's database cannot be opened ({error})") from error
        except sqlite3.DatabaseError as error:
            raise LibraryError(
                f"{path.parent.parent}: the library's database is damaged ({error}); run: sayso library rebuild"
            ) from error

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @property
    def schema(self) -> str | None:
        """The version that the database was made by."""
        with suppress(sqlite3.DatabaseError):
            row = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
            return str(row[0]) if row else None
        return None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: everything inside is committed together, or not at all. A state that is held is let go."""
        self.release()
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            with suppress(sqlite3.OperationalError):
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several readings of one state."""
        if self._db.in_transaction:
            yield self._db
            return
        self._db.execute("BEGIN")
        try:
            yield self._db
        finally:
            self._db.execute("COMMIT")

    def hold(self) -> None:
        """From now on read the state as it is now, whatever others write, until `release` or a transaction of one's own."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN")
            self._db.execute("SELECT count(*) FROM meta").fetchone()

    def release(self) -> None:
        """Let go of the state that `hold` holds."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    def put(self, db: sqlite3.Connection, row: Row) -> None:
        """Write one file's row, in place of any it had."""
        fields = msgspec.structs.astuple(row)
        db.execute(f"INSERT OR REPLACE INTO documents VALUES ({','.join('?' * len(fields))})", fields)

    def rows(self) -> dict[str, Row]:
        """All files without their contents."""
        query = "SELECT path, size, mtime_ns, sha256, state, kind, message, tokens, segment, slot FROM documents ORDER BY path"
        return {r[0]: Row(*r) for r in self._db.execute(query)}

    def sources(self, db: sqlite3.Connection) -> list[tuple[str, str, int, str, int, Origin]]:
        """(path, sha256, tokens, segment, slot, origin) of every source, in the order of the segments."""
        query = "SELECT path, sha256, tokens, segment, slot, origin FROM documents WHERE state = 'source' ORDER BY segment, slot"
        decode = msgspec.msgpack.Decoder(Origin).decode
        once: dict[object, Any] = {}
        out = []
        for path, sha256, tokens, segment, slot, packed in db.execute(query):
            origin = decode(packed)
            for name, value in (("uri", path), ("sha256", sha256)):
                if getattr(origin, name) == value:
                    msgspec.structs.force_setattr(origin, name, value)
            for name in _FEW_VALUES:
                value = getattr(origin, name)
                msgspec.structs.force_setattr(origin, name, once.setdefault(value, value))
            out.append((path, sha256, tokens, once.setdefault(segment, segment), slot, origin))
        return out

    def slots(self, db: sqlite3.Connection) -> list[tuple[str, str, int]]:
        """(path, segment, slot) of every source, in the order of the segments."""
        query = "SELECT path, segment, slot FROM documents WHERE state = 'source' ORDER BY segment, slot"
        return list(db.execute(query))

    def record(self, path: str) -> bytes | None:
        """The packed document of a source."""
        row = self._db.execute("SELECT record FROM documents WHERE path = ? AND state = 'source'", (path,)).fetchone()
        return bytes(row[0]) if row else None

    def segments(self, db: sqlite3.Connection | None = None) -> dict[str, tuple[str, int, int]]:
        """(checksum, documents, tokens) of each segment of the index, by name, in the order in which they were made."""
        rows = (db or self._db).execute("SELECT name, checksum, documents, tokens FROM segments ORDER BY rowid")
        return {name: (checksum, documents, tokens) for name, checksum, documents, tokens in rows}

    def live_words(self, db: sqlite3.Connection | None = None) -> dict[str, int]:
        """How many words of documents that are still there each segment holds."""
        query = "SELECT segment, sum(tokens) FROM documents WHERE state = 'source' GROUP BY segment"
        return dict((db or self._db).execute(query))

    def checked(self, name: str, state: str, day: int) -> bool:
        """Whether a segment was found whole in this state, on this day or the day before."""
        query = "SELECT 1 FROM checked WHERE name = ? AND state = ? AND day BETWEEN ? AND ?"
        return self._db.execute(query, (name, state, day - 1, day)).fetchone() is not None

    def note_checked(self, found: list[tuple[str, str, int]]) -> None:
        """Remember (segment, state, day) of segments that were found whole."""
        with self.transaction() as db:
            db.execute("DELETE FROM checked WHERE name NOT IN (SELECT name FROM segments)")
            db.executemany("INSERT OR REPLACE INTO checked VALUES (?, ?, ?)", found)

    def skipped(self) -> list[tuple[str, str]]:
        """Files that the last walk left out, with the reason."""
        return [(p, r) for p, r in self._db.execute("SELECT path, reason FROM skipped ORDER BY path")]

    def fetched(self) -> dict[str, str]:
        """When each fetched file was retrieved (UTC, ISO 8601), by path."""
        return dict(self._db.execute("SELECT path, retrieved FROM fetched"))

    def fetched_rows(self) -> list[tuple[str, ...]]:
        """All that is known of fetched files; nothing where the database cannot be read."""
        with suppress(sqlite3.DatabaseError):
            return list(self._db.execute("SELECT path, url, final_url, retrieved, sha256, media_type FROM fetched"))
        return []

    def put_fetched(self, rows: Iterable[tuple[str | None, ...]]) -> None:
        """Write rows of the form that `fetched_rows` gives."""
        with self.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?, ?, ?)", rows)


def _open_writable(path: Path) -> sqlite3.Connection:
    """Open for writing, with the tables made where they are missing; closed again where that fails."""
    db = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        # Small pages: a document's record leaves part of its last one empty.
        db.execute("PRAGMA page_size=1024")
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.executescript(_TABLES)
        db.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA,))
    except sqlite3.Error:
        db.close()
        raise
    return db


def _open_read_only(path: Path) -> sqlite3.Connection:
    """Open without writing anything; where even the shared memory of the log cannot be made, take the file as it is."""
    last: sqlite3.OperationalError | None = None
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        db = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=10, isolation_level=None)
        try:
            db.execute("SELECT count(*) FROM meta").fetchone()
        except sqlite3.OperationalError as error:
            db.close()
            last = error
            continue
        except sqlite3.Error:
            db.close()
            raise
        return db
    raise last or sqlite3.OperationalError("cannot be opened")
