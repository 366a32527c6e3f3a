"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

PATH = click.Path(path_type=Path)

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="What to print."
)
# The names of sayso.attribution.MODELS, without its imports: --help loads click alone.
model_option = click.option(
    "--model",
    type=click.Choice(["accurate", "fast", "rules"]),
    default="accurate",
    show_default=True,
    help="What reads the document: a learned tagger with the rules (fast: for many documents), or the rules alone.",
)
html_option = click.option("--html", "page", metavar="FILE", type=PATH, help="Also write the report as one page.")
folder_argument = click.argument("folder", metavar="DIR", type=PATH)
SAVED = click.Path(path_type=Path, allow_dash=True)
