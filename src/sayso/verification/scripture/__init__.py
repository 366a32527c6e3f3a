"""Verses against the scripture that the user supplies: found by index, compared letter by letter, judged apart."""

from sayso.verification.scripture.verify import Borne, bear_out

__all__ = ["Borne", "bear_out"]
