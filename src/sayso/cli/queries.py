"""What `sayso find` is asked, line by line, and its answer as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from sayso.model import Match, Verification
from sayso.report.view import context_of


class Query(NamedTuple):
    """One quotation to find: the caller's `id` or the number of its line, and what is known of it."""

    id: str | int
    text: str
    speaker: str | None = None
    date: str | None = None


def read_queries(lines: Iterable[bytes]) -> Iterator[Query]:
    """The queries of a stream; a blank line asks nothing, and bytes that are no UTF-8 are replaced."""
    for number, raw in enumerate(lines, 1):
        line = raw.decode("utf-8", "replace").removeprefix("\ufeff" if number == 1 else "").strip()
        if line:
            yield parse(line, number)


def parse(line: str, number: int) -> Query:
    """`parse('{"text": "no new taxes", "speaker": "Venn"}', 7)` has id 7; any other line is the quotation itself."""
    try:
        fields = msgspec.json.decode(line)
    except ValueError:
        return Query(number, line)
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        return Query(number, line)
    key, speaker, date = fields.get("id"), fields.get("speaker"), fields.get("date")
    return Query(
        key if isinstance(key, str | int) and not isinstance(key, bool) else number,
        fields["text"],
        speaker if isinstance(speaker, str) else None,
        date if isinstance(date, str) else None,
    )


def describe(verification: Verification) -> str:
    """The answer for people: the verdict and why, then each place in its context."""
    lines = [f"{verification.verdict}: {verification.why}"]
    lines += [f"  caution ({c.kind}): {c.source_words}" for c in verification.cautions]
    for match in verification.matches:
        lines += _place(match)
    if verification.also:
        lines.append(f"also in {len(verification.also)} other places:")
        lines += [f"  {_heading(match)}" for match in verification.also]
    return "\n".join(lines) + "\n"


def _place(match: Match) -> list[str]:
    before, after = context_of(match)
    context = f"…{before}[{match.exact}]{after}…"
    return [f"  {_heading(match)}", f"    {' '.join(context.split())}"]


def _heading(match: Match) -> str:
    return "  ".join(part for part in (match.document, match.date, match.turn) if part)
