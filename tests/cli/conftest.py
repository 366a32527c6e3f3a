"""What the tests of the command line share: running it, and a small library of an invented republic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import sayso

__all__ = ["library", "sayso"]

BRIEFING = """\
---
title: Press briefing at the Ministry of Rivers
date: 2025-03-06
---

MINISTER VENN: Good morning. The tolls on the lower river will not rise this year. We have opened four new locks, and
every barge that pays its toll will pass through them on the same day.

Q: And the night traffic?

MINISTER VENN: Night traffic is another matter. We are asking the captains to wait until the lamps are repaired.
"""

HARBOUR = """\
---
title: Remarks of the harbour master
date: 2025-03-08
---

HARBOUR MASTER ORLO: The lamps at the northern pier were repaired in a single week by a crew of nine.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of two transcripts."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "briefing.md").write_text(BRIEFING, encoding="utf-8")
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    return folder
