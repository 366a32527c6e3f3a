"""Whether two ways of naming a speaker can be one person: yes, no, or cannot be told.

Only a clear "no" can ever support `misattributed`, so every doubt is "cannot be told": an office, a bare title, a
family name shared by two people, another script.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from sayso.model import Document, Speaker
from sayso.text.folding import fold_word
from sayso.verification.words import HONORIFICS, word_set

__all__ = ["is_itself", "is_named", "named_in", "names_alike", "resolve_label", "same_person", "speaker_of_title"]

_ORGANISATION = re.compile(
    r"\b(?:house|ministry|department|office|agency|committee|commission|council|news|times|post|press|university|"
    r"institute|company|corp|corporation|inc|ltd|group|party|union|bank|court|army|navy|police|government|administration|"
    r"association|federation|board|bureau|center|centre|foundation|campaign|team|staff|officials?|sources?|experts?|reuters|"
    r"cnn|bbc|assembly|parliament|senate|congress|nations|organi[sz]ation|embassy|spokes\w+|report|statement|letter|order|act|"
    r"students?|residents?|people|witness\w*|reporters?|journalists?|members?|leaders?|allies|critics|others?|everyone|"
    r"moderator|participants?|audience|crowd|question|unidentified|unknown|speaker|narrator|interpreter|anonymous)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you|who|one|q|a|who|this|that)\Z", re.IGNORECASE)
_PLAIN = word_set("""the a an of for and to in on at by from former acting then deputy assistant us u.s. white house national first
lady honorable hon excellency majesty highness sheikh sheikha imam ayatollah pope bishop father sister brother
saint his her ambassador-designate attorney surgeon army commander coordinator adviser advisor envoy special
foreign defense defence treasury state interior finance health labor homeland security chancellor premier emir
sultan crown prince princess duke countess jr sr ii iii iv phd md esq ret""")
_STOP = word_set("""And On At In To With From Before After During By The Of For About Regarding As Announces""")


class _Name(NamedTuple):
    words: tuple[str, ...]
    titled: bool


@lru_cache(maxsize=4096)
def _read(text: str) -> _Name | None:
    """The words of a personal name, `None` for what is no person; empty words for a bare title."""
    head = re.split(r"[,(\n;]| – | — ", text.strip(), maxsplit=1)[0].strip(' :*_"“”')
    if not head or _PRONOUN.match(head):
        return None
    last = head.split()[-1]
    if " " in head and last.islower() and fold_word(last) not in HONORIFICS:
        return None  # "Rask's advisers", "a Rask aide": described by a name, which is not theirs
    bare = re.sub(r"\b(?:white house )?(?:press )?secretary\b", "secretary", head, flags=re.IGNORECASE)
    if _ORGANISATION.search(bare) and not re.match(r"(?:MR|MS|MRS|DR)\b", head):
        return None
    words, titled = [], False
    for raw in head.replace(".", " ").split():
        word = fold_word(raw)
        if not word:
            continue
        if word in HONORIFICS or word in _PLAIN or not raw[:1].isupper():
            if raw[:1].isupper() or word in HONORIFICS:
                titled = True
            if raw[:1].isalpha() and raw[:1].lower() == raw[:1].upper():
                words.append(word)
            continue
        words.append(word)
    return _Name(tuple(words), titled)


def same_person(claimed: Speaker, mouth: Speaker) -> bool | None:
    """Whether the two can be one person; `None` where that cannot be told.

    `same_person(speaker("Muammar Gaddafi"), speaker("COL. QADHAFI"))` is true; two different family names are false.
    """
    # A source that names both ("Kallas, speaking for Oduya") cannot be told apart by its words alone.
    both = named_in(mouth, claimed.as_written) or named_in(claimed, mouth.as_written)
    best: bool | None = False
    for mine in {claimed.name, claimed.as_written}:
        for theirs in {mouth.name, mouth.as_written}:
            answer = _compare(mine, theirs)
            if answer:
                return True
            if answer is None:
                best = None
    if best is None and claimed.role and mouth.role and _role(claimed.role) == _role(mouth.role):
        return True
    if both:
        return None
    # A spelled-out name on both sides decides, even if the text at hand wrote a pronoun.
    return _compare(claimed.name, mouth.name) if best is None else best


def is_named(claimed: Speaker) -> bool:
    """Whether the document itself names the speaker where it gives the words: no pronoun, bare title or lone given name."""
    written, name = _read(claimed.as_written), _read(claimed.name)
    if written is None or name is None or not written.words:
        return False
    return len(name.words) > 1 or written.titled or name.titled


def _role(role: str) -> str:
    return " ".join(w for w in map(fold_word, role.split()) if w not in ("the", "of", "u.s.", "us"))


def _compare(mine: str, theirs: str) -> bool | None:
    one, other = _read(mine), _read(theirs)
    if one is None or other is None:
        return None
    if not one.words or not other.words:
        return True if fold_word(mine) == fold_word(theirs) else None
    if _latin(one.words) != _latin(other.words):
        return None
    shared = any(names_alike(a, b) for a in one.words for b in other.words if len(a) > 1 and len(b) > 1)
    if not shared:
        return False
    if len(one.words) == 1 or len(other.words) == 1:
        return True
    given, second = one.words[0], other.words[0]
    alike = names_alike(given, second) or given[:1] == second[:1] or len(one.words) != len(other.words)
    return True if alike else None


def _latin(words: tuple[str, ...]) -> bool:
    return all(c.isascii() for w in words for c in w if c.isalpha())


def names_alike(one: str, other: str) -> bool:
    """Whether two name words are one name in two spellings: `names_alike("qadhafi", "gaddafi")`."""
    one, other = fold_word(one), fold_word(other)
    if one == other:
        return True
    if min(len(one), len(other)) < 5:
        return False
    first, second = _skeleton(one), _skeleton(other)
    if first == second and len(first) > 1:
        return True
    return Levenshtein.normalized_similarity(one, other) >= 0.8 and min(len(one), len(other)) >= 6


def _skeleton(name: str) -> str:
    """A name's consonants, with the letters that transliterations interchange made one."""
    for spelling, sound in (("dh", "d"), ("th", "t"), ("kh", "k"), ("gh", "k"), ("ph", "f"), ("tch", "ch"), ("sch", "sh"),
                            ("ck", "k"), ("q", "k"), ("g", "k"), ("c", "k"), ("w", "v"), ("z", "s"), ("j", "y")):  # fmt: skip
        name = name.replace(spelling, sound)
    name = re.sub(r"(.)\1+", r"\1", name)
    return name[:1].translate(_VOWELS) + re.sub("[aeiouyh]", "", name[1:])


