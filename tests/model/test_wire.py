"""The published schema is the one that the types make, and it is a valid schema."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from sayso.model.wire import schema

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "schema.json"


def test_the_published_schema_is_current() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema(), (
        "make it anew: python -m sayso.model.wire > docs/schema.json"
    )


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_line_must_say_its_version() -> None:
    lines = ("CheckLine", "ErrorLine", "FoundLine")
    assert all("schema_version" in schema()["$defs"][line]["required"] for line in lines)
