"""Quotations of known truth, made from any folder of texts: the same ones every time for the same seed.

Ten classes: taken word for word; with other typography; with a marked ellipsis; with brackets; with one or two words put
for others; with words dropped; with the meaning changed; joined from one document; joined from two; absent. Absent ones
come from documents that the search does not get to see.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sayso.model import Document, Span

CLASSES = (
    "verbatim", "typography", "ellipsis", "brackets", "substituted", "dropped", "meaning", "spliced-within",
    "spliced-across", "absent",
)  # fmt: skip
FAITHFUL = ("verbatim", "typography", "ellipsis", "brackets")
LENGTHS = ((5, 8), (9, 15), (16, 30), (31, 80))

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SWAPS = {
    "will": "may", "may": "will", "can": "must", "must": "can", "should": "might", "could": "will", "would": "must",
    "all": "some", "every": "few", "many": "few", "most": "some", "always": "sometimes", "never": "always", "more": "less",
    "increase": "decrease", "increased": "decreased", "support": "oppose", "before": "after", "after": "before",
    "strong": "weak", "higher": "lower", "lower": "higher", "good": "bad", "up": "down", "open": "close", "first": "last",
    "against": "for", "million": "billion", "billion": "million", "percent": "dollars", "today": "yesterday",
    "if": "unless", "without": "with", "best": "worst", "better": "worse", "stronger": "weaker", "growth": "decline",
}  # fmt: skip
_NEGATABLE = re.compile(r"^(?:is|are|was|were|will|would|can|could|should|must|have|has|had|do|does|did)$")
_CRITICAL = re.compile(
    r"^(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|.*n['’]t|will|may|might|could|should|must|would|can|"
    r"shall|all|some|every|many|few|most|always|sometimes|often|rarely|more|less|least|fewer|each|both|half|only|almost|"
    r"nearly|if|unless|except|until|today|tomorrow|yesterday|first|last|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"hundred|thousand|million|billion|trillion|percent|.*\d.*|before|after|up|down|over|under|is|are|was|were|several|"
    r"everyone|everything|everybody|someone|something|somebody|fully|mostly|largely|completely|slightly|totally|entirely)$",
    re.IGNORECASE,
)


class Made(NamedTuple):
    """A made quotation: its text, its class, and the truth as (document id, span) for each piece (none if absent).

    `words` counts what it has, `asked` is the most that its length class asked for.
    """

    text: str
    kind: str
    words: int
    asked: int
    places: tuple[tuple[str, Span], ...]


class Cut(NamedTuple):
    """A stretch of a source: the words with their places."""

    document: Document
    span: Span
    words: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """As it stands in the source."""
        return self.span.of(self.document.text)


def cut(document: Document, rng: random.Random, low: int, high: int) -> Cut | None:
    """A random stretch of `low` to `high` words inside one turn or paragraph; `None` where nothing is long enough."""
    for _ in range(12):
        whole = _stretch(document, rng)
        words = [(m.start() + whole.start, m.end() + whole.start) for m in _WORD.finditer(whole.of(document.text))]
        size = rng.randint(low, high)
        if len(words) < size + 1:
            continue
        at = rng.randrange(len(words) - size)
        if rng.random() < 0.5:
            while at > 0 and document.text[words[at - 1][1] : words[at][0]].strip() not in (".", "?", "!"):
                at -= 1
            if at + size > len(words):
                continue
        chosen = words[at : at + size]
        span = Span(chosen[0][0], chosen[-1][1])
        if re.search(r"[\[\]<>|#(){}]|https?:|\.\.\.|…", span.of(document.text)):
            continue
        return Cut(document, span, tuple(chosen))
    return None


def _stretch(document: Document, rng: random.Random) -> Span:
    long = [t.span for t in document.turns if len(t.span) > 60]
    if long:
        return rng.choice(long)
    blocks = [b.span for b in document.blocks if b.kind == "paragraph" and len(b.span) > 60]
    return rng.choice(blocks) if blocks else Span(0, 0)


def make(kind: str, documents: Sequence[Document], rng: random.Random, low: int, high: int) -> Made | None:
    """One quotation of a class: `make("verbatim", documents, random.Random(1), 5, 8)`; `None` if this draw allows none."""
    piece = cut(rng.choice(documents), rng, low, high)
    if piece is None:
        return None
    if kind.startswith("spliced"):
        return _splice(kind, piece, documents, rng, low, high)
    text = _MAKERS[kind](piece, rng)
    if text is None:
        return None
    text = " ".join(text.split())
    places = () if kind == "absent" else ((piece.document.id, piece.span),)
    return Made(text, kind, len(_WORD.findall(text)), high, places)


def stream(
    documents: Sequence[Document],
    withheld: Sequence[Document],
    each: int,
    seed: int,
    truly_absent: Callable[[str], bool] = lambda text: True,
) -> Iterator[Made]:
    """`each` quotations of every class, lengths in turn; the same for the same documents and seed.

    A stretch of a withheld document counts as absent only where `truly_absent` says so: pages repeat one another.
    """
    for kind in CLASSES:
        rng = random.Random(f"{seed} {kind}")
        pool = withheld if kind == "absent" else documents
        made = tries = 0
        while made < each and pool and tries < 200 * each:
            low, high = LENGTHS[made % len(LENGTHS)]
            if kind == "ellipsis":
                low, high = low + 6, high + 6
            tries += 1
            one = make(kind, pool, rng, low, high)
            if one is not None and (kind != "absent" or truly_absent(one.text)):
                made += 1
                yield one if kind != "ellipsis" else one._replace(asked=high - 6)


def _as_is(piece: Cut, rng: random.Random) -> str:
    return piece.text


def _typography(piece: Cut, rng: random.Random) -> str:
    text = piece.text
    if rng.random() < 0.5:
        text = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", " - ")
    else:
        text = text.replace("'", "’").replace(" -- ", "—")
    if rng.random() < 0.4:
        text = text[:1].swapcase() + text[1:]
    if rng.random() < 0.3:
        text = text.replace(" ", "\n", 1)
    return text + rng.choice((",", ".", "", "."))


def _ellipsis(piece: Cut, rng: random.Random) -> str | None:
    n = len(piece.words)
    if n < 9:
        return None
    skip = rng.randint(1, max(1, n - 8))
    at = rng.randint(4, n - skip - 4)
    start, text = piece.span.start, piece.text
    mark = rng.choice((" … ", " ... ", " [...] ", " (…) ", " . . . ", "… "))
    return text[: piece.words[at - 1][1] - start] + mark + text[piece.words[at + skip][0] - start :]


def _brackets(piece: Cut, rng: random.Random) -> str | None:
    n = len(piece.words)
    at = rng.randrange(1, n - 1)
    start, text = piece.span.start, piece.text
    a, b = (x - start for x in piece.words[at])
    how = rng.randrange(3)
    if how == 0:
        return text[:a] + "[the authorities]" + text[b:]
    if how == 1:
        return text[:a] + "[namely] " + text[a:]
    first = text[:1]
    return f"[{first.swapcase()}]{text[1:]}" if first.isalpha() and n > 5 else None


def _plain(piece: Cut) -> list[int]:
    """The words that carry content and are of no critical class."""
    out = []
    for i, (a, b) in enumerate(piece.words):
        word = piece.document.text[a:b]
        if len(word) > 4 and word.islower() and word.isalpha() and not _CRITICAL.match(word):
            out.append(i)
    return [i for i in out if 0 < i < len(piece.words) - 1]


_FILL = "timber velvet harvest lantern orchard pebble canvas meadow copper saddle thunder barrel marble feather".split()


def _substituted(piece: Cut, rng: random.Random) -> str | None:
    plain = _plain(piece)
    if not plain:
        return None
    text, start = piece.text, piece.span.start
    for i in sorted(rng.sample(plain, min(len(plain), 1 if len(piece.words) < 9 else rng.randint(1, 2))), reverse=True):
        a, b = (x - start for x in piece.words[i])
        text = text[:a] + rng.choice(_FILL) + text[b:]
    return text


def _dropped(piece: Cut, rng: random.Random) -> str | None:
    n = len(piece.words)
    width = 1 if n < 9 else rng.randint(1, 3)
    words = [piece.document.text[a:b] for a, b in piece.words]
    at = [
        i
        for i in range(2, n - width - 1)
        if all(w.islower() and not _CRITICAL.match(w) for w in words[i : i + width]) and words[i + width] != words[i]
        and words[i - 1] != words[i + width - 1]
    ]  # fmt: skip
    if not at:
        return None
    i, start = rng.choice(at), piece.span.start
    return piece.text[: piece.words[i][0] - start] + piece.text[piece.words[i + width][0] - start :]


def _meaning(piece: Cut, rng: random.Random) -> str | None:
    text, start = piece.text, piece.span.start
    ways: list[tuple[int, int, str]] = []
    for i, (a, b) in enumerate(piece.words[:-1]):
        word = piece.document.text[a:b]
        follows = piece.document.text[piece.words[i + 1][0] : piece.words[i + 1][1]].lower()
        low = word.lower()
        if low in _SWAPS:
            ways.append((a, b, _SWAPS[low]))
        if low == "not" and i:
            ways.append((a, b, ""))
        if low.endswith(("n't", "n’t")) and low not in ("won't", "won’t", "can't", "can’t", "ain't", "ain’t"):
            ways.append((a, b, word[:-3]))
        if _NEGATABLE.match(low) and follows != "not" and i:
            ways.append((a, b, word + " not"))
        if word.isdigit() and len(word) < 6:
            ways.append((a, b, str(int(word) + rng.randint(1, 9))))
        if i > 1 and word[:1].isupper() and word[1:].islower() and len(word) > 4 and _mid(piece.document.text, a):
            ways.append((a, b, rng.choice(("Norlund", "Vestria", "Halvorsen", "Quillon"))))
    if not ways:
        return None
    a, b, put = rng.choice(ways)
    return text[: a - start] + put + text[b - start :]


def _mid(text: str, at: int) -> bool:
    return text[max(0, at - 1) : at] == " " and text[max(0, at - 2) : at - 1].isalpha()


def _splice(
    kind: str, piece: Cut, documents: Sequence[Document], rng: random.Random, low: int, high: int
) -> Made | None:
    half = (max(5, low // 2), max(7, high // 2))
    other = piece.document if kind == "spliced-within" else rng.choice(documents)
    first, second = cut(piece.document, rng, *half), cut(other, rng, *half)
    if first is None or second is None or (other is not piece.document and other.id == piece.document.id):
        return None
    gap = second.span.start - first.span.end
    if other is piece.document and -200 <= gap <= 200:
        return None
    if other is piece.document and second.span.start < first.span.end and first.span.start < second.span.end:
        return None
    text = " ".join(f"{first.text} {second.text}".split())
    places = ((piece.document.id, first.span), (other.id, second.span))
    return Made(text, kind, len(_WORD.findall(text)), high, places)


_MAKERS: dict[str, Callable[[Cut, random.Random], str | None]] = {
    "verbatim": _as_is, "absent": _as_is, "typography": _typography, "ellipsis": _ellipsis, "brackets": _brackets,
    "substituted": _substituted, "dropped": _dropped, "meaning": _meaning,
}  # fmt: skip
