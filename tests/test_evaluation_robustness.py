"""Changed copies of an article keep their gold, wherever the letters go."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.polnear import Article
from evaluation.robustness import CHANGES, changed

TEXT = (
    "Lock Gate STAYS Shut\n\n"
    "“The gate can't open,” said Ada Rask, harbour master of Kelvar, on the evening of the flood that nobody had seen coming.\n"
    "''We waited,'' she said. \"And then ''we'' left.\"\n\n"
    "“One paragraph is not enough.\n\n"
    "“Two are,” said Oduya."
)
WORDS = ["The gate can't open", "Ada Rask", "We waited", "And then", "One paragraph is not enough.", "Two are", "Oduya"]


def _plain(words: str) -> str:
    """Words without marks, wraps and capitals."""
    return " ".join("".join(c for c in words.lower() if c.isalnum() or c.isspace()).split())


@pytest.mark.parametrize("name", CHANGES)
def test_the_gold_of_a_copy_covers_the_same_words(name: str, tmp_path: Path) -> None:
    places = [(TEXT.index(w), TEXT.index(w) + len(w)) for w in WORDS]
    article = Article("a", Path("a.txt"), TEXT, [{"content": places, "source": [], "cue": []}])
    copy = changed(article, CHANGES[name], tmp_path)
    assert copy.text != TEXT
    assert [_plain(copy.text[a:b]) for a, b in copy.gold[0]["content"]] == [_plain(w) for w in WORDS]
    assert copy.path.read_bytes().decode() == copy.text


def test_what_each_change_does() -> None:
    def made(name: str, text: str) -> str:
        for start, end, words in sorted(CHANGES[name](text), reverse=True):
            text = text[:start] + words + text[end:]
        return text

    assert made("marks straight", "“It’s ‘so’,” ``he'' said.") == '"It\'s \'so\'," "he" said.'
    assert made("marks curly", "\"It's so,\" ''he'' said.") == "“It’s so,” “he” said."
    assert made("marks « »", '“No,” "he" said.') == "«No,» «he» said."
    assert made("marks ''", "“No,” he said.") == "''No,'' he said."
    assert made("marks not reopened", "“One.\n\n“Two.”\n\n“Three,” he said.") == "“One.\n\nTwo.”\n\n“Three,” he said."
    assert made("lines of 72", "word " * 20 + "\nnext") == ("word " * 14).strip() + "\n" + "word " * 6 + "\n\nnext"
    assert made("headline small", "The TIDE\nAt Kelvar") == "the tide\nAt Kelvar"
