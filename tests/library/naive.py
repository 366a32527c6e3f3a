"""The plain index in memory that every other must agree with, and words for made documents."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.library import Library, MemoryIndex

WORDS = ["the", "river", "gate", "toll", "minister", "said", "crown", "water", "old", "new", "bridge", "town"]


def same_hits(library: Library, keys: NDArray[np.uint32], limit: int = 10_000) -> None:
    """Check that a library's index says the same of a quotation's grams as the plain one."""
    memory = MemoryIndex([(s.id, library.document(s.id).text) for s in library.documents()])
    for k in (2, 3):
        usable = np.ones(len(keys), bool)
        fast, naive = library.index.hits(keys, usable, k, limit), memory.hits(keys, usable, k, limit)

        def tell(index, h):
            return sorted((index.document_id(d), p, q) for d, p, q in zip(h.document, h.position, h.query, strict=True))

        assert tell(library.index, fast) == tell(memory, naive)
