"""The learned taggers: from lines of words to tagged acts of reporting, by networks that run on any processor.

Each reads one chunk at a time, so that what it says of a paragraph never depends on what else is being read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.chunks import Part, cut
from sayso.attribution.decoding import Field, decode
from sayso.attribution.labels import Tagged, link, rejoin
from sayso.attribution.lines import Line
from sayso.attribution.wordpieces import CLASSIFY, SEPARATE, WordPieces
from sayso.errors import ModelError

__all__ = ["ModelName", "Tagger", "load"]

ModelName = Literal["accurate", "fast"]


class _Session(Protocol):
    def run(self, outputs: None, inputs: dict[str, NDArray[Any]]) -> list[NDArray[np.float32]]: ...


class Tagger:
    """A trained network and its field. `Tagger.tag(lines)` are the acts of reporting in the lines of a document."""

    def __init__(self, name: ModelName) -> None:
        """Read the parameters of a model; raises `ModelError` where they are missing, changed, or of another sayso."""
        folder = files("sayso.attribution") / "parameters"
        sums = _sums(folder)
        stored = np.load(_checked(folder, f"{name}.npz", sums), allow_pickle=False)
        self._field = Field(stored["step"], stored["start"])
        self._pieces = stored["pieces"]
        self._scale = stored["scale"]
        self._split = WordPieces(_checked(folder, "vocabulary.txt", sums).read_text(encoding="utf-8").splitlines())
        self._session = _session(_checked(folder, f"{name}.onnx", sums))

    def tag(self, lines: Sequence[Line]) -> list[Tagged]:
        """The acts of reporting of a document's lines, in the order of their cues."""
        return link(lines, *self.label(lines))

    def label(self, lines: Sequence[Line]) -> tuple[list[list[int]], list[list[float]]]:
        """The labels of every word, line by line, and how probable each is."""
        pieces = [[self._split(word) for word in line.words] for line in lines]
        chunks = cut(lines, [[len(p) for p in line] for line in pieces])
        read = decode([self._scores(lines, pieces, chunk) for chunk in chunks], self._field)
        labels = [[0] * len(line.words) for line in lines]
        beliefs = [[1.0] * len(line.words) for line in lines]
        for chunk, (path, belief) in zip(chunks, read, strict=True):
            at = 0
            for part in chunk:
                here = slice(part.first, part.first + part.words)
                labels[part.line][here] = path[at + 1 : at + 1 + part.words]
                beliefs[part.line][here] = belief[at + 1 : at + 1 + part.words]
                at += part.words + 1
        for chunk in chunks:
            for part in chunk:
                rejoin(labels[part.line], part.first)
        return labels, beliefs

    def _scores(self, lines: Sequence[Line], pieces: list[list[list[int]]], chunk: list[Part]) -> NDArray[np.float32]:
        numbers: list[int] = []
        word_of: list[int] = []
        first: list[int] = []
        features: list[tuple[int, int, int, int]] = []
        for part in chunk:
            first.append(len(numbers))
            word_of.append(len(features))
            numbers.append(SEPARATE if features else CLASSIFY)
            features.append((0, 0, 0, 0))
            line = lines[part.line]
            for at in range(part.first, part.first + part.words):
                own = pieces[part.line][at]
                first.append(len(numbers))
                word_of.extend([len(features)] * len(own))
                numbers.extend(own)
                features.append((line.shapes[at], line.places[at], line.classes[at], line.gaps[at]))
        word_of.append(len(features) - 1)
        numbers.append(SEPARATE)
        vectors = self._pieces[numbers].astype(np.float32) * self._scale[numbers, None]
        scores: NDArray[np.float32] = self._session.run(
            None,
            {
                "vectors": vectors[None],
                "word_of": np.array([word_of], dtype=np.int64),
                "first": np.array([first], dtype=np.int64),
                "features": np.array([features], dtype=np.int64),
            },
        )[0][0]
        return scores


@cache
def load(name: ModelName) -> Tagger:
    """The tagger of that name, read once; `load("accurate")`. Raises `ModelError` where its parameters cannot be used."""
    return Tagger(name)


def _sums(folder: Traversable) -> dict[str, str]:
    try:
        rows = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"the models' parameters are not installed ({error}); install sayso again") from error
    return {name: digest for digest, name in (row.split("  ", 1) for row in rows if row)}


def _checked(folder: Traversable, name: str, sums: dict[str, str]) -> Path:
    path = Path(str(folder / name))
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"{name}: cannot be read ({error}); install sayso again") from error
    if digest != sums.get(name):
        raise ModelError(f"{name}: is not the file that was shipped; install sayso again")
    return path


def _session(path: Path) -> _Session:
    import onnxruntime  # type: ignore[import-untyped]  # large: only when a model is used

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session: _Session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session
