"""Notes at the foot of a page: markers, their notes, and markers that lack one."""

from __future__ import annotations

from sayso.provenance.notes import find_notes


def test_markers_and_their_notes() -> None:
    text = "He left.[1] She stayed.[^2] They wept.³\n\n[1] Orsa Courier, 6 May 2024\n[^2]: A letter to the mayor\n³ The log book"
    assert [(c.kind, c.target, c.faults) for c in find_notes(text, ())] == [
        ("footnote", "Orsa Courier, 6 May 2024", ()),
        ("footnote", "A letter to the mayor", ()),
        ("footnote", "The log book", ()),
    ]


def test_a_marker_without_a_note() -> None:
    found = find_notes("He left.[1] She stayed.[2]\n\n[1] Orsa Courier", ())
    assert [c.faults for c in found] == [(), ("no note stands under this number",)]


def test_numbers_in_brackets_are_no_markers_where_no_note_stands() -> None:
    assert find_notes("He left.[1] See [2] and row[3](x).", ()) == []
