"""The lines that sayso prints, as types: the machine contract in Python, and the JSON schema made from it.

These types mirror the contract field by field, so they repeat no logic: `codec` fills them from the model and reads
them back. Programs validate against `docs/schema.json`, which `schema()` makes and a test keeps current.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from sayso.model.types import AttributionKind, FootingKind, Holder, LinkKind, QuotationRole, Verdict

SCHEMA_VERSION: Final = 1


class Wire(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The base of all: an unknown field is an error, so that the schema says exactly what is printed."""


class Span(Wire, frozen=True, kw_only=True):
    """A stretch of the text as sayso read it, in half-open code points, with its words and 32 characters either side.

    `raw_start` and `raw_end` are offsets into the raw file decoded as UTF-8, absent where the reader keeps no map.
    """

    start: int
    end: int
    raw_start: int | UnsetType = UNSET
    raw_end: int | UnsetType = UNSET
    exact: str
    prefix: str
    suffix: str


class Document(Wire, frozen=True, kw_only=True):
    """What a document is, and what it says of itself."""

    uri: str
    sha256: str
    media_type: str
    encoding: str | None
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None


class Section(Wire, frozen=True, kw_only=True):
    """A numbered or headed part of the document."""

    span: Span
    marker: str | None
    title: str | None


class Turn(Wire, frozen=True, kw_only=True):
    """One speaker's turn of a transcript."""

    span: Span
    speaker: str


class Quotation(Wire, frozen=True, kw_only=True):
    """A marked stretch, and what the marks are for."""

    id: str
    span: Span
    role: QuotationRole
    attribution: str | None
    echo_of: str | None


class Speaker(Wire, frozen=True, kw_only=True):
    """Whom the source words refer to."""

    name: str
    as_written: str
    role: str | None
    organisation: str | None


class Link(Wire, frozen=True, kw_only=True):
    """One pair of hands in a chain of transmission, from the act of speaking outward to the document."""

    carrier: str
    as_written: str | None
    kind: LinkKind
    date: str | None
    locator: str | None
    evidence: Span | None


class Attribution(Wire, frozen=True, kw_only=True):
    """One act of reporting: source, cue and content, the speaker, and the chain of this statement."""

    id: str
    kind: AttributionKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None
    said_on: str | None
    chain: tuple[Link, ...]
    open_end: str | None
    parent: str | None
    confidence: float
    found_by: str


class When(Wire, frozen=True, kw_only=True):
    """A date in the text; `edtf` is the day itself."""

    span: Span
    edtf: str
    calendar: Literal["gregorian", "hijri"]
    earliest: str
    latest: str
    rule: str


class Citation(Wire, frozen=True, kw_only=True):
    """A pointer to a source, and what is wrong with it."""

    span: Span
    kind: str
    target: str
    date: str | None
    document: str | None
    faults: tuple[str, ...]


class Footing(Wire, frozen=True, kw_only=True):
    """What a sentence stands on, and the words that show it."""

    span: Span
    kind: FootingKind
    evidence: tuple[Span, ...]


class Finding(Wire, frozen=True, kw_only=True):
    """A contradiction inside the document."""

    kind: str
    spans: tuple[Span, ...]
    message: str


class Critical(Wire, frozen=True, kw_only=True):
    """A change that can turn the sense, and its class: negation, number, date, name, modal, quantifier, ..."""

    kind: str = msgspec.field(name="class")
    quoted: str
    found: str


class Caution(Wire, frozen=True, kw_only=True):
    """What a reader should know beside the verdict; it never changes one."""

    kind: Literal["context", "date", "secondary", "later", "weak"]
    source_words: str


class Edit(Wire, frozen=True, kw_only=True):
    """One difference between the document's words and the source's.

    `start` and `end` say where `quoted` stands in the document (an empty stretch where words were dropped); absent where
    it has no place of its own.
    """

    kind: Literal["replace", "insert", "delete", "ellipsis", "bracket"]
    quoted: str
    found: str
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET


class Match(Wire, frozen=True, kw_only=True):
    """A place in the library, from the first to the last quoted word; offsets as in a span."""

    document: str
    start: int
    end: int
    raw_start: int | UnsetType = UNSET
    raw_end: int | UnsetType = UNSET
    exact: str
    prefix: str
    suffix: str
    turn: str | None
    date: str | None
    holder: Holder
    edits: tuple[Edit, ...]
    transforms: tuple[str, ...]


class Searched(Wire, frozen=True, kw_only=True):
    """What was searched and how; `excluded` names what was never a source for this document."""

    documents: int
    method: str
    excluded: tuple[str, ...]


class Verification(Wire, frozen=True, kw_only=True):
    """What the library says of one statement."""

    attribution: str | None
    quotation: tuple[Span, ...]
    verdict: Verdict
    critical: tuple[Critical, ...]
    cautions: tuple[Caution, ...]
    why: str
    searched: Searched
    matches: tuple[Match, ...]
    also: tuple[Match, ...]


class CheckLine(Wire, frozen=True, kw_only=True):
    """One document: a line of `sayso extract`, and with `verifications` of `sayso check`.

    `sayso extract --only attributions` prints `attributions` alone; what was not computed is absent.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    document: Document
    sections: tuple[Section, ...] | UnsetType = UNSET
    turns: tuple[Turn, ...] | UnsetType = UNSET
    quotations: tuple[Quotation, ...] | UnsetType = UNSET
    attributions: tuple[Attribution, ...]
    dates: tuple[When, ...] | UnsetType = UNSET
    citations: tuple[Citation, ...] | UnsetType = UNSET
    footings: tuple[Footing, ...] | UnsetType = UNSET
    findings: tuple[Finding, ...] | UnsetType = UNSET
    verifications: tuple[Verification, ...] | UnsetType = UNSET


class Named(Wire, frozen=True, kw_only=True):
    """A document of which no more than its name is known."""

    uri: str


class Fault(Wire, frozen=True, kw_only=True):
    """Why a document could not be read: a kind that programs may rely on, and a sentence."""

    kind: str
    message: str


class ErrorLine(Wire, frozen=True, kw_only=True):
    """A document that could not be read."""

    schema_version: Literal[1] = SCHEMA_VERSION
    document: Named
    error: Fault


class FoundLine(Wire, frozen=True, kw_only=True):
    """The answer to one quotation of `sayso find`."""

    schema_version: Literal[1] = SCHEMA_VERSION
    id: str | int
    verdict: Verdict
    critical: tuple[Critical, ...]
    cautions: tuple[Caution, ...]
    why: str
    searched: Searched
    matches: tuple[Match, ...]
    also: tuple[Match, ...]


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of every line that sayso prints."""
    lines = (CheckLine, ErrorLine, FoundLine)
    refs, components = msgspec.json.schema_components(lines, ref_template="#/$defs/{name}")
    for component in components.values():
        # Docstrings are indented differently from one Python to the next; the published file must not be.
        component["description"] = " ".join(component["description"].split())
        if "schema_version" in component["properties"]:
            component["required"] = ["schema_version", *component["required"]]
            del component["properties"]["schema_version"]["default"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of sayso's JSON output",
        "anyOf": list(refs),
        "$defs": dict(sorted(components.items())),
    }


if __name__ == "__main__":  # python -m sayso.model.wire > docs/schema.json
    import json
    import sys

    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
