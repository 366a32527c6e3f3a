"""What a reader should know beside the verdict. Nothing here ever changes one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Caution
from sayso.verification.edits import Change
from sayso.verification.words import NEGATIONS, expand, word_set

__all__ = ["context_cautions"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BEFORE = frozenset(["false", "untrue", "wrong", "incorrect", "falsely", "wrongly"]) | NEGATIONS
_AFTER = word_set("""but however unless except if yet although though provided until""")
_END = re.compile(r"[.!?]\s|\n\s*\n")


def context_cautions(text: str, start: int, end: int, changes: Sequence[Change]) -> list[Caution]:
    """What stands just outside `text[start:end]`, or in a gap of it, and could turn the sense.

    A negation among the three words before in the same sentence, a "but" or "if" among the two words after, a negation
    in a marked gap or under brackets: `Caution(kind="context", source_words="not")`.
    """
    out: list[Caution] = []
    before = text[max(0, start - 80) : start]
    ends = [m.end() for m in _END.finditer(before)]
    before = before[ends[-1] :] if ends else before
    words = list(_WORD.finditer(before))[-3:]
    if any(set(expand(m.group())) & _BEFORE for m in words):
        out.append(Caution(kind="context", source_words=before[words[0].start() :].strip()))
    after = text[end : end + 60]
    following = list(_WORD.finditer(after))[:2]
    hit = next((m for m in following if m.group().lower() in _AFTER), None)
    if hit is not None and "\n\n" not in after[: hit.start()]:
        reach = _END.search(text, end + hit.end())
        stop = min(reach.start() if reach else len(text), end + hit.end() + 100)
        out.append(Caution(kind="context", source_words=" ".join(text[end + hit.start() : stop].split())))
    for change in changes:
        if change.kind not in ("ellipsis", "bracket"):
            continue
        mine = {x for w in change.quoted for x in expand(w)} & NEGATIONS
        theirs = {x for w in change.found for x in expand(w)} & NEGATIONS
        if mine != theirs:
            words_ = " ".join((change.edit.found or change.edit.quoted).split())
            out.append(Caution(kind="context", source_words=words_ if len(words_) <= 300 else words_[:297] + "…"))
    return out
