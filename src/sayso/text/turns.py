"""Speaker turns of transcripts, in any format, so that found words know in whose mouth they stand.

A label is read where a line begins: capitals and a colon ("THE PRESIDENT:", "MS. DOE:"), a bare "Q", a bold name, or a
name in mixed case that comes back in the document or carries a role or an honorific. A sentence that happens to
end its first clause with a colon ("Let me be clear:") is no label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sayso.model import Span, Turn

__all__ = ["find_turns"]

_CAPS = r"(?:[A-Z][A-Z.’'\-]*[A-Z.]|[A-Z]\.?)(?:,?[ \u00a0]+(?:(?:of|the|and|for)[ \u00a0])?(?:[A-Z][A-Z.’'\-]*[A-Z.]|[A-Z]\.?|Mc[A-Z]+|Mac[A-Z]+|de|[A-Z][a-z]{0,2}[A-Z]+)){0,7}"
_MIXED = r"[A-Z][\w.’'\-]+(?:[ \u00a0]+[A-Z][\w.’'\-]*){0,4}(?:,[ \u00a0]+[\w’'\-., \u00a0]{2,60}?)?"
_LABEL = re.compile(
    rf"^[ \t>]*(?:(?:[\"“„«]|''|``)(?=[A-Z][A-Z.’'\- ]*:))?(?P<bold>\*\*|__)?[ \t\u00a0]*(?:"
    rf"(?P<caps>(?!Q\.?[ \u00a0]*(?:\*\*|__)?:){_CAPS})(?P<note>[ \u00a0]*\([^()\n]{{1,60}}\))?[ \u00a0]*(?P<close1>\*\*|__)?[ \u00a0]*:(?!//)(?P<close2>\*\*|__)?"
    rf"|(?P<question>Q|QUESTION)(?P<close3>\*\*|__)?(?:[ \u00a0\t]+(?=\S)|[ \u00a0]*[:.](?:\*\*|__)?[ \u00a0]+)"
    rf"|(?P<mixed>{_MIXED})[ \u00a0]*(?P<close4>\*\*|__)?[ \u00a0]*:(?P<close5>\*\*|__)?(?=[ \u00a0\t\n])"
    rf")",
    re.MULTILINE,
)
_LEADING = frozenset(" \t>*_\u00a0Q")
_NOT_NAMES = frozenset(
    [
        "note",
        "source",
        "sources",
        "update",
        "correction",
        "contact",
        "contacts",
        "media",
        "tel",
        "phone",
        "fax",
        "email",
        "e-mail",
        "subject",
        "date",
        "time",
        "location",
        "place",
        "where",
        "when",
        "what",
        "who",
        "why",
        "how",
        "from",
        "to",
        "cc",
        "re",
        "editor's",
        "readers",
        "summary",
        "background",
        "example",
        "warning",
        "important",
        "ps",
        "p.s",
        "faq",
        "icymi",
        "watch",
        "read",
        "video",
        "photo",
        "photos",
        "link",
        "links",
        "tags",
        "category",
        "categories",
        "topic",
        "topics",
        "related",
        "see",
        "sign",
        "section",
        "article",
        "chapter",
        "part",
        "table",
        "figure",
        "answer",
        "first",
        "second",
        "third",
        "fourth",
        "finally",
        "next",
        "also",
        "so",
        "but",
        "and",
        "then",
        "now",
        "bottom",
        "fact",
        "facts",
        "question",
    ]
)
_HONORIFIC = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Prof|Sen|Rep|Gov|Gen|Adm|Hon|President|Minister|Secretary|Senator|Chair|Chairman|Chairwoman|Judge|"
    r"Justice|Host|Moderator|Interviewer|Reporter|Speaker|Ambassador|Director|Commissioner|Sir|Dame|Lord|Lady)\b"
)
_CAPS_TITLE = re.compile(
    r"(?:MR|MS|MRS|DR|PROF|SEN|REP|GOV|GEN|ADM|COL|LT)\b|(?:THE )?(?:(?:VICE |ACTING |DEPUTY |FIRST |PRIME |FOREIGN )*"
    r"(?:PRESIDENT|MINISTER|SECRETARY|LADY|GENTLEMAN|SPEAKER|SENATOR|CHAIR|CHAIRMAN|CHAIRWOMAN|MODERATOR|DIRECTOR|ADMINISTRATOR|"
    r"GENERAL|ADMIRAL|JUSTICE|JUDGE|AMBASSADOR|GOVERNOR|MAYOR|REPORTER|HOST|INTERVIEWER|AUDIENCE|OPERATOR|COMMISSIONER|OFFICIAL))\b"
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:is|are|was|were|be|let|here|there|this|that|these|my|your|our|it|and so|not|you|we|I)\b"
)


# A heading, the paragraph behind a block quotation, one all in italics: no more of the transcript.
_HEADING_LINE = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_UNQUOTED = re.compile(r"\n[ \t]*\n(?=[^\n>])")
_IN_ITALICS = re.compile(r"\n[ \t]*\n(?=([*_])(?![*_\s])[^\n]+(?<![*_\s])\1[ \t]*(?:\n|\Z))")


def find_turns(text: str, start: int = 0) -> tuple[Turn, ...]:
    """The speaker turns of `text` from `start` on; empty where the text is no transcript.

    A turn's span runs from after its label to the next label. `find_turns("MS. ODA: Yes.\\nMR. BEK: No.")` has two.
    """
    labels = []
    for match in _at_line_heads(text, start):
        label = match["caps"] or match["mixed"] or match["question"]
        if label and _plausible(match, label.strip()):
            labels.append((match, label.strip()))
    labels = _believable(labels)
    if not labels:
        return ()
    full = _in_full(labels)
    turns = []
    for i, (match, label) in enumerate(labels):
        end = labels[i + 1][0].start() if i + 1 < len(labels) else len(text)
        begin = match.end()
        while begin < end and text[begin] in " \t\u00a0":
            begin += 1
        end = _closed(text, match, begin, end, last=i + 1 == len(labels))
        while end > begin and text[end - 1].isspace():
            end -= 1
        name, _, role = label.partition(",")
        speaker = full.get(name.strip(), " ".join(name.split())) if not match["question"] else "Q"
        turns.append(Turn(speaker=speaker, span=Span(begin, end), role=" ".join(role.split()) or None))
    return tuple(turns)


def _closed(text: str, label: re.Match[str], begin: int, end: int, *, last: bool) -> int:
    """Where a turn ends before the next label: at a heading, where the block quotation ends that holds its label, and the
    last turn at a paragraph all in italics, which is the editor's."""
    stops = [_HEADING_LINE]
    if label.group().lstrip(" \t").startswith(">"):
        stops.append(_UNQUOTED)
    if last and label["bold"]:
        stops.append(_IN_ITALICS)
    found = (stop.search(text, begin, end) for stop in stops)
    return min((match.start() for match in found if match is not None), default=end)


