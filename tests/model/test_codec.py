"""Lines as the contract has them, and the model back from them."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from sayso.errors import InputError
from sayso.model import types, wire
from sayso.model.codec import decode, encode, encode_error, encode_found, read_line
from sayso.model.types import Span
from sayso.model.wire import schema
from tests.model.strategies import checks, documents, spans, verifications

VALID = Draft202012Validator(schema())


def a_document(text: str = "“All is well,” said Ada Venn.", **fields: object) -> types.Document:
    origin = types.Origin(uri="draft.txt", media_type="text/plain", sha256="0" * 64)
    return types.Document(id="draft.txt", text=text, origin=origin, **fields)


def a_check(**fields: object) -> types.Check:
    attribution = types.Attribution(id="a1", kind="direct", content=(Span(1, 12),), source=(Span(20, 28),))
    return types.Check(document=a_document(), attributions=(attribution,), **fields)


@given(checks())
def test_a_check_comes_back_from_its_line(check: types.Check) -> None:
    line = encode(check)
    VALID.validate(json.loads(line))
    assert b"\n" not in line
    read = read_line(line)
    assert isinstance(read, wire.CheckLine)
    assert decode(read, check.document) == check


@given(documents().flatmap(lambda d: verifications(spans(len(d.text)))))
def test_an_answer_of_find_is_a_line(verification: types.Verification) -> None:
    fields = json.loads(encode_found("q1", verification))
    VALID.validate(fields)
    assert fields["id"] == "q1"
    assert fields["verdict"] == verification.verdict


def test_a_span_carries_its_words_and_their_surroundings() -> None:
    long = "x" * 40 + "quoted" + "y" * 40
    attribution = types.Attribution(id="a1", kind="direct", content=(Span(40, 46),))
    check = types.Check(document=a_document(long), attributions=(attribution,))
    span = json.loads(encode(check))["attributions"][0]["content"][0]
    assert span == {"start": 40, "end": 46, "exact": "quoted", "prefix": "x" * 32, "suffix": "y" * 32}


def test_raw_offsets_are_absent_where_no_map_was_kept_and_there_where_it_was() -> None:
    span = json.loads(encode(a_check()))["attributions"][0]["content"][0]
    assert "raw_start" not in span
    assert "raw_end" not in span
    mapped = msgspec.structs.replace(a_check(), document=a_document(raw=types.OffsetMap(text=(0,), raw=(3,))))
    span = json.loads(encode(mapped))["attributions"][0]["content"][0]
    assert (span["raw_start"], span["raw_end"]) == (4, 15)


def test_extract_has_no_verifications_and_check_has_them_even_when_empty() -> None:
    assert "verifications" not in json.loads(encode(a_check()))
    assert json.loads(encode(a_check(checked=True)))["verifications"] == []


def test_only_attributions_prints_nothing_that_was_not_computed() -> None:
    fields = json.loads(encode(a_check(), only_attributions=True))
    VALID.validate(fields)
    assert set(fields) == {"schema_version", "document", "attributions"}


def test_null_where_the_text_says_nothing() -> None:
    attribution = json.loads(encode(a_check()))["attributions"][0]
    assert attribution["speaker"] is None
    assert attribution["said_on"] is None
    assert attribution["chain"] == []
    assert attribution["open_end"] is None


def test_a_critical_change_says_its_class() -> None:
    change = types.CriticalChange(kind="negation", quoted="will", found="will not")
    searched = types.Searched(documents=1, method="m")
    v = types.Verification(quotation=(Span(1, 4),), verdict="altered", why="w", searched=searched, critical=(change,))
    line = json.loads(encode(a_check(verifications=(v,), checked=True)))
    assert line["verifications"][0]["critical"] == [{"class": "negation", "quoted": "will", "found": "will not"}]


def test_a_document_that_cannot_be_read_is_a_line_too() -> None:
    line = encode_error("x.pdf", "damaged", "ends in the middle")
    VALID.validate(json.loads(line))
    assert json.loads(line) == {
        "schema_version": 1,
        "document": {"uri": "x.pdf"},
        "error": {"kind": "damaged", "message": "ends in the middle"},
    }
    assert isinstance(read_line(line), wire.ErrorLine)


def test_a_file_name_that_is_no_unicode_survives() -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    read = read_line(encode_error(name, "missing", "no such file"))
    assert read.document.uri == name


def test_a_changed_document_is_refused() -> None:
    line = read_line(encode(a_check()))
    assert isinstance(line, wire.CheckLine)
    origin = msgspec.structs.replace(a_document().origin, sha256="1" * 64)
    with pytest.raises(InputError, match="changed"):
        decode(line, msgspec.structs.replace(a_document(), origin=origin))
    with pytest.raises(InputError, match="read otherwise"):
        decode(line, a_document("“All was well,” said Ada Venn."))


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"schema_version":1}', b'{"schema_version":99}',
        b'{"schema_version":1,"document":{"uri":"a"},"error":{}}',
    ],
)  # fmt: skip
def test_a_line_of_something_else_is_refused(line: bytes) -> None:
    with pytest.raises(InputError):
        read_line(line)