_VOWELS = str.maketrans("eiouy", "aaaaa")


def resolve_label(mouth: Speaker, source: Document) -> Speaker:
    """A turn's bare title with the name that the source's own heading gives it.

    In "Remarks by President Kallas on Fishing" the label "THE PRESIDENT" is Kallas; a title that heads nobody stays bare.
    """
    name = _read(mouth.name)
    if name is None or name.words or not name.titled:
        return mouth
    role = re.sub(r"^the\s+", "", mouth.name.strip(), flags=re.IGNORECASE).strip(" :*")
    head = f"{source.origin.title or ''}\n{source.text[:1500]}"
    pattern = re.compile(rf"(?<!Vice )\b(?i:{re.escape(role)})\s+((?:[A-Z][\w.’'-]*\s*){{1,4}})")
    found = pattern.search(head)
    if found is None:
        return mouth
    words: list[str] = []
    for word in found.group(1).split():
        if word in _STOP:
            break
        words.append(word)
    if not words:
        return mouth
    return Speaker(name=" ".join(words), as_written=mouth.as_written, role=role, organisation=mouth.organisation)


def named_in(speaker: Speaker, text: str) -> bool:
    """Whether a speaker's family name stands in a stretch of text (so that the words may be theirs after all)."""
    name = _read(speaker.name)
    if name is None or not name.words:
        return False
    return any(names_alike(name.words[-1], w) for w in re.findall(r"[^\W\d_]{2,}", text))


# A document names itself early.
SELF_NAMED = 40_000

_TITLE = re.compile(
    r"^(?:[A-Z][\w-]+\s+){0,3}?(?:Remarks|Statement|Speech|Address|Message|Letter|Readout|Keynote|"
    r"Interview|Lecture|Sermon)\b[^:\n]{0,40}?\b(?:[Bb]y|[Ff]rom|[Oo]f)\s+(?:the\s+)?(?P<who>[A-Z][^\n:|]{2,80})"
)


def speaker_of_title(source: Document) -> Speaker | None:
    """Whose words a page is by its own heading ("Statement by Minister Kallas on Fishing"), `None` if it names nobody."""
    found = _TITLE.match((source.origin.title or "").strip())
    if found is None:
        return None
    words: list[str] = []
    for word in found.group("who").split():
        if word in _STOP or (not word[:1].isupper() and word not in ("de", "van", "von", "al", "bin", "del")):
            break
        words.append(word)
    who = " ".join(words)
    name = _read(who)
    return Speaker(name=who, as_written=who) if name and name.words else None


_KIND = re.compile(
    r"\b(order|memorandum|proclamation|decree|directive|report|statement|communiqu[eé]|letter|resolution|act|bill|law|"
    r"regulation|agreement|declaration|constitution|ruling|judgment|judgement|opinion|strategy|plan|budget)$",
    re.IGNORECASE,
)


def is_itself(speaker: Speaker, source: Document) -> bool:
    """Whether what is named as saying something can be the page itself: "the Order", of a page that says "this order"."""
    kind = _KIND.search(speaker.name.strip())
    return kind is not None and f"this {kind.group(1).lower()}" in source.text[:SELF_NAMED].lower()
