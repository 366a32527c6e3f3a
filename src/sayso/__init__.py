"""sayso: on whose say-so? Who said each quotation of a document, when, and do the sources bear it out?

    from sayso import Library, check, read_path

    with Library.open(Path("sources")) as library:
        library.update()
        for verification in check(read_path(Path("draft.md"), "draft.md"), library).verifications:
            print(verification.verdict, verification.why)

The names are loaded when they are first used, so that `sayso --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.library import Library
    from sayso.model.codec import decode, encode
    from sayso.pipeline import check, extract, find, read_bytes, read_path

__version__ = "0.1.0"

__all__ = [
    "Library", "SaysoError", "check", "decode", "encode", "extract", "find", "read_bytes", "read_path",
]  # fmt: skip

_HOMES = {"Library": "sayso.library", "SaysoError": "sayso.errors"} | dict.fromkeys(
    ("decode", "encode"), "sayso.model.codec"
)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "sayso.pipeline")), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
