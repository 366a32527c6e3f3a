"""Whom a last name alone means where several bear it: "President Rask" is not the First Lady, Ada Rask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.attribution.genders import gender_of, given_gender
from sayso.attribution.names import ROLE, last_name

__all__ = ["RELATIVES", "Run", "meant_by_last_names"]

RELATIVES = "wife|husband|spouse|widow|widower|son|daughter|mother|father|brother|sister|cousin|nephew|niece|uncle|aunt"
_KIN = rf"(?P<kin>{RELATIVES})"
_CONSORT = r"(?P<consort>(?:first|second)\s+(?:lady|gentleman))"
_TITLED = re.compile(_CONSORT, re.IGNORECASE)
# "The first lady, ", "the president's wife, ", "her late brother ": whose relative somebody is, told before the name.
_BEFORE = re.compile(rf"(?:{_CONSORT}|(?:\b(?:his|her|their)|[’']s)\s+(?:\w+\s+)?{_KIN}),?\s+$", re.IGNORECASE)
# ", the minister's sister", ", the wife of": and behind it.
_BEHIND = re.compile(
    rf",\s+(?:the\s+{_CONSORT}|(?:(?:his|her|their)|[^,.;:“”\"]{{2,40}}[’']s|the)\s+(?:\w+\s+)?{_KIN})\b", re.IGNORECASE
)
_NEAR = 40
# "Rask left. He ...": of whom the next sentence goes on.
_GOES_ON = re.compile(r"[^.!?\n]{0,200}[.!?][”\"’)]*\s+(?P<who>He|She)\b")
_GENDERS = {"He": "man", "She": "woman"}


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
    """The full name that each last name alone stands for: the first one given that can be meant, if any.

    A relative's is meant only where no other bears the name, and a woman's not where the sentences behind the last name go on
    with "he". Where the text has others than these by the last name alone, that stands for itself, and for them only with a
    title of theirs: `{"Kallas": "Kallas", "Dr. Kallas": "Mari Kallas"}` for "President Kallas, First Lady Mari Kallas ... Dr. Kallas".
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
        if full:
            alone = [run for run in bearers if len(run.parts) == 1]
            wanted = _gender_behind(text, alone)
            fitting = [name for name in full if wanted is None or given_gender(name) in (None, wanted)]
            others = [name for name in fitting if name not in relatives]
            first = len(bearers[0].parts) == 1
            apart = not fitting or (
                not others and (first or any(_is_another(r.titles, bearers, relatives) for r in alone))
            )
            out[last] = last if apart else (others or fitting)[0]
            if apart:
                theirs = [r.titles for r in alone if r.titles and not _is_another(r.titles, bearers, relatives)]
                out.update({f"{titles.split()[-1]} {last}": full[0] for titles in theirs})
    return out


def _gender_behind(text: str, alone: Sequence[Run]) -> str | None:
    """Whether the sentences that follow a last name go on with "he" or with "she", None where with either or neither."""
    found = {_GENDERS[told["who"]] for run in alone if (told := _GOES_ON.match(text, run.at)) is not None}
    return found.pop() if len(found) == 1 else None


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
    if not titles or _TITLED.search(titles) or any(titles in run.titles for run in whole):
        return False
    gender = gender_of(titles)
    if gender is not None:
        theirs = (gender_of(relatives.get(run.name, "")) or given_gender(run.name) for run in whole)
        return all(own not in (None, gender) for own in theirs)
    return ROLE.search(titles) is not None
