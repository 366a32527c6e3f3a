"""What stands in a transcript or a Markdown file without being a word of the speech: to be listed, never a difference.

Stage directions ("(applause)"), what the reporter could not hear, footnote marks, links and tags of the layout, labels
of turns; and repairs of speech ("fer- — on", "this — this"), which both a transcript and a quotation may keep or clean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.verification.words import expand, word_set

__all__ = ["CROWD", "LABEL", "LINK", "Noise", "is_filler", "is_repair", "noise_spans", "speech_tags"]

LABEL = "speaker's label left out"
CROWD = "what the audience calls left out"
LINK = "Markdown"
FOOTNOTE = "footnote mark left out"
# Words that stand in a parenthesis for nothing but what happens in the room, or cannot be heard.
_HEARD = (
    r"applause|laughter|inaudible|unintelligible|indiscernible|crosstalk|cross-talk|ph|phonetic|off-mike|off mic|"
    r"no audible response|technical difficulties|standing ovation|sic"
)
# What people do, at the head of one or at its end: "(laughs at the question)", "(an aide coughs)".
_DOES = r"laughs|laughing|chuckles?|chuckling|sighs|sighing|coughs|coughing|gestures?|gesturing"
# Words of which some parentheses consist ("(The audience boos.)") and others are words of the speech ("(the music industry)").
_MAY = r"laughs?|cheers?|cheering|boos?|booing|audience|pauses?|music|recording|audio|video|clip|break|continued|sighs?|coughs?"
_BESIDE = (
    r"a|an|the|and|of|off|from|in|is|was|are|being|crowd|room|members?|begins?|ends?|starts?|stops?|resumes?|plays?|played|"
    r"playing|shown|film|tape|brief|briefly|short|long|loud|loudly|moment|prolonged|more|some|mild|light"
)
_STAGE = re.compile(
    rf"\\?[(\[]\s{{0,3}}(?:(?:[\w'’ -]{{0,40}}\b)?(?:{_HEARD})\b[^()\[\]]{{0,40}}|(?:{_DOES})\b[^()\[\]]{{0,40}}|"
    rf"[\w'’ -]{{0,40}}\b(?:{_DOES})\.?|"
    # A sentence of its own is a direction; so are words of the kind with nothing else beside them.
    rf"(?=(?-i:[A-Z]))(?:[\w'’ -]{{0,40}}\b)?(?:{_MAY}|{_DOES})\b[^()\[\]]{{0,60}}[.!][”\"]?|"
    rf"(?=[^()\[\]]{{0,60}}\b(?:{_MAY})\b)(?:(?:{_MAY}|{_BESIDE})\b[\s,.;:!–—-]{{0,3}}){{1,8}})\\?[)\]]",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\([^()\s]{1,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s{1,3}\"[^\"\n]{0,300}\")?\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_STRUCK = re.compile(r"<(s|del|strike)>.{0,200}?</\1>|~~[^~\n]{1,200}~~", re.DOTALL)
_BRACKETED = re.compile(r"\\?\[\^?\d{1,3}\\?\]")
# "3:30" and "No.12" are no words with a footnote. Its first digit is looked for, then what stands before it.
_FOOTNOTE = re.compile(
    r"\d(?<=[.,;:!?”\"’]\d)(?<!\d[.,:]\d)(?<!\b[Nn]o\.\d)(?<!\b[Nn]r\.\d)(?<!\bRs\.\d)(?<!\bSec\.\d)(?<!\bArt\.\d)"
    r"\d{0,2}(?=\s|$)(?!\s*(?:percent|%))"
)
_LABEL = re.compile(
    r"(?m)^[ \t>*_]*(?:(?:MR|MS|MRS|DR|THE|VICE|SECRETARY|PRESIDENT|PRIME|AUDIENCE|SENATOR|GENERAL|ADMIRAL|DIRECTOR|"
    r"GOVERNOR|PARTICIPANT|MODERATOR)\b[A-Z .'’\-]{0,60}|[A-Z][A-Z.'’\-]{2,}(?: [A-Z.'’\-]{2,}){0,4}|Q|QUESTION)"
    r"(?:\*\*|__)?:"
)
# A short paragraph of what many or nobody in particular calls in between: "AUDIENCE: Four more years!"
_CROWD = re.compile(r"(?m)^[ \t>*_]*AUDIENCE(?: MEMBERS?)?(?:\*\*|__)?:(?:[^\n]|\n(?!\s*\n)){1,160}?(?=\n[ \t]*\n|\Z)")
# What a page that quotes says between two parts of one quotation: “We sold bread,” said Holm, who bakes it. “We still do.”
_SAYS = (
    r"said|says|saying|told|tells|added|adds|asked|asks|wrote|writes|replied|answered|explained|continued|insisted|warned|"
    r"noted|recalled|argued|stressed|concluded|admitted|declared|went on"
)
# Not where the next part has a tag of its own: somebody else may say that.
_TAG_OF_SPEECH = re.compile(
    rf"(?<=[,.!?…—])[”»\"](?=[^“”«»\"\n]{{0,120}}\b(?:{_SAYS})\b)[^“”«»\"\n]{{3,240}}(?:\n(?!\s*\n)[^“”«»\"\n]{{0,240}}){{0,3}}"
    rf"[“«\"](?=\S)(?![^“”«»\"\n]{{0,400}}[”»\"]\s+(?:[\w.’'-]+\s+){{0,4}}(?:{_SAYS})\b)"
)
_FILLERS = word_set("""uh um er ah hmm mm uhm erm""")
# A hyphen that joins two words ("non-violent") is no dash; one with a space behind it breaks a word off ("fer- — on").
_DASH = re.compile(r"[—–]|--|-\s|…|\.\.\.")


_KINDS = (
    (_STAGE, "stage direction left out", "(["),
    (_STRUCK, "struck out", "<~"),
    (_LINK, LINK, "]"),
    (_TAG, LINK, "<"),
    (_LABEL, LABEL, ":"),
    (_CROWD, CROWD, ":"),
    (_BRACKETED, FOOTNOTE, "["),
)


class Noise(NamedTuple):
    """A stretch that is no word of the speech, and the name under which it is listed."""

    start: int
    end: int
    name: str


def noise_spans(text: str) -> list[Noise]:
    """The noise in a stretch of text, in order: `noise_spans("Yes. (Applause.) No.")` has one, the applause."""
    found: list[Noise] = []
    for pattern, name, needs in _KINDS:
        # Most text holds none of what a pattern begins or ends with, and is told so faster.
        if any(mark in text for mark in needs):
            found += [Noise(m.start(), m.end(), name) for m in pattern.finditer(text)]
    found += [Noise(m.start(), m.end(), FOOTNOTE) for m in _FOOTNOTE.finditer(text)]
    return sorted(found)


def speech_tags(text: str) -> list[Noise]:
    """The speech tags between the parts of a quotation, in one paragraph of a source that quotes."""
    if not any(mark in text for mark in '”»"'):
        return []
    return [Noise(m.start(), m.end(), "speech tag left out") for m in _TAG_OF_SPEECH.finditer(text)]


def is_filler(word: str) -> bool:
    """Whether a word is a mere sound of hesitation ("uh")."""
    return word.lower() in _FILLERS


def is_repair(words: Sequence[str], between: Sequence[str], first: int, last: int) -> bool:
    """Whether the words `first` to `last - 1` are a false start that the speaker took back at once.

    `between[i]` is what stands between word `i` and the next. A false start is short, ends in a dash or ellipsis, and is
    taken up again ("this — this", "want it shut to — they want it shut down") or breaks off ("fer- — on").
    """
    length = last - first
    if not 1 <= length <= 7:
        return False
    for shift in range(min(length, first) + 1):
        if shift and words[first - shift].lower() != words[last - shift].lower():
            return False
        end = last - shift
        if end > len(between) or not _DASH.search(between[end - 1]):
            continue
        broken = between[end - 1].startswith("-") and not between[end - 1].startswith("--")
        if shift or broken:
            return True
        if end < len(words) and _taken_up(words[first], words[end]):
            return True
    return False


def _taken_up(word: str, again: str) -> bool:
    """Whether a word is said again, alone or drawn together with the next: "I — I’ve", "that’s — that"."""
    one, other = expand(word), expand(again)
    return "not" not in one + other and one[0] == other[0] if one != other else True
