"""What kind of hands a name is: a newspaper, an agency, a broadcaster, a release, somebody unnamed."""

from __future__ import annotations

import re

from sayso.model.types import LinkKind

__all__ = ["is_unnamed", "kind_of", "manner_of"]

_PATTERNS: tuple[tuple[LinkKind, str], ...] = (
        ("agency", r"\b(?:reuters|associated press|\bAP\b|AFP|agence|bloomberg|xinhua|TASS|interfax|anadolu|news agency|wire|press agency)\b"),
        ("broadcaster", r"\b(?:radio|television|TV|BBC|CNN|NBC|ABC|CBS|NPR|MSNBC|Fox News|Al[- ]Jazeera|Al[- ]Arabiya|channel|broadcast(?:er|ing)?|podcast)\b"),
        ("newspaper", r"\b(?:newspaper|times|post|tribune|daily|courier|herald|gazette|journal|guardian|telegraph|review|dispatch|observer|chronicle|dawn|magazine|weekly|(?:news|press)(?! (?:releases?|secretary|office|officer|conferences?|statements?|briefings?|corps|freedom|agency|wing))|standard|examiner|mercury|argus|sentinel|clarion|advertiser|ledger|recorder|star|sun|mirror|monitor|mail|(?-i:(?<=\w )Today))\b"),
        ("book", r"\b(?:qur[’']?an|bible|gospel|torah|hadith|musnad|sahih|book|memoir)\b"),
        ("press release", r"\b(?:press release|media wing|ISPR|communiqu[eé]|fact sheet|press office|ministry|department)\b"),
        ("briefing", r"\b(?:briefing|spokes(?:man|woman|person)|press secretary|press conference)\b"),
        ("interview", r"\binterview\b"),
        ("post", r"\b(?:tweet|post(?:ed)? on|twitter|facebook|telegram|instagram|truth social|mastodon)\b"),
        ("website", r"\b(?:web ?site|blog|portal|\.(?:com|org|net))\b"),
        ("statement", r"\b(?:statement|remarks|speech|address|letter)\b"),
)  # fmt: skip
_KINDS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS]
_MANNERS: tuple[tuple[LinkKind, str], ...] = (
        ("post", r"\b(?:tweet(?:ed|s|ing)?|re-?posted|posted|(?:wrote|said|in a post|in posts?) on (?:x|twitter|facebook|telegram|instagram|truth social|bluesky))\b"),
        ("interview", r"\b(?:in|during) (?:an?|the|his|her|their) (?:[\w-]+ ){0,2}interview\b"),
        ("briefing", r"\b(?:told reporters|(?:press|news) (?:conference|briefing)|at (?:a|the) (?:\w+ )?briefing)\b"),
        ("press release", r"\b(?:press|news) release\b|\bin a release\b"),
        ("statement", r"\b(?:statement|letter|memo(?:randum)?|remarks|speech|address|testimony|testified|announced|announcing|announcement|proclamation)\b"),
)  # fmt: skip
_MANNER_KINDS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _MANNERS]
_UNNAMED = re.compile(
    r"^(?:(?:some|many|several|various|other|certain|unnamed|anonymous|most)\b|(?:observers|critics|sources?|analysts|experts|people|officials|the media|reports)\b|an? \w+ (?:official|source|aide|spokes\w+)\b(?!,?\s+(?-i:[A-Z])))",
    re.IGNORECASE,
)


def kind_of(name: str) -> LinkKind | None:
    """The kind of carrier that a name says it is, or None: `kind_of("The Kelvar Courier") == "newspaper"`."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), None)


def is_unnamed(words: str) -> bool:
    """Whether the words name nobody in particular: "some observers", "a senior official"."""
    return bool(_UNNAMED.match(words.strip()))


def manner_of(words: str) -> LinkKind | None:
    """By what act the words round a cue say that somebody spoke: `manner_of("said in a statement") == "statement"`."""
    return next((kind for kind, pattern in _MANNER_KINDS if pattern.search(words)), None)
