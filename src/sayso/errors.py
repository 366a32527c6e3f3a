"""Every error that sayso raises on purpose, as one tree.

    SaysoError
      ReadError          a document cannot be read (file, kind, reason)
      LibraryError       a library cannot be opened, written or trusted
        LibraryLocked    another process holds it for longer than we wait
      FetchError         an address cannot be fetched (refused, too large, not reachable)
      ModelError         the parameters of a learned model cannot be used
      InputError         an argument or an input line that cannot be used

Anything else that escapes is a bug. Messages say what was wrong, where, and what to do.
"""

from __future__ import annotations

__all__ = ["FetchError", "InputError", "LibraryError", "LibraryLocked", "ModelError", "ReadError", "SaysoError"]


class SaysoError(Exception):
    """The root of sayso's errors; `str(error)` is one clear line."""


class ReadError(SaysoError):
    """A document that cannot be read; the others are still checked.

    `kind` is one of a short list that programs may rely on: `missing`, `empty`, `binary`, `encrypted`,
    `damaged`, `too-large`, `unsupported`, `permission`, `not-a-file`, `changed`, `no-text`, and `internal` (a fault of sayso's own).
    """

    def __init__(self, uri: str, kind: str, message: str) -> None:
        super().__init__(f"{uri}: {message}")
        self.uri = uri
        self.kind = kind
        self.message = message


class LibraryError(SaysoError):
    """A library that cannot be opened, written or trusted."""


class LibraryLocked(LibraryError):
    """Another process holds the library for longer than we wait."""


class FetchError(SaysoError):
    """An address that cannot be fetched: refused, too large, or not reachable."""


class ModelError(SaysoError):
    """The parameters of a learned model that are missing, changed, or made for another version."""


class InputError(SaysoError):
    """An argument or an input line that cannot be used."""
