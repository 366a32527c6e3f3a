"""Every verdict on an invented library, and what must never change one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from sayso.model import Attribution, Document, Extraction, Span, Speaker
from sayso.verification import verify, verify_query
from tests.verification.world import BRIEFING, STATEMENT, MemoryShelf, by_turn, check, find, source


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The river council will not raise the bridge toll this year", "verbatim"),
        ("the river council will not raise\nthe bridge toll this year,", "verbatim"),
        ("above the second mark. Our engineers are the best in the valley", "verbatim"),
        ("We have spent 3.5 million florins on the northern locks", "verbatim"),
        ("The river council will not raise the … toll this year", "edited"),
        ("[We] will not raise the bridge toll this year", "edited"),
        ("The river council will not raise the toll this year", "altered"),
        ("The river council will raise the bridge toll this year", "altered"),
        ("the ferries will return to Ostrel before the winter", "altered"),
        ("We have spent 35 million florins on the northern locks", "altered"),
        ("We shall rebuild every barn before the harvest, signed by the full council", "spliced"),
        ("they need more boats. The river council will not raise the bridge toll", "spliced"),
        ("The lighthouse at Brenn was sold to a family of weavers", "not-found"),
        ("the bridge toll", "not-checkable"),
    ],
)  # fmt: skip
def test_verdicts(text: str, verdict: str) -> None:
    assert find(text).verdict == verdict


def test_critical_changes_and_reason() -> None:
    found = find("the ferries will return to Ostrel before the winter")
    assert [(c.kind, c.quoted, c.found) for c in found.critical] == [("modal", "will", "may")]
    assert found.why == "the source has “may”, the document “will”"


def test_the_match_shows_place_turn_date_and_holder() -> None:
    match = find("the ferries may return to Ostrel").matches[0]
    assert match.document == "briefing.txt"
    assert match.exact == BRIEFING.text[match.span.start : match.span.end] == "the ferries may return to Ostrel"
    assert (match.turn, match.date, match.holder) == ("MINISTER KALLAS", "2031-05-04", "primary")
    assert match.suffix.startswith(" before the winter")


def test_the_speakers_own_statement_is_primary_and_another_quoter_secondary() -> None:
    assert find("We shall rebuild every barn before the harvest").matches[0].holder == "primary"
    quoted = find("The herring came back to the outer bay in numbers")
    assert quoted.matches[0].holder == "quoter"
    assert "secondary" in [c.kind for c in quoted.cautions]


def test_a_quotation_cut_by_a_tag_is_one() -> None:
    text = "“The river council will not raise,” said Kallas, “the bridge toll this year.”"
    assert check(text, "The river council will not raise,", "the bridge toll this year.").verdict == "verbatim"


def test_parts_that_skip_forward_are_edited() -> None:
    text = (
        "“The river council will not raise the bridge toll this year,” she said. “We have spent 3.5 million florins.”"
    )
    parts = ("The river council will not raise the bridge toll this year,", "We have spent 3.5 million florins.")
    assert check(text, *parts).verdict == "edited"


def test_misattributed_only_in_anothers_mouth() -> None:
    words = "every lockkeeper received a new contract in March"
    assert find(words, "Tomas Oduya").verdict == "verbatim"
    found = find(words, "Governor Ilse Marrant")
    assert found.verdict == "misattributed"
    assert "MR ODUYA" in found.why


@pytest.mark.parametrize("who", [None, "she", "the minister", "the River Ministry", "officials"])
def test_nobody_is_accused_where_the_speaker_is_not_named(who: str | None) -> None:
    assert find("every lockkeeper received a new contract in March", who).verdict == "verbatim"


def test_nobody_is_accused_where_the_mouth_is_unknown() -> None:
    assert find("The herring came back to the outer bay in numbers", "Mari Kallas").verdict == "verbatim"
    assert find("Old nets were mended by torchlight near noon", "Mari Kallas").verdict != "misattributed"


def test_the_true_speaker_named_beside_the_words_is_doubt() -> None:
    text = "Marrant, meeting Oduya, said: “every lockkeeper received a new contract in March”."
    found = check(text, "every lockkeeper received a new contract in March", who="Ilse Marrant")
    assert found.verdict == "verbatim"


def test_indirect_content_that_says_too_little_is_not_checkable() -> None:
    found = check("Kallas said the toll would stay.", "the toll would stay", kind="indirect")
    assert found.verdict == "not-checkable"
    assert found.why.startswith("content")


def test_a_gap_over_two_speakers_is_a_splice() -> None:
    found = find("they need more boats … signed by the full council")
    assert found.verdict == "spliced"
    assert [m.turn for m in found.matches] == ["MINISTER KALLAS", "MR ODUYA"]


def test_other_places_of_the_pieces_of_a_splice_are_named() -> None:
    one, other = "Thirteen barges of salted herring left Ostrel", "the lanterns of Lumm burn whale oil no more"
    pages = [
        source(
            f"{n}.txt", f"{'Nobody knows why. ' * n}They say that {said}. That is all.\n", published=f"2031-01-0{n + 1}"
        )
        for n, said in enumerate((one, one, other, other))
    ]
    found = verify_query(f"{one} {other}", None, None, MemoryShelf(pages), by_turn)
    assert found.verdict == "spliced"
    assert [m.document for m in found.matches] == ["0.txt", "2.txt"]
    assert [(m.document, m.exact) for m in found.also] == [("1.txt", one), ("3.txt", other)]


def test_a_document_that_holds_every_piece_is_shown_before_earlier_ones_that_hold_some() -> None:
    one, other = "Thirteen barges of salted herring left Ostrel", "the lanterns of Lumm burn whale oil no more"
    some = [source(f"{n}.txt", f"Item {n}: {(one, other)[n % 2]}.\n", published="2031-01-01") for n in range(40)]
    both = source("both.txt", f"{one}. {'Nobody knows why. ' * 40} And {other}.\n", published="2031-05-05")
    found = verify_query(f"{one} {other}", None, None, MemoryShelf([*some, both]), by_turn)
    assert [m.document for m in (*found.matches, *found.also)] == ["both.txt", "both.txt"]


def test_what_the_audience_calls_may_be_left_out() -> None:
    told = "MS. RASK: We close the northern locks before the winter.\n\nAUDIENCE: Too late! Too late!\n\nMS. RASK: And we pay for the boats."
    shelf = MemoryShelf([source("speech.txt", told)])
    found = verify_query(
        "We close the northern locks before the winter. And we pay for the boats.", None, None, shelf, by_turn
    )
    assert found.verdict == "verbatim"
    assert "what the audience calls left out" in found.matches[0].transforms


def test_another_instance_of_a_form_is_changed_by_nobody() -> None:
    form = "The harbour office under Ada Rask declared that an emergency exists in the county of {} and ordered boats to its aid."
    shelf = MemoryShelf([source(f"{name}.txt", form.format(name)) for name in ("Vesk", "Orla", "Tarn")])

    def verdict(words: str) -> str:
        return verify_query(words, None, None, shelf, by_turn).verdict

    assert verdict(form.format("Orla")) == "verbatim"
    assert verdict(form.format("Brandt")) == "not-found"
    # What all instances have alike is no place to fill in, and two are no form.
    assert verdict(form.format("Orla").replace("boats", "planes")) == "altered"
    assert verdict(form.format("Orla").replace("Rask", "Brandt")) == "altered"
    shelf = MemoryShelf([source(f"{name}.txt", form.format(name)) for name in ("Vesk", "Orla")])
    assert verdict(form.format("Brandt")) == "altered"


def test_what_is_nearest_to_a_common_turn_of_phrase_is_shown() -> None:
    said = [*(f"We shall mend the {w} quay of Lumm" for w in ("north", "east", "west", "stone", "long")), "We shall mend the far salt quay of Lumm"]  # fmt: skip
    pages = [source(f"{n}.txt", f"{words} before the winter.\n") for n, words in enumerate(said)]
    found = verify_query("We shall mend the salt quay of Lumm", None, None, MemoryShelf(pages), by_turn)
    assert found.verdict == "not-found"
    assert [m.document for m in found.also] == ["5.txt", "0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]


def test_later_documents_are_shown_and_never_decide() -> None:
    words = "We shall rebuild every barn before the harvest"
    found = check(f"“{words}”", words, published="2031-06-01")
    assert found.verdict == "verbatim"
    assert "later" in [c.kind for c in found.cautions]
    changed = "We shall rebuild no barn before the harvest, and we shall do so without new taxes"
    assert check(f"“{changed}”", changed, published="2031-06-01").verdict == "not-found"
    assert check(f"“{changed}”", changed, published="2031-07-01").verdict == "altered"


def test_a_page_of_days_after_does_not_decide_where_one_of_before_has_nearly_the_words() -> None:
    said = "We count {} leases of every barn and mill in the valley of Vesk"
    rest = " ".join(f"Then the clerk read item {n} of the list to the hall." for n in range(30))

    def record(name: str, word: str, published: str) -> Document:
        return source(name, f"MS OYELA: {said.format(word)}.\n\nCLERK: {rest}\n", published=published)

    before, after = record("a.txt", "long-term", "2031-03-01"), record("b.txt", "longer-term", "2031-05-01")
    same_days = record("b.txt", "longer-term", "2031-04-03")
    words = said.format("longer-term")
    page = source("draft.txt", f"“{words}”", published="2031-04-01")
    attribution = Attribution(id="a1", kind="direct", content=(Span(1, 1 + len(words)),))
    for pages, verdict, first in (
        ([before, after], "altered", "a.txt"),
        ([after], "verbatim", "b.txt"),
        ([before, same_days], "verbatim", "b.txt"),
    ):
        found = verify(page, Extraction(attributions=(attribution,)), (), MemoryShelf(pages), mouth=by_turn)[0]
        assert (found.verdict, found.matches[0].document) == (verdict, first)


def test_a_question_made_a_statement() -> None:
    shelf = MemoryShelf([source("a.txt", "Q: You closed the southern locks last winter? Thank you.\nMS RUUTH: No.\n")])
    found = verify_query("You closed the southern locks last winter.", None, None, shelf, by_turn)
    assert (found.verdict, [c.kind for c in found.critical]) == ("altered", ["question"])
    assert verify_query("You closed the southern locks last winter", None, None, shelf, by_turn).verdict == "verbatim"


def test_another_script_and_a_translation_are_not_checkable() -> None:
    assert find("لن يرفع مجلس النهر رسوم الجسر هذا العام").why.startswith("script")
    text = "Speaking through an interpreter, he said: “The lighthouse at Brenn was sold to weavers.”"
    assert check(text, "The lighthouse at Brenn was sold to weavers.").why.startswith("translation")


def test_search_is_told() -> None:
    found = find("The lighthouse at Brenn was sold to a family of weavers")
    assert found.searched.documents == 3
    assert found.why == "nowhere in this library of 3 documents"
    assert found.matches == ()


@settings(max_examples=60)
@given(st.integers(0, 300), st.integers(4, 14))
def test_a_verbatim_cut_is_always_verbatim(at: int, size: int) -> None:
    for page in (BRIEFING, STATEMENT):
        spans = [t.span for t in page.turns] or [Span(0, len(page.text))]
        whole = spans[at % len(spans)].of(page.text).replace("(Applause.)", "").split()
        cut = whole[at % max(1, len(whole) - size) :][:size]
        if len(cut) >= 4:
            assert find(" ".join(cut)).verdict == "verbatim"


@settings(max_examples=60)
@given(st.integers(0, 300), st.integers(6, 14), st.integers(0, 13))
def test_one_changed_word_never_is(at: int, size: int, which: int) -> None:
    words = STATEMENT.text.split()
    cut = words[at % (len(words) - size) :][:size]
    cut[which % size] = "lighthouse"
    assert find(" ".join(cut)).verdict not in ("verbatim", "edited")


@given(st.text(max_size=120))
def test_any_text_gets_an_answer(text: str) -> None:
    assert find(text).verdict


def test_an_offices_own_release_that_quotes_its_head_is_primary() -> None:
    text = "“The oyster beds will be dredged at night this spring,” said the head of the harbour office."
    page = source("release.txt", text)
    origin = structs.replace(page.origin, publisher="Harbour Office of Lumm")
    shelf = MemoryShelf([structs.replace(page, origin=origin)])

    def mouth(document: Document, span: Span) -> Speaker:
        return Speaker(name="Ada Lunde", as_written="the head of the harbour office", role="head of the harbour office")

    found = verify_query("The oyster beds will be dredged at night", "Ada Lunde", None, shelf, mouth)
    assert found.matches[0].holder == "primary"
    assert found.cautions == ()


SAYINGS = MemoryShelf(
    [
        source(
            "market.txt",
            "MAYOR BEK: Neighbours, we must work together so that every herring barrel reaches the market and every"
            " netmaker keeps the winter they earned. We mend that quay again. Thank you for coming.\n",
            title="Remarks by Mayor Bek",
            published="2031-02-01",
        ),
        source(
            "lock.txt",
            "MR ODUYA: I met every netmaker that the council owed a coin. They told me of the barrel that they had lost.\n",
            title="Remarks by Mr Oduya",
            published="2031-02-03",
        ),
        source("linked.md", "They are\n[rebuilding](https://example.org/news/view/12345/quay-of-lumm?from=home)\nthe old quay of Lumm.\n"),
        source("rules.md", f"The council of Lumm released [draft rules](https://lumm.example/{'part/' * 60}) to mend the weir.\n"),
        source("budget.md", "As part of the plan for cheaper boats, **the mayor’s**[**Budget**](https://lumm.example/omb/budget/)**cuts"
            " fees for netmakers by almost eighty coins. Like the rest of it, these cuts are new\n"),
        source("clerk.txt", "On the first bridge, in terms of keeping every toll low, you know, I would refer you to Oduya for the"
            " ledger.\n"),
        source("weir.txt", "Together we are mending our weir beside Ostrel before the snow.\n"),
        source("dry.txt", "On the first bridge, as for keeping it dry, nobody in Lumm was asked.\n"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "who", "verdict"),
    [
        # A word more here and there is changed wording, whatever phrases stand elsewhere.
        (
            "we must work together so that every herring barrel that they reaches the market and that every netmaker keeps"
            " the winter that they earned",
            "Mayor Bek",
            "altered",
        ),
        # A speaker who says a thing twice joins no places.
        ("We mend that quay again, sir. We mend that quay again.", None, "not-found"),
        # The address of a link is none of the text.
        ("They are rebuilding the old quay of Lumm", None, "verbatim"),
        ("rebuilding the old quay of Lumm", None, "verbatim"),
        ("The council of Lumm released draft rules to mend the weir", None, "verbatim"),
        (
            "As part of the plan for cheaper boats, the mayor’s Budget cuts fees for netmakers by almost eighty coins",
            None,
            "verbatim",
        ),
        # A word that a line's end breaks is one, also at an end of the quotation.
        ("They told me of the barrel that they had lo-\nst", None, "verbatim"),
        ("They told me of the bar-\nrel that they had lost", None, "verbatim"),
        ("ev-\nery barrel reaches the market and every netmaker keeps the winter", None, "altered"),
        ("her-\nring barrel reaches the market and every netmaker keeps the winter", None, "verbatim"),
        # Words that nearly all stand in one place are no splice.
        (
            "On the first bridge, as for keeping every toll low, you know, I would refer you to Oduya for the ledger",
            None,
            "altered",
        ),
        # A contraction is the words that it draws together, not two others.
        ("Together we’re mending our weir beside Ostrel", None, "altered"),
        # A whole sentence is not the beginning of a longer one.
        ("I met every netmaker, Joe.", None, "not-found"),
    ],
)
def test_doubt_is_no_accusation(text: str, who: str | None, verdict: str) -> None:
    assert verify_query(text, who, None, SAYINGS, by_turn).verdict == verdict


NIGHT = MemoryShelf([source("night.txt", "Lena Toll wrote on Monday that nothing in the Act forbids night fishing.\n")])


def test_a_small_library_is_no_reason_to_miss_a_change() -> None:
    found = verify_query("Nothing in the Act permits night fishing.", None, None, NIGHT, by_turn)
    assert (found.verdict, [c.kind for c in found.critical]) == ("altered", ["antonym"])


def test_a_date_at_the_head_of_a_few_words_is_no_opening() -> None:
    rule = source(
        "rule.txt",
        "MINISTER KALLAS: The rule that the council issued on June 4, 2031 further strengthens the northern dykes.\n",
        title="Remarks by Minister Kallas on Dykes",
        published="2031-06-05",
    )
    found = verify_query(
        "July 4, 2031 further strengthens the northern dykes", None, None, MemoryShelf([rule]), by_turn
    )
    assert (found.verdict, [c.kind for c in found.critical]) == ("altered", ["date"])
