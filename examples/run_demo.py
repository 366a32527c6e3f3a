"""The main job on the bundled example: check an op-ed against its library, print the report, say where the page lies.

`sayso check` ends with 1, since the op-ed has findings; the demonstration ends with 0 when it did what it should.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the check as a user would, from the root of the checkout."""
    page = Path("build") / "demo" / "report.html"
    (ROOT / page).parent.mkdir(parents=True, exist_ok=True)
    document, library = "examples/demo/op-ed.md", "examples/demo/sources"
    command = ["check", document, "--library", library, "--html", page.as_posix()]
    print(f"$ sayso {' '.join(command)}\n", flush=True)
    ended = subprocess.run([sys.executable, "-m", "sayso", *command], cwd=ROOT, check=False).returncode
    if ended != 1:
        print(f"the demonstration expects findings (exit code 1), and the check ended with {ended}", file=sys.stderr)
        return 1
    print(f"\nsayso ended with 1: the op-ed has findings. The same report as a page: {page.as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
