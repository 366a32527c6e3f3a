"""Sentences, without being fooled by "Gen.", "U.S.", initials, decimals or closing marks; linear in the text.

Wrapped lines are one sentence; a blank line, or the hard break of Markdown (two spaces at a line's end), ends one. The splitter is deliberately plain: where a stop is
doubtful it keeps the sentence whole, since a statement cut in two is worse than two statements seen together.
"""

from __future__ import annotations

import re

from sayso.model import Span

__all__ = ["sentences"]

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cpl",
        "cmdr",
        "adm",
        "sen",
        "rep",
        "gov",
        "pres",
        "rev",
        "hon",
        "st",
        "jr",
        "sr",
        "hrh",
        "messrs",
        "mme",
        "mlle",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "div",
        "est",
        "univ",
        "assn",
        "bros",
        "no",
        "nos",
        "vol",
        "pp",
        "p",
        "para",
        "art",
        "sec",
        "fig",
        "ed",
        "eds",
        "cf",
        "vs",
        "viz",
        "al",
        "etc",
        "approx",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "a.m",
        "p.m",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "u.n",
        "d.c",
        "ph.d",
        "lt.-gen",
        "maj.-gen",
        "brig",
        "supt",
        "insp",
        "det",
        "atty",
        "asst",
        "assoc",
        "dir",
        "mt",
        "ft",
        "ave",
        "blvd",
        "rd",
        "op",
        "cit",
        "ibid",
        "ca",
        "mgr",
        "ex",
        "esq",
        "min",
        "hr",
        "sq",
        "sura",
        "al-s",
        "v",
        "vv",
        "ch",
        "chs",
        "cor",
        "thess",
        "rom",
        "eph",
        "matt",
        "jn",
        "lk",
        "mk",
        "pet",
        "ps",
        "deut",
        "exod",
        "lev",
        "isa",
        "jer",
        "ezek",
        "prov",
    ]
)
# These may end a sentence or not; they end one when the next word is a common sentence opener.
_EITHER = frozenset(["u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "al"])
_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "you",
        "i",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "in",
        "on",
        "at",
        "if",
        "when",
        "while",
        "as",
        "for",
        "so",
        "there",
        "here",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "what",
        "who",
        "why",
        "how",
        "no",
        "not",
        "yes",
        "to",
        "from",
        "by",
        "with",
        "after",
        "before",
        "since",
        "although",
        "however",
    ]
)
# What it begins with is told first, so that all other characters are passed over at once.
_STOP = re.compile(
    r"[.!?…؟۔。！？\n](?:(?<=\n)(?:(?<=[ \t]{2}\n)|[ \t>]*\n[\s>]*)"
    r"|(?:(?<=[.!?…؟۔])[.!?…؟۔]*|(?<=[。！？])[。！？]*)[\"”’'»›)\]*_]*(?:\[\^?\d{1,3}\])*(?=\s|$))"
)
_WORD_BEFORE = re.compile(r"[\w.\-]*$")
_NEXT = re.compile(r"[\s\"“‘'«‹(\[*_>]*([^\s\"“‘'«‹(\[*_>]*)")


def sentences(text: str, within: Span) -> list[Span]:
    """The sentences of `text[within]`, trimmed of outer space, in order and without gaps but space.

    `sentences("Gen. Rask left. He returned.", Span(0, 28))` has two.
    """
    out: list[Span] = []
    begin = within.start
    for match in _STOP.finditer(text, within.start, within.end):
        if match.group()[0] != "\n" and not _ends(text, match, begin, within.end):
            continue
        _append(out, text, begin, match.end())
        begin = match.end()
    _append(out, text, begin, within.end)
    return out


def _append(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Span(start, end))


def _ends(text: str, match: re.Match[str], begin: int, stop: int) -> bool:
    """Whether the stop ends a sentence."""
    mark = match.group()
    following = _NEXT.match(text, match.end(), stop)
    word = following.group(1) if following else ""
    if not word:
        return True
    first = word[0]
    if mark[0] in "!?؟。！？" or mark.startswith("..") or mark[0] == "…":
        # "Really?" he asked, and "well... no": the sentence goes on in lower case.
        return not first.islower()
    if first.islower():
        return False
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 24), match.start())
    last = before.group().lower() if before else ""
    if len(mark) > 1 and mark[1] in "\"”’'»›":
        return True
    if last in _EITHER:
        return word.lower().strip(",") in _OPENERS
    if last in _ABBREVIATIONS or (
        len(last) == 1 and last.isalpha() and before is not None and before.group().isupper()
    ):
        return False
    return not (last.replace(".", "").isalpha() and "." in last and len(last) <= 6)
