"""A network made ready for eight bits: SmoothQuant (Xiao et al., ICML 2023).

A few channels of a layer's input are ten times as large as the others, and one scale for all leaves the others few steps.
They are divided by what the layer's weights are multiplied with, which changes nothing in floating point.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

from training.examples import Batch
from training.networks import Accurate

__all__ = ["smooth"]

# How much of a channel's size goes from the input to the weights, chosen by how far scores move (docs/models.md).
_ATTENTION, _INTERMEDIATE, _OUTPUT = 0.6, 0.7, 1.0
_LEAST = 1e-4


class _Smoothed(nn.Module):
    """A linear layer whose input is divided, channel by channel, by what its weights were multiplied with."""

    def __init__(self, linear: nn.Linear, inverse: nn.Parameter) -> None:
        super().__init__()
        self.linear = linear
        self.inverse = inverse
        with torch.no_grad():
            linear.weight.div_(inverse)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.linear(hidden * self.inverse)
        return out


def smooth(net: Accurate, batches: Iterable[Batch]) -> None:
    """Smooth the encoder's layers in place, by the sizes that their inputs have in `batches`."""
    groups = [group for layer in net.encoder.encoder.layer for group in _groups(layer)]  # type: ignore[union-attr]
    largest = _largest(net, [getattr(block, names[0]) for block, names, _ in groups], batches)
    for (block, names, share), inputs in zip(groups, largest, strict=True):
        linears = [getattr(block, name) for name in names]
        weights = torch.stack([linear.weight.detach().abs().amax(0) for linear in linears]).amax(0)
        scale = inputs.clamp(min=_LEAST) ** share / weights.clamp(min=_LEAST) ** (1 - share)
        # Layers with the same input share the division, and it is exported once.
        inverse = nn.Parameter(scale.log().mean().exp() / scale)
        for name, linear in zip(names, linears, strict=True):
            setattr(block, name, _Smoothed(linear, inverse))


def _groups(layer: nn.Module) -> list[tuple[nn.Module, tuple[str, ...], float]]:
    """Linear layers that read the same input, with the block that holds them and the share that goes to the weights."""
    attention, intermediate, output = layer.attention.self, layer.intermediate, layer.output  # type: ignore[union-attr]
    return [
        (attention, ("query", "key", "value"), _ATTENTION),  # type: ignore[list-item]
        (intermediate, ("dense",), _INTERMEDIATE),  # type: ignore[list-item]
        (output, ("dense",), _OUTPUT),  # type: ignore[list-item]
    ]


@torch.no_grad()
def _largest(net: Accurate, linears: list[nn.Linear], batches: Iterable[Batch]) -> list[torch.Tensor]:
    """The largest size of every channel of the layers' inputs."""
    largest = [torch.zeros(linear.in_features) for linear in linears]

    def note(number: int, hidden: torch.Tensor) -> None:
        largest[number] = torch.maximum(largest[number], hidden.flatten(0, -2).abs().amax(0))

    hooks = [
        linear.register_forward_pre_hook(lambda _, inputs, n=number: note(n, inputs[0]))
        for number, linear in enumerate(linears)
    ]
    for batch in batches:
        net.scores(batch)
    for hook in hooks:
        hook.remove()
    return largest
