"""Readers: what they keep, what they leave out, and one clear error for what they cannot read."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadError
from sayso.model import Document
from sayso.text.readers import read_bytes, read_path

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, extra: dict[str, str] | None = None) -> bytes:
    """A DOCX with this body, made by hand."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        **(extra or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def pdf(columns: list[list[tuple[float, float, str]]]) -> bytes:
    """A PDF with lines of Helvetica at places, a list of lines a page, made by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in columns:
        stream = "\n".join(f"BT /F1 11 Tf {x} {y} Td ({words}) Tj ET" for x, y, words in lines).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def test_plain_text_is_kept_to_the_letter() -> None:
    data = "\ufeffOne line.\r\nSaid “so”.\x00\u202e\r\n".encode()
    document = read_bytes(data, "a.txt")
    assert document.text == data.decode()
    assert document.raw is not None
    assert document.raw.to_raw(7) == 7


def test_markdown_front_matter_is_furniture_and_origin() -> None:
    text = '---\ntitle: "A \\u201CFair\\u201D Toll"\ndate: 2025-03-04\nauthor: Ada Rask\n---\n\n# Toll\n\nText here.\n'
    document = read_bytes(text.encode(), "a.md")
    assert document.text == text
    assert document.origin.title == "A “Fair” Toll"
    assert (document.origin.published, document.origin.author) == ("2025-03-04", "Ada Rask")
    assert [b.kind for b in document.blocks] == ["furniture", "heading", "paragraph"]


def test_a_clock_is_not_the_day_of_publication() -> None:
    text = (
        "Wednesday, 08 Shawwal 1445 | 2024/04/17\nTime now: 10:00\nMain menu\nMain menu\n\nOn the toll\n\n"
        "The ministry spoke of many things on that day, and of the toll above all others, for a long while.\n\n"
        "21 Jumada al-Akhirah 1445 AH\n3 January 2024 CE\n\nLeave a comment\n\nback to top\n"
    )
    document = read_bytes(text.encode(), "a.txt")
    assert document.origin.published == "2024-01-03"
    assert document.origin.title == "On the toll"
    kept = [b.span.of(text) for b in document.blocks if b.kind != "furniture"]
    assert not any("menu" in k or "Time now" in k or "comment" in k for k in kept)


def test_a_note_at_the_foot_is_not_the_day_of_publication() -> None:
    text = (
        "In the name of God, the Merciful\n\nAnswer to a question:\nThe toll of Orsa\n\nThe ministry spoke of many things on that day,"
        " and of the toll above all others, for a long while.[1]\n\n4 January 2024\n\n[1] Orsa Courier, 25/3/2023\n"
    )
    document = read_bytes(text.encode(), "a.txt")
    assert document.origin.published == "2024-01-04"
    assert document.origin.title == "Answer to a question: The toll of Orsa"


HTML = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Gates | The Courier</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Gates crack", "datePublished": "2025-03-13T06:15:00+01:00",
"author": {{"name": "Mira Solheim"}}, "publisher": {{"name": "The Courier"}}}}</script></head><body>
<nav><ul><li>Home</li><li>Sport</li></ul></nav><article><h1>Gates crack</h1>
<p>Three of the four gates of the locks are in worse condition than the public has been told, two engineers said on Thursday.</p>
<p>“We found cracks in every hinge,” said Henrike Castellan of the survey, who has worked there for ten years. É</p></article>
<section><h2>Leave a comment</h2><form><input></form></section></body></html>"""


def test_html_main_text_and_metadata() -> None:
    document = read_bytes(HTML.format(charset="utf-8").encode(), "a.html")
    assert "cracks in every hinge" in document.text
    assert "Sport" not in document.text
    assert "Leave a comment" not in document.text
    origin = document.origin
    assert (origin.title, origin.author, origin.publisher, origin.published) == (
        "Gates crack",
        "Mira Solheim",
        "The Courier",
        "2025-03-13",
    )


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "La ministre a dit : « Le péage n’augmentera pas cette année. » Très bien, à bientôt."),
        ("cp1252", "She said, “The toll will not rise,” in a café."),
        ("cp1250", "Ministryně řekla v pondělí: „Letos mýto nezvýšíme a otevřeme zdymadla na jaře.“ Žádné změny."),
        ("cp1251", "Министр сказал: «Мы не повысим плату в этом году и откроем шлюзы весной»."),
    ],
)
def test_old_encodings_are_told_apart(encoding: str, words: str) -> None:
    document = read_bytes(words.encode(encoding), "a.txt")
    assert (document.origin.encoding, document.text) == (encoding, words)


def test_the_declared_encoding_comes_first() -> None:
    document = read_bytes(
        HTML.format(charset="iso-8859-1").replace("“", '"').replace("”", '"').encode("iso-8859-1"), "a.html"
    )
    assert document.text.rstrip().endswith("É")
    assert document.origin.encoding == "iso8859-1"


def test_pdf_columns_hyphens_and_running_heads() -> None:
    left = [
        "The minister said that the",
        "locks were built by our grand-",
        "parents and will not be sold",
        "to anyone who asks for them,",
        "now or later.",
    ]
    right = [
        "In the other column stands",
        "another matter, which is the",
        "ferry, and nobody spoke of",
        "it at all on that long day",
        "in the capital.",
    ]
    pages = []
    for number in range(3):
        lines = [(72.0, 760.0, "The Orsa Gazette"), (300.0, 30.0, str(number + 1))]
        story = [
            left,
            ["Nothing else was said", "on the second day", "of the meeting there.", "They went home", "by the ferry."],
            right,
        ][number]
        lines += [(72.0, 700.0 - 14 * i, words) for i, words in enumerate(story)]
        lines += [(330.0, 700.0 - 14 * i, f"{words} {number}") for i, words in enumerate(right)]
        pages.append(lines)
    document = read_bytes(pdf(pages), "a.pdf")
    assert (
        "the locks were built by our grandparents and will not be sold to anyone who asks for them, now or later."
        in document.text
    )
    assert "Orsa Gazette" not in document.text
    assert {b.locator for b in document.blocks} == {"p. 1", "p. 2", "p. 3"}


