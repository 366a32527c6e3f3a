"""Whom a last name alone means where a text names relatives: "President Rask" is not the First Lady, Ada Rask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.attribution.genders import gender_of
from sayso.attribution.names import ROLE, last_name

__all__ = ["Run", "meant_by_last_names"]

_KIN = r"(?P<kin>wife|husband|spouse|widow|widower|son|daughter|mother|father|brother|sister|cousin|nephew|niece|uncle|aunt)"
_CONSORT = r"(?P<consort>(?:first|second)\s+(?:lady|gentleman))"
_TITLED = re.compile(_CONSORT, re.IGNORECASE)
# "The first lady, ", "the president's wife, ", "her late brother ": whose relative somebody is, told before the name.
_BEFORE = re.compile(rf"(?:{_CONSORT}|(?:\b(?:his|her|their)|[’']s)\s+(?:\w+\s+)?{_KIN}),?\s+$", re.IGNORECASE)
# ", the minister's sister", ", the wife of": and behind it.
_BEHIND = re.compile(
    rf",\s+(?:the\s+{_CONSORT}|(?:(?:his|her|their)|[^,.;:“”\"]{{2,40}}[’']s|the)\s+(?:\w+\s+)?{_KIN})\b", re.IGNORECASE
)
_NEAR = 40


class Run(NamedTuple):
    """A run of capitalised words that names somebody: where, all of it, the name, and the name's words."""

    at: int
    words: str
    name: str
    parts: list[str]

    @property
    def titles(self) -> str:
        """What stands before the name."""
        return self.words[: max(0, self.words.find(self.parts[0]))].strip()


def meant_by_last_names(text: str, runs: Sequence[Run]) -> dict[str, str]:
    """The full name that each last name alone stands for: the first one given, a relative's only where no other bears it.

    Where the text has full names of relatives alone, and has the last name before these, or with a title of office or of the
    other gender, it stands for itself: `{"Kallas": "Kallas"}` for "President Kallas and First Lady Mari Kallas".
    """
    out: dict[str, str] = {}
    relatives: dict[str, str] = {}
    named: dict[str, list[Run]] = {}
    for run in runs:
        if len(run.parts) <= 4:
            named.setdefault(last_name(run.parts), []).append(run)
            if len(run.parts) > 1 and (kin := _relation(text, run)):
                relatives.setdefault(run.name, kin)
    for last, bearers in named.items():
        full = list(dict.fromkeys(run.name for run in bearers if len(run.parts) > 1))
        if not full:
            continue
        others = [name for name in full if name not in relatives]
        alone = [run.titles for run in bearers if len(run.parts) == 1 and run.titles]
        first = len(bearers[0].parts) == 1
        apart = not others and (first or any(_is_another(titles, bearers, relatives) for titles in alone))
        out[last] = last if apart else (others or full)[0]
    return out


def _relation(text: str, run: Run) -> str:
    """As whose relative somebody is named, "" where as nobody's."""
    before = text[max(0, run.at - _NEAR) : run.at]
    told = (
        _TITLED.search(run.titles)
        or _BEFORE.search(before)
        or _BEHIND.match(text, run.at + len(run.words.rstrip(" ,")))
    )
    return next(filter(None, told.groups()), "") if told is not None else ""


def _is_another(titles: str, bearers: Sequence[Run], relatives: dict[str, str]) -> bool:
    """Whether a title before a last name alone is none that its bearers in full have."""
    whole = [run for run in bearers if len(run.parts) > 1]
    if _TITLED.search(titles) or any(titles in run.titles for run in whole):
        return False
    gender = gender_of(titles)
    if gender is not None:
        return all(gender_of(relatives[run.name]) not in (None, gender) for run in whole)
    return ROLE.search(titles) is not None
