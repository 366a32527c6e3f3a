"""Finding the words that name who speaks: the phrase before a verb of speech, and the phrase after it.

Without a parser this is a matter of where a phrase can begin and end; where it is doubtful the shorter phrase is taken.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.model import Span
from sayso.text.dates import MONTH_NAME

__all__ = [
    "FINITE",
    "FRONTING",
    "PRONOUNS",
    "as_pronoun",
    "phrase_after",
    "subject_before",
    "subject_of_sentence",
    "trim",
]

PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "who"])
_FORMS = {
    form: pronoun
    for pronoun, forms in {
        "i": "me my mine myself", "we": "us our ours ourselves", "you": "your yours yourself yourselves",
        "he": "him his himself", "she": "her hers herself", "they": "them their theirs themselves", "it": "its itself",
        "who": "whom whose",
    }.items()
    for form in forms.split()
}  # fmt: skip
FRONTING = tuple(
    """
    on in at after before since during by for from with without under as when while although though despite following earlier
    later yesterday today now meanwhile then thus however but and so here
    """.split()
)
"""Words that open what may stand before a sentence's subject: "In 2016, as the board met, Rask ..."."""
_CONTRACTED = re.compile(r"(he|she|they|it|we|i|you|who)[’'](?:m|s|d|re|ve|ll)", re.IGNORECASE)
# "He himself, when he was in office": still he.
_HIMSELF = re.compile(r"(he|she|they|it|we|i|you)\s+(?:him|her|it|my|your|them|our)sel(?:f|ves)(?:,.*)?", re.DOTALL)
_ALL_OF = re.compile(r"(?:all of )?(we|us|you|they|them)(?: all| both| guys)?", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?:on|in|at|after|during|by|for|with|from|since|as|following|despite|before|under|over|through|to|when|while|if|"
    r"although|though|because|earlier|later|yesterday|today|meanwhile|here|thus|then|however|also|instead|moreover|indeed|yet|and|"
    r"but|so|two|three|some|a few|last|this|that|next)\b",
    re.IGNORECASE,
)
_STARTS_PHRASE = re.compile(
    r"(?:on|in|at|after|during|by|for|with|from|since|following|despite|before|under|over|through|of|according)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:—–“”\"«»]|\s-\s|,\s+(?:and|but|while|as|which|who|when|where|so|because|though|although|or|if)\s"
    r"|\b(?:that|because|but|when|whether|if|while|what|where|how|although|whom|which)\s+(?=\S)"
    r"|,\s+for\s+(?=(?:the\s+)?[A-Z]|he\b|she\b|they\b|it\b)"
    r"|\band\s+(?=(?:he|she|they|it|we|I)\b|(?:the|a|an)\s|[A-Z])",
)
_STOPPERS = re.compile(
    r"\s+(?:in|on|at|when|during|after|before|to|while|that|as|about|with|for|from|by|last|this|early|late|yesterday|today|tomorrow|"
    r"following|regarding|recently|earlier|later|again|and then|adding|noting|saying|who|whose|where|because|but|citing|via|through|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
)
_ISSUED = re.compile(
    r"\b(?:statement|release|letter|report|post|e-?mail|message|memo|survey|study|analysis|poll)\s+(?:from|by)\s+(?=[A-Z])",
    re.IGNORECASE,
)
_INSIDE_OF = re.compile(r"^(?:\s+(?:for|of|to|in|at|on|with)\s+(?:the\s+)?[A-Z])")
FINITE = re.compile(
    r"\s(?:(?:has|have|had|is|are|was|were|will|would|can|could|may|might|did|does|do|must|should)\b|(?:\w{3,}ed|issued|told|said|left|got|kept|"
    r"made|gave|took|held|went|came|sent|met|put|spoke|wrote|began|rose|saw|led|took|stood|fell|says?|answers?|tells?|writes?)\b)"
)
_DATE_HEAD = re.compile(
    rf"^(?:(?:on|in|by|since)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH_NAME}|{MONTH_NAME}"
    rf"\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:,?\s*\d{{4}})?\s*,\s*",
    re.IGNORECASE,
)
_DATE_TAIL = re.compile(
    rf"[,\s]+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{{1,2}}\s+{MONTH_NAME}(?:\s+\d{{4}})?|{MONTH_NAME}\s+\d{{1,2}}(?:,\s*\d{{4}})?)[,\s]*$"
)
_LEADING = re.compile(
    r"^(?:and|but|so|yet|then|thus|here|also|meanwhile|however|moreover|instead|indeed|again|for|as|or|nor|that)\b[,\s]*",
    re.I,
)
_RELATIVE = re.compile(r",\s+(?:who|which|whose|whom)\b[^,“”\"]{2,160},\s*$")
_GOING_ON = re.compile(
    r"\s+(?:went|goes|has gone|had gone)\s+on\s+to\s*$|\s+(?:continued|continues|proceeded|was heard|took to \w+)\s+to\s*$"
)
_LAST_PRONOUN = re.compile(
    r"(?:^|[\s,“\"(])((?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I|[Yy]ou))(?:\s+(?:himself|herself|themselves|itself|also|later|then|now))?[\s,]*$"
)
_LAST_NAME = re.compile(r"\b((?:[Tt]he\s+)?[A-Z][\w’'.-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'.-]*){0,5})[\s,]*$")
# A text repeats its sources: what was made of so many is remembered.
_REMEMBERED = 4096
_SPACE = re.compile(r"[\s,.;:()\[\]*_>“”\"'‘#—–-]")


