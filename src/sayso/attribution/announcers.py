"""Who announces words that begin behind a paragraph's end: "Minister Brandvik told the assembly:"."""

from __future__ import annotations

from sayso.attribution.quoted import read_paragraph
from sayso.model import Span
from sayso.text.marks import Marked
from sayso.text.sentences import sentences

__all__ = ["announcer"]


def announcer(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The source and cue of the sentence that ends `text[start:end]` where it announces what follows, else None and None.

    `announcer("Ada Rask said:", 0, 14)` is `(Span(0, 8), Span(9, 13))`.
    """
    window = text[start:end].rstrip()
    spans = sentences(window, Span(0, len(window)))
    if not spans or not window.endswith((",", ":", "that", "said")):
        return None, None
    sentence = Span(start + spans[-1].start, start + spans[-1].end)
    at = Span(sentence.end, sentence.end)
    mark = Marked(inner=at, outer=at, depth=0, family="verse")
    readings = read_paragraph(text, sentence, [mark], [sentence])
    return (readings[0].source, readings[0].cue) if readings else (None, None)
