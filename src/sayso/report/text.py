"""The report for a terminal: what to look at first, then what is borne out, then one line of sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO

from sayso.model import Check
from sayso.report.markup import in_a_line, unmarked
from sayso.report.verdicts import CAUTIONS, UNCERTAIN, VERDICTS
from sayso.report.view import Card, Sheet, context_of, sheet_of

__all__ = ["render"]

_STYLES = {
    "misattributed": "bold magenta", "spliced": "bold magenta", "altered": "bold red", "not-found": "bold yellow",
    "not-checkable": "cyan", "edited": "green", "paraphrased": "green", "verbatim": "green", "unchecked": "cyan",
}  # fmt: skip
_LINES = re.compile(r"\s*\n\s*")
# Characters of a document that would steer the terminal are shown as unreadable ones.
_SHOWN = dict.fromkeys((*range(32), *range(127, 160)), "�") | {9: " ", 10: "\n", 13: " "}


def render(checks: Sequence[Check], *, width: int = 80, color: bool = False) -> str:
    """The checks as text, `width` columns wide; with `color`, marked up for a terminal.

    Without colour the marks of an editor tell the differences: [-in the source only-] {+in the document only+}.
    """
    printer = _Printer(max(40, width), color)
    for number, check in enumerate(checks):
        if number:
            printer.show()
        _document(printer, sheet_of(check))
    return printer.out.getvalue()


class _Printer:
    """Lines of a report, broken at the width; `color` says whether a terminal shows their styles."""

    def __init__(self, width: int, color: bool) -> None:
        from rich.console import Console

        self.out = StringIO()
        self.width, self.color = width, color
        self._console = Console(
            file=self.out, width=width, force_terminal=color, no_color=not color, highlight=False, markup=False,
            emoji=False, soft_wrap=False, legacy_windows=False, color_system="standard" if color else None,
        )  # fmt: skip

    def show(self, words: str = "", style: str = "", at: int = 0) -> None:
        """A line `at` so many columns from the left (a third of the width at most)."""
        self.pieces([(words, style)], at)

    def pieces(self, pieces: Sequence[tuple[str, str]], at: int = 0) -> None:
        """A line of stretches, each in its style."""
        from rich.cells import cell_len
        from rich.text import Text

        at = min(at, self.width // 3)
        pieces = [(words.translate(_SHOWN), style) for words, style in pieces]
        words = "".join(words for words, _ in pieces)
        if not self.color and "\n" not in words and cell_len(words) <= self.width - at:
            # Most lines of a long report: as they are.
            self.out.write(f"{' ' * at}{words}\n" if words else "\n")
            return
        for line in Text.assemble(*pieces).wrap(self._console, self.width - at):
            line.rstrip()
            self._console.print(Text(" " * at) + line)


def _document(printer: _Printer, sheet: Sheet) -> None:
    origin = sheet.check.document.origin
    printer.show(sheet.title, "bold")
    facts = [origin.uri, origin.author, origin.publisher, origin.published]
    if origin.encoding and not origin.encoding.startswith("utf-8"):
        facts.append(f"read as {origin.encoding}")
    printer.show(" · ".join(f for f in facts if f), "dim")
    searched = next((c.verification.searched for c in sheet.cards if c.verification), None)
    against = f", checked against {_count(searched.documents, 'source')}" if searched else ""
    printer.show(
        f"{_count(len(sheet.cards), 'statement')} by {_count(sheet.named, 'speaker')}, {sheet.unnamed} without one{against}"
    )
    printer.show()
    findings = sheet.findings
    for card in findings:
        _finding(printer, card)
    for finding in sheet.check.findings:
        places = " / ".join(f"“{_short(s.of(sheet.check.document.text), 60)}”" for s in finding.spans)
        printer.show(f"! inside the document: {finding.message} {places}")
        printer.show()
    rest = [c for c in sheet.cards if not c.finding]
    if rest:
        printer.show("Other statements" if findings else "Statements", "bold")
        for card in rest:
            _line(printer, card)
        printer.show()
    printer.show(_summary(sheet))


def _finding(printer: _Printer, card: Card) -> None:
    verification = card.verification
    head = f"{card.words.sign} {card.words.label}" + (" (can turn the sense)" if card.critical else "")
    who = f"{card.speaker} ({UNCERTAIN})" if card.doubtful else card.speaker
    printer.show(f"{head}  {card.locator or f'line {card.line}'}  {who}", _STYLES[card.verdict])
    if card.match is not None and card.diff and verification is not None and len(verification.matches) == 1:
        printer.pieces(_differing(card, printer.color), at=2)
    else:
        printer.show(_quoted(card), at=2)
    if verification is None:
        return
    printer.show(verification.why, at=2)
    for match in verification.matches:
        who = f" {match.turn}:" if match.turn else ""
        when = f", {match.date}" if match.date else ""
        printer.show(f"{match.document}{when}{who}", "dim", at=2)
        before, after = context_of(match)
        passage = in_a_line(f"{before}⟦{match.exact}⟧{after}")
        printer.show(f"…{unmarked(passage)}…", at=4)
    if verification.also:
        places = ", ".join(dict.fromkeys(m.document for m in verification.also))
        printer.show(f"also in: {_short(places, 200)}", at=2)
    _cautions(printer, card)
    printer.show()


def _line(printer: _Printer, card: Card) -> None:
    match = card.match
    where = f"  {match.document}{' ' + match.turn if match and match.turn else ''}" if match else ""
    room = max(20, printer.width - 30)
    words = f"{card.line:>5}  {_short(_quoted(card), room)}"
    printer.pieces([(f"{card.words.sign} {card.words.label:<14}", _STYLES[card.verdict]), (words, "")])
    if where or card.doubtful or card.verdict in ("not-checkable", "unchecked"):
        why = card.verification.why if card.verification and card.verdict == "not-checkable" else ""
        doubt = f" ({UNCERTAIN})" if card.doubtful else ""
        printer.show(f"{card.speaker}{doubt}{where}{': ' + why if why else ''}", "dim", at=22)
    _cautions(printer, card, at=22)


def _cautions(printer: _Printer, card: Card, at: int = 2) -> None:
    for caution in card.verification.cautions if card.verification else ():
        words = f": “{_short(caution.source_words, 90)}”" if caution.source_words else ""
        printer.show(f"caution, {caution.kind}: {CAUTIONS[caution.kind]}{words}", at=at)


def _summary(sheet: Sheet) -> str:
    parts = [f"{number} {VERDICTS[verdict].label}" for verdict, number in sheet.counts]
    return f"{sheet.check.document.origin.uri}: " + (", ".join(parts) if parts else "nothing to check was found")


def _quoted(card: Card) -> str:
    """The words, in marks where the document has them in marks: a report in the document's own words has none."""
    words = unmarked(card.quotation)
    return f"“{words}”" if card.marked else words


def _differing(card: Card, color: bool) -> list[tuple[str, str]]:
    """The words with their differences, as an editor marks them."""
    line = [("“", "")] if card.marked else []
    for kind, words in card.diff:
        words = unmarked(words) if kind == "same" else words
        words = _LINES.sub(" ", words) if "\n" in words else words
        if kind == "omitted":
            line.append((words if color else f"[-{words.strip()}-] ", "red strike"))
        elif kind == "added":
            line.append((words if color else f"{{+{words}+}}", "green underline"))
        elif kind == "gap":
            line.append((f" ⟨{_short(words, 60)}⟩" if words else "", "dim"))
        else:
            line.append((words, "cyan" if kind == "bracket" else ""))
    return [*line, ("”", "")] if card.marked else line


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
