"""Copies with odd typography: the gold of a copy covers the words that it covered in the original."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.polnear import Article
from evaluation.robustness import CHANGES, changed

TEXT = (
    "Mayor Opens the Lock\nAda Rask said, \"The lock isn't shut, and it will stay open as long as the water is where it is "
    "today.\n\"It may close in June.\"\n''No,'' said the warden «of the sluice».\n"
)
CONTENT = ["The lock isn't shut", "may close", "No", "of the sluice"]


def article(folder: Path) -> Article:
    gold = [{"source": [], "cue": [], "content": [(TEXT.index(w), TEXT.index(w) + len(w))]} for w in CONTENT]
    return Article("a", folder / "a.txt", TEXT, gold)


def made(name: str, folder: Path) -> tuple[str, list[str]]:
    copy = changed(article(folder), CHANGES[name], folder)
    assert copy.path.read_text(encoding="utf-8") == copy.text
    return copy.text, [copy.text[a:b] for a, b in (roles["content"][0] for roles in copy.gold)]


@pytest.mark.parametrize("name", CHANGES)
def test_gold_moves_with_the_words(name: str, tmp_path: Path) -> None:
    _, words = made(name, tmp_path)
    assert [w.replace("’", "'").replace("\u00a0", " ").replace("\n", " ") for w in words] == CONTENT


def test_each_change_does_what_its_name_says(tmp_path: Path) -> None:
    texts = {name: made(name, tmp_path)[0] for name in CHANGES}
    assert not set("“”‘’«»") & set(texts["marks straight"])
    assert "''" not in texts["marks straight"]
    assert "“The lock isn’t shut" in texts["marks curly"]
    assert "“No,”" in texts["marks curly"]
    assert "«The lock" in texts["marks « »"]
    assert "June.»" in texts["marks « »"]
    assert "''The lock" in texts["marks ''"]
    assert '"' not in texts["marks ''"]
    assert '\nIt may close in June."' in texts["marks not reopened"]
    assert max(map(len, texts["lines of 72"].split("\n"))) <= 72
    assert "\n\n" in texts["lines of 72"]
    assert " " not in texts["no-break spaces"]
    assert texts["headline small"].startswith("mayor opens the lock\nAda Rask")
