"""Numbers compare by value."""

from __future__ import annotations

import pytest

from sayso.verification.numerals import is_number, number_value, unify


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20", "twenty"), ("1,200", "1200"), ("25 million", "twenty five million"), ("2,000,000", "2 million"),
        ("two hundred and five", "205"), ("3rd", "third"), ("21", "twenty one"), ("1.50", "1.5"), ("3bn", "3 billion"),
    ],
)  # fmt: skip
def test_equal_numbers(one: str, other: str) -> None:
    assert unify(one.split()) == unify(other.split())


@pytest.mark.parametrize(
    ("one", "other"), [("3.5", "35"), ("20", "twelve"), ("2 million", "2 billion"), ("third", "3")]
)
def test_different_numbers(one: str, other: str) -> None:
    assert unify(one.split()) != unify(other.split())


def test_values() -> None:
    assert number_value("1,200") == 1200
    assert str(number_value("3.5")) == "3.5"
    assert number_value("boats") is None
    assert is_number("dozen")
    assert not is_number("doze")
    assert unify(["four", "boats"]) == ("4", "boats")
