"""The `sayso` command: one module a command; only this layer prints and exits.

A command's module imports click and nothing heavier; what does the work is imported when the command runs, so that
help is instant. Exit codes: 0 clean, 1 findings, 2 could not run or nothing to check, 130 interrupted.
"""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from sayso import __version__
from sayso.cli.output import OutputClosed, say
from sayso.errors import SaysoError

_SWEPT_AFTER = 500_000
COULD_NOT_RUN = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

COMMANDS = ("check", "extract", "add", "find", "report", "library", "accept", "doctor")


class Commands(click.Group):
    """The commands, each loaded from its own module when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"sayso.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def sayso() -> None:
    """On whose say-so? Audit the quotations of a document against a folder of sources.

    \b
      sayso check draft.docx --library sources/
      sayso check page.html --library sources/ --html report.html
      sayso find sources/ "a quotation"

    Exit codes: 0 clean, 1 findings, 2 could not run, could not read a file, or nothing to check.
    """


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line: every failure is one line on standard error, and an exit code that is never 0 or 1."""
    # The sweeps for garbage that making very many objects sets off take a twentieth of the time, and find next to none.
    gc.set_threshold(_SWEPT_AFTER)
    try:
        code = sayso.main(args=args, prog_name="sayso", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "sayso"
        say(f"{error.format_message().rstrip('.')}; see {path} --help")
        return COULD_NOT_RUN
    except click.ClickException as error:
        say(error.format_message())
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        say("interrupted; what was finished is kept")
        return INTERRUPTED
    except OutputClosed:
        return BROKEN_PIPE
    except SaysoError as error:
        say(str(error))
        return COULD_NOT_RUN
    except OSError as error:
        say(f"{error.filename or 'a file'}: {error.strerror or error}")
        return COULD_NOT_RUN
    except MemoryError:
        say("out of memory; check fewer or smaller files at once")
        return COULD_NOT_RUN
    except Exception:
        traceback.print_exc()
        say("stopped by a fault of its own; please report the lines above")
        return COULD_NOT_RUN