def _last(label: str) -> str:
    """The last name in a label of several words: "Bek" of "Tomas Bek"; nothing of others."""
    first, _, last = label.partition(",")[0].rpartition(" ")
    return last if first else ""


def _in_full(labels: list[tuple[re.Match[str], str]]) -> dict[str, str]:
    """From a last name that labels turns to the one full name that labels others: "Bek" behind "Tomas Bek"."""
    names = {" ".join(label.partition(",")[0].split()) for match, label in labels if match["mixed"]}
    full: dict[str, set[str]] = {}
    for name in names:
        full.setdefault(_last(name), set()).add(name)
    return {last: found.pop() for last, found in full.items() if last in names and len(found) == 1}


def _at_line_heads(text: str, start: int) -> Iterator[re.Match[str]]:
    """What may be a label at the head of each line; a line without a colon is looked at only where it may hold a "Q"."""
    at = start if start == 0 or text[start - 1] == "\n" else text.find("\n", start) + 1
    colon = text.find(":", at)
    while 0 <= at < len(text) and (at or not start):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if colon < at:
            colon = text.find(":", at)
            colon = len(text) if colon < 0 else colon
        if colon < end or (text[at] in _LEADING and text.startswith("Q", _after_space(text, at))):
            match = _LABEL.match(text, at)
            if match is not None:
                yield match
        at = end + 1


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t>*_\u00a0":
        at += 1
    return at


def _plausible(match: re.Match[str], label: str) -> bool:
    if match["question"] or label == "QUESTION":
        return True
    if match.string[match.end() : match.end() + 3].lstrip(" \u00a0").startswith(("[", "**")):
        # "**The Courier:** [**A headline**](...)": an outlet and its story, in a round-up of coverage.
        return False
    words = label.split()
    if words[0].lower().rstrip(".,") in _NOT_NAMES:
        return False
    if match["caps"]:
        # The "A:" of a printed interview.
        return label == "A" or (len(label) > 2 and not label.isdigit())
    return not _SENTENCE_WORDS.search(label) and len(words) <= 12


def _believable(labels: list[tuple[re.Match[str], str]]) -> list[tuple[re.Match[str], str]]:
    """The labels to trust: none at all where nothing comes back and nobody is asked or titled."""
    times = Counter(label for _, label in labels)
    if not times["Q"]:
        labels = [(match, label) for match, label in labels if label != "A"]
    caps = {label for match, label in labels if match["caps"]}
    titled = {label for label in caps if _CAPS_TITLE.match(label)}
    asked = (times["Q"] > 0 and bool(caps)) or times["QUESTION"] > 0
    transcript = asked or len(titled) > 1 or any(times[label] > 1 for label in caps)
    lasts = {_last(label) for match, label in labels if match["mixed"]} - {""}
    kept = []
    for match, label in labels:
        words = len(label.split(",")[0].split())
        if match["question"]:
            believed = bool(caps) or (times[label] > 1 and label == "QUESTION")
        elif match["caps"]:
            believed = transcript and (label in titled or times[label] > 1 or words <= 3) and words <= 6
        else:
            # In a transcript whose labels are in capitals, a name and a colon is something that is read out.
            named = times[label] > 1 or times[_last(label)] > 0 or label in lasts or bool(_HONORIFIC.match(label))
            believed = not (transcript and caps) and named
        if believed:
            kept.append((match, label))
    speakers = {label for _, label in kept}
    return kept if len(speakers) > 1 or (transcript and len(kept) > 1) else []