def test_docx_keeps_insertions_and_tables_and_drops_deletions() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('The toll ')}<w:ins>{run.format('will ')}</w:ins><w:del><w:r><w:delText>may </w:delText></w:r></w:del>{run.format('rise.')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run.format('Gate')}</w:p></w:tc><w:tc><w:p>{run.format('Cost')}</w:p></w:tc></w:tr></w:tbl>"
    )
    document = read_bytes(docx(body), "a.docx")
    assert "The toll will rise." in document.text
    assert "may" not in document.text
    assert "Gate | Cost" in document.text


def test_subtitles_join_their_lines_and_know_who_speaks() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Rask>Water always finds the\nsmallest crack,\n\n00:02.000 --> 00:03.000\n<v Ada Rask>and it is cheap.\n\n00:03.000 --> 00:04.000\n<v Jon Bek>Is it?\n"
    document = read_bytes(vtt.encode(), "a.vtt")
    assert "the smallest crack, and it is cheap." in document.text
    assert [(t.speaker, t.span.of(document.text)) for t in document.turns][1] == ("Jon Bek", "Is it?")
    assert document.blocks[0].locator == "00:01.000"


def kind_of(data: bytes, uri: str) -> str:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, uri)
    assert str(caught.value).startswith(uri)
    assert "\n" not in str(caught.value)
    return caught.value.kind


ENCRYPTED = pdf([[(72.0, 700.0, "secret")]]).replace(
    b"trailer << ",
    b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /O ("
    + b"x" * 32
    + b") /U ("
    + b"y" * 32
    + b") /P -4 >> /ID [(a)(a)] ",
)


@pytest.mark.parametrize(
    ("data", "uri", "kind"),
    [
        (b"", "empty.txt", "empty"),
        (b" \n\t ", "blank.md", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a.txt", "binary"),
        (bytes(range(256)) * 40, "a.txt", "binary"),
        (pdf([[(72.0, 700.0, "words")]])[:150], "cut.pdf", "damaged"),
        (ENCRYPTED, "locked.pdf", "encrypted"),
        (pdf([[]]), "scan.pdf", "no-text"),
        (docx("")[:90], "cut.docx", "damaged"),
        (docx("<w:p/>", {"word/media.xml": "0" * (120 << 20)}), "bomb.docx", "too-large"),
        (b"<html><body>" + b"<div>" * 10_000 + b"x", "deep.html", "damaged"),
        (b"WEBVTT\n\nno cue here", "a.vtt", "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_one_clear_error(data: bytes, uri: str, kind: str) -> None:
    assert kind_of(data, uri) == kind


def test_a_few_broken_bytes_do_not_lose_a_document() -> None:
    document = read_bytes(b"He said \xff\xfe so. " + "Much more was said on the Orsa’s banks. ".encode() * 40, "a.txt")
    assert document.origin.encoding == "utf-8 (damaged)"


def test_a_line_of_fifty_megabytes_is_read() -> None:
    document = read_bytes(b"He said so. " * (50 << 20 >> 4), "long.txt")
    assert len(document.blocks) == 1


def test_files_that_are_not_there_or_are_folders(tmp_path: Path) -> None:
    for path, kind in ((tmp_path / "none.txt", "missing"), (tmp_path, "not-a-file")):
        with pytest.raises(ReadError) as caught:
            read_path(path, str(path))
        assert caught.value.kind == kind


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    import os

    real, calls = os.fstat, []

    def fstat(number: int) -> os.stat_result:
        calls.append(number)
        if len(calls) == 2:
            path.write_text("another length", encoding="utf-8")
        return real(number)

    monkeypatch.setattr("sayso.text.readers.os.fstat", fstat)
    with pytest.raises(ReadError) as caught:
        read_path(path, "a.txt")
    assert caught.value.kind == "changed"


def sound(document: Document) -> None:
    at = 0
    for block in document.blocks:
        assert block.span.start >= at
        at = block.span.end
    assert at <= len(document.text)
    for turn in document.turns:
        assert turn.span.end <= len(document.text)
    for section in document.sections:
        assert section.span.end <= len(document.text)


@given(st.binary(min_size=1, max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.vtt", "a.srt", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, uri: str) -> None:
    with contextlib.suppress(ReadError):
        sound(read_bytes(data, uri))


@given(st.text(alphabet="abQ:.\n #->*1[“ A", min_size=1, max_size=300))
def test_layout_of_any_markdown_is_sound(text: str) -> None:
    try:
        sound(read_bytes(text.encode(), "a.md"))
    except ReadError:
        assert not text.strip()


def test_a_first_line_that_asks_is_the_title() -> None:
    text = "Fact check: Did the board really close the lock?\n\nTheBoardCheck | Published: 22 February 2022\n\nIt did not.\n"
    assert read_bytes(text.encode(), "a.txt").origin.title == "Fact check: Did the board really close the lock?"
    assert read_bytes(b"Why is the lock shut?\n", "a.txt").origin.title is None
