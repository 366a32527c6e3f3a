"""Running the command line inside the test's own process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from sayso.cli import run
from sayso.model.wire import schema

VALID = Draft202012Validator(schema())


class Ended(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as lines of JSON, each valid by the published schema."""
        lines = [json.loads(line) for line in self.out.splitlines()]
        for line in lines:
            VALID.validate(line)
        return lines


Run = Callable[..., Ended]


@pytest.fixture
def sayso(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `sayso ARGUMENTS` in an empty folder, with `stdin` as its standard input."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfdbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        written = capfdbinary.readouterr()
        return Ended(code, written.out.decode(), written.err.decode())

    return command
