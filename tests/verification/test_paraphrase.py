"""Statements without marks: found by their content, never judged by their wording."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Attribution, Extraction, Quotation, Span, Verification
from sayso.verification import paraphrase, verify
from tests.verification.world import BRIEFING, PAPER, STATEMENT, MemoryShelf, by_turn, source, speaker

LATER = source(
    "later.txt",
    "MINISTER KALLAS: The herring quota falls to 800 barrels, and the Lumm cannery must close by autumn.\n"
    "Q: Is the Lumm cannery going to be sold to Vesk?\n",
    title="Remarks by Minister Kallas at Lumm",
    published="2031-05-20",
)
SHELF = MemoryShelf([BRIEFING, STATEMENT, PAPER, LATER])


def report(text: str, content: str, who: str | None = "Mari Kallas", published: str | None = None) -> Verification:
    """Verify one reported statement of a page."""
    page = source("draft.txt", text, published=published)
    at = text.index(content)
    attribution = Attribution(
        id="a1", kind="indirect", content=(Span(at, at + len(content)),), speaker=speaker(who) if who else None
    )
    return verify(page, Extraction(attributions=(attribution,)), (), SHELF, mouth=by_turn)[0]


def said(content: str, who: str | None = "Mari Kallas") -> Verification:
    return report(f"Kallas said {content}.", content, who)


@pytest.mark.parametrize(
    "content",
    [
        "3.5 million florins had been spent on locks in the north",
        "the council paid 3.5 million florins for the northern locks",
        "the southern locks would stay open unless the water rose above the second mark",
        "its engineers were the best of the valley but needed boats",
        "the herring quota was dropping to 800 barrels",
        "the cannery at Lumm must be closed by autumn",
    ],
)
def test_the_substance_is_found_in_other_words(content: str) -> None:
    found = said(content)
    assert found.verdict == "paraphrased"
    assert found.matches[0].exact == found.matches[0].exact.strip()
    assert found.matches[0].edits == ()
    assert found.searched.method == paraphrase.METHOD


@pytest.mark.parametrize(
    "content",
    [
        "35 million florins had been spent on locks in the north",  # another number
        "the herring quota was dropping to 600 barrels",
        "the council would raise the bridge toll this year",  # a negation gone
        "the southern locks would not stay open unless the water rose above the second mark",  # one put in
        "the cannery at Ostrel must be closed by autumn",  # another name
        "the herring quota was rising to 800 barrels",  # the other way
        "the ferries would return to Ostrel before the winter",  # only "may"
        "the lighthouse at Brenn had been sold to a family of weavers",  # nowhere
        "the Lumm cannery was going to be sold to Vesk",  # only asked
    ],
)
def test_a_passage_that_does_not_carry_it_is_not_believed(content: str) -> None:
    assert said(content).verdict == "not-found"


def test_what_comes_near_is_shown_with_what_it_lacks() -> None:
    found = said("35 million florins had been spent on locks in the north")
    assert "35" in found.why
    assert "3.5 million florins" in found.also[0].exact


def test_another_persons_words_are_not_believed_to_be_hers() -> None:
    words = "every lockkeeper had a new contract signed by the full council in March"
    assert said(words, "Mari Kallas").verdict == "not-found"
    assert said(words, "Jonas Oduya").verdict == "paraphrased"
    assert said(words, None).verdict == "paraphrased"


def test_too_little_to_look_for() -> None:
    found = said("it would be so")
    assert (found.verdict, found.why.split(":")[0]) == ("not-checkable", "content")


def test_translated_speech_is_not_checkable_unless_found() -> None:
    lost = report("Speaking in Arabic, Kallas said the dyke at Brenn needed sand.", "the dyke at Brenn needed sand")
    assert (lost.verdict, lost.why.split(":")[0]) == ("not-checkable", "translation")
    words = "the herring quota was dropping to 800 barrels"
    assert report(f"Speaking in Arabic, Kallas said {words}.", words).verdict == "paraphrased"


def test_a_large_library_is_searched_by_context_by_day_and_by_word_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paraphrase, "SMALL", 0)
    words = "barrels of herring, now 800, under a falling quota"
    assert said(words).verdict == "not-found"  # no day, and no two of its words stand together
    assert report(f"Kallas said {words}.", words, published="2031-05-21").verdict == "paraphrased"
    pairs = "the herring quota falls all the way down to 800 barrels"
    assert said(pairs).verdict == "paraphrased"
    text = f"“The Lumm cannery must close by autumn,” Kallas said. She said {words}."
    inner = Span(1, text.index(",”"))
    at = text.index(words)
    extraction = Extraction(
        quotations=(Quotation(id="q1", span=inner, role="statement", attribution="a1"),),
        attributions=(
            Attribution(id="a1", kind="direct", content=(inner,), speaker=speaker("Mari Kallas")),
            Attribution(id="a2", kind="indirect", content=(Span(at, at + len(words)),), speaker=speaker("Mari Kallas")),
        ),
    )
    found = verify(source("draft.txt", text), extraction, (), SHELF, mouth=by_turn)
    assert [v.verdict for v in found] == ["verbatim", "paraphrased"]


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_odd_text_is_answered_and_never_accused(content: str) -> None:
    found = report(f"Kallas said {content}.", content) if content else said("x")
    assert found.verdict in ("paraphrased", "not-found", "not-checkable")


def test_what_an_order_directs_is_read_in_the_order_itself() -> None:
    order = source(
        "order.txt",
        "The harbour master is further directed to look for berths at the northern quay to give room to ferries, as the "
        "council asked. This order takes effect at dusk.\n",
        title="On Ferries at Night", published="2031-06-01",
    )  # fmt: skip
    shelf = MemoryShelf([BRIEFING, STATEMENT, order])
    content = "the harbour master to look for berths for ferries at the northern quay to ease summer crowding"
    page = source("draft.txt", f"The Order directs {content}.", published="2031-06-01")
    at = page.text.index(content)
    for who, verdict in (("Order", "paraphrased"), ("Jon Sarv", "not-found")):
        attribution = Attribution(
            id="a1", kind="indirect", content=(Span(at, at + len(content)),), speaker=speaker(who)
        )
        found = verify(page, Extraction(attributions=(attribution,)), (), shelf, mouth=by_turn)[0]
        assert found.verdict == verdict


def test_of_passages_that_carry_about_as_much_the_page_s_own_source_comes_first() -> None:
    tour = source(
        "tour.txt",
        "MINISTER KALLAS: The herring fleet deserves a harbour of its own. A show of hands: how many of you ever mended a"
        " broken sluice by lantern light while the river of Ostrel was frozen?\n",
        published="2031-05-02",
    )
    dinner = source(
        "dinner.txt",
        "MINISTER KALLAS: I have asked on my tour how many of the keepers, for a show of hands, had ever mended a broken sluice"
        " by lantern light while the whole river of Ostrel was frozen.\n",
        published="2031-05-03",
    )
    quoted = "The herring fleet deserves a harbour of its own"
    content = "how many of the keepers, for a show of hands, had ever mended a broken sluice by lantern light in the frozen river of Ostrel"
    text = f"“{quoted},” Kallas said. Then she asked {content}."
    for page_quotes, first in ((True, "tour.txt"), (False, "dinner.txt")):
        parts = [(quoted, "direct"), (content, "indirect")] if page_quotes else [(content, "indirect")]
        attributions = tuple(
            Attribution(id=f"a{n}", kind=kind, content=(place(text, words),), speaker=speaker("Mari Kallas"))
            for n, (words, kind) in enumerate(parts, 1)
        )
        page = source("draft.txt", text, published="2031-05-04")
        found = verify(page, Extraction(attributions=attributions), (), MemoryShelf([tour, dinner]), mouth=by_turn)
        assert (found[-1].verdict, found[-1].matches[0].document) == ("paraphrased", first)


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


MESSAGE = source(
    "message.txt",
    "MINISTER KALLAS: The herring catch has come down ten months in a row. The pilot school at Brenn, led by Deputy Harbour Master Pia"
    " Vorlund, has trained 63 pilots. I asked Pia to open the winter berths. Our work on the sluices will not stop with this"
    " message, and I cannot promise what the final outcome of the dredging will be. It was the best summer in 50 years. We shall"
    " not be issuing harbour passes.\n",
    title="Remarks by Minister Kallas on the Catch",
    published="2031-05-11",
)


def of_message(text: str, *contents: tuple[str, str | None]) -> list[Verification]:
    """What is found of reports of Kallas, in order, each with the day that the page gives to it, in a library searched by day."""
    attributions = tuple(
        Attribution(
            id=f"a{n}", kind="indirect", content=(place(text, words),), speaker=speaker("Mari Kallas"), said_on=day
        )
        for n, (words, day) in enumerate(contents, 1)
    )
    page = source("draft.txt", text, published="2032-01-01")
    shelf = MemoryShelf([MESSAGE, BRIEFING, STATEMENT, PAPER])
    return list(verify(page, Extraction(attributions=attributions), (), shelf, mouth=by_turn))


@pytest.mark.parametrize(
    "content",
    [
        "the summer had been the best in half a century",
        "Pia Vorlund had been asked to open the winter berths",
        "she could not promise the outcome of the dredging",
        "the herring catch had fallen for ten months in a row",
    ],
)
def test_names_numbers_and_denials_are_told_in_other_ways(content: str) -> None:
    assert of_message(f"Kallas said {content}.", (content, "2031-05-11"))[0].verdict == "paraphrased"


@pytest.mark.parametrize(
    "content",
    [
        "the summer had been the best in three decades",
        "Pia Oduya had been asked to open the winter berths",
        "she could promise the outcome of the dredging",
        "the herring catch had climbed for ten months in a row",
        "the work on the sluices would end with the message",
    ],
)
def test_what_says_the_contrary_is_not_believed(content: str) -> None:
    assert of_message(f"Kallas said {content}.", (content, "2031-05-11"))[0].verdict == "not-found"


def test_capitals_speak_for_those_who_say_we() -> None:
    for name, verdict in (("Washington", "paraphrased"), ("Vesk", "not-found")):
        content = f"that {name} would not issue any harbour passes"
        assert of_message(f"Kallas said {content}.", (content, "2031-05-11"))[0].verdict == verdict


def test_a_month_and_the_day_of_what_was_said_before_tell_where_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paraphrase, "SMALL", 0)
    first, then = "herring in ten straight months of a falling catch", "pilots, 63 by now, trained by her school"
    text = f"In May Kallas spoke of {first}. She spoke of {then}."
    assert [v.verdict for v in of_message(text, (first, None), (then, None))] == ["not-found", "not-found"]
    for day in ("2031-05-12", "2031-05"):
        assert [v.verdict for v in of_message(text, (first, day), (then, None))] == ["paraphrased", "paraphrased"]
    assert of_message(text, (first, "2031"))[0].verdict == "not-found"


def test_where_one_report_was_found_others_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paraphrase, "SMALL", 0)
    short, long = "63 by now were pilots that Brenn trained", "the herring catch has come down ten months in a row"
    text = f"Kallas said {short}. She said {long}."
    assert of_message(text, (short, None))[0].verdict == "not-found"
    assert [v.verdict for v in of_message(text, (short, None), (long, None))] == ["paraphrased", "paraphrased"]
    earlier = "63 by now were pilots that Brenn trained at the school"
    text = f"Kallas said {earlier}. She said {long}."
    assert [v.verdict for v in of_message(text, (earlier, None), (long, None))] == ["paraphrased", "paraphrased"]
