"""Where and how the command line writes."""

from __future__ import annotations

import io
import sys

import pytest

from sayso.cli.output import PIPED, color, print_text, say, width


class Terminal(io.TextIOWrapper):
    """A standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


def be_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make standard output a terminal of no special settings (in the test itself: pytest sets its own between phases)."""
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding="utf-8"))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    be_terminal(monkeypatch)
    assert color()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not color()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not color()


def test_no_colour_and_a_page_s_width_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.delenv("COLUMNS", raising=False)
    assert not color()
    assert width() == PIPED


def test_the_terminal_s_width_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    be_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "61")
    assert width() == 61
    monkeypatch.setenv("COLUMNS", "7")
    assert width() == 40


def test_what_an_output_cannot_show_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    print_text("“a” \udce9")
    assert out.buffer.getvalue() == b"?a? ?"


def test_a_message_is_one_line_whatever_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    say("caf\udce9.txt:\nis not\tthere")
    assert capsys.readouterr().err == "sayso: caf\\udce9.txt: is not there\n"
