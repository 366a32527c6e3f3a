"""Showing checks: lines as they come, or terminal text at the end, and the page beside either."""

from __future__ import annotations

from pathlib import Path

from sayso.cli.output import color, print_line, print_text, say, width
from sayso.errors import ReadError
from sayso.model import Check
from sayso.model.codec import encode, encode_error


class Shower:
    """Takes the checks of a run one by one; `failed` is 2 where the page could not be written."""

    def __init__(self, form: str, page: Path | None, *, only_attributions: bool = False) -> None:
        self._lines = form == "jsonl"
        self._page = page
        self._only_attributions = only_attributions
        self._checks: list[Check] = []
        self.failed = 0

    def check(self, check: Check) -> None:
        """Show one check, or keep it for the report at the end."""
        if self._lines:
            print_line(encode(check, only_attributions=self._only_attributions))
        if not self._lines or self._page is not None:
            self._checks.append(check)

    def error(self, error: ReadError) -> None:
        """Say which document could not be read, and why."""
        say(f"{error.uri}: {error.message}")
        if self._lines:
            print_line(encode_error(error.uri, error.kind, error.message))

    def finish(self) -> None:
        """Write what was kept. The page first: whoever reads our output may stop reading at any time."""
        if self._page is not None:
            self._write_page(self._page)
        if not self._lines and self._checks:
            from sayso.report.text import render

            print_text(render(self._checks, width=width(), color=color()))

    def _write_page(self, page: Path) -> None:
        from sayso.report.html import render

        try:
            page.write_text(render(self._checks), encoding="utf-8", errors="replace")
        except OSError as error:
            say(f"{page}: the report cannot be written ({error.strerror}); name another place with --html")
            self.failed = 2
