"""The library: a folder of sources, with its store, index and ingest in `.sayso/`."""

from sayso.library.index import Hits, Index, MemoryIndex
from sayso.library.ingest import AddReport, add_sources
from sayso.library.library import Library, Source
from sayso.library.writing import UpdateReport

__all__ = ["AddReport", "Hits", "Index", "Library", "MemoryIndex", "Source", "UpdateReport", "add_sources"]
