"""`sayso doctor`: what is installed, and whether a library is readable and up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sayso.cli.options import PATH


@click.command("doctor")
@click.argument("folder", metavar="[DIR]", required=False, type=PATH)
def command(folder: Path | None) -> int:
    """Say what is installed and, with DIR, whether that library is readable and up to date.

    Ends with 0 where all is well, 2 where something is wrong; each line that needs a hand says what to do.
    """
    from sayso.cli.health import installed, library_state
    from sayso.cli.output import print_text

    wrong = False
    lines: Iterator[tuple[bool, str]] = installed()
    for well, line in (*lines, *(library_state(folder) if folder is not None else ())):
        print_text(f"{'ok' if well else 'WRONG':<6}{line}\n")
        wrong = wrong or not well
    return 2 if wrong else 0
