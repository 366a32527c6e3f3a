"""Between the model and one line of JSON, both ways.

A saved line holds no text of the document beyond its spans, so `decode` needs the document read again; it refuses one
that has changed, because offsets into another text are worse than none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec
from msgspec import UNSET, UnsetType

from sayso.errors import InputError
from sayso.model import types, wire
from sayso.model.wire import SCHEMA_VERSION

# Characters of context on either side of a span: enough to find the place again by eye or by search.
CONTEXT = 32


def encode(check: types.Check, *, only_attributions: bool = False) -> bytes:
    """One line of JSON (no line feed): `{"schema_version":1,"document":{"uri":"draft.md",...},...}`.

    With `only_attributions`, the fields that were not computed are left out.
    """
    document, write = check.document, _Writer(check.document)
    chains = {chain.attribution: chain for chain in check.chains}
    attributions = tuple(write.attribution(a, chains.get(a.id)) for a in check.attributions)
    if only_attributions:
        return _dump(wire.CheckLine(document=_document(document.origin), attributions=attributions))
    span, spans = write.span, write.spans
    return _dump(
        wire.CheckLine(
            document=_document(document.origin),
            sections=tuple(wire.Section(span=span(s.span), marker=s.marker, title=s.title) for s in document.sections),
            turns=tuple(wire.Turn(span=span(t.span), speaker=t.speaker) for t in document.turns),
            quotations=tuple(
                wire.Quotation(id=q.id, span=span(q.span), role=q.role, attribution=q.attribution, echo_of=q.echo_of)
                for q in check.quotations
            ),
            attributions=attributions,
            dates=tuple(write.when(d) for d in check.dates),
            citations=tuple(write.citation(c) for c in check.citations),
            footings=tuple(
                wire.Footing(span=span(f.sentence), kind=f.kind, evidence=spans(f.evidence)) for f in check.footings
            ),
            findings=tuple(wire.Finding(kind=f.kind, spans=spans(f.spans), message=f.message) for f in check.findings),
            verifications=tuple(map(write.verification, check.verifications)) if check.checked else UNSET,
        )
    )


def encode_error(uri: str, kind: str, message: str) -> bytes:
    """The line of a document that cannot be read: `{...,"document":{"uri":"x.pdf"},"error":{"kind":"damaged",...}}`."""
    fault = wire.Fault(kind=kind, message=message)
    return _dump(wire.ErrorLine(document=wire.Named(uri=uri), error=fault))


def encode_found(key: str | int, verification: types.Verification) -> bytes:
    """The line that answers one quotation of `sayso find`; `key` is the caller's id, or the number of its line."""
    v = verification
    return _dump(
        wire.FoundLine(
            id=key,
            verdict=v.verdict,
            critical=_critical(v.critical),
            cautions=_cautions(v.cautions),
            why=v.why,
            searched=_searched(v.searched),
            matches=tuple(map(_match, v.matches)),
            also=tuple(map(_match, v.also)),
        )
    )


def read_line(line: bytes) -> wire.CheckLine | wire.ErrorLine:
    """A line of `check` or `extract` as the contract's types. Raises `InputError` where it is not one of ours."""
    try:
        fields = _load(line)
        if not isinstance(fields, dict) or "schema_version" not in fields:
            raise InputError("not a line that sayso check or sayso extract printed (no schema_version)")
        if fields["schema_version"] != SCHEMA_VERSION:
            raise InputError(f"made by another sayso (schema_version {fields['schema_version']!r}); check it again")
        return msgspec.convert(fields, wire.ErrorLine) if "error" in fields else msgspec.convert(fields, wire.CheckLine)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a line that sayso check or sayso extract printed ({error})") from error


