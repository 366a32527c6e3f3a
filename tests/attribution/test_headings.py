"""Labels before quotations, and what only looks like one."""

from __future__ import annotations

import pytest

from sayso.attribution.headings import label_before


@pytest.mark.parametrize(
    ("window", "name"),
    [
        ("The Kelvar Courier: ", "The Kelvar Courier"),
        ("- **Ada Rask**: ", "Ada Rask"),
        ("[Ada Rask](https://kelvar.example/a): ", "Ada Rask"),
        ("In another narration: ", None),
        ("CLAIM: ", None),
        ("He was glad: ", None),
        ("Ada Rask said so again: ", None),
        ("ada rask: ", None),
    ],
)
def test_whom_a_label_names(window: str, name: str | None) -> None:
    found = label_before(window, headed=False)
    assert (found.of(window) if found is not None else None) == name


def test_a_label_may_head_the_whole_paragraph() -> None:
    window = "Speaker Oduya: Some members "
    assert label_before(window, headed=False) is None
    found = label_before(window, headed=True)
    assert found is not None
    assert found.of(window) == "Speaker Oduya"
