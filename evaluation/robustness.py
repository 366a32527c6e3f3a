"""Does odd typography change what is read? Copies of the development part with one thing changed, gold offsets with it.

Every change is a list of replacements of short stretches, so that the gold of a copy is that of the original, mapped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from evaluation.attributions import dev_of
from evaluation.measures import Measured, digest_of, scorer_of
from evaluation.polnear import Article, Place, predict, read_dev
from sayso.attribution import MODELS

__all__ = ["CHANGES", "changed", "robustness"]

Replacement = tuple[int, int, str]
_DOUBLE = re.compile(r"''|``|[\"“”„«»]")
_SINGLE = re.compile(r"(?<!')'(?!')|[‘’]")
_WIDTH = 72


def _straight(text: str) -> Iterator[Replacement]:
    for m in _DOUBLE.finditer(text):
        yield *m.span(), '"'
    for m in _SINGLE.finditer(text):
        yield *m.span(), "'"


def _curly(text: str) -> Iterator[Replacement]:
    for m in _DOUBLE.finditer(text):
        yield *m.span(), "“" if _opens(text, m) else "”"
    for m in _SINGLE.finditer(text):
        yield *m.span(), "‘" if m.group() == "‘" or (m.group() == "'" and _opens(text, m)) else "’"


def _guillemets(text: str) -> Iterator[Replacement]:
    for m in _DOUBLE.finditer(text):
        yield *m.span(), "«" if _opens(text, m) else "»"


def _ticks(text: str) -> Iterator[Replacement]:
    for m in _DOUBLE.finditer(text):
        yield *m.span(), "''"


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark opens, as a writer's typewriter decides it: by its shape, else by what stands before it."""
    if mark.group() in ("“", "„", "«", "``"):
        return True
    if mark.group() in ("”", "»"):
        return False
    before = text[mark.start() - 1 : mark.start()]
    return not before.strip() or before in "([—–-‘'“"


def _not_reopened(text: str) -> Iterator[Replacement]:
    """A quotation that goes on over paragraphs keeps its first mark and its last: those at the paragraphs' heads go."""
    carried = False
    for line in re.finditer(r"[^\n]+", text):
        marks = list(_DOUBLE.finditer(text, *line.span()))
        head = marks[0] if marks and not text[line.start() : marks[0].start()].strip() else None
        if carried and head is not None:
            yield *head.span(), ""
        if marks or line.group().strip():
            carried = bool(marks) and len(marks) % 2 == 1 and _opens(text, marks[-1])


def _wrapped(text: str) -> Iterator[Replacement]:
    """Lines of at most 72 characters where words allow it, and an empty line between paragraphs."""
    for line in re.finditer(r"[^\n]+", text):
        begin = line.start()
        while line.end() - begin > _WIDTH:
            space = text.rfind(" ", begin, begin + _WIDTH + 1)
            space = space if space > begin else text.find(" ", begin + _WIDTH, line.end())
            if space < 0:
                break
            yield space, space + 1, "\n"
            begin = space + 1
        if text[line.end() : line.end() + 2].startswith("\n") and text[line.end() : line.end() + 2] != "\n\n":
            yield line.end(), line.end() + 1, "\n\n"


def _no_break_spaces(text: str) -> Iterator[Replacement]:
    for m in re.finditer(" ", text):
        yield *m.span(), "\u00a0"


def _small_headline(text: str) -> Iterator[Replacement]:
    headline = re.search(r"[^\n]+", text)
    if headline is not None:
        for m in re.finditer(r"[A-Z]", headline.group()):
            yield headline.start() + m.start(), headline.start() + m.end(), m.group().lower()


CHANGES: dict[str, Callable[[str], Iterator[Replacement]]] = {
    "marks straight": _straight,
    "marks curly": _curly,
    "marks « »": _guillemets,
    "marks ''": _ticks,
    "marks not reopened": _not_reopened,
    "lines of 72": _wrapped,
    "no-break spaces": _no_break_spaces,
    "headline small": _small_headline,
}
"""What is changed, one thing a copy."""


def changed(article: Article, change: Callable[[str], Iterator[Replacement]], folder: Path) -> Article:
    """A copy of an article with every replacement made, written below `folder`, and its gold where it now stands."""
    made = sorted(change(article.text))
    pieces, at = [], 0
    for start, end, words in made:
        pieces += [article.text[at:start], words]
        at = end
    text = "".join([*pieces, article.text[at:]])
    ends = [end for _, end, _ in made]
    shifts = [0, *accumulate(len(words) - (end - start) for start, end, words in made)]

    def moved(place: Place) -> Place:
        return place[0] + shifts[bisect_right(ends, place[0])], place[1] + shifts[bisect_right(ends, place[1])]

    path = folder / article.path.name
    path.write_text(text, encoding="utf-8", newline="")
    gold = [{role: [moved(p) for p in places] for role, places in roles.items()} for roles in article.gold]
    return Article(article.name, path, text, gold)


def robustness(shared: Path, work: Path, library: Path | None) -> Measured:
    """How much attribution F1 the worst of the changes costs each model, in points."""
    scorer, dev = scorer_of(shared, "score_attributions"), dev_of(shared, work)
    articles = read_dev(dev, scorer)
    table: dict[str, dict[str, float]] = {}
    for name, change in {"none": _nothing, **CHANGES}.items():
        folder = work / "robustness" / re.sub(r"\W+", "-", name)
        folder.mkdir(parents=True, exist_ok=True)
        copies = [changed(article, change, folder) for article in articles]
        for model in MODELS:
            read = predict(copies, model, folder.with_suffix(".jsonl"))
            scored = scorer.score((a.text, [p.roles for p in predicted], a.gold) for a, predicted in read)
            table.setdefault(name, {})[model] = scored["attribution"]["F1"]
    plain = table["none"]
    worst = {f"{m} loses": round(plain[m] - min(row[m] for row in table.values()), 2) for m in MODELS}
    return Measured(worst, [], digest_of(scorer.gold_files(dev).values()), [_table(table)])


def _nothing(text: str) -> Iterator[Replacement]:
    return iter(())


def _table(figures: dict[str, dict[str, float]]) -> str:
    """F1 under each change, and how far it lies from that of the unchanged articles."""
    plain = figures["none"]
    lines = ["  changed             " + "".join(f"{model:>18}" for model in plain)]
    for name, row in figures.items():
        cells = "".join(f"{value:>10.1f} ({value - plain[model]:+5.1f})" for model, value in row.items())
        lines.append(f"    {name:<18}{cells}")
    return "\n".join(lines)