def decode(line: wire.CheckLine, document: types.Document) -> types.Check:
    """The check that a saved line holds, over `document` read again. Raises `InputError` where that has changed.

    What the contract does not print (mentions of a speaker, an edit's place in the source, bits) comes back empty.
    """
    if line.document.sha256 != document.origin.sha256:
        raise InputError(f"{line.document.uri}: has changed since it was checked; check it again")
    read = _Reader(document)
    attributions = tuple(map(read.attribution, line.attributions))
    chains = tuple(
        types.Chain(attribution=a.id, links=tuple(map(read.link, a.chain)), open_end=a.open_end)
        for a in line.attributions
        if a.chain or a.open_end is not None
    )
    span, spans = read.span, read.spans
    return types.Check(
        document=document,
        quotations=tuple(
            types.Quotation(id=q.id, span=span(q.span), role=q.role, attribution=q.attribution, echo_of=q.echo_of)
            for q in line.quotations or ()
        ),
        attributions=attributions,
        chains=chains,
        dates=tuple(
            types.When(
                span=span(d.span), edtf=d.edtf, calendar=d.calendar, earliest=d.earliest, latest=d.latest, rule=d.rule
            )
            for d in line.dates or ()
        ),
        citations=tuple(
            types.Citation(
                span=span(c.span), kind=c.kind, target=c.target, date=c.date, document=c.document, faults=c.faults
            )
            for c in line.citations or ()
        ),
        footings=tuple(
            types.Footing(sentence=span(f.span), kind=f.kind, evidence=spans(f.evidence)) for f in line.footings or ()
        ),
        findings=tuple(
            types.Finding(kind=f.kind, spans=spans(f.spans), message=f.message) for f in line.findings or ()
        ),
        verifications=tuple(map(read.verification, line.verifications or ())),
        checked=line.verifications is not UNSET,
    )


class _Writer:
    """Spans of one document into spans of the contract."""

    def __init__(self, document: types.Document) -> None:
        self.text = document.text
        self.raw = document.raw

    def span(self, span: types.Span) -> wire.Span:
        raw = self.raw.span_to_raw(span) if self.raw is not None else None
        return wire.Span(
            start=span.start,
            end=span.end,
            raw_start=raw.start if raw is not None else UNSET,
            raw_end=raw.end if raw is not None else UNSET,
            exact=span.of(self.text),
            prefix=self.text[max(0, span.start - CONTEXT) : span.start],
            suffix=self.text[span.end : span.end + CONTEXT],
        )

    def spans(self, spans: Iterable[types.Span]) -> tuple[wire.Span, ...]:
        return tuple(map(self.span, spans))

    def attribution(self, a: types.Attribution, chain: types.Chain | None) -> wire.Attribution:
        s = a.speaker
        return wire.Attribution(
            id=a.id,
            kind=a.kind,
            source=self.spans(a.source),
            cue=self.spans(a.cue),
            content=self.spans(a.content),
            speaker=wire.Speaker(name=s.name, as_written=s.as_written, role=s.role, organisation=s.organisation)
            if s
            else None,
            said_on=a.said_on,
            chain=tuple(map(self.link, chain.links)) if chain else (),
            open_end=chain.open_end if chain else None,
            parent=a.parent,
            confidence=a.confidence,
            found_by=a.found_by,
        )

    def link(self, link: types.Link) -> wire.Link:
        return wire.Link(
            carrier=link.carrier,
            as_written=link.as_written,
            kind=link.kind,
            date=link.date,
            locator=link.locator,
            evidence=self.span(link.evidence) if link.evidence is not None else None,
        )

    def when(self, d: types.When) -> wire.When:
        return wire.When(
            span=self.span(d.span),
            edtf=d.edtf,
            calendar=d.calendar,
            earliest=d.earliest,
            latest=d.latest,
            rule=d.rule,
        )

    def citation(self, c: types.Citation) -> wire.Citation:
        return wire.Citation(
            span=self.span(c.span),
            kind=c.kind,
            target=c.target,
            date=c.date,
            document=c.document,
            faults=c.faults,
        )

    def verification(self, v: types.Verification) -> wire.Verification:
        return wire.Verification(
            attribution=v.attribution,
            quotation=self.spans(v.quotation),
            verdict=v.verdict,
            critical=_critical(v.critical),
            cautions=_cautions(v.cautions),
            why=v.why,
            searched=_searched(v.searched),
            matches=tuple(map(_match, v.matches)),
            also=tuple(map(_match, v.also)),
        )


