"""The loop that both taggers are trained by: rising then falling rates, averaged weights, measured after every epoch."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import torch
from torch import nn

__all__ = ["Chunks", "Plan", "run"]


class Plan(NamedTuple):
    """How long and how fast to learn: steps in all, steps until the rates are reached, what is left of them at the end, and
    how much of the averaged weights stays at each step."""

    epochs: int
    steps: int
    warm_up: int
    least: float
    average: float


class Chunks(Protocol):
    """A batch: the labels of its words, and which of them are words."""

    @property
    def labels(self) -> torch.Tensor: ...

    @property
    def mask(self) -> torch.Tensor: ...


def run(
    net: nn.Module,
    optimizer: torch.optim.Optimizer,
    plan: Plan,
    epoch: Callable[[], Iterator[Chunks]],
    measured: Callable[[nn.Module], dict[str, float]],
    kept: Path,
    stop: int | None = None,
) -> None:
    """Train `net`, and keep the averaged parameters of the best epoch in `kept`, with a log beside it; `stop` ends after so
    many steps."""
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.average)
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    step, best, began = 0, -1.0, time.time()
    with kept.with_suffix(".log").open("a", encoding="utf-8") as log:
        for number in range(1, plan.epochs + 1):
            net.train()
            lost = words = 0.0
            for batch in epoch():
                scale = min(1.0, (step + 1) / plan.warm_up) * max(plan.least, 1 - step / plan.steps)
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * scale
                loss = net.field.loss(net.scores(batch), batch.labels, batch.mask)  # type: ignore[operator,union-attr]
                optimizer.zero_grad()
                (loss / batch.mask.sum()).backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                mean.update_parameters(net)
                step += 1
                lost += loss.item()
                words += int(batch.mask.sum())
                if step % 50 == 0:
                    told = f"{step} of {plan.steps}, loss {lost / words:.4f}, {time.time() - began:.0f} s"
                    print(told, file=log, flush=True)
                if step == stop:
                    break
            figures = measured(mean.module)
            print(json.dumps({"epoch": number, "loss": round(lost / words, 4), **figures}), file=log, flush=True)
            if figures["attribution"] > best:
                best = figures["attribution"]
                torch.save(mean.module.state_dict(), kept)
            if step == stop:
                return
