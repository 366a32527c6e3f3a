"""`sayso extract`: who says what in a document; no library needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.options import format_option, model_option

if TYPE_CHECKING:
    from sayso.attribution import Model


@click.command("extract")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@format_option
@model_option
@click.option("--only", type=click.Choice(["attributions"]), help="Compute nothing but the attributions.")
def command(files: tuple[str, ...], form: str, model: Model, only: str | None) -> int:
    """Print every quotation and reported statement of FILE... with speaker, dates, chain and citations.

    FILE may be a folder (the files in it) or - (standard input). Ends with 2 where a file could not be read.
    """
    from sayso.attribution import extractor
    from sayso.cli import inputs
    from sayso.cli.output import say
    from sayso.cli.progress import Progress
    from sayso.cli.showing import Shower
    from sayso.errors import ReadError
    from sayso.pipeline import extract

    reader = extractor(model)
    show = Shower(form, None, only_attributions=only is not None)
    names, unreadable = inputs.expand(files), 0
    with Progress("reading") as progress:
        for number, (name, result) in enumerate(
            inputs.each(
                names, lambda document: extract(document, extractor=reader, only_attributions=only is not None)
            ),
            1,
        ):
            if isinstance(result, ReadError):
                show.error(result)
                unreadable += 1
            else:
                show.check(result)
                if not (result.quotations or result.attributions):
                    say(f"{name}: holds no quotation and no reported statement")
            progress(number, len(names))
    show.finish()
    return 2 if unreadable else 0
