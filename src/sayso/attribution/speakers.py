"""Who the words that name a source refer to: a name, its fullest form in the text, its role; pronouns to the last fitting."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from sayso.attribution.antecedents import relative_to, thing_before
from sayso.attribution.genders import gender_of
from sayso.attribution.mentions import description_in, name_in, role_in
from sayso.attribution.names import ARTICLES, GROUP, ROLE, last_name
from sayso.attribution.people import KIN, OWNER, People
from sayso.attribution.phrases import FINITE, as_pronoun
from sayso.model import Speaker

__all__ = ["Speakers"]

_KNIGHT = re.compile(r"(?:Sir|Dame)\s+(\S+)")
_NUMBER = re.compile(r"^\d{1,2}[-.)]\s+")
_UNNAMED = re.compile(
    r"(?:some|many|several|various|others?|unnamed|anonymous|most|people|observers|critics|sources?|experts|analysts|officials|supporters)\b",
    re.IGNORECASE,
)


_PAPER = re.compile(
    r"(?:an?|the|its|this|one)?\s*(?:[\w-]+\s+){0,3}(?:statement|release|letter|report|post|e-?mail|message|memo|survey|study|analysis|article|story|"
    r"dispatch|column|op-ed|poll|video|ad|research|brief)\s+(?:from|in|(?:(?:issued|released|conducted|prepared|written|compiled|published)\s+)?by|"
    r"published\s+in)\s+(?P<who>(?-i:the\s+|The\s+)?(?-i:[A-Z])[^,;]{2,80}?)"
    r"(?:\s+(?:of|on|dated|from)\s+\d[^,;]*|\s+(?:last|this|earlier)\s[^,;]*)?(?:,.*)?$",
    re.IGNORECASE,
)
_SAME_PAPER = re.compile(
    r"(?:the|this|that)\s+same\s+(?:[\w-]+\s+)?(?:statement|release|letter|report|post|article|interview|briefing|memo|document)",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r",?\s+(?:(?:that|which)\s+(?:was|were)\s+)?(?:seen|obtained|reviewed|verified|viewed|published|carried|quoted|cited)\s+by\s+.*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s+(?=\W*[A-Z])")
# How far back, in characters, "the minister" may mean whoever spoke last.
_NEAR = 1200
# Offices: whoever holds one is named with it, and it is no other word for whoever spoke last.
_OFFICE = re.compile(
    r"(?:prime )?(?:judge|minister|president|governor|mayor|senator|director|secretary|chief|commander|ambassador|attorney|general|"
    r"chancellor|premier|doctor|teacher|driver|lawyer|reporter|correspondent|author|editor|engineer|surveyor|economist|historian|"
    r"farmer|student|survivor|witness|expert|professor|inspector|warden|captain|skipper|owner|founder)"
)
# "The contractor, Norbau,": a thing is named behind what it is.
_THING_NAMED = re.compile(r"[Tt]he\s+(?:[a-z-]+\s+){1,2}?[a-z-]+,\s+[A-Z]\w+|[Tt]he\s+[a-z-]+,\s+[A-Z]\w+")
# "It was stated that": nothing that was named says so.
_RELATIVE = re.compile(r"(?:.*\s)?(?P<word>who|which)\W*", re.IGNORECASE | re.DOTALL)
_SAID_SO = re.compile(
    r"\s+(?:was|is|has\s+been|had\s+been)\s+(?:\w+ly\s+)?(?:said|written|told|known|\w+ed)\s+(?:in|that|by|on|to)\b"
)
_THEIRS = re.compile(r"(?:his|her|their)\b", re.IGNORECASE)
# "Meanwhile, it ...", "“...,” it added": a paragraph that goes on from the one before; so many may follow each other.
_GOES_ON = re.compile(r"\s*(?:[“\"«]|(?:\w+,?\s+){0,2}[Ii]t\b)")
_BACK = 3
_PAST = re.compile(r"(?:former|longtime|veteran|one-time|onetime|retired)\b")


# What a tagger may take for a source, and what refers to nobody by itself.
_NOBODY = re.compile(
    r"(?:that|which|this|these|those|what|there|and|or|but|so|as|if|when|where|why|how|not|no one|nobody|one)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r"\(([A-Z][A-Za-z]{0,6}[A-Z])\)$")
# "Quoting the Courier, the harbour master, Ada Rask, said": whom somebody quotes is not who somebody is.
_QUOTING = re.compile(r"^(?:Quoting|Citing)\s+[^,]{2,80},\s+(?=\S)")
_IN_ROUND = re.compile(r"\([^()]*\)")
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


# A text repeats its sources.
@lru_cache(4096)
def _less_layout(mention: str) -> str:
    """The words of a source without what only lays them out: emphasis, links, brackets that hold all of them."""
    words = _MARKDOWN_LINK.sub(r"\1", " ".join(mention.split())).replace("\\", "").replace("**", "").replace("__", "")
    words = words.strip("*_ ")
    if words.count("[") != words.count("]") or not _IN_BRACKETS.sub("", ARTICLES.sub("", f"{words} ")).strip():
        words = words.replace("[", "").replace("]", "")
    return words


class Speakers:
    """Everybody a document names, and the speakers met so far; resolves each source against them.

    `resolve("Achterberg", 120)` gives the speaker named "Tomas Achterberg" where the text has named him so.
    """

    def __init__(self, text: str, title: str | None = None) -> None:
        self._text = text
        self._people = People(text)
        self._topic = self._people.named_so(title) if title else None
        self._spoken: list[tuple[int, str, str]] = []

    def resolve(self, mention: str, at: int, barred: str | None = None) -> Speaker | None:
        """The speaker that the words of a source at a place refer to; None where they name nobody.

        No "he" or "she" is the one who is `barred`: whose turn it is in an interview speaks of others so.
        """
        written = _QUOTING.sub("", _NUMBER.sub("", _less_layout(mention).strip(" ,.;:")))
        relative = _RELATIVE.fullmatch(mention)
        if relative is not None and (relative.start("word") == 0 or FINITE.search(mention)):
            # "The gate was shut by decree No. 3, which": the clause stands behind what it tells of.
            return self._antecedent(relative["word"], at + relative.start("word"))
        if not any(map(str.isalpha, written)) or _NOBODY.fullmatch(written):
            return None
        pronoun = as_pronoun(written)
        if pronoun == "who":
            return None  # "whose", "whom"
        if pronoun is not None:
            return self._pronoun(pronoun, written, at, self._people.full_name(barred) if barred else None)
        if _SAME_PAPER.fullmatch(written):
            who = self._issuer(written.rsplit(None, 1)[-1], at)
            if who is not None:
                return self._remember(Speaker(name=who, as_written=written), at)
        written = _SEEN.sub("", written)
        paper = _PAPER.match(written)
        if paper is not None:
            # "a release from Micronet": a paper speaks for whoever issued it.
            issuer = self.resolve(paper["who"], at)
            if issuer is not None:
                return msgspec.structs.replace(issuer, as_written=written, role=None)
        bare = ARTICLES.sub("", written)
        short = self._people.spelled_out(bare)
        if short is not None:
            holder = self._people.holder(bare)
            return self._remember(Speaker(name=holder or short, as_written=written, role=short if holder else None), at)
        name = name_in(written)
        introduced = _INTRODUCED.search(written)
        if introduced is not None and name is None and self._people.spelled_out(introduced[1]) is None:
            # "The press wing of the forces (VPR)": what it is called from here on.
            return self._remember(Speaker(name=introduced[1], as_written=written), at)
        if name is None:
            return self._described(written, bare, at)
        parts = name.split()
        knight = _KNIGHT.fullmatch(written)
        if knight is not None:
            name = self._people.by_given_name(knight[1]) or name
        if (
            len(parts) == 1
            and GROUP.search(name)
            and re.search(r"\d", _IN_ROUND.sub("", bare))
            and len(bare.split()) <= 8
        ):
            # "the Report of 5 May 2022": a document is named by all its words.
            name = bare
        if GROUP.fullmatch(name) and written.lower() == f"the {name.lower()}":
            name = self._people.whole_group(name, at) or name
        role = role_in(written, name)
        organisation = role if role and GROUP.search(role) and not ROLE.search(role) else None
        return self._remember(
            Speaker(
                name=self._people.full_name(name, written.partition(name)[0]),
                as_written=written,
                role=role,
                organisation=organisation,
            ),
            at,
        )

    def _issuer(self, paper: str, at: int) -> str | None:
        """Who issued "the same statement": who spoke last when the text last named such a paper."""
        named = [m.start() for m in re.finditer(rf"\b{re.escape(paper)}\b", self._text[:at], re.IGNORECASE)]
        before = [name for place, name, _ in self._spoken if not named or place <= named[-1]]
        return before[-1] if before else None

    def _antecedent(self, written: str, at: int) -> Speaker | None:
        """Whom "who" or "which" refers to: the name or the phrase that stands right before the relative clause."""
        phrase = relative_to(self._text, at)
        if phrase is None or phrase.lower() in ("who", "which"):
            return None
        if written.lower() == "which" and not (phrase.isupper() or self._people.group(phrase.split()[-1])):
            return None  # "Orsa, which said": a place, for all we know
        found = self.resolve(phrase, at)
        return msgspec.structs.replace(found, as_written=written) if found is not None else None

    def _remember(self, speaker: Speaker, at: int) -> Speaker:
        # "The Harbour Roundtable": an article stands before no person's name, unless it is an office.
        named = f"{speaker.as_written.lower()},".startswith(f"the {speaker.name.lower()},")
        person = self._people.is_one(speaker.name) and (not named or ROLE.search(speaker.name) is not None)
        if person and _THING_NAMED.fullmatch(speaker.as_written) and ROLE.search(speaker.as_written) is None:
            person = False
        if person:
            self._people.learn_gender(speaker.name, f"{speaker.as_written} {speaker.role or ''}")
        self._spoken.append((at, speaker.name, "person" if person else "group"))
        return speaker

    def _pronoun(self, low: str, written: str, at: int, barred: str | None) -> Speaker | None:
        """Whom a pronoun means: the person at the head of the nearest sentence that names one, or who spoke last."""
        if low in ("i", "we", "you"):
            return None
        if low == "it" and _SAID_SO.match(self._text, at + len(written)):
            return None
        if low == "it":
            name = thing_before(self._text, at, self._people.group, self._people.has_named) or self._spoke_here(at)
            return self._remember(Speaker(name=name, as_written=written), at) if name else None
        wanted = {"he": "man", "she": "woman"}.get(low)
        last = next(
            (
                (p, n)
                for p, n, kind in reversed(self._spoken[-8:])
                if kind == "person" and n != barred and self._people.fits(n, wanted)
            ),
            None,
        )
        if wanted is None:
            name = next((n for _, n, kind in reversed(self._spoken[-8:]) if kind == "group"), None)
            return Speaker(name=name, as_written=written) if name else None
        named = self._people.nearest(at, wanted, last[0] if last else -1, barred=barred)
        if last is not None and named is not None and self._told_by(last[0], at, named):
            named = None
        found = named or (last[1] if last else None)
        if (
            named is None
            and last is not None
            and last[1] == last[1].lower()
            and not self._people.known_as(last[1], wanted)
        ):
            # "The officer told her no. “Look,” she said": a woman named beside an officer of whom nobody tells.
            found = self._people.nearest(at, wanted, self._text.rfind("\n\n", 0, at), known=True) or found
        if self._topic not in (None, barred) and self._people.fits(self._topic, wanted):
            # Of a life, a paragraph that has named nobody yet tells of whose life it is.
            begin = self._text.rfind("\n\n", 0, at) + 1
            spoke = last is not None and last[0] >= begin
            found = self._people.nearest(at, wanted, max(last[0] if last else -1, begin - 1)) or (
                last[1] if spoke and last else self._topic
            )
        if found is None:
            return None
        self._people.learn_gender(found, low)
        return self._remember(Speaker(name=found, as_written=written), at)

    def _told_by(self, spoke: int, at: int, named: str) -> bool:
        """Whether somebody is named only in what the one who spoke last was telling: "She told Rask’s aide, Jon Bek, to wait"."""
        # The first letter of what comes next is looked at too.
        sentence = _SENTENCE_END.search(self._text, spoke, at + 1)
        first = self._text.find(last_name(named.split()), spoke, at)
        return (
            self._text.find("\n\n", spoke, at) < 0
            and sentence is not None
            and spoke < first < sentence.start()
            and _SENTENCE_END.search(self._text, sentence.end(), at) is None
        )

    def _described(self, written: str, bare: str, at: int) -> Speaker:
        """A description: "the minister" is whoever was named with that title last, "Rask's adviser" one so introduced, else itself."""
        # "some experts", "one of them": without their first word they would say something else.
        said = description_in(written if _UNNAMED.match(written) or bare.startswith("of ") else bare)
        role = ROLE.search(said)
        if KIN.fullmatch(said) and role is None:
            return self._remember(Speaker(name=self._people.introduced(said, said, at) or said, as_written=written), at)
        if role is None and not GROUP.search(said):
            return Speaker(name=said, as_written=written)
        name = None
        if (
            role is not None
            and not role.group().endswith("s")
            and re.match(r"(?:the|his|her|their)\b|.*[’']s?\s", written, re.I)
        ):
            gender = gender_of(written)
            name = self._people.titled(said, role.group().lower(), gender, at)
            if name is None and (" " in said or not _THEIRS.match(written)):
                name = self._people.introduced(said, role.group(), at)
            plain = said.endswith(role.group()) and not OWNER.search(said) and not _OFFICE.fullmatch(role.group())
            # "The former Harbour Board member": whose past is told has been named.
            if name is None and plain and ((said == said.lower() and " " not in said) or _PAST.match(said)):
                name = self._spoke_last(gender, at)
        return self._remember(Speaker(name=name or said, as_written=written, role=bare if role else None), at)

    def _spoke_here(self, at: int) -> str | None:
        """The group that spoke last in the paragraph of a place, or before it where that begins with "it" or with words in marks."""
        begin = self._text.rfind("\n\n", 0, at) + 1
        for _ in range(_BACK):
            if not _GOES_ON.match(self._text, begin):
                break
            begin = self._text.rfind("\n\n", 0, max(0, begin - 1)) + 1
        return next((n for p, n, kind in reversed(self._spoken[-8:]) if kind == "group" and p >= begin), None)

    def _spoke_last(self, gender: str | None, at: int) -> str | None:
        """The person who spoke last, if not long before."""
        spoken = (
            (p, n) for p, n, kind in reversed(self._spoken[-4:]) if kind == "person" and self._people.fits(n, gender)
        )
        place, name = next(spoken, (-_NEAR, ""))
        return name if at - place < _NEAR else None
