"""Whose words a page holds, where its title says so: "Remarks by President Ada Rask at the Harbour"."""

from __future__ import annotations

import re

__all__ = ["speaker_of_title"]

_OPENING = re.compile(
    r"^(?:(?:Joint|Opening|Closing|Keynote|Weekly|Written|Prepared|Full|As[- ]Prepared|Video|Radio|Inaugural|Excerpts? (?:of|from)|"
    r"Transcript of|Press)\s+)*(?:Remarks?|Statements?|Address|Speech|Letter|Message|Press Briefing|Press Gaggle|Gaggle|"
    r"Briefing|Press Call|Interview|Testimony|Op-?Ed|Readout|Proclamation|Toast)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BY = re.compile(r"\b(?:by|from|of|with)\s+(?:the\s+)?(?P<who>[A-Z].*)$", re.DOTALL)
_END = re.compile(
    r"\s+(?:on|at|in|to|before|after|about|for|regarding|during|following|aboard|en route|welcoming|honoring|marking|and "
    r"(?:Prime Minister|President|Chancellor|King|Queen|Premier|the)|announcing|celebrating|calling|as prepared|ahead)\b"
    r"|[:;|–—(\[]|,\s+(?=[A-Z][a-z]+ \d)|,\s*\d",
    re.IGNORECASE,
)


def speaker_of_title(title: str) -> str | None:
    """The one person or office whose words the page holds, as the title writes it, or None.

    `speaker_of_title("Statement by Minister Ilse Brandvik on Night Traffic") == "Minister Ilse Brandvik"`.
    """
    opening = _OPENING.match(" ".join(title.split()))
    by = _BY.search(opening["rest"]) if opening else None
    if by is None:
        return None
    who = _END.split(by["who"], maxsplit=1)[0].strip(" ,.")
    return who if who and len(who.split()) <= 14 else None
