"""`sayso report`: a saved check, shown again."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import html_option


@click.command("report")
@click.argument("saved", metavar="CHECK.jsonl", type=click.Path(path_type=Path, allow_dash=True))
@html_option
def command(saved: Path, page: Path | None) -> int:
    """Show a check that was saved with --format jsonl.

    The documents are read again from where they were, and one that has changed since is refused. CHECK.jsonl may be -
    (standard input). Ends with 2 where a document is missing or has changed.
    """
    from sayso.cli import inputs
    from sayso.cli.output import say
    from sayso.cli.saved import read_saved
    from sayso.cli.showing import Shower
    from sayso.errors import InputError, ReadError
    from sayso.model.codec import decode
    from sayso.model.wire import ErrorLine

    show, failed = Shower("text", page), 0
    for line in read_saved(saved):
        try:
            if isinstance(line, ErrorLine):
                raise ReadError(line.document.uri, line.error.kind, line.error.message)
            if line.document.uri == inputs.STANDARD_INPUT:
                raise InputError("- was read from standard input and is gone; check it from a file")
            show.check(decode(line, inputs.read(line.document.uri)))
        except (ReadError, InputError) as error:
            say(str(error))
            failed = 2
    show.finish()
    return failed or show.failed
