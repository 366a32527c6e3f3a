"""The extractor by a learned tagger, with the rules as its second voice."""

from __future__ import annotations

from sayso.attribution.assembly import assemble
from sayso.attribution.calibration import TABLES, Confidence
from sayso.attribution.combine import combine
from sayso.attribution.lines import read_lines
from sayso.attribution.rules import body_paragraphs, draft
from sayso.attribution.tagger import ModelName, load
from sayso.model import Document, Extraction
from sayso.text.marks import pair_marks

__all__ = ["Learned"]


class Learned:
    """An extractor: `Learned("accurate")(document)` has its quotations and attributions."""

    def __init__(self, model: ModelName, confidence: Confidence | None = None) -> None:
        """Load the parameters; raises `ModelError` where they cannot be used. `confidence` is the model's own by default."""
        self._tagger = load(model)
        self._confidence = confidence or TABLES[model].confidence

    def __call__(self, document: Document) -> Extraction:
        """Every marked stretch of `document` with its role, and every act of reporting."""
        text = document.text
        paragraphs = body_paragraphs(document)
        marks = pair_marks(text, paragraphs)
        lines = [line for line in read_lines(text, paragraphs, marks) if line.words]
        # Without headings the rules read the same paragraphs.
        same = body_paragraphs(document, headings=False) == paragraphs
        drafts, stray = draft(document, unmarked=False, marks=marks if same else None)
        return assemble(document, *combine(text, drafts, stray, self._tagger.tag(lines), paragraphs), self._confidence)
