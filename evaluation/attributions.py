"""`sayso extract --only attributions` on the development part of PolNeAR, with every model that sayso brings.

Beside the shared scorer's table it says where the errors are, how each kind of attribution fares, how statements without a
source fare, and whether confidence means what it says. Figures of the default model stand under their own names, those of
the others behind the model's.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from evaluation.breakdown import all_compared, errors_table, kinds, kinds_table, sourceless
from evaluation.measures import Measured, digest_of, scorer_of, unpacked
from evaluation.polnear import Read, predict, read_dev
from evaluation.reliability import outcomes, reliability, reliability_table
from sayso.attribution import MODELS

__all__ = ["attributions", "dev_of", "figures_of", "sample", "tables_of"]

_HEADLINES = ("attribution", "quotes", "content", "content exact", "source tokens", "cue tokens", "content tokens")


def dev_of(shared: Path, work: Path) -> Path:
    """The development part, unpacked below `work`."""
    return unpacked(shared / "data" / "polnear-train-dev.tar.gz", work) / "polnear" / "dev"


def attributions(shared: Path, work: Path, library: Path | None) -> Measured:
    """The scorer's figures, statements without a source, and the expected calibration error, all in per cent."""
    scorer, dev = scorer_of(shared, "score_attributions"), dev_of(shared, work)
    articles = read_dev(dev, scorer)
    figures: dict[str, float] = {}
    tables = []
    for model in MODELS:
        read = predict(articles, model, work / f"attributions-{model}.jsonl")
        own = figures_of(scorer, read)
        figures.update({name if model == MODELS[0] else f"{model} {name}": value for name, value in own.items()})
        tables.append(f"{model}\n{tables_of(scorer, read)}")
    return Measured(figures, [], digest_of(scorer.gold_files(dev).values()), tables)


def sample(shared: Path, work: Path, library: Path | None) -> Measured:
    """The headlines on every sixth article of the development part: quick enough for every change, and under floors."""
    scorer, dev = scorer_of(shared, "score_attributions"), dev_of(shared, work)
    articles = read_dev(dev, scorer)[::6]
    figures: dict[str, float] = {}
    for model in MODELS:
        scored = _scored(scorer, predict(articles, model, work / f"sample-{model}.jsonl"))
        figures.update({f"{model} {name}": scored[name]["F1"] for name in ("attribution", "quotes")})
    return Measured(figures, [], digest_of(scorer.gold_files(dev).values()))


def figures_of(scorer: ModuleType, read: Read) -> dict[str, float]:
    """F1 by the scorer's names, then statements without a source and the expected calibration error."""
    result = _scored(scorer, read)
    compared = all_compared(scorer, read)
    return {
        **{name: result[name]["F1"] for name in _HEADLINES},
        "no source": sourceless(scorer, compared)["F1"],
        "calibration error": reliability(outcomes(compared)),
    }


def tables_of(scorer: ModuleType, read: Read) -> str:
    """Everything there is to say of one model."""
    result = _scored(scorer, read)
    compared = all_compared(scorer, read)
    result["no source"] = sourceless(scorer, compared)
    parts = ["\n".join(f"  {line}" for line in scorer.table(result).splitlines())]
    parts += [errors_table(compared), kinds_table(kinds(compared)), reliability_table(outcomes(compared))]
    return "\n".join(parts)


def _scored(scorer: ModuleType, read: Read) -> dict[str, dict[str, float]]:
    result: dict[str, dict[str, float]] = scorer.score(
        (article.text, [p.roles for p in predicted], article.gold) for article, predicted in read
    )
    return result
