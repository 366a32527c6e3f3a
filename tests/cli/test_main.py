"""The command itself: help that loads nothing, messages of one line, pipes that close, interruptions."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sayso.cli import COMMANDS
from sayso.cli import sayso as group
from sayso.errors import LibraryError
from tests.cli.running import Run

DOCS = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
SAYSO = [sys.executable, "-m", "sayso"]
# What a plain interpreter with click has loaded is what help may load, and sayso's own light modules.
LOADED = """
import sys
from sayso.cli import run
code = run({arguments!r})
heavy = {{name.partition(".")[0] for name in sys.modules}} - set(sys.stdlib_module_names) - {{"click", "sayso", "__main__"}}
print(code, sorted(name for name in heavy if not name.startswith("_")), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["library", "--help"], ["--version"]])
def test_help_loads_click_alone(arguments: list[str]) -> None:
    code = LOADED.format(arguments=arguments)
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr.splitlines()[-1] == "0 []"


def commands() -> dict[str, click.Command]:
    """Every command by its full name."""
    context, out = click.Context(group), {}
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        out |= (
            {f"{name} {n}": c for n, c in command.commands.items()}
            if isinstance(command, click.Group)
            else {name: command}
        )
    return out


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_documented(name: str) -> None:
    page = DOCS.read_text(encoding="utf-8")
    section = page.partition(f"## sayso {name.split()[0]}\n")[2].partition("\n## ")[0]
    assert name.split()[-1] in section
    options = [opt for p in commands()[name].params if isinstance(p, click.Option) for opt in p.opts]
    assert [opt for opt in options if opt not in section] == []


def test_no_command_of_the_page_has_gone() -> None:
    sections = re.findall(r"^## sayso (\w+)$", DOCS.read_text(encoding="utf-8"), re.M)
    assert sorted(sections) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["check"], ["check", "x.txt"], ["check", "x", "--library", "y", "--nonsense"], ["find", "y"]],
)
def test_wrong_usage_is_2_and_says_where_help_is(sayso: Run, arguments: list[str]) -> None:
    ended = sayso(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert "--help" in ended.err


def test_a_fault_of_ours_is_never_mistaken_for_findings(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sayso.cli.inputs.expand", fail)
    ended = sayso("extract", "x.txt")
    assert ended.code == 2
    assert "ZeroDivisionError" in ended.err
    assert "report" in ended.err


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (LibraryError("sources: is\nlocked"), 2, "sayso: sources: is locked"),
        (OSError(28, "No space left on device", "sources/x"), 2, "sayso: sources/x: No space left on device"),
        (MemoryError(), 2, "out of memory"),
    ],
)
def test_each_failure_is_one_line(
    sayso: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, message: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("sayso.cli.inputs.expand", fail)
    ended = sayso("extract", "x.txt")
    assert ended.code == code
    assert message in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    for n in range(50):
        (tmp_path / f"{n:03}.txt").write_text("“All is well on the river,” Ada Venn said.\n" * 200, encoding="utf-8")
    command = subprocess.Popen(
        [*SAYSO, "extract", str(tmp_path), "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert command.stdout is not None
    assert command.stderr is not None
    command.stdout.read(10)
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait() == 141
