"""The public names are these: adding or losing one is a decision, not an accident."""

from __future__ import annotations

import sayso


def test_the_public_names() -> None:
    assert sorted(sayso.__all__) == [
        "Library", "SaysoError", "check", "decode", "encode", "extract", "find", "read_bytes", "read_path",
    ]  # fmt: skip
    assert all(callable(getattr(sayso, name)) for name in sayso.__all__)
    assert set(sayso.__all__) <= set(dir(sayso))
    assert not hasattr(sayso, "anything_else")
