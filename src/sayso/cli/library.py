"""`sayso library`: what is in a library, and whether its index can be trusted."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import folder_argument


@click.group("library")
def command() -> None:
    """List, verify or rebuild a library of sources."""


@command.command("list")
@folder_argument
def list_(folder: Path) -> int:
    """List the sources of DIR with date, words and title, then the files that are none, with the reason.

    Ends with 2 where a file could not be read.
    """
    from sayso.cli.output import print_text
    from sayso.library import Library

    with Library.open(folder) as library:
        sources = sorted(library.documents(), key=lambda source: source.id)
        unreadable = library.unreadable()
        lines = [f"{s.id}\t{s.origin.published or '-'}\t{s.tokens} words\t{s.origin.title or '-'}" for s in sources]
        lines += [f"{name}\tleft out: {reason}" for name, reason in library.excluded()]
        lines += [f"{name}\tnot readable ({kind}): {message}" for name, kind, message in unreadable]
    print_text("".join(f"{line}\n" for line in lines))
    return 2 if unreadable else 0


@command.command("verify")
@folder_argument
def verify(folder: Path) -> int:
    """Look for damage in the index of DIR, and for files that have changed since. Ends with 2 where there is any."""
    from sayso.cli.output import print_text, say
    from sayso.library import Library

    with Library.open(folder) as library:
        wrong = library.verify()
        print_text("".join(f"{line}\n" for line in wrong))
        if wrong:
            say(f"{folder}: the index is not that of the files; run: sayso library rebuild {folder}")
            return 2
        say(f"{folder}: the index is whole and current ({len(library.documents())} sources)")
    return 0


@command.command("rebuild")
@folder_argument
def rebuild(folder: Path) -> int:
    """Make the index of DIR anew from the files. Ends with 2 where a file could not be read."""
    import os

    from sayso.cli.libraries import report_update
    from sayso.cli.progress import Progress
    from sayso.library import Library

    with Library.open(folder, create=True) as library:
        with Progress("indexing") as progress:
            report = library.rebuild(progress, workers=os.cpu_count() or 1)
        return report_update(folder, report)
