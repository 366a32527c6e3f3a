"""`sayso check`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import PATH, format_option, html_option, model_option

if TYPE_CHECKING:
    from sayso.attribution import Model


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--library", "folder", metavar="DIR", required=True, type=PATH, help="The folder of sources.")
@format_option
@html_option
@model_option
@click.option(
    "--fail-on",
    metavar="LIST",
    help="What counts as a finding: verdicts and altered-critical, with commas between.  "
    "[default: altered,spliced,misattributed,not-found]",
)
@click.option(
    "--baseline", metavar="FILE", type=PATH, help="Findings accepted before (sayso accept): shown, not counted."
)
@click.option("--allow-empty", is_flag=True, help="End with 0 where there is nothing to check.")
def command(
    files: tuple[str, ...],
    folder: Path,
    form: str,
    page: Path | None,
    model: Model,
    fail_on: str | None,
    baseline: Path | None,
    allow_empty: bool,
) -> int:
    """Check every quotation of FILE... against the sources in a folder.

    FILE may be a folder (the files in it) or - (standard input). The library's index is brought up to date first.
    Ends with 0 where all is clean, 1 where there are findings, 2 where a file could not be read or there was nothing
    to check.
    """
    from sayso.attribution import extractor
    from sayso.cli import inputs
    from sayso.cli.baseline import read_baseline
    from sayso.cli.findings import Tally, parse_fail_on
    from sayso.cli.libraries import current_library
    from sayso.cli.output import say
    from sayso.cli.progress import Progress
    from sayso.cli.showing import Shower
    from sayso.errors import ReadError
    from sayso.pipeline import Mouths, check

    tally = Tally(parse_fail_on(fail_on), read_baseline(baseline) if baseline else [])
    reader = extractor(model)
    show = Shower(form, page)
    names, statements = inputs.expand(files), 0
    with current_library(folder) as library, Progress("checking") as progress:
        mouth = Mouths()
        for number, (name, result) in enumerate(
            inputs.each(names, lambda document: check(document, library, extractor=reader, mouth=mouth)), 1
        ):
            if isinstance(result, ReadError):
                show.error(result)
                tally.unreadable += 1
            else:
                show.check(result)
                held = tally.count(result)
                statements += held
                if not held:
                    say(f"{name}: holds no quotation and no reported statement; nothing was checked")
            progress(number, len(names))
    show.finish()
    for line in tally.accepted:
        say(line)
    if statements and not tally.checked:
        say(
            f"{folder}: holds no readable source for this; put source files into it, or see sayso library list {folder}"
        )
    return show.failed or tally.exit_code(allow_empty=allow_empty)
