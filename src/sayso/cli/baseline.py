"""Findings accepted before, each with its reason: a file of JSON lines that is read, compared and added to.

A finding is known again by the words of its quotation (as a hash of the folded words), by the words before or after
it, and by its verdict: when the draft changes what it quotes, or the sources make the matter worse, it counts again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sayso.errors import InputError
from sayso.model import Document, Verification, wire
from sayso.model.codec import CONTEXT
from sayso.text.folding import fold_word, tokenize


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """One accepted finding; `exact`, `document` and `accepted` (a UTC date) are there for people."""

    quotation: str
    prefix: str
    suffix: str
    verdict: str
    exact: str
    document: str
    reason: str
    accepted: str

    def accepts(self, quotation: str, prefix: str, suffix: str, verdict: str) -> bool:
        """Whether a finding is this one: the same words and verdict, and the same words before or after."""
        if (self.quotation, self.verdict) != (quotation, verdict):
            return False
        return fold([self.prefix]) == fold([prefix]) or fold([self.suffix]) == fold([suffix])


def read_baseline(path: Path) -> list[Accepted]:
    """The accepted findings of a file. Raises `InputError` naming the line that is not one."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); sayso accept makes a baseline") from error
    accepted = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                accepted.append(msgspec.json.decode(line, type=Accepted))
            except ValueError as error:
                raise InputError(f"{path}: line {number} is no accepted finding ({error})") from error
    return accepted


def accepting(verification: wire.Verification, document: str, reason: str) -> Accepted:
    """The entry for a finding of a saved check."""
    parts = verification.quotation
    return Accepted(
        quotation=fingerprint(part.exact for part in parts),
        prefix=parts[0].prefix if parts else "",
        suffix=parts[-1].suffix if parts else "",
        verdict=verification.verdict,
        exact=" … ".join(" ".join(part.exact.split()) for part in parts),
        document=document,
        reason=reason,
        accepted=datetime.now(UTC).date().isoformat(),
    )


def accept(path: Path, entry: Accepted) -> bool:
    """Add an entry to the file (made where there is none), whole or not at all; False where it is there already."""
    before = b""
    if path.exists():
        if any(k.accepts(entry.quotation, entry.prefix, entry.suffix, entry.verdict) for k in read_baseline(path)):
            return False
        before = path.read_bytes()
        before += b"" if before.endswith(b"\n") or not before else b"\n"
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(before + msgspec.json.encode(entry) + b"\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def find_accepted(baseline: Sequence[Accepted], verification: Verification, document: Document) -> Accepted | None:
    """The entry that accepts this finding, if there is one."""
    parts, text = verification.quotation, document.text
    if not baseline or not parts:
        return None
    first, last = parts[0].start, parts[-1].end
    key = fingerprint(part.of(text) for part in parts)
    prefix, suffix = text[max(0, first - CONTEXT) : first], text[last : last + CONTEXT]
    return next((entry for entry in baseline if entry.accepts(key, prefix, suffix, verification.verdict)), None)


def fingerprint(parts: Iterable[str]) -> str:
    """A hash of the folded words of a quotation's parts: marks, case and line wraps do not change it."""
    return hashlib.sha256(fold(parts).encode(errors="replace")).hexdigest()


def fold(parts: Iterable[str]) -> str:
    """The folded words of several texts, one space between."""
    words = []
    for part in parts:
        tokens = tokenize(part)
        words += [fold_word(part[start:end]) for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    return " ".join(words)
