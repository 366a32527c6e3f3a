"""`sayso add`: sources into a library."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import folder_argument


@click.command("add")
@folder_argument
@click.argument("things", metavar="[X...]", nargs=-1)
@click.option(
    "--canon",
    "canons",
    metavar="NAME=FILE",
    multiple=True,
    help="A text to verify scripture against: quran=FILE or bible=FILE, one chapter|verse|text a line, or OSIS.",
)
@click.option("--allow-private", is_flag=True, help="Also fetch from private and local addresses.")
def command(folder: Path, things: tuple[str, ...], canons: tuple[str, ...], allow_private: bool) -> int:
    """Index the files of DIR, after bringing in each X: a file, a folder, or an http(s) address.

    Files are copied, addresses fetched and archived with time and hash. Only what changed is read again. Ends with 2
    where something could not be brought in or read; the rest is done.
    """
    import os

    from sayso.cli.libraries import report_update
    from sayso.cli.output import say
    from sayso.cli.progress import Progress
    from sayso.library import Library
    from sayso.library.ingest import add_sources

    if things or canons:
        folder.mkdir(parents=True, exist_ok=True)
    failed = _bring_canons(folder, canons)
    with Library.open(folder, create=True) as library:
        brought = add_sources(library, things, allow_private=allow_private)
        for error in brought.failed:
            say(str(error))
        for name in brought.already:
            say(f"{folder / name}: is in the library already")
        with Progress("indexing") as progress:
            report = library.update(progress, workers=os.cpu_count() or 1)
    return report_update(folder, report) or (2 if brought.failed or failed else 0)


def _bring_canons(folder: Path, canons: tuple[str, ...]) -> int:
    """Bring each NAME=FILE in, and say how many could not be."""
    from sayso.cli.output import say
    from sayso.errors import InputError, ReadError
    from sayso.library.canon import CANONS, canon_path, store_canon

    failed = 0
    for given in canons:
        name, equals, file = given.partition("=")
        try:
            if not equals or not file:
                raise InputError(f"--canon {given}: give NAME=FILE, with NAME one of: {', '.join(CANONS)}")
            verses = store_canon(folder, name, Path(file))
        except (InputError, ReadError) as error:
            say(str(error))
            failed += 1
        else:
            say(f"{canon_path(folder, name)}: {verses:,} verses")
    return failed
