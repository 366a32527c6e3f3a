"""What the words of a source name: a person or group by its name, or somebody by a description.

The head of the phrase decides. In "Rask, an adviser to the Harbour Board" and "the board's adviser, Ilse Rask" it is Rask; "Rask's
advisers" and "the Rask campaign" are described by her name, and are not her.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sayso.attribution.names import ARTICLES, GROUP, NAME, POSTS, ROLE, is_nameless, is_person, less_opening

__all__ = ["description_in", "name_in", "role_in"]

_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{1,80}[)\]]")
_PART = re.compile(r"\s*(?:[,;:—–]|--|\s-\s)\s*")
_LINK = re.compile(
    r"(?:of|for|at|in|on|from|with|to|by|near|about|against|among|between|before|after|during|over|under|than|within|across|"
    r"outside|around|through|throughout|and|or|but|like|including|as|who|whom|whose|which|that|when|where|while|if|because)$",
    re.IGNORECASE,
)
# What goes on behind a name or a noun without being its head: a verb, an adverb.
_GOING_ON = re.compile(
    r"(?:himself|herself|itself|themselves|also|all|both|too|alone|then|now|once|later|\w+ing|\w{2,}ed|"
    r"\w{3,}ly)$"
)
_FINITE = re.compile(r"(?:is|was|are|were|has|had|have)$")
# A paper is named by whoever issues it, and "the Courier newspaper" is the Courier.
_ISSUED = re.compile(
    r"(?:poll|survey|study|report|article|analysis|statement|release|memo|database|brief|tweet|letter|story|editorial|dispatch|"
    r"column|tally|post|op-ed|blog|newspaper|daily|website|site|agency|paper|channel|magazine|broadcaster|network|station)s?(?:[’']s)?$"
)
_TELLING = re.compile(
    r"(?!spring$|string$|evening$|morning$|building$|meeting$|briefing$|hearing$)\w{3,}ing$|\w{2,}ed$"
)
# A text repeats its sources: what was made of so many is remembered.
_REMEMBERED = 4096
# Of a description longer than this, what follows its second preposition is left out.
_LONG = 7
_RELATIVE = re.compile(r",?\s+(?:who|whom|whose|which|that)\b")
_PURPOSE = re.compile(r"(?:for|of|on|to)\s+(?:the\s+|an?\s+)?(?=[A-Z])")
_RUN_OR_WORD = re.compile(rf"(?P<run>{NAME.pattern})|\S+")
_GROUPED = re.compile(
    rf"(?:{GROUP.pattern}|\b(?:website|site|paper|channel|broadcaster|network|station))$", re.IGNORECASE
)
# Common nouns that a sentence begins with: "Officials at the Harbour Office".
_COMMON = re.compile(
    rf"(?:{ROLE.pattern}|critics|observers|supporters|sources|aides|allies|advisers|lawyers|prosecutors|investigators|lawmakers|"
    r"regulators|voters|residents|readers|scientists|researchers|protesters|activists|advocates|opponents|authors|members|friends)",
    re.IGNORECASE,
)
# "The Transport Secretary, Ada Rask": an office, whose holder comes behind.
_POST = re.compile(rf"^(?:The|the|Its|Their|Our)\b.*\b(?:{POSTS})(?:\s+of\s+(?:the\s+)?[A-Z].*)?$")
_OFFICE_OF = re.compile(rf"(?:[Tt]he\s+)?(?:\w+\s+)?(?:{POSTS})\s+of\s+the\s+(?P<rest>[A-Z]\S*(?:\s+[A-Z]\S*){{2,4}})$")
_OWNER = re.compile(r"(?:[’']s|s[’'])$")


class _Head(NamedTuple):
    """The name at the head of a phrase; not `sure` where it only tells who issued or carries what the phrase is about."""

    name: str
    sure: bool


@lru_cache(_REMEMBERED)
def name_in(written: str) -> str | None:
    """Whom the words of a source name, None where they only describe somebody.

    `name_in("Norda Governor Ilse Brandvik")` is "Ilse Brandvik", `name_in("Brandvik's advisers")` is None.
    """
    parts = [p for p in _PART.split(_BRACKETED.sub("", written)) if p.strip()]
    first = _head_of(parts[0]) if parts else None
    if first is not None and first.sure and not (len(parts) > 1 and _POST.search(parts[0])):
        return first.name
    for part in parts[1:3]:
        # "the board's adviser, Ilse Rask", "the Velmar newspaper, The Orsa Courier": the name comes behind.
        head = _head_of(part)
        if (
            head is not None
            and head.sure
            and (is_person(head.name) or head.name.isupper() or _GROUPED.search(parts[0]))
        ):
            return head.name
    return first.name if first is not None else None


def _head_of(part: str) -> _Head | None:
    """The name at the head of a phrase without commas, None where a noun stands there."""
    office = _OFFICE_OF.match(part)
    if office is not None:
        # "Secretary of the Interior Ada Rask": whoever stands behind the office's own name.
        words = office["rest"].split()
        person = next((" ".join(p) for p in (words[1:], words[-2:]) if len(p) > 1 and is_person(" ".join(p))), None)
        return _Head(person, sure=True) if person is not None else None
    run: str | None = None
    noun = ""
    issuer: str | None = None
    for match in _RUN_OR_WORD.finditer(part + " "):
        words = match.group().strip(" ,")
        if _LINK.match(words.split()[0]) and not (run is None and match.start() == 0 and match["run"]):
            purpose = _PURPOSE.match(part, match.start()) if run is not None and _GROUPED.search(run) else None
            if run is not None and purpose is not None:
                # "the Commission on Fishing Rights": what a group is for belongs to its name.
                behind = NAME.match(part + " ", purpose.end())
                run = part[part.index(run) : behind.end()].strip() if behind is not None else run
            break
        if _FINITE.match(words) and run is None:
            # "the true answer is Rask": a sentence, in which the name that comes may be the speaker's.
            later = [
                m.group().strip(" ,") for m in NAME.finditer(part + " ", match.end()) if not is_nameless(m.group())
            ]
            return _Head(less_opening(later[0]), sure=True) if later else None
        if match["run"] is not None and not is_nameless(words):
            if _OWNER.search(words) and part[match.end() :].strip():
                # "Rask's adviser"
                run, issuer = None, issuer or less_opening(words)
            else:
                run = words
            continue
        if (run or noun) and (_GOING_ON.match(words) or _FINITE.match(words)):
            break
        if not ARTICLES.match(words + " "):
            issuer, run, noun = issuer or (less_opening(run) if run else None), None, words
    if run is not None and not _COMMON.fullmatch(run):
        name = less_opening(run)
        return _Head(name, sure=True) if name else None
    if issuer and _ISSUED.match(noun):
        return _Head(issuer, sure=False)
    return None


@lru_cache(_REMEMBERED)
def role_in(written: str, name: str | None) -> str | None:
    """What a source says its speaker is, as written: "the minister of trade" in "the minister of trade, Ilse Brandvik"."""
    if name is None:
        return None
    before, _, after = written.partition(name)
    for words in (before, _RELATIVE.split(_BRACKETED.sub("", after))[0]):
        bare = " ".join(ARTICLES.sub("", words.strip(" ,()[]–—-")).split())
        if bare and (ROLE.search(bare) or GROUP.search(bare)):
            return bare
    return None


def description_in(bare: str) -> str:
    """A description without what only tells more of it: "2014 study" of "2014 study that appeared in a journal"."""
    words = _PART.split(_RELATIVE.split(_BRACKETED.sub("", bare))[0])[0].split()
    links = [n for n, word in enumerate(words) if n and _LINK.match(word)]
    told = [n for n, word in enumerate(words) if n and _TELLING.match(word) and (n + 1 in links or len(words) > _LONG)]
    if told and (len(links) < 2 or told[0] < links[1]):
        words = words[: told[0]]
    elif len(links) > 1 and len(words) > _LONG:
        words = words[: links[1]]
    while len(words) > 1 and _LINK.match(words[-1]):
        words.pop()
    return re.sub(r"[’']s?$", "", " ".join(words))
