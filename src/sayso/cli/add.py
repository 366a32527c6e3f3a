"""`sayso add`: sources into a library."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import folder_argument


@click.command("add")
@folder_argument
@click.argument("things", metavar="[X...]", nargs=-1)
@click.option("--allow-private", is_flag=True, help="Also fetch from private and local addresses.")
@click.option(
    "--canon",
    "canons",
    multiple=True,
    metavar="NAME=FILE",
    help="A scripture to verify verses against: quran or bible.",
)
def command(folder: Path, things: tuple[str, ...], allow_private: bool, canons: tuple[str, ...]) -> int:
    """Index the files of DIR, after bringing in each X: a file, a folder, or an http(s) address.

    Files are copied, addresses fetched and archived with time and hash. Only what changed is read again. A scripture
    (lines "sura|aya|text"; OSIS, or one verse a line) is kept beside the sources. Ends with 2 where something could not
    be brought in or read; the rest is done.
    """
    import os

    from sayso.cli.libraries import report_update
    from sayso.cli.output import say
    from sayso.cli.progress import Progress
    from sayso.errors import InputError
    from sayso.library import Library
    from sayso.library.ingest import add_sources

    if things or canons:
        folder.mkdir(parents=True, exist_ok=True)
    with Library.open(folder, create=True) as library:
        brought = add_sources(library, things, allow_private=allow_private)
        for error in brought.failed:
            say(str(error))
        for name in brought.already:
            say(f"{folder / name}: is in the library already")
        refused = 0
        for given in canons:
            name, _, file = given.partition("=")
            try:
                held = library.add_canon(name, Path(file))
            except InputError as error:
                say(str(error))
                refused += 1
            else:
                say(f"{folder}: {name}: {held} verses to verify against, from {file}")
        with Progress("indexing") as progress:
            report = library.update(progress, workers=os.cpu_count() or 1)
    code = report_update(folder, report)
    if canons and not things and not report.unreadable:
        code = 0  # a library may hold a scripture before it holds sources
    return code or (2 if brought.failed or refused else 0)
