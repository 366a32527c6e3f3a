"""Where the figures on the development part come from: classes of errors, and kinds of attributions.

A gold attribution is *met* where a prediction's content shares half of its words and its source does too, which is what
the shared scorer counts. One that is not met is put into the first class below that fits it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import ModuleType
from typing import NamedTuple

from evaluation.polnear import Article, Place, Predicted, Read, shape_of

__all__ = ["CLASSES", "Compared", "classes", "compare", "errors_table", "kinds", "kinds_table", "sourceless"]

CLASSES = {
    "source missing": "content met, no source predicted",
    "source added": "content met, a source predicted where the gold has none",
    "source differs": "content met, another source",
    "left edge": "the cue was found; content begins elsewhere",
    "right edge": "the cue was found; content ends elsewhere",
    "both edges": "the cue was found; content begins and ends elsewhere",
    "link": "the cue was found; content stands elsewhere",
    "other cue": "content overlaps a prediction with another cue",
    "swallowed": "it stands inside another prediction's content",
    "missed": "nothing was predicted there",
}
_PRONOUNS = frozenset("i we you he she they it who him her them us me his their my our its".split())
Tokens = frozenset[int]


class Compared(NamedTuple):
    """One article, gold against predictions, as sets of token numbers; `pairs` are (prediction, gold)."""

    article: Article
    predicted: list[Predicted]
    pred: list[dict[str, Tokens]]
    gold: list[dict[str, Tokens]]
    gold_roles: list[dict[str, list[Place]]]
    pairs: list[tuple[int, int]]
    met: frozenset[tuple[int, int]]


def compare(scorer: ModuleType, article: Article, predicted: Sequence[Predicted]) -> Compared:
    """Pair predictions with gold as the scorer does."""
    tokens = scorer.tokens(article.text)

    def sets(roles: dict[str, list[Place]]) -> dict[str, Tokens]:
        return {role: scorer.covered(spans, tokens) for role, spans in roles.items()}

    own = [(p, s) for p in predicted if (s := sets(p.roles))["content"]]
    gold = [(g, s) for g in article.gold if (s := sets(g))["content"]]
    pairs = scorer.pair_up([s["content"] for _, s in own], [s["content"] for _, s in gold])
    met = frozenset((i, j) for i, j in pairs if scorer.same_source(own[i][1]["source"], gold[j][1]["source"]))
    return Compared(
        article, [p for p, _ in own], [s for _, s in own], [s for _, s in gold], [g for g, _ in gold], pairs, met
    )


def classes(compared: Compared) -> dict[int, str]:
    """The class of error of every gold attribution that was not met, by its number."""
    matched = {j: i for i, j in compared.pairs}
    good = {j for _, j in compared.met}
    out: dict[int, str] = {}
    for j, gold in enumerate(compared.gold):
        if j in good:
            continue
        if j in matched:
            own = compared.pred[matched[j]]["source"]
            out[j] = "source missing" if not own else "source added" if not gold["source"] else "source differs"
        else:
            out[j] = _unmatched(compared, gold)
    return out


def _unmatched(compared: Compared, gold: dict[str, Tokens]) -> str:
    same_cue = [p for p in compared.pred if p["cue"] & gold["cue"]]
    if same_cue:
        nearest = max(same_cue, key=lambda p: len(p["content"] & gold["content"]))["content"]
        if not nearest & gold["content"]:
            return "link"
        left, right = min(nearest) != min(gold["content"]), max(nearest) != max(gold["content"])
        return "both edges" if left and right else "left edge" if left else "right edge"
    whole = gold["content"] | gold["cue"]
    if any(len(p["content"] & whole) > 0.8 * len(whole) for p in compared.pred):
        return "swallowed"
    if any(2 * len(p["content"] & gold["content"]) > len(gold["content"]) for p in compared.pred):
        return "other cue"
    return "missed"


def errors_table(all_compared: Sequence[Compared]) -> str:
    """How often each class of error occurs, with the shares of quotations in it."""
    count: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    alarms = Counter(_alarm(c, i) for c in all_compared for i in _unmet(c))
    for compared in all_compared:
        for j, name in classes(compared).items():
            count[name] += 1
            marked[name] += shape_of(compared.article.text, compared.gold_roles[j]["content"]) != "indirect"
    total = sum(len(c.gold) for c in all_compared)
    lines = [f"  not met: {sum(count.values())} of {total}       all  with marks"]
    lines += [f"    {name:<15}{count[name]:>13}{marked[name]:>12}   {CLASSES[name]}" for name in CLASSES]
    lines.append(f"  predicted and not met: {sum(alarms.values())} of {sum(len(c.pred) for c in all_compared)}")
    lines += [f"    {name:<22}{number:>6}" for name, number in alarms.most_common()]
    return "\n".join(lines)


def _unmet(compared: Compared) -> list[int]:
    good = {i for i, _ in compared.met}
    return [i for i in range(len(compared.pred)) if i not in good]


def _alarm(compared: Compared, i: int) -> str:
    own = compared.pred[i]
    if any(i == n for n, _ in compared.pairs):
        return "source differs"
    return "content differs" if any(own["content"] & g["content"] for g in compared.gold) else "nothing marked there"


def _kinds_of(text: str, roles: dict[str, list[Place]]) -> set[str]:
    found = {shape_of(text, roles["content"])}
    words = " ".join(text[a:b] for a, b in roles["source"]).lower()
    if not roles["source"]:
        found.add("no source")
    elif words in _PRONOUNS:
        found.add("pronoun source")
    if len(roles["content"]) > 1:
        found.add("content in parts")
    return found


KINDS = ("direct", "mixed", "indirect", "no source", "pronoun source", "content in parts")


def kinds(all_compared: Sequence[Compared]) -> dict[str, tuple[float, float, int, int]]:
    """For each kind: the share of the gold of that kind met, the share of such predictions that meet gold, and both numbers."""
    count: Counter[tuple[str, str]] = Counter()
    for compared in all_compared:
        text = compared.article.text
        good_gold, good_own = {j for _, j in compared.met}, {i for i, _ in compared.met}
        for j, gold in enumerate(compared.gold_roles):
            for kind in _kinds_of(text, gold):
                count[kind, "gold"] += 1
                count[kind, "gold met"] += j in good_gold
        for i, own in enumerate(compared.predicted):
            for kind in _kinds_of(text, own.roles):
                count[kind, "own"] += 1
                count[kind, "own met"] += i in good_own
    return {
        kind: (
            _percent(count[kind, "gold met"], count[kind, "gold"]),
            _percent(count[kind, "own met"], count[kind, "own"]),
            count[kind, "gold"],
            count[kind, "own"],
        )
        for kind in KINDS
    }


def kinds_table(figures: dict[str, tuple[float, float, int, int]]) -> str:
    """The kinds as a table."""
    lines = ["  kind              gold met  predicted right    gold  predicted"]
    lines += [f"    {kind:<16}{a:>8.1f}{b:>17.1f}{c:>8}{d:>11}" for kind, (a, b, c, d) in figures.items()]
    return "\n".join(lines)


def sourceless(scorer: ModuleType, all_compared: Sequence[Compared]) -> dict[str, float]:
    """Statements without a source, gold against predictions: contents that share half of their words, one to one."""
    met = own = wanted = 0
    for compared in all_compared:
        predicted = [p["content"] for p in compared.pred if not p["source"]]
        gold = [g["content"] for g in compared.gold if not g["source"]]
        met += len(scorer.pair_up(predicted, gold))
        own, wanted = own + len(predicted), wanted + len(gold)
    figures: dict[str, float] = scorer.prf(met, own, wanted)
    return figures


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def all_compared(scorer: ModuleType, read: Read) -> list[Compared]:
    """Every article compared."""
    return [compare(scorer, article, predicted) for article, predicted in read]
