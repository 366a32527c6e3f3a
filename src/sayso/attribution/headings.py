"""Names that stand with a colon before a quotation: "The Kelvar Courier: “", and what looks like one and names nobody."""

from __future__ import annotations

import re

from sayso.attribution.cues import VERB_GROUP
from sayso.model import Span

__all__ = ["label_before"]

_LABEL = re.compile(
    r"(?:^|\n|(?<=[.?!]\s))[\s>*_#•-]*(?P<name>[A-Z][^\n:“”\"«»]{1,90}?(?:\n[ \t>]*[^\n:“”\"«»]{1,60}?)?)[*_\s]*:[*_\s]*$"
)
_LINKED = re.compile(
    r"[\s>*_#•-]*\[[*_]*(?P<name>[A-Z][^\[\]“”\"]{1,140}?)[*_]*\]\([^()\s]*\)[*_\s]*:[*_\s]*(?:\*[^*\n“”\"]{3,120}\*\s+)?$"
)
# "In another narration: “": where the words stand, and nobody's name.
_WHERE = re.compile(r"(?:In|On|At|By|As|For|From|To|With|Under|Elsewhere|Again|Also|Then|And|But)\s[^A-Z]+")
_HEADED = re.compile(
    r"[\s>*_#•-]*(?P<name>(?:[A-Z][\w’'.-]*)(?:\s+(?:of\s+)?[A-Z][\w’'.-]*){1,6}(?:,\s+[^:,“”\"\n]{2,40})?)[*_]*:\s"
)
_SENTENCE = re.compile(
    r"^(?:[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Ww]e|I|[Yy]ou|[Tt]here|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Tt]h(?:is|at|ese|ose))\b|\b(?:is|are|was|were|has|have|had|be)\b"
)
# "CLAIM: “...”": what a page calls the words, and nobody's name.
_NOBODYS = re.compile(
    r"(?:the\s+|our\s+)?(?:claims?|verdict|rating|ruling|facts?|myth|notes?|headline|quote|caption|summary|conclusion|fact[- ]?check|title|example|post|tweet)",
    re.IGNORECASE,
)

# How far from its head a paragraph's label may reach, in characters, and how many words a name has at most.
_REACH, _LONGEST = 100, 16


def label_before(window: str, *, headed: bool) -> Span | None:
    """The name that a label at the end of some text gives, a link as the name included; `headed` text begins a paragraph.

    `label_before("The Kelvar Courier: ", headed=False)` is `Span(0, 18)`.
    """
    label = _LINKED.search(window) or _LABEL.search(window)
    if label is None and headed:
        # "Speaker Oduya: Some members “only want to wait."
        label = _HEADED.match(window[:_REACH])
    if label is None or _names_nobody(label["name"]):
        return None
    return Span(*label.span("name"))


def _names_nobody(name: str) -> bool:
    return bool(
        _SENTENCE.search(name)
        or _NOBODYS.fullmatch(name.strip(" *_"))
        or _WHERE.fullmatch(name)
        or len(name.split()) > _LONGEST
        or VERB_GROUP.search(name)
    )
