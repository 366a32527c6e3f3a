"""The learned tagger: from lines of words to tagged acts of reporting, by a network that runs on any processor.

It reads one chunk at a time, so that what it says of a paragraph never depends on what else is being read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.chunks import Part, cut
from sayso.attribution.decoding import Field, decode
from sayso.attribution.fast import Fast
from sayso.attribution.labels import LABELS, Tagged, link, rejoin
from sayso.attribution.lines import Line
from sayso.attribution.wordpieces import CLASSIFY, SEPARATE, WordPieces
from sayso.errors import ModelError

__all__ = ["ModelName", "Tagger", "load"]

ModelName = Literal["accurate", "fast"]


Scores = NDArray[np.float32]
# Chunks that are decoded together; memory grows with it and nothing else does.
_AT_ONCE = 256
# What the fast tagger's scores weigh in the accurate tagger's: it knows words by other traits, and errs elsewhere.
_SHARE = 0.1


class _Session(Protocol):
    def run(self, outputs: None, inputs: dict[str, NDArray[Any]]) -> list[NDArray[np.float32]]: ...


class _Network(Protocol):
    def sizes(self, lines: Sequence[Line]) -> list[list[int]] | None: ...

    def scores(self, lines: Sequence[Line], chunks: list[list[Part]]) -> list[Scores]: ...


class Tagger:
    """A trained network and its field. `Tagger.tag(lines)` are the acts of reporting in the lines of a document."""

    def __init__(self, name: ModelName) -> None:
        """Read the parameters of a model; raises `ModelError` where they are missing, changed, or of another sayso."""
        files_of = _Files()
        stored = np.load(files_of.checked(f"{name}.npz"), allow_pickle=False)
        if tuple(stored["labels"]) != LABELS:
            raise ModelError(f"{name}.npz: was trained for other labels than this version's; install sayso again")
        self._field = Field(stored["step"], stored["start"])
        session = _session(files_of.checked(f"{name}.onnx"))
        vocabulary = "vocabulary.txt" if name == "accurate" else "fast-words.txt"
        words = files_of.checked(vocabulary).read_text(encoding="utf-8").splitlines()
        self._network: _Network
        if name == "accurate":
            beside = load("fast")
            self._field = Field(*(_mixed(own, other) for own, other in zip(self._field, beside._field, strict=True)))
            own = _Accurate(session, WordPieces(words), stored["pieces"], stored["scale"])
            self._network = _Together(own, beside._network)
        else:
            self._network = Fast(session, words, stored)

    def tag(self, lines: Sequence[Line]) -> list[Tagged]:
        """The acts of reporting of a document's lines, in the order of their cues."""
        return link(lines, *self.label(lines))

    def label(self, lines: Sequence[Line]) -> tuple[list[list[int]], list[list[float]]]:
        """The labels of every word, line by line, and how probable each is."""
        labels = [[0] * len(line.words) for line in lines]
        beliefs = [[1.0] * len(line.words) for line in lines]
        chunks = cut(lines, self._network.sizes(lines))
        for first in range(0, len(chunks), _AT_ONCE):
            group = chunks[first : first + _AT_ONCE]
            read = decode(self._network.scores(lines, group), self._field)
            for chunk, (path, belief) in zip(group, read, strict=True):
                at = 0
                for part in chunk:
                    here = slice(part.first, part.first + part.words)
                    labels[part.line][here] = path[at + 1 : at + 1 + part.words]
                    beliefs[part.line][here] = belief[at + 1 : at + 1 + part.words]
                    rejoin(labels[part.line], part.first)
                    at += part.words + 1
        return labels, beliefs


class _Together:
    """The encoder with the fast tagger's network beside it, on the same chunks."""

    def __init__(self, encoder: _Network, beside: _Network) -> None:
        self._encoder, self._beside = encoder, beside

    def sizes(self, lines: Sequence[Line]) -> list[list[int]] | None:
        return self._encoder.sizes(lines)

    def scores(self, lines: Sequence[Line], chunks: list[list[Part]]) -> list[Scores]:
        pairs = zip(self._encoder.scores(lines, chunks), self._beside.scores(lines, chunks), strict=True)
        return [_mixed(own, other) for own, other in pairs]


def _mixed(own: Scores, other: Scores) -> Scores:
    return (1 - _SHARE) * own + _SHARE * other


class _Accurate:
    """The encoder: pieces of words, one chunk at a time."""

    def __init__(self, session: _Session, split: WordPieces, pieces: NDArray[np.int8], scale: Scores) -> None:
        self._session, self._split, self._pieces, self._scale = session, split, pieces, scale

    def sizes(self, lines: Sequence[Line]) -> list[list[int]]:
        return [[len(self._split(word)) for word in line.words] for line in lines]

    def scores(self, lines: Sequence[Line], chunks: list[list[Part]]) -> list[Scores]:
        return [self._read(lines, chunk) for chunk in chunks]

    def _read(self, lines: Sequence[Line], chunk: list[Part]) -> Scores:
        split: list[list[int]] = []
        features: list[tuple[int, int, int, int]] = []
        for part in chunk:
            line, here = lines[part.line], slice(part.first, part.first + part.words)
            split.append([SEPARATE if split else CLASSIFY])
            split.extend(map(self._split, line.words[here]))
            features.append((0, 0, 0, 0))
            features.extend(zip(line.shapes[here], line.places[here], line.classes[here], line.gaps[here], strict=True))
        sizes = np.fromiter(map(len, split), np.int64, len(split))
        numbers = [*chain.from_iterable(split), SEPARATE]
        # The last separator belongs to the last word.
        word_of = np.repeat(np.arange(len(split)), np.append(sizes[:-1], sizes[-1:] + 1))
        vectors = self._pieces[numbers].astype(np.float32) * self._scale[numbers, None]
        inputs = {
            "vectors": vectors[None],
            "word_of": word_of[None],
            "first": (np.cumsum(sizes) - sizes)[None],
            "features": np.array([features], dtype=np.int64),
        }
        scores: Scores = self._session.run(None, inputs)[0][0]
        return scores


@cache
def load(name: ModelName) -> Tagger:
    """The tagger of that name, read once; `load("accurate")`. Raises `ModelError` where its parameters cannot be used."""
    return Tagger(name)


class _Files:
    """The shipped parameters, each compared with its digest before it is used."""

    def __init__(self) -> None:
        self._folder = files("sayso.attribution") / "parameters"
        try:
            rows = (self._folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise ModelError(f"the models' parameters are not installed ({error}); install sayso again") from error
        self._sums = {name: digest for digest, name in (row.split("  ", 1) for row in rows if row)}

    def checked(self, name: str) -> Path:
        """The path of a file whose digest is right."""
        path = Path(str(self._folder / name))
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(f"{name}: cannot be read ({error}); install sayso again") from error
        if digest != self._sums.get(name):
            raise ModelError(f"{name}: is not the file that was shipped; install sayso again")
        return path


def _session(path: Path) -> _Session:
    import onnxruntime  # type: ignore[import-untyped]  # large: only when a model is used

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graphs are written as they are to run (training/graph.py): there is nothing to join or to move.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session: _Session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session
