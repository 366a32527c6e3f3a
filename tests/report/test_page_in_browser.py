"""The page in a real browser: filters, keys, and marks that open their cards."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sayso.report import html
from tests.report.sample import sample

PROBE = """<script>
(() => {
  const out = {}, on = () => [...document.querySelectorAll(".card.on")].map((c) => c.dataset.verdict);
  const key = (k) => document.dispatchEvent(new KeyboardEvent("keydown", { key: k, bubbles: true }));
  out.cards = document.querySelectorAll(".card:not([hidden])").length;
  key("j"); out.first = on(); key("j"); out.second = on(); key("k"); out.back = on();
  document.querySelector(".filters input[name=verbatim]").click();
  out.hidden = [...document.querySelectorAll(".card[hidden]")].map((c) => c.dataset.verdict);
  out.off = document.querySelectorAll(".mark.off").length;
  document.querySelector(".mark.v-spliced").click(); out.clicked = on();
  key("t"); out.theme = document.documentElement.dataset.theme;
  out.wide = document.documentElement.scrollWidth <= window.innerWidth;
  document.body.dataset.probe = JSON.stringify(out);
})();
</script></body>"""


@pytest.fixture
def chromium(request: pytest.FixtureRequest) -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if request.config.getoption("--require-extras"):
            pytest.fail("no Chromium is installed, and --require-extras asks for one")
        pytest.skip("no Chromium is installed")
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_filters_keys_and_marks(chromium: str, tmp_path: Path, width: int) -> None:
    page = tmp_path / "report.html"
    page.write_text(html.render([sample()]).replace("</body>", PROBE), encoding="utf-8")
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},900", "--dump-dom",
        page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    probe = re.search(r'data-probe="([^"]*)"', done.stdout)
    assert probe, done.stderr[-500:]
    seen = json.loads(probe[1].replace("&quot;", '"').replace("&amp;", "&"))
    assert seen["cards"] == 8
    assert (seen["first"], seen["second"], seen["back"]) == (["altered"], ["spliced"], ["altered"])
    assert seen["hidden"] == ["verbatim"]
    assert seen["off"] == 1
    assert seen["clicked"] == ["spliced"]
    assert seen["theme"] in ("light", "dark")
    assert seen["wide"]