@lru_cache(_REMEMBERED)
def as_pronoun(words: str) -> str | None:
    """The pronoun that words are, in its plain form: `as_pronoun("Our") == "we"`, `as_pronoun("the minister") is None`."""
    low = words.lower()
    short = _CONTRACTED.fullmatch(low) or _ALL_OF.fullmatch(low) or _HIMSELF.fullmatch(low)
    low = short[1] if short is not None else low
    low = _FORMS.get(low, low)
    return low if low in PRONOUNS else None


def trim(text: str, start: int, end: int) -> Span | None:
    """The span less space and stray punctuation at its ends, or None where nothing is left."""
    while start < end and _SPACE.match(text[start]) and text[start] not in "([":
        start += 1
    while end > start and _SPACE.match(text[end - 1]) and not (text[end - 1] in ")." and _needs(text[start:end])):
        end -= 1
    return Span(start, end) if start < end else None


def _needs(words: str) -> bool:
    """Whether a last bracket or full stop belongs to the phrase: "Allah (swt)", "Smith Jr."."""
    return (words.endswith(")") and "(" in words) or bool(
        re.search(r"(?:\b(?:Jr|Sr|Inc|Ltd|Co|Corp)|\b[A-Z])\.$", words)
    )


def subject_before(text: str, start: int, end: int) -> Span | None:
    """The phrase that ends at `end` (where the verb begins) and begins at or after `start`: the verb's subject."""
    relative = _RELATIVE.search(text, start, end)
    if relative and text[start : relative.start()].strip():
        end = relative.start()
    window = _GOING_ON.sub("", text[start:end])
    end = start + len(window)
    pronoun = _LAST_PRONOUN.search(window)
    if pronoun:
        return Span(start + pronoun.start(1), start + pronoun.end(1))
    begin = 0
    for match in _CLAUSE.finditer(window):
        # "X, who ...," and "and" between two names stay inside the phrase when nothing else would be left.
        if window[match.end() :].strip(" ,"):
            begin = match.end()
    words = window[begin:]
    while True:
        head = _LEADING.match(words)
        if not head or not words[head.end() :].strip():
            break
        begin += head.end()
        words = window[begin:]
    date = _DATE_HEAD.match(words)
    if date and date.end() and words[date.end() :].strip():
        begin += date.end()
        words = window[begin:]
    if _PREPOSITION.match(words.lstrip()) and "," in words.rstrip(" ,"):
        cut = words.rstrip(" ,").find(",") + 1
        begin += cut
        words = window[begin:]
        if _PREPOSITION.match(words.lstrip()) and "," in words.rstrip(" ,"):
            begin += words.rstrip(" ,").rfind(",") + 1
    if _STARTS_PHRASE.match(words.lstrip()):
        # "In a statement Brandvik said": the name that stands right before the verb.
        name = _LAST_NAME.search(words)
        if name is None:
            return None
        begin += name.start(1)
        words = window[begin:]
    stop = end
    tail = _DATE_TAIL.search(window[begin:])
    if tail and tail.start() > 0:
        stop = start + begin + tail.start()
    found = trim(text, start + begin, stop)
    if found is None:
        return None
    said = found.of(text)
    first = said.split()[0]
    if first.lower() in PRONOUNS and first != said:
        other = re.search(r",\s+an?\s+\w+\s+((?:[A-Z][\w’'.-]*\s+){0,4}[A-Z][\w’'.-]*)$", said)
        if other:
            # "It comes early, a point Mayor Oduya said": the clause between commas has a subject of its own.
            return Span(found.start + other.start(1), found.start + other.end(1))
        # "he left the event saying": the pronoun alone is the subject.
        return Span(found.start, found.start + len(first))
    if len(said) > 220 or len(said.split()) > 30:
        return None
    return found


def subject_of_sentence(text: str, start: int, end: int) -> Span | None:
    """The phrase at the head of a sentence, up to its first finite verb: for "X issued a statement, saying"."""
    window = text[start:end]
    finite = FINITE.search(window)
    return subject_before(text, start, start + finite.start()) if finite else None


def phrase_after(text: str, start: int, end: int) -> Span | None:
    """The phrase that begins at `start`, after a verb of speech: `said Minister Ilse Brandvik in a statement`."""
    window = text[start:end]
    stop = len(window)
    for match in re.finditer(r"[.;:“”\"«»\n(]|,\s|\s[—–-]\s", window):
        glyph = match.group()
        if glyph == "." and (
            re.search(r"\b(?:Mr|Ms|Mrs|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Jr|Prof|Adm|[A-Z])$", window[: match.start()])
        ):
            continue
        if glyph == "\n" and window[match.end() : match.end() + 1].strip():
            continue
        if glyph == "(" and re.match(r"\((?:swt|saw|ra|pbuh|[A-Z]{2,6}|[RDI]-[A-Z])", window[match.start() :]):
            continue
        if glyph.startswith(","):
            # An apposition belongs to the name: "said Ada Rask, the harbour master."
            more = re.match(
                r",\s+(?:an?|the|its|his|her|their|who|[a-z]+\s+(?:of|at|for))\b[^,.;“”\"]{3,90}",
                window[match.start() :],
            )
            stop = match.start() + (more.end() if more else 0)
            break
        stop = match.start()
        break
    words = window[:stop]
    issued = _ISSUED.search(words)
    for cut in _STOPPERS.finditer(words, issued.end() if issued else 0):
        if cut.start() > 0 and not (
            "," in words[: cut.start()]
            or (_INSIDE_OF.match(words[cut.start() :]) and cut.group().strip() in ("for", "to", "in", "at"))
        ):
            words = words[: cut.start()]
            break
    return trim(text, start, start + len(words))
