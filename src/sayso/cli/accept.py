"""`sayso accept`: a finding that is known and stays, with its reason, into a baseline file."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import PATH, SAVED


@click.command("accept")
@click.argument("saved", metavar="CHECK.jsonl", type=SAVED)
@click.argument("which", metavar="[QUOTE|NUMBER]", required=False)
@click.option("--reason", metavar="TEXT", help="Why the finding stays, for whoever reads the baseline.")
@click.option("--baseline", metavar="FILE", type=PATH, help="The file of accepted findings; made where there is none.")
def command(saved: Path, which: str | None, reason: str | None, baseline: Path | None) -> int:
    """Accept a finding of a check that was saved with --format jsonl.

    \b
      sayso check draft.md --library sources/ --format jsonl > check.jsonl
      sayso accept check.jsonl                  # lists the findings with their numbers
      sayso accept check.jsonl 3 --reason "spoken off the record" --baseline accepted.jsonl
      sayso check draft.md --library sources/ --baseline accepted.jsonl

    Name the finding by its number, or by words of its quotation that no other finding holds. It is known again by its
    words, the words around it and its verdict.
    """
    from sayso.cli.baseline import accept, accepting
    from sayso.cli.output import print_text, say
    from sayso.cli.saved import choose, describe, read_saved, unfaithful

    numbered = unfaithful(read_saved(saved))
    if which is None:
        print_text("".join(f"{describe(number, *finding)}\n" for number, finding in numbered.items()))
        return 0
    if not (reason and reason.strip()) or baseline is None:
        raise click.UsageError("accepting a finding takes --reason TEXT and --baseline FILE")
    uri, verification = numbered[choose(which, numbered)]
    entry = accepting(verification, uri, reason.strip())
    added = accept(baseline, entry)
    say(f"{baseline}: {'accepted' if added else 'holds already'}: {entry.verdict}: “{entry.exact}”")
    return 0
