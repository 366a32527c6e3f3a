"""`sayso find`: where do these words come from?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.cli.options import folder_argument


@click.command("find")
@folder_argument
@click.argument("quotation", metavar="QUOTATION")
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), help="What to print.  [default: text; jsonl with -]"
)
def command(folder: Path, quotation: str, form: str | None) -> int:
    """Find where the words of QUOTATION stand in the sources of a folder.

    With - each line of standard input is a quotation: plain text, or a JSON object with text and, where they are known,
    id, speaker and date. The answers come in order, each as soon as it is found. Ends with 0 where every quotation is
    borne out, 1 where one is altered, spliced, misattributed or not found, 2 where there was nothing to search.
    """
    from sayso.cli.findings import CLEAN, COULD_NOT_RUN, DEFAULT, FINDINGS, is_finding
    from sayso.cli.libraries import current_library
    from sayso.cli.output import print_line, print_text, say
    from sayso.cli.queries import describe, parse, read_queries
    from sayso.model.codec import encode_found
    from sayso.pipeline import Mouths, find

    stream = quotation == "-"
    queries = read_queries(sys.stdin.buffer) if stream else iter([parse(quotation, 1)] if quotation.strip() else [])
    as_lines = form == "jsonl" or (stream and form is None)
    asked = findings = 0
    with current_library(folder) as library:
        mouth = Mouths()
        if not library.documents():
            say(f"{folder}: holds no readable source; put source files into it, or see sayso library list {folder}")
            return COULD_NOT_RUN
        for query in queries:
            answer = find(query.text, library, speaker=query.speaker, date=query.date, mouth=mouth)
            asked += 1
            findings += is_finding(answer, query.text, DEFAULT, marked=True)
            if as_lines:
                print_line(encode_found(query.id, answer))
            else:
                print_text(describe(answer))
    if not asked:
        say("no quotation was given; nothing was searched")
        return COULD_NOT_RUN
    return FINDINGS if findings else CLEAN
