"""What "it", "who" and "which" refer to: the group that a sentence is about, the phrase that stands before a relative clause."""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.attribution.names import GROUP, NAME, ROLE, is_nameless, less_opening
from sayso.attribution.phrases import FRONTING
from sayso.text.dates import MONTH_NAME

__all__ = ["relative_to", "thing_before"]

_FRONT = rf"(?:(?:{'|'.join(FRONTING)}|a|an|one|two|three|four|five|some)\b[^.;:!?“”\"]{{0,100}}?,\s+)?"
_NOUN = re.compile(
    rf"\W*{_FRONT}(?:the|this|that|its|his|her|their|a|an)\s+(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){{0,2}})\b",
    re.IGNORECASE,
)
# "Norda does not limit itself to ...", "Then it ...": a sentence about a thing, and one that goes on about it.
_HEAD = re.compile(
    rf"\W*(?i:{_FRONT})(?:[Tt]he\s+)?(?P<name>[A-Z][\w’'-]*(?:\s+(?:of\s+|for\s+|and\s+|the\s+)*[A-Z][\w’'-]*){{0,5}})(?:,\s[^,.;:]{{2,80}},)?\s+[a-z]"
)
_GOES_ON = re.compile(r"\W*(?:\w+,?\s+){0,2}it\b", re.IGNORECASE)
_ITSELF = re.compile(r"\b(?:it|its|itself)\b")
_SENTENCE = re.compile(r"(?<=[.!?])(?:[”\"’)]|\[\d{1,3}\])*\s+(?=\W*[A-Z])")
_MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_WITHIN = 1500
# "Norda, who said that — who asked for it": a speaker takes up the clause again.
_TAKEN_UP = re.compile(r",?\s+who\b[^.;:!?,]{0,40}[—–]\s*$")
_DETERMINER = re.compile(
    r"\b(?:an?|the|one|two|three|four|five|several|some|many|its|his|her|their|another|both)\s+(?P<rest>[^,.;:!?“”\"()—–]{2,100})$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\s(?:of|at|for|in|from|with|by|on|to)\s")
_PEOPLE = re.compile(
    rf"{ROLE.pattern}|\b(?:people|persons?|m[ae]n|wom[ae]n|readers?|sources?|aides?|friends?|colleagues?|supporters?|voters?|scientists?|researchers?|"
    r"workers?|employees?|staffers?|diplomats?|villagers?|neighbou?rs?|mothers?|fathers?|lawmakers?|activists?|users?|one|two|three|four|five|others)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|said|says|told|did|does)\b")
# "The board's report of 4 March, which": the report's day stands between.
_OF_A_DAY = re.compile(
    rf"\s+(?:of|dated|from|on)\s+(?:\d{{1,2}}\s+{MONTH_NAME}|{MONTH_NAME}\s+\d{{1,2}})(?:,?\s+\d{{4}})?$"
)
_NAMED = re.compile(
    r"(?P<before>\b(?:of|from|in|at|for|by|with|near|on)\s+(?:the\s+)?)?(?P<name>(?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'-]*)$"
)


def thing_before(
    text: str, at: int, is_group: Callable[[str], str | None], is_somebody: Callable[[str], bool]
) -> str | None:
    """What "it" at a place means: the group its sentence names before it, or that the sentences before are about.

    `is_group` gives a group's full name and None for others; `is_somebody` tells persons. A sentence about anything else ends
    the search: nobody is named rather than the wrong one.
    """
    paragraph = text[max(text.rfind("\n", 0, at) + 1, at - _WITHIN) : at]
    plain = _MARKED.sub(_blank, paragraph)
    *before, own = _SENTENCE.split(plain)
    head = _head(own, is_group, is_somebody)
    inside = [name for m in NAME.finditer(own) if (name := is_group(less_opening(m.group().strip(" ,"))))]
    if head is not None or inside:
        return head or inside[-1]
    for sentence in reversed(before):
        found = _head(sentence, is_group, is_somebody)
        if found is not None:
            return found
        if sentence.strip() and not _GOES_ON.match(sentence):
            return None
    return None


def _blank(marked: re.Match[str]) -> str:
    """As many spaces as a stretch in marks has characters, with the stop that ends its sentence."""
    whole = marked.group()[-2:-1] in (".", "!", "?")
    return " " * (len(marked.group()) - whole) + "." * whole


def _head(sentence: str, is_group: Callable[[str], str | None], is_somebody: Callable[[str], bool]) -> str | None:
    """The group that a sentence begins with, or the thing it calls "it"."""
    match = _HEAD.match(sentence)
    if match is not None:
        name = less_opening(match["name"])
        group = is_group(name)
        if group is not None:
            return group
        if (
            _ITSELF.search(sentence)
            and not _GOES_ON.match(sentence)
            and not is_somebody(name)
            and not is_nameless(match["name"])
        ):
            return name
    noun = _NOUN.match(sentence)
    words = noun["noun"].split() if noun is not None else []
    last = next((n for n, word in enumerate(words, 1) if GROUP.search(word)), 0)
    return " ".join(words[:last]) or None


def relative_to(text: str, at: int) -> str | None:
    """The phrase that stands right before "who" or "which" at a place, None where none is plain to see.

    `relative_to("two officials in the delegation, who", 31)` is "two officials in the delegation"; of "a reader from Orsa who" it
    is the reader, and not Orsa.
    """
    window = _TAKEN_UP.sub("", text[max(0, at - 240) : at]).rstrip().removesuffix(",").rstrip()
    window = re.sub(r"(?:,)?\s*\b(?:of|to|from|by|with|in|for)$", "", _OF_A_DAY.sub("", window))
    named = _NAMED.search(window)
    phrase = _DETERMINER.search(window)
    whole = None
    if phrase is not None:
        start = phrase.start()
        while (inner := _DETERMINER.search(window, start + 1)) is not None and not re.search(
            r"\b(?:of|from|in|at|for|by|with|near|on|to)\s+$", window[: inner.start()]
        ):
            start = inner.start()
        words = window[start:]
        head = _PREPOSITION.split(words, maxsplit=1)[0]
        kind = _PEOPLE if text[at : at + 3].lower() == "who" else GROUP
        whole = words if len(words.split()) <= 9 and not _VERB.search(words) and kind.search(head) else None
    owner = (
        _NAMED.search(window[: len(window) - len(whole)].rstrip(" ,"))
        if whole and window[: -len(whole)].endswith(", ")
        else None
    )
    if owner is not None and re.match(r"an?\b", whole or ""):
        return owner["name"]  # "Omnivant, a data company, which": what it is stands between
    if named is not None and (named["before"] is None or whole is None):
        return named["name"]
    return whole
