"""The extractor by rules, on invented documents of the kinds it meets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import extract
from sayso.attribution.rules import body_paragraphs, draft
from sayso.errors import ReadError
from sayso.model import Attribution, Document, Extraction
from sayso.text.readers import read_bytes


def read(text: str, uri: str = "a.md") -> tuple[Document, Extraction]:
    document = read_bytes(text.encode(), uri)
    return document, extract(document)


def contents(text: str, uri: str = "a.md") -> list[tuple[str | None, list[str]]]:
    document, found = read(text, uri)
    return [
        (
            a.speaker.name if a.speaker else None,
            [" ".join(s.of(document.text).split()).strip('“”‘’"«»') for s in a.content],
        )
        for a in found.attributions
        if a.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "parts"),
    [
        ("“We will wait for the ferry,” said Harbour Minister Ada Rask on Monday.", "Ada Rask", ["We will wait for the ferry,"]),
        ("Ada Rask said, “We will wait for the ferry.”", "Ada Rask", ["We will wait for the ferry."]),
        ("“We will wait,” Ada Rask said. “We have time.”", "Ada Rask", ["We will wait,", "We have time."]),
        ("“We will wait,” Ada Rask told reporters, “and we have time.”", "Ada Rask", ["We will wait,", "and we have time."]),
        ("The Orsa Courier reported on 5 January 2023, “Observers believe that the gates will hold.”", "Orsa Courier", ["Observers believe that the gates will hold."]),
        ("In the words of Jon Bek, “the gates will hold.”", "Jon Bek", ["the gates will hold."]),
        ("“The gates will hold,” according to Jon Bek, who built them.", "Jon Bek", ["The gates will hold,"]),
        ("The Northern Post quoted the harbour newspaper, The Orsa Courier as saying, “The gates will hold for now.”", "Orsa Courier", ["The gates will hold for now."]),
        ("It was stated in the Report of 5 May 2022, “The gates were never tested in winter.”", "Report of 5 May 2022", ["The gates were never tested in winter."]),
        ("**Governor Mara Toll:** “This is a good day for the river.”", "Mara Toll", ["This is a good day for the river."]),
        ("-   [CNX’s Steve Mole](https://x.example/1):\n    “That is a very good number.”", "Steve Mole", ["That is a very good number."]),
        ("“This is a good day for the river.”\n— Mara Toll, Governor", "Mara Toll", ["This is a good day for the river."]),
        ("“This is a good day for the river.” — Mara J. Toll.", "Mara J. Toll", ["This is a good day for the river."]),
        ("Henrike Castellan, who led the survey, told the Courier: “We found cracks in every hinge.”", "Henrike Castellan", ["We found cracks in every hinge."]),
        ("The ministry issued a short notice after the meeting, saying: “The toll stays as it is.”", "ministry", ["The toll stays as it is."]),
        ("What they say: “Good work and lower tolls,” Rask said in a statement, taking a lap.", "Rask", ["Good work and lower tolls,"]),
        ("The skippers closed with a cheer for Rask: “She got that river,” they chanted.", "skippers", ["She got that river,"]),
        ("“This is just an issue,” Perrin said, sporting a lanyard that said Toll. “Changing it would help.”", "Perrin", ["This is just an issue,", "Changing it would help."]),
        ("- On May 13, Mara Toll announced a sale to “give them a chance.”\n  - Mara Toll: “The tolls were brutal.”\n- The Treasury quickly took the first step.", "Mara Toll", ["The tolls were brutal."]),
        ("The plan would make the “largest harbour in the land,” according to a release from Orsanet. The firm grew.", "Orsanet", ["largest harbour in the land,"]),
        ("First, Velmar, who said that it was reflective of a, quote, “Cold Lock mentality.” Do you?", "Velmar", ["Cold Lock mentality."]),
        ("“The sun is out,” Rask said. … “Today is good,” Bek said. “The lock, a new one, is open.” … Toll laughed.", "Bek", ["Today is good,", "The lock, a new one, is open."]),
        ("- **Mayor Jon Bek:** “The Act will bring jobs to the docks.”\n- **Senator Ada Rask:** “No village should pay twice.”", "Jon Bek", ["The Act will bring jobs to the docks."]),
        ("“The Act will bring jobs to the docks.”\n- Ada Rask, harbour master", "Ada Rask", ["The Act will bring jobs to the docks."]),
        ("As Director Ada Rask put it:\n\n-   “The river is rising.”", "Ada Rask", ["The river is rising."]),
        ("According to the harbour master, Ada Rask: “The river is rising.”", "Ada Rask", ["The river is rising."]),
        ("According to Ada Rask, the harbour master: “The river is rising.”", "Ada Rask", ["The river is rising."]),
    ],
)  # fmt: skip
def test_speaker_and_parts(text: str, speaker: str, parts: list[str]) -> None:
    assert (speaker, parts) in contents(f"The Harbour\n\n{text}\n")


def test_pronouns_and_offices_mean_whoever_was_named() -> None:
    text = (
        "Harbour Minister Ada Rask spoke to Mr. Jon Bek on Monday. She said, “The toll will stay for a year.” “I doubt it,” Bek replied. "
        "“We shall see about that,” he added. The Minister herself later wrote, “Nobody needs to pay before June.”"
    )
    assert contents(text) == [
        ("Ada Rask", ["The toll will stay for a year."]),
        ("Jon Bek", ["I doubt it,"]),
        ("Jon Bek", ["We shall see about that,"]),
        ("Ada Rask", ["Nobody needs to pay before June."]),
    ]


def test_abbreviations_introduced_in_brackets() -> None:
    text = "The Orsa River Authority (ORA) said, “The gates are shut.” The ORA added, “They stay shut.”"
    assert [speaker for speaker, _ in contents(text)] == ["Orsa River Authority", "Orsa River Authority"]


def test_a_described_office_is_called_as_its_brackets_say() -> None:
    text = (
        "The public relations wing of Orsa's fleet (OFP) said, “The gates are shut.” The OFP added, “They stay shut.”"
    )
    assert [speaker for speaker, _ in contents(text)] == ["OFP", "OFP"]


def test_he_is_no_newspaper() -> None:
    text = "Minister Jon Bek told reporters, “The gates are shut.” Then the Lumm Gazette wrote that all was well. “They stay shut,” he said."
    assert contents(text)[-1][0] == "Jon Bek"


def test_who_is_quoted_by_an_outlet_speaks() -> None:
    text = "It rained.\n\nMinister Jon Bek, who stood beside her, is quoted by the Lumm Gazette as saying: “Every lockkeeper has a contract.”"
    assert contents(text)[-1][0] == "Jon Bek"


def test_a_quotation_without_a_speaker_is_kept_and_says_so() -> None:
    assert contents("It rained.\n\n“Nobody has paid for the gates in all these years.”\n") == [
        (None, ["Nobody has paid for the gates in all these years."])
    ]


def test_a_full_stop_inside_the_marks_parts_two_speakers() -> None:
    text = "Ada Rask said, “The toll stays.” Jon Bek said he would leave."
    _document, found = read(text)
    assert [(a.kind, a.speaker.name if a.speaker else None) for a in found.attributions][:1] == [("direct", "Ada Rask")]


def test_titles_and_scare_quotes_stand_in_quotations_only() -> None:
    _document, found = read("He wrote the novel “The Long Winter of Orsa” there. The so-called “experts” left early.\n")
    assert [q.role for q in found.quotations] == ["title", "scare"]
    assert not [a for a in found.attributions if a.kind == "direct"]


def test_an_echo_is_linked_to_the_fuller_quotation_and_its_speaker() -> None:
    text = "Ada Rask said, “We want a long and patient partnership with the river towns.” What is meant by “patient partnership with the river towns”?"
    _document, found = read(text)
    echo = next(q for q in found.quotations if q.role == "echo")
    assert echo.echo_of == found.quotations[0].id
    own = next(a for a in found.attributions if a.id == echo.attribution)
    assert own.speaker is not None
    assert own.speaker.name == "Ada Rask"


def test_nested_quotations_have_the_outer_one_as_parent() -> None:
    text = "The Courier reported, “The minister was plain. ‘We shall never sell the northern locks,’ Ada Rask said.”"
    _document, found = read(text)
    inner = next(a for a in found.attributions if a.parent)
    assert inner.speaker is not None
    assert inner.speaker.name == "Ada Rask"


def test_verses_and_their_translation_share_the_speaker_that_the_words_before_name() -> None:
    text = "The book says so. Hakim Nur said,\n\n[يَا أَيُّهَا النَّاسُ اسْمَعُوا مَا أَقُولُ]\n\n“O people! Hear what I say.”\n"
    _document, found = read(text)
    assert [(a.speaker.name if a.speaker else None, a.found_by) for a in found.attributions] == [
        ("Hakim Nur", "rules:verse")
    ] * 2
    assert {q.role for q in found.quotations} == {"scripture"}


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_what_a_narrator_adds_to_a_tradition_is_said_by_the_collection_that_the_note_names(gap: str) -> None:
    text = f"Hakim Nur said,\n\n[يَا أَيُّهَا النَّاسُ اسْمَعُوا مَا أَقُولُ]{gap}“O people! Hear what I say.” Then he (ra) sat down. (Extracted by Dawud)."
    _document, found = read(text)
    last = found.attributions[-1]
    assert [s.of(text) for s in (*last.source, *last.cue, *last.content)] == [
        "Dawud",
        "Extracted by",
        "Then he (ra) sat down.",
    ]
    assert len(found.attributions) == 3


def indirect(text: str) -> list[tuple[str | None, str]]:
    document, found = read(text)
    return [
        (a.speaker.name if a.speaker else None, " ".join(a.content[0].of(document.text).split()))
        for a in found.attributions
        if a.kind == "indirect"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Rask said that the gates would hold until June.", ("Ada Rask", "the gates would hold until June")),
        ("The gates would hold until June, Ada Rask said.", ("Ada Rask", "The gates would hold until June")),
        ("According to Jon Bek, the gates would hold until June.", ("Jon Bek", "the gates would hold until June")),
        ("The gates would hold until June, according to Jon Bek.", ("Jon Bek", "The gates would hold until June")),
        ("It was reported that the gates had failed twice.", (None, "the gates had failed twice")),
        ("The council promised to repair the gates.", ("council", "to repair the gates")),
        ("Ada Rask told the council that nobody would pay.", ("Ada Rask", "nobody would pay")),
    ],
)
def test_reported_speech(text: str, expected: tuple[str | None, str]) -> None:
    assert expected in indirect(text)


def test_a_transcripts_turns_are_no_attributions_but_i_is_the_speaker() -> None:
    text = (
        "MS. ODA: Good day to all of you. I said last week, “the gates will hold until the summer,” and I meant it.\n\n"
        "Q  You said that “nobody would have to pay a crown.” Is it so?\n\nMS. ODA: It is so, and it will stay so.\n"
    )
    assert contents(text) == [
        ("MS. ODA", ["the gates will hold until the summer,"]),
        ("MS. ODA", ["nobody would have to pay a crown."]),
    ]


def test_one_cue_carries_clauses_and_resumed_quotations() -> None:
    text = (
        "Kell argued that waiting would, quote, “be a disaster,” and, quote, “put the river at risk.”  We agree with that.\n\n"
        "Pupils noted that Toll was “straight to the point,” and that the visit was “a pretty nice gesture.”"
    )
    assert [a.speaker.name for a in read(text)[1].attributions if a.speaker] == ["Kell", "Kell", "Pupils", "Pupils"]


def test_a_description_of_somebodys_man_is_not_that_somebody() -> None:
    text = (
        "Waiting is overrated, according to President Rask’s top economic adviser.\n\n"
        "The odds are improving, said Lena Brandt, President Joe Rask’s top economic adviser, on Wednesday.\n\n"
        "Bek’s spokesman said the lock would open."
    )
    _, found = read(text)
    assert [a.speaker.name for a in found.attributions if a.speaker] == [
        "Lena Brandt",
        "Lena Brandt",
        "Bek’s spokesman",
    ]


def test_the_clause_between_commas_has_a_subject_of_its_own() -> None:
    _, found = read(
        "It also comes at the start of May, a point Mayor Edda Moran said had a “deep significance” for the town."
    )
    assert [a.speaker.name for a in found.attributions if a.speaker] == ["Edda Moran"]


def test_words_said_again_are_reports_of_the_first_speaker() -> None:
    _, found = read("Ada Rask said, “No.”\n\nIs it still “no”?\n\nThe “maybe” camp waited.")
    assert [(a.speaker.name if a.speaker else None) for a in found.attributions] == ["Ada Rask", "Ada Rask"]
    assert [(q.role, q.echo_of) for q in found.quotations] == [("statement", None), ("echo", "q1"), ("scare", None)]


@pytest.mark.parametrize("mark", ['"', "“", "«", "''"])
def test_each_turn_of_a_quoted_transcript_is_its_speakers(mark: str) -> None:
    text = (
        "The talk went on for an hour. Partial transcript as follows:\n\n"
        '"RASK: The gate is what they call “The Old Man.” It stays shut.\n\n'
        '"TOLL: And if the water rises?\n\n"RASK: Then we shall see.\n\nThe talk was on Monday.'
    )
    text = text.replace('"', mark)
    _, found = read(text)
    turns = [a for a in found.attributions if a.found_by == "rules:turn"]
    assert [(a.source[0].of(text), a.content[0].of(text)) for a in turns] == [
        ("RASK", "The gate is what they call “The Old Man.” It stays shut."),
        ("TOLL", "And if the water rises?"),
        ("RASK", "Then we shall see."),
    ]
    assert not [a for a in found.attributions if a not in turns and a.parent is None]


def test_furniture_gives_nothing() -> None:
    text = (
        "Main menu\nMain menu\n\nThe story is long and has many words in it, more than a menu has.\n\nLeave a comment\n"
    )
    _, found = read(text, "a.txt")
    assert found.attributions == ()


def check_sound(document: Document, found: Extraction) -> None:
    ids = {a.id for a in found.attributions}
    assert len(ids) == len(found.attributions)
    size = len(document.text)

    def spans(a: Attribution) -> list[int]:
        return [s.end for s in (*a.content, *a.source, *a.cue)]

    for attribution in found.attributions:
        assert attribution.content
        assert max(spans(attribution)) <= size
        assert attribution.parent is None or attribution.parent in ids
        assert 0 < attribution.confidence <= 1
    for quotation in found.quotations:
        assert quotation.attribution is None or quotation.attribution in ids


PIECES = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    " said ",
    "Ada Rask ",
    "that ",
    "the gates. ",
    "\n\n",
    "he ",
    "[يَقُولُونَ] ",
    "According to ",
    ", ",
    "— ",
    ": ",
    "MS. ODA: ",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_any_text_is_read(pieces: list[str]) -> None:
    try:
        document, found = read("".join(pieces))
    except ReadError:
        return
    check_sound(document, found)


def test_ten_thousand_quotations_are_read() -> None:
    text = "".join(f"“Gate number {n} is open today,” said Ada Rask. It rained on day {n}.\n\n" for n in range(10_000))
    _document, found = read(text)
    assert len(found.attributions) == 10_000


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Board met. Norda does not limit itself to boats. Then it trades. It said the levy would stay.", "Norda"),
        ("The Harbour Board said the gate was shut. Norda was quiet. It said the levy would stay.", "Harbour Board"),
    ],
)
def test_it_is_what_the_sentences_before_are_about(text: str, speaker: str) -> None:
    last = read(text)[1].attributions[-1]
    assert last.speaker is not None
    assert last.speaker.name == speaker


def test_without_unmarked_only_sentences_with_marks_are_read() -> None:
    text = "Ada Rask said that the gate is shut. Jon Bek said it was “as shut as ever”."
    document = read_bytes(text.encode(), "a.txt")
    assert len(draft(document)[0]) == 2
    assert [d.content[0].start for d in draft(document, unmarked=False)[0]] == [text.index("as shut")]


def test_a_headline_above_a_hard_break_is_a_paragraph_of_its_own() -> None:
    headline, byline = "**Toll stays as it is, says Rask’s deputy**  ", r"\[Wim Horst, 7/12/31\]  "
    body = "The ferry toll stays, said Harbour Minister\nAda Rask, and  \nthe bridge stays shut."
    document = read_bytes(f"{headline}\n{byline}\n{body}\n".encode(), "a.md")
    parts = [" ".join(p.of(document.text).split()) for p in body_paragraphs(document)]
    assert parts == [headline.strip(), byline.strip(), " ".join(body.split())]


def test_where_words_stand_is_nobodys_name() -> None:
    document = read_bytes("The water fell.\n\nIn another account: “Nobody owns the rain that falls.”".encode(), "a.txt")
    assert all(a.speaker is None for a in extract(document).attributions)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They stop there, for it goes on: “after the water falls again.”", None),
        ("Its report said that according to Ada Rask the board had confessed to “a hidden danger.”", "Ada Rask"),
    ],
)
def test_whose_words_they_are(text: str, name: str | None) -> None:
    [found] = [a for a in extract(read_bytes(text.encode(), "a.txt")).attributions if a.kind != "indirect"] or [None]
    assert (found.speaker.name if found is not None and found.speaker is not None else None) == name


def test_a_headline_stands_between_an_outlet_and_its_words() -> None:
    text = "[**The Orsa Courier**](https://example.org/a): *Late again.* “The gate stays shut until the board meets.”"
    [found] = extract(read_bytes(text.encode(), "a.md")).attributions
    assert found.speaker is not None
    assert found.speaker.name == "Orsa Courier"
