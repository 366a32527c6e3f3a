"""The table from edits to verdict."""

from __future__ import annotations

import pytest

from sayso.verification.judge import judge, plainly
from tests.verification.test_edits import laid


def verdict(quoted: str, found: str) -> tuple[str, list[str]]:
    judged = judge(laid(quoted, found)[1])
    return judged.verdict, [c.kind for c in judged.critical]


@pytest.mark.parametrize(
    ("quoted", "found", "kind"),
    [
        ("we did close the locks", "we did not close the locks", "negation"),
        ("we won’t close the locks", "we will close the locks", "negation"),
        ("we can close the locks", "we can't close the locks", "negation"),
        ("we never close the locks", "we always close the locks", "negation"),
        ("we closed 12 locks there", "we closed 21 locks there", "number"),
        ("we paid 35 florins there", "we paid 3.5 florins there", "number"),
        ("we paid two million there", "we paid two billion there", "number"),
        ("it closed in March then", "it closed in April then", "date"),
        ("for 3 miles of bank", "for 3 kilometers of bank", "unit"),
        ("it grew 5 percent then", "it grew 5 dollars then", "unit"),
        ("we will close the locks", "we may close the locks", "modal"),
        ("all locks stay closed there", "some locks stay closed there", "quantifier"),
        ("the toll must decrease there", "the toll must increase there", "antonym"),
        ("it is lawful to fish", "it is unlawful to fish", "antonym"),
        ("nothing permits night fishing", "nothing forbids night fishing", "antonym"),
        ("they are denying the report", "they are confirming the report", "antonym"),
        ("we close locks the river rises", "we close locks if the river rises", "condition"),
        ("we met with Oduya there", "we met with Kallas there", "name"),
        ("and then Oduya met Kallas there", "and then Kallas met Oduya there", "name"),
        ("the lock was closed there", "the lock is closed there", "tense"),
        ("we close it next week there", "we close it last week there", "antonym"),
        ("traffic doubled on the river", "traffic halved on the river", "antonym"),
        ("it takes 50 boats there", "it takes up to 50 boats there", "quantifier"),
        ("it grew five percent then", "it grew five percentage points then", "unit"),
        ("we stay without the locks closing", "we stay until the locks closing", "negation"),
        ("we close locks the council agrees", "we close locks unless the council agrees", "condition"),
        ("nobody can fish in Lumm", "everybody can fish in Lumm", "negation"),
        ("we met in June 1931 there", "we met in June 1913 there", "number"),
        ("Marrant shall pay, and Marrant knows", "Kallas shall pay, and Kallas knows", "name"),
        ("he said, “Marrant shall pay, for Marrant knows”", "he said, “We shall pay, for Marrant knows”", "name"),
        ("we met with Dr. Oduya there", "we met with Dr. Kallas there", "name"),
        ("then Ilse B. Oduya met us", "then Ilse B. Kallas met us", "name"),
        ("we met Senator Marrant there", "we met Governor Marrant there", "name"),
        ("we met the deputy minister there", "we met the minister there", "name"),
        ("he took the timber then", "he allegedly took the timber then", "modal"),
        ("the toll stays for years", "the toll perhaps stays for years", "modal"),
        ("and the toll is too high", "and I think the toll is too high", "modal"),
        ("they need boats in winter", "they needed boats in winter", "tense"),
        ("we took the boats there", "we take the boats there", "tense"),
        ("they had closed the locks", "they have closed the locks", "tense"),
        ("it was the largest lock there", "it was the larger lock there", "quantifier"),
        ("a good year for herring", "the best year for herring", "quantifier"),
        ("it takes 50 boats there", "it takes over 50 boats there", "quantifier"),
        ("we send timber to Vesk", "we send timber from Vesk", "antonym"),
        ("we close it this month there", "we close it next month there", "antonym"),
        ("the council will lift the toll", "the council will impose the toll", "antonym"),
        ("I know the toll is too high", "I think the toll is too high", "modal"),
        ("some major repairs are due", "some slight repairs are due", "antonym"),
        ("more answers than questions there", "more questions than answers there", "exchange"),
        ("the keepers shall pay the fishers there", "the fishers shall pay the keepers there", "exchange"),
        ("we lost thousands of herring", "we lost tens of thousands of herring", "quantifier"),
    ],
)
def test_critical(quoted: str, found: str, kind: str) -> None:
    assert verdict(quoted, found) == ("altered", [kind] * len(verdict(quoted, found)[1]))
    assert verdict(quoted, found)[1]


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("we won't close the locks", "we will not close the locks"),
        ("they're closing the locks", "they are closing the locks"),
        ("a lock in the valley", "the lock in the valley"),
        ("one lock in the valley", "a lock in the valley"),
        ("locks closes in valleys", "locks close in valleys"),
        ("blow up the old bridge", "blow the old bridge up"),
        ("is not it the bridge", "isn't it the bridge"),
        ("we met with Gaddafi there", "we met with Qadhafi there"),
        ("we're going to close it", "we're gonna close it"),
        ("old timber for the barns", "fine timber for the barns"),
        ("and then Mr. Oduya met us", "and then Oduya met us"),
        ("he said, “It’s still in play”", "he said, “That’s still in play”"),
        ("he said: They also serve there", "he said: We also serve there"),
        ("she said, “Well, we close it”", "she said, “Yeah, we close it”"),
        ("he said, “Build the gates first”", "he said, “Construct the gates first”"),
        ("and then Mr. Kallas met us", "and then Minister Kallas met us"),
        ("we talked over the toll there", "we talked about the toll there"),
        ("for an old-fashion boat there", "for an old-fashioned boat there"),
        ("and the lock, you see, is full", "and the lock is full"),
        ("the council thinks it is full", "the council believes it is full"),
        ("we stopped. The boats came home", "we stopped. Those boats came home"),
        ("I think the toll is too high", "I believe the toll is too high"),
        ("the men and the women there", "the women and the men there"),
        ("for nets, boats and oars", "for boats, nets and oars"),
    ],
)
def test_sense_kept(quoted: str, found: str) -> None:
    assert verdict(quoted, found) == ("altered", [])


def test_marked_changes_are_edited() -> None:
    assert verdict("the boats … return home", "the boats of Lumm return home") == ("edited", [])
    assert verdict("[the boats] return home", "they return home") == ("edited", [])


def test_no_difference_is_verbatim() -> None:
    assert verdict("The boats RETURN home", "the boats return home") == ("verbatim", [])


def test_a_mark_does_not_excuse_what_is_not_marked() -> None:
    assert verdict("the boats … may return home", "the boats of Lumm will return home") == ("altered", ["modal"])


def test_reasons_in_plain_words() -> None:
    assert plainly("will", "may") == "the source has “may”, the document “will”"
    assert plainly("", "not") == "the source has “not”, the document leaves it out"
    assert plainly("never", "") == "the document adds “never”"
    assert judge(laid("we will close it", "we may close it")[1]).why == "the source has “may”, the document “will”"


@pytest.mark.parametrize(
    ("quoted", "found", "why"),
    [
        ("the locks in a valley", "the locks in the valley", "wording differs, sense kept: "),
        ("the lock closes there", "the locks close there", "wording differs, sense kept: "),
        ("boats were seen at the quay", "boats were mended at the quay", "wording differs: "),
        ("the prices of herring there", "the actual prices of herring there", "wording differs: "),
    ],
)
def test_nobody_says_that_the_sense_was_kept_where_a_telling_word_is_another(quoted: str, found: str, why: str) -> None:
    judged = judge(laid(quoted, found)[1])
    assert judged.critical == ()
    assert judged.why.startswith(why)