class _Reader:
    """Spans of the contract into spans of one document, each compared with the words it claims."""

    def __init__(self, document: types.Document) -> None:
        self.uri = document.origin.uri
        self.text = document.text

    def span(self, span: wire.Span) -> types.Span:
        if not 0 <= span.start <= span.end or self.text[span.start : span.end] != span.exact:
            raise InputError(f"{self.uri}: is read otherwise than when it was checked; check it again")
        return types.Span(span.start, span.end)

    def spans(self, spans: Iterable[wire.Span]) -> tuple[types.Span, ...]:
        return tuple(map(self.span, spans))

    def attribution(self, a: wire.Attribution) -> types.Attribution:
        s = a.speaker
        return types.Attribution(
            id=a.id,
            kind=a.kind,
            content=self.spans(a.content),
            source=self.spans(a.source),
            cue=self.spans(a.cue),
            speaker=types.Speaker(name=s.name, as_written=s.as_written, role=s.role, organisation=s.organisation)
            if s
            else None,
            said_on=a.said_on,
            parent=a.parent,
            confidence=a.confidence,
            found_by=a.found_by,
        )

    def link(self, link: wire.Link) -> types.Link:
        return types.Link(
            carrier=link.carrier,
            as_written=link.as_written,
            kind=link.kind,
            date=link.date,
            locator=link.locator,
            evidence=self.span(link.evidence) if link.evidence is not None else None,
        )

    def verification(self, v: wire.Verification) -> types.Verification:
        return types.Verification(
            attribution=v.attribution,
            quotation=self.spans(v.quotation),
            verdict=v.verdict,
            critical=tuple(types.CriticalChange(kind=c.kind, quoted=c.quoted, found=c.found) for c in v.critical),
            cautions=tuple(types.Caution(kind=c.kind, source_words=c.source_words) for c in v.cautions),
            why=v.why,
            searched=types.Searched(
                documents=v.searched.documents, method=v.searched.method, excluded=v.searched.excluded
            ),
            matches=tuple(map(_read_match, v.matches)),
            also=tuple(map(_read_match, v.also)),
        )


def _document(o: types.Origin) -> wire.Document:
    return wire.Document(
        uri=o.uri,
        sha256=o.sha256,
        media_type=o.media_type,
        encoding=o.encoding,
        title=o.title,
        author=o.author,
        publisher=o.publisher,
        published=o.published,
        language=o.language,
    )


def _critical(changes: Iterable[types.CriticalChange]) -> tuple[wire.Critical, ...]:
    return tuple(wire.Critical(kind=c.kind, quoted=c.quoted, found=c.found) for c in changes)


def _cautions(cautions: Iterable[types.Caution]) -> tuple[wire.Caution, ...]:
    return tuple(wire.Caution(kind=c.kind, source_words=c.source_words) for c in cautions)


def _searched(s: types.Searched) -> wire.Searched:
    return wire.Searched(documents=s.documents, method=s.method, excluded=s.excluded)


def _match(m: types.Match) -> wire.Match:
    return wire.Match(
        document=m.document,
        start=m.span.start,
        end=m.span.end,
        raw_start=m.raw.start if m.raw is not None else UNSET,
        raw_end=m.raw.end if m.raw is not None else UNSET,
        exact=m.exact,
        prefix=m.prefix,
        suffix=m.suffix,
        turn=m.turn,
        date=m.date,
        holder=m.holder,
        edits=tuple(map(_edit, m.edits)),
        transforms=m.transforms,
    )


def _edit(e: types.Edit) -> wire.Edit:
    where = e.quoted_span
    if where is None:
        return wire.Edit(kind=e.kind, quoted=e.quoted, found=e.found)
    return wire.Edit(kind=e.kind, quoted=e.quoted, found=e.found, start=where.start, end=where.end)


def _read_match(m: wire.Match) -> types.Match:
    return types.Match(
        document=m.document,
        span=_plain(m.start, m.end),
        raw=_maybe(m.raw_start, m.raw_end),
        exact=m.exact,
        prefix=m.prefix,
        suffix=m.suffix,
        turn=m.turn,
        date=m.date,
        holder=m.holder,
        edits=tuple(
            types.Edit(kind=e.kind, quoted=e.quoted, found=e.found, quoted_span=_maybe(e.start, e.end)) for e in m.edits
        ),
        transforms=m.transforms,
    )


def _maybe(start: int | UnsetType, end: int | UnsetType) -> types.Span | None:
    return None if isinstance(start, UnsetType) or isinstance(end, UnsetType) else _plain(start, end)


def _plain(start: int, end: int) -> types.Span:
    if not 0 <= start <= end:
        raise InputError(f"not a span: start {start}, end {end}")
    return types.Span(start, end)


def _dump(line: msgspec.Struct) -> bytes:
    try:
        return msgspec.json.encode(line)
    except UnicodeEncodeError:  # a lone surrogate (an odd file name, an odd page): only JSON's own escapes can hold it
        return json.dumps(msgspec.to_builtins(line), separators=(",", ":")).encode("ascii")


def _load(line: bytes) -> object:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:  # the same lone surrogates, which Python's own reader takes
        return json.loads(line)
