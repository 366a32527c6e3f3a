"""What one command costs: wall clock, CPU time and peak memory of its process, as the kernel counts them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

__all__ = ["Cost", "cost"]


class Cost(NamedTuple):
    """What one process cost: seconds of wall clock and of CPU, and megabytes at its peak."""

    wall: float
    cpu: float
    memory: float


def cost(arguments: list[str], out: Path) -> Cost:
    """Run sayso and measure that process alone. Exits where sayso could not run."""
    began = time.monotonic()
    with out.open("wb") as file:
        process = subprocess.Popen([sys.executable, "-m", "sayso", *arguments], stdout=file)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"sayso {arguments[0]} ended with {process.returncode}; see the messages above")
    scale = 1e6 if sys.platform == "darwin" else 1e3  # the kernels count in bytes and in kilobytes
    return Cost(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)
