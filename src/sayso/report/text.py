"""The report for a terminal: what to look at first, then what is borne out, then one line of sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from sayso.model import Check
from sayso.report.verdicts import CAUTIONS, UNCERTAIN, VERDICTS
from sayso.report.view import Card, Piece, Sheet, context_of, sheet_of

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["render"]

_STYLES = {
    "misattributed": "bold magenta", "spliced": "bold magenta", "altered": "bold red", "not-found": "bold yellow",
    "not-checkable": "cyan", "edited": "green", "paraphrased": "green", "verbatim": "green", "unchecked": "cyan",
}  # fmt: skip


def render(checks: Sequence[Check], *, width: int = 80, color: bool = False) -> str:
    """The checks as text, `width` columns wide; with `color`, marked up for a terminal.

    Without colour the marks of an editor tell the differences: [-in the source only-] {+in the document only+}.
    """
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out, width=max(40, width), force_terminal=color, no_color=not color, highlight=False, markup=False,
        emoji=False, soft_wrap=False, legacy_windows=False, color_system="standard" if color else None,
    )  # fmt: skip
    for number, check in enumerate(checks):
        if number:
            console.print()
        _document(console.print, sheet_of(check), color=color, width=max(40, width))
    return out.getvalue()


def _document(show: Callable[..., None], sheet: Sheet, *, color: bool, width: int) -> None:
    origin = sheet.check.document.origin
    show(_styled(sheet.title, "bold"))
    facts = [origin.uri, origin.author, origin.publisher, origin.published]
    if origin.encoding and not origin.encoding.startswith("utf-8"):
        facts.append(f"read as {origin.encoding}")
    show(_styled(" · ".join(f for f in facts if f), "dim"))
    searched = next((c.verification.searched for c in sheet.cards if c.verification), None)
    against = f", checked against {_count(searched.documents, 'source')}" if searched else ""
    show(
        f"{_count(len(sheet.cards), 'statement')} by {_count(sheet.named, 'speaker')}, {sheet.unnamed} without one{against}"
    )
    show()
    findings = sheet.findings
    for card in findings:
        _finding(show, card, color=color, width=width)
    for finding in sheet.check.findings:
        places = " / ".join(f"“{_short(s.of(sheet.check.document.text), 60)}”" for s in finding.spans)
        show(_indent(f"! inside the document: {finding.message} {places}", 0, width))
        show()
    rest = [c for c in sheet.cards if not c.finding]
    if rest:
        show(_styled("Other statements" if findings else "Statements", "bold"))
        for card in rest:
            _line(show, card, width)
        show()
    show(_summary(sheet))


def _finding(show: Callable[..., None], card: Card, *, color: bool, width: int) -> None:
    verification = card.verification
    head = f"{card.words.sign} {card.words.label}" + (" (can turn the sense)" if card.critical else "")
    who = f"{card.speaker} ({UNCERTAIN})" if card.doubtful else card.speaker
    show(_styled(f"{head}  {card.locator or f'line {card.line}'}  {who}", _STYLES[card.verdict]))
    if card.match is not None and card.diff and verification is not None and len(verification.matches) == 1:
        show(_quoted(card.diff, color))
    else:
        show(_indent(f"“{card.quotation}”", 2, width))
    if verification is None:
        return
    show(_indent(verification.why, 2, width))
    for match in verification.matches:
        who = f" {match.turn}:" if match.turn else ""
        when = f", {match.date}" if match.date else ""
        show(_indent(f"{match.document}{when}{who}", 2, width, style="dim"))
        before, after = context_of(match)
        passage = " ".join(f"{before}⟦{match.exact}⟧{after}".split())
        show(_indent(f"…{passage}…", 4, width))
    if verification.also:
        places = ", ".join(dict.fromkeys(m.document for m in verification.also))
        show(_indent(f"also in: {_short(places, 200)}", 2, width))
    _cautions(show, card, width)
    show()


def _line(show: Callable[..., None], card: Card, width: int) -> None:
    match = card.match
    where = f"  {match.document}{' ' + match.turn if match and match.turn else ''}" if match else ""
    room = max(20, width - 30)
    from rich.text import Text

    line = Text(f"{card.words.sign} {card.words.label:<14}", style=_STYLES[card.verdict])
    line.append(f"{card.line:>5}  {_short('“' + card.quotation + '”', room)}", style="default")
    show(line)
    if where or card.doubtful or card.verdict in ("not-checkable", "unchecked"):
        why = card.verification.why if card.verification and card.verdict == "not-checkable" else ""
        doubt = f" ({UNCERTAIN})" if card.doubtful else ""
        show(_indent(f"{card.speaker}{doubt}{where}{': ' + why if why else ''}", 22, width, style="dim"))
    _cautions(show, card, width, at=22)


def _cautions(show: Callable[..., None], card: Card, width: int, at: int = 2) -> None:
    for caution in card.verification.cautions if card.verification else ():
        words = f": “{_short(caution.source_words, 90)}”" if caution.source_words else ""
        show(_indent(f"caution, {caution.kind}: {CAUTIONS[caution.kind]}{words}", at, width))


def _summary(sheet: Sheet) -> str:
    parts = [f"{number} {VERDICTS[verdict].label}" for verdict, number in sheet.counts]
    return f"{sheet.check.document.origin.uri}: " + (", ".join(parts) if parts else "nothing to check was found")


def _quoted(pieces: Sequence[Piece], color: bool) -> RenderableType:
    """A quotation with its differences, as an editor marks them."""
    from rich.padding import Padding
    from rich.text import Text

    line = Text("“")
    for kind, words in pieces:
        words = " ".join(words.split("\n")) if "\n" in words else words
        if kind == "omitted":
            line.append(words if color else f"[-{words.strip()}-] ", style="red strike")
        elif kind == "added":
            line.append(words if color else f"{{+{words}+}}", style="green underline")
        elif kind == "gap":
            line.append(f" ⟨{_short(words, 60)}⟩" if words else "", style="dim")
        else:
            line.append(words, style="cyan" if kind == "bracket" else "")
    line.append("”")
    return Padding(line, (0, 0, 0, 2))


def _indent(words: str, by: int, width: int, style: str = "") -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(words, style=style), (0, 0, 0, min(by, width // 3)))


def _styled(words: str, style: str) -> Text:
    from rich.text import Text

    return Text(words, style=style)


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
