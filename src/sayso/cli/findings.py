"""Which verifications are findings, and the exit code that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from sayso.cli.baseline import Accepted, find_accepted
from sayso.errors import InputError
from sayso.model import Check, Verification
from sayso.model.types import Verdict
from sayso.text.folding import tokenize

ALTERED_CRITICAL = "altered-critical"
DEFAULT = frozenset({"altered", "spliced", "misattributed", "not-found"})
# "Yes" stands nowhere and everywhere: fewer words than this are too few to miss.
FEWEST_WORDS = 4
CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2


class Tally:
    """What a run of checks adds up to."""

    def __init__(self, fail_on: frozenset[str], baseline: Sequence[Accepted]) -> None:
        self.fail_on = fail_on
        self.baseline = baseline
        self.checked = self.findings = self.unreadable = 0
        self.accepted: list[str] = []

    def count(self, check: Check) -> int:
        """Count one check, and return how many statements it held."""
        for verification in findings(check, self.fail_on):
            entry = find_accepted(self.baseline, verification, check.document)
            if entry is None:
                self.findings += 1
            else:
                self.accepted.append(
                    f"{check.document.origin.uri}: accepted before, not counted: {entry.verdict}: “{entry.exact}” "
                    f"(reason: {entry.reason})"
                )
        # A verification that no source was searched for has checked nothing, whatever it says.
        self.checked += sum(v.searched.documents > 0 for v in check.verifications)
        return len(check.verifications)

    def exit_code(self, *, allow_empty: bool = False) -> int:
        """2 before all else (a file was lost, or nothing was checked), then 1 for findings, then 0."""
        if self.unreadable:
            return COULD_NOT_RUN
        if not self.checked:
            return CLEAN if allow_empty else COULD_NOT_RUN
        return FINDINGS if self.findings else CLEAN


def parse_fail_on(listed: str | None) -> frozenset[str]:
    """The verdicts of a comma list: `parse_fail_on("spliced,altered-critical")`; None means the default ones.

    Raises `InputError` for a word it does not know.
    """
    if listed is None:
        return DEFAULT
    allowed = (*get_args(Verdict), ALTERED_CRITICAL)
    named = frozenset(part.strip() for part in listed.split(",") if part.strip())
    if not named or not named <= set(allowed):
        odd = ", ".join(sorted(named - set(allowed))) or "nothing"
        raise InputError(f"--fail-on names {odd}; it takes a comma list of: {', '.join(allowed)}")
    return named


def findings(check: Check, fail_on: frozenset[str]) -> list[Verification]:
    """The verifications of a check that are findings, in order."""
    kinds = {a.id: a.kind for a in check.attributions}
    found = []
    for v in check.verifications:
        words = " ".join(span.of(check.document.text) for span in v.quotation)
        if is_finding(v, words, fail_on, marked=kinds.get(v.attribution or "") != "indirect"):
            found.append(v)
    return found


def is_finding(verification: Verification, words: str, fail_on: frozenset[str], *, marked: bool) -> bool:
    """Whether a verification of these words counts; `not-found` does only for marked words, and four or more."""
    if ALTERED_CRITICAL in fail_on and verification.verdict == "altered" and verification.critical:
        return True
    if verification.verdict not in fail_on:
        return False
    return verification.verdict != "not-found" or (marked and len(tokenize(words).keys) >= FEWEST_WORDS)
