"""Places of words in a text."""

from __future__ import annotations

from sayso.model import Span

__all__ = ["place"]


def place(text: str, words: str) -> Span:
    """Where some words first stand."""
    at = text.index(words)
    return Span(at, at + len(words))
