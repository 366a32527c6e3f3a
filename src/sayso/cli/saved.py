"""The lines of a saved check, and its findings by number."""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.cli.baseline import fold
from sayso.errors import InputError
from sayso.model.codec import read_line
from sayso.model.wire import CheckLine, ErrorLine, Verification

# With these verdicts the words are borne out: there is nothing to accept.
FAITHFUL = ("verbatim", "edited", "paraphrased")

Finding = tuple[str, Verification]
"""The uri of a document, and a verification of it."""


def read_saved(path: Path) -> list[CheckLine | ErrorLine]:
    """The lines of a saved check; `-` is standard input. Raises `InputError` naming what is not one."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); save one with check --format jsonl") from error
    lines: list[CheckLine | ErrorLine] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                lines.append(read_line(line))
            except InputError as error:
                raise InputError(f"{path}: line {number}: {error}") from error
    if not lines:
        raise InputError(f"{path}: holds no line; save one with check --format jsonl")
    return lines


def unfaithful(lines: list[CheckLine | ErrorLine]) -> dict[int, Finding]:
    """The verifications that could be accepted, by their number among all of the file (from 1)."""
    every = [(line.document.uri, v) for line in lines if isinstance(line, CheckLine) for v in line.verifications or ()]
    return {number: finding for number, finding in enumerate(every, 1) if finding[1].verdict not in FAITHFUL}


def choose(which: str, numbered: dict[int, Finding]) -> int:
    """The number of the one finding with that number or with those words. Raises `InputError` for none or several."""
    if which.isdecimal():
        if int(which) not in numbered:
            raise InputError(f"{which}: no finding has this number; sayso accept CHECK.jsonl lists them")
        return int(which)
    wanted = fold([which])
    holding = [n for n, (_, v) in numbered.items() if wanted and wanted in fold(part.exact for part in v.quotation)]
    if len(holding) != 1:
        what = f"findings {', '.join(map(str, holding))} hold" if holding else "no finding holds"
        raise InputError(f"{what} these words; name one by its number (sayso accept CHECK.jsonl lists them)")
    return holding[0]


def describe(number: int, uri: str, verification: Verification) -> str:
    """One line: `3  draft.md  altered  “the tariffs will rise”`."""
    exact = " … ".join(" ".join(part.exact.split()) for part in verification.quotation)
    return f"{number}  {uri}  {verification.verdict}  “{exact}”"
