"""Chains followed through the library's own documents: the earliest page that holds the words, whether it is named or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from sayso.library import Library
from sayso.model import Chain, Link, Match, Verification
from sayso.provenance.carriers import kind_of

__all__ = ["follow"]

_HELD = frozenset(["verbatim", "edited", "altered", "spliced", "paraphrased"])
_WORD = re.compile(r"[^\W\d_]{4,}")


def follow(chains: Sequence[Chain], verifications: Iterable[Verification], library: Library) -> tuple[Chain, ...]:
    """The chains with a link, next to the speaker, for the source that holds the words at first hand.

    A hand that the document names is given the source's address; an unnamed one is added, without evidence in the
    document. `follow(check.chains, check.verifications, library)[0].links[1].locator` is a path in the library.
    """
    held = {
        v.attribution: v.matches[0]
        for v in verifications
        if v.attribution is not None and v.verdict in _HELD and v.matches and v.matches[0].holder == "primary"
    }
    return tuple(_followed(c, held[c.attribution], library) if c.attribution in held else c for c in chains)


def _followed(chain: Chain, match: Match, library: Library) -> Chain:
    title = library.source(match.document).origin.title or match.document
    links = list(chain.links)
    words = _words(title)
    named = next(
        (
            n
            for n, link in enumerate(links[:-1])
            if link.kind != "speaker" and link.date in (None, match.date) and len(_words(link.carrier) & words) >= 2
        ),
        None,
    )
    if named is not None:
        found = msgspec.structs.replace(
            links[named], locator=links[named].locator or match.document, date=links[named].date or match.date
        )
        links[named] = found
    else:
        at = min(1, len(links) - 1)
        kind = kind_of(title) or "statement"
        links.insert(at, Link(carrier=title, as_written=None, kind=kind, date=match.date, locator=match.document))
    return msgspec.structs.replace(chain, links=tuple(links))


def _words(name: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _WORD.findall(name))
