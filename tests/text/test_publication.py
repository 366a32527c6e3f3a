"""When a text says that it was published; invented texts."""

from __future__ import annotations

import pytest

from sayso.text.readers import read_bytes


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("*By Ada Rask, The Orsa Courier, 9 March 2025*", "2025-03-09"),
        ("*Opinion. By Ada Rask, The Orsa Courier, 9 March 2025*", "2025-03-09"),
        ("**Office of the Governor** · For immediate release · 18 June 2024", "2024-06-18"),
        ("By Ada Rask’s count, it stood until 9 March 2025 and fell.", None),
    ],
)
def test_a_byline_and_a_line_of_release_say_when(head: str, day: str | None) -> None:
    text = f"# On the quay\n\n{head}\n\nThe quay is old, and nobody mends it.\n"
    assert read_bytes(text.encode(), "a.md").origin.published == day
