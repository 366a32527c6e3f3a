"""What a reported statement is about: its names, numbers and other content words, each with the forms it may take.

A statement without marks is looked for by these, not by its wording. Names and numbers must be in a passage for it to
carry the statement; the other words count by how rare they are in the library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from sayso.text.dates import month_of
from sayso.text.folding import fold_word
from sayso.verification.kin import ALIASES, STOP, forms_of, near_forms
from sayso.verification.numerals import is_number, unify
from sayso.verification.words import DATES, HONORIFICS, NEGATIONS, expand, word_set

__all__ = ["DENYING", "Term", "Words", "numbers_in", "numbers_of_day", "read_words", "soft", "terms_of"]

_WORD = re.compile(r"\d+(?:[.,٫٬]\d+)*[^\W\d_]*|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*")
_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?$")
_LOOSE = word_set("one once first second another single zero half")
# Words that deny without being a "not".
DENYING = NEGATIONS | word_set("""fail fails failed failing failure stop stops stopped end ends ended prevent prevents prevented avoid
avoids avoided lack lacks lacked reject rejects rejected oppose opposes opposed against absent unable false untrue
unlikely impossible prohibit prohibits prohibited ban bans banned cancel cancels canceled cancelled""")
_CERTAIN, _POSSIBLE = word_set("will would shall must"), word_set("may might could perhaps possibly")


# "G-7" and "Group of Seven" are the G7.
_GROUP = re.compile(r"\bGroup of (\d+|Seven|Twenty)\b|\bG[-–‑](?=\d)")


_BREAK = re.compile(r"[.!?;:]\s|\n\s*\n")


class Word(NamedTuple):
    """A word of a text as content is compared: folded, and whether it ends in "’s", looks like a name, is denied, may be.

    `denier` is the number of the word that denies it, -1 where none does.
    """

    folded: str
    possessive: bool
    named: bool
    denied: bool
    possible: bool
    certain: bool
    denier: int = -1


Words = Sequence[Word]


class Term(NamedTuple):
    """A content word of a statement: `forms` are the word itself, `near` words a reporter may put for it."""

    word: Word
    forms: frozenset[str]
    near: frozenset[str]
    number: bool


def read_words(text: str) -> list[Word]:
    """The words of a text, each with what stands just before it in its clause."""
    text = _GROUP.sub(lambda m: "G" + (unify([m.group(1)])[0] if m.group(1) else ""), text)
    out: list[Word] = []
    denied = possible = certain = -9
    last = 0
    for n, match in enumerate(_WORD.finditer(text)):
        raw = match.group()
        between = text[last : match.start()]
        if len(between) > 1 and _BREAK.search(between):
            denied = possible = certain = -9
        plain = set(expand(raw))
        if plain & NEGATIONS:
            denied = n
        if plain & _POSSIBLE:
            possible = n
        if plain & _CERTAIN:
            certain = n
        out.append(
            Word(
                fold_word(raw),
                raw.endswith(("'s", "’s")),
                _is_name(text, match),
                n - denied <= 3,
                n - possible <= 2,
                n - certain <= 2,
                denied if n - denied <= 3 else -1,
            )
        )
        last = match.end()
    return out


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word looks like a name: a capital where no sentence begins, or capitals throughout."""
    raw = match.group()
    if not raw[0].isupper() or raw in ("I", "A") or raw[:2] in ("I'", "I’"):
        return False
    if sum(c.isupper() for c in raw) > 1 and raw.replace(".", "").isupper():
        return True
    before = text[max(0, match.start() - 40) : match.start()].rstrip(" \"“”‘’'([*_\t\n")
    return bool(before) and before[-1] not in ".!?:—–…>"


def terms_of(text: str) -> list[Term]:
    """The content words of a statement, each once: `[t.word.folded for t in terms_of("The toll would rise")]` is toll, rise."""
    out: dict[str, Term] = {}
    for word in read_words(text):
        folded = word.folded
        number = is_number(folded)
        pronoun = folded == "us" and not word.named
        if folded in out or pronoun or (folded in STOP and folded != "us") or (len(folded) < 2 and not number):
            continue
        if number:
            if folded not in _LOOSE:
                out[folded] = Term(word, _number_forms(folded), frozenset(), True)
            continue
        possessive = folded.removesuffix("s") if word.possessive else folded
        if possessive in STOP and possessive != "us":
            continue
        if word.named:
            forms = forms_of(possessive) | frozenset((possessive, *ALIASES.get(possessive, ())))
            forms |= {form + "s" for form in forms}  # "Russia's" of "Russian", as it is folded
            out[folded] = Term(word._replace(folded=possessive), forms, frozenset(), False)
        else:
            forms = forms_of(possessive) | frozenset(ALIASES.get(possessive, ()))
            out[folded] = Term(word._replace(folded=possessive), forms, near_forms(possessive) - forms, False)
    return list(out.values())


def _number_forms(folded: str) -> frozenset[str]:
    """How a number's word may be written: digits or letters."""
    out = {folded, *unify([folded])}
    out |= {w for w in _SPELLED if unify([w]) == unify([folded])}
    value = next(iter(unify([folded])))
    if value.isdigit():
        out.add(value + ".0")
    return frozenset(out | {re.sub(r"\D", "", folded)} - {""})


_SPELLED = word_set("""two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion""")


def numbers_in(words: Words) -> set[str]:
    """The values of the numbers in a text; a bare "one" or "first" counts for none, the 7 of "G7" for one."""
    plain = [w.folded for w in words]
    out = set()
    for value in unify(plain):
        if value[:1].isdigit() and value not in ("1", "1th", "2th") and value not in _LOOSE:
            out.add(value.removesuffix("th"))
    for word in plain:
        if not word[:1].isdigit() and word not in _SPELLED:
            out |= set(re.findall(r"\d+", word))
    return out


def numbers_of_day(statement: Words, passage: Words, published: str | None) -> frozenset[str]:
    """The numbers of the day that a document bears, where the statement names it and the passage names none.

    What was "announced on 14 March" need not say itself when it is; what is to happen on another day says which.
    """
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return frozenset()
    if (day.month, str(day.day)) not in _days_in(statement) or _days_in(passage):
        return frozenset()
    return frozenset([str(day.day), str(day.year)])


def _days_in(words: Words) -> set[tuple[int, str]]:
    """The days of months that a text names: (3, "14") for "14 March" and "March 14th"."""
    plain = [w.folded for w in words if w.folded not in ("of", "the")]
    pairs = [pair for one, other in pairwise(plain) for pair in ((one, other), (other, one))]
    return {(month, day[0]) for number, name in pairs if (month := month_of(name)) and (day := _DAY.findall(number))}


def soft(word: Word) -> bool:
    """Whether a name need not stand in the passage: days, months and titles, which the surroundings may tell."""
    return word.folded in DATES or word.folded in HONORIFICS
