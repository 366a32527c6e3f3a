"""The networks: an encoder with a recurrent head, and the conditional random field that it ends in."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from sayso.attribution.labels import LABELS, may_follow
from sayso.attribution.lines import CLASSES, PLACES, SHAPES
from training.examples import Batch

__all__ = ["NARROW", "Accurate", "Field"]

_NEVER = -1e4
NARROW = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
"""Whether the encoder is trained in sixteen bits, as the shipped one was: without wide registers its products take 35 times as long."""


class Field(nn.Module):
    """A linear-chain conditional random field (Lafferty et al., ICML 2001) over the labels; an inside follows only its begin."""

    def __init__(self) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.start = nn.Parameter(torch.zeros(len(LABELS)))
        barred = [[0.0 if may_follow(a, b) else _NEVER for b in LABELS] for a in LABELS]
        self.register_buffer("barred", torch.tensor(barred))

    def steps(self) -> torch.Tensor:
        return self.step + self.barred

    def loss(self, scores: torch.Tensor, labels: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Negative log likelihood of the labels, summed over the batch."""
        steps = self.steps()
        held = mask.float()
        own = self.start[labels[:, 0]] + (scores.gather(2, labels[:, :, None])[:, :, 0] * held).sum(1)
        own = own + (steps[labels[:, :-1], labels[:, 1:]] * held[:, 1:]).sum(1)
        ahead = self.start + scores[:, 0]
        weights = steps.exp()
        for t in range(1, scores.shape[1]):
            top = ahead.max(1, keepdim=True)[0]
            following = ((ahead - top).exp() @ weights + 1e-30).log() + top + scores[:, t]
            ahead = torch.where(mask[:, t, None], following, ahead)
        return (torch.logsumexp(ahead, 1) - own).sum()


class Head(nn.Module):
    """Features beside the words' vectors, a bidirectional LSTM, and a score for every label."""

    def __init__(self, width: int, hidden: int = 128, layers: int = 1, drop: float = 0.25) -> None:
        super().__init__()
        self.shape = nn.Embedding(SHAPES, 16)
        self.place = nn.Embedding(PLACES, 8)
        self.kind = nn.Embedding(CLASSES, 8)
        self.gap = nn.Embedding(3, 4)
        self.drop = nn.Dropout(drop)
        self.lstm = nn.LSTM(
            width + 36, hidden, layers, batch_first=True, bidirectional=True, dropout=drop if layers > 1 else 0.0
        )
        self.out = nn.Linear(2 * hidden, len(LABELS))

    def forward(self, vectors: torch.Tensor, features: torch.Tensor, lengths: torch.Tensor | None) -> torch.Tensor:
        shape, place, kind, gap = features.unbind(2)
        joined = self.drop(
            torch.cat([vectors, self.shape(shape), self.place(place), self.kind(kind), self.gap(gap)], 2)
        )
        if lengths is None:
            hidden, _ = self.lstm(joined)
        else:
            # Packed, so that padding changes nothing: a chunk reads the same alone and in any batch.
            packed = pack_padded_sequence(joined, lengths, batch_first=True, enforce_sorted=False)
            hidden, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=joined.shape[1])
        scores: torch.Tensor = self.out(self.drop(hidden))
        return scores


class Accurate(nn.Module):
    """MiniLM (Wang et al., NeurIPS 2020) under a recurrent head; shapes and places of words are added to its input."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size  # type: ignore[union-attr]
        self.shape = nn.Embedding(SHAPES, width)
        self.place = nn.Embedding(PLACES, width)
        for table in (self.shape, self.place):
            nn.init.zeros_(table.weight)
        self.head = Head(width)
        self.field = Field()
        self.narrow = False

    def forward(
        self,
        pieces: torch.Tensor,
        word_of: torch.Tensor,
        first: torch.Tensor,
        features: torch.Tensor,
        piece_mask: torch.Tensor | None = None,
        mask: torch.Tensor | None = None,
    ) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.narrow):
            extra = self.shape(features[:, :, 0]) + self.place(features[:, :, 1])
            known = self.encoder.embeddings.word_embeddings(pieces)  # type: ignore[union-attr]
            vectors = known + extra.gather(1, word_of[:, :, None].expand(-1, -1, extra.shape[2]))
            hidden = self.encoder(inputs_embeds=vectors, attention_mask=piece_mask).last_hidden_state
            words = hidden.gather(1, first[:, :, None].expand(-1, -1, hidden.shape[2]))
        out: torch.Tensor = self.head(words.float(), features, None if mask is None else mask.sum(1))
        return out

    def scores(self, batch: Batch) -> torch.Tensor:
        """Scores of every label of every word of a batch."""
        out: torch.Tensor = self(
            batch.pieces, batch.word_of, batch.first, batch.features, batch.piece_mask.long(), batch.mask
        )
        return out
