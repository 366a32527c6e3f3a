"""Dates told by their distance, and ranges that lean on the text."""

from __future__ import annotations

import pytest

from sayso.provenance.dates import find_dates
from sayso.text.readers import read_bytes


def found(text: str, published: str = "2024-01-03") -> list[tuple[str, str]]:
    head = f"---\ndate: {published}\n---\n\n"
    document = read_bytes(f"{head}{text}\n".encode(), "a.md")
    start = document.text.find(text)
    return [(w.span.of(document.text), w.edtf) for w in find_dates(document) if w.span.start >= start]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("He left two days ago.", [("two days ago", "2024-01-01")]),
        ("He left three weeks ago.", [("three weeks ago", "2023-12-13~")]),
        ("He left last month.", [("last month", "2023-12")]),
        ("He left last week.", [("last week", "2023-12-25/2023-12-31")]),
        ("He leaves next Tuesday, tomorrow or today.", [("next Tuesday", "2024-01-09"), ("tomorrow", "2024-01-04"), ("today", "2024-01-03")]),
        ("The dam broke on 5 May 2022. Two days later he left.", [("5 May 2022", "2022-05-05"), ("Two days later", "2022-05-07")]),
        ("The dam broke on 5 May 2022; the following day he left.", [("5 May 2022", "2022-05-05"), ("the following day", "2022-05-06")]),
        ("The day before 5 May 2022 he left.", [("The day before", "2022-05-04"), ("5 May 2022", "2022-05-05")]),
        ("It broke on 5 May 2022, and that month he left.", [("5 May 2022", "2022-05-05"), ("that month", "2022-05")]),
        ("It was told in November, and is due in May.", [("November", "2023-11"), ("May", "2024-05")]),
        ("In May they may; in March they march.", []),
        ("He has led it since February.", [("February", "2023-02/..")]),
        ("Mrs May left. They lost faith in May.", []),
        ("She said, “It was in November.”", []),
        ("It came in April last year.", [("April last year", "2023-04")]),
        ("Read on 2 January 2024.\n\nIt broke on 5 May 1987.\n\nHe left on 4 December.", [("2 January 2024", "2024-01-02"), ("5 May 1987", "1987-05-05"), ("4 December", "2023-12-04")]),
        ("It broke on 5 May 1987.\n\nIt was shut on 6 May 1987.\n\nHe left on 4 June.", [("5 May 1987", "1987-05-05"), ("6 May 1987", "1987-05-06"), ("4 June", "1987-06-04")]),
        ("It came out on 5 May 2022. The board denied it on 6 May. That very day he left; the Courier knew the day before.", [("5 May 2022", "2022-05-05"), ("6 May", "2022-05-06"), ("That very day", "2022-05-06"), ("the day before", "2022-05-05")]),
        ("The vote was on 2 February 2023. In August 2023 gold was found. The Ledger wrote on 30 August.", [("2 February 2023", "2023-02-02"), ("August 2023", "2023-08"), ("30 August", "2023-08-30")]),
        ("On Monday she left.", [("Monday", "2024-01-01")]),
        ("It met on 28 December 2023. On Monday it left.", [("28 December 2023", "2023-12-28"), ("Monday", "2024-01-01")]),
        ("It said on 28 December 2023 that on Monday it left.", [("28 December 2023", "2023-12-28"), ("Monday", "2023-12-25")]),
        ("It met on 20 December 2023.\n\nOn Monday it left.", [("20 December 2023", "2023-12-20"), ("Monday", "2024-01-01")]),
        ("It met on 5 May 2022.\n\nOn Monday it left.", [("5 May 2022", "2022-05-05"), ("Monday", "2022-05-02")]),
        ("It met on 20 Jumada al-Thani 1445. It left on 8 Jumada al-Thani.", [("20 Jumada al-Thani 1445", "2024-01-02"), ("8 Jumada al-Thani", "2023-12-21")]),
        ("It left on 8 Jumada al-Thani.", []),
        ("She wrote it in her column of 3 May.", [("3 May", "2023-05-03")]),
        ("They vote on 3 May.", [("3 May", "2024-05-03")]),
        ("She will speak on Friday.", [("Friday", "2024-01-05")]),
        ("He was to speak on Friday, and left on Monday.", [("Friday", "2024-01-05"), ("Monday", "2024-01-01")]),
        ("It met in January 2022. A report last November said so.", [("January 2022", "2022-01"), ("November", "2023-11")]),
        ("She told Orsa Today so.", []),
        ("It ran December 10-18.", [("December 10-18", "2023-12-10/2023-12-18")]),
        ("On Thursday, 5 May 2022, he left.", [("5 May 2022", "2022-05-05")]),
        ("It was on 28 February and 3 March 2022.", [("28 February", "2022-02-28"), ("3 March 2022", "2022-03-03")]),
        ("It lasted from 28 December to 3 January 2023.", [("28 December to 3 January 2023", "2022-12-28/2023-01-03")]),
        ("She said, “We met today and three days ago.”", []),
    ],
)  # fmt: skip
def test_dates(text: str, dates: list[tuple[str, str]]) -> None:
    assert found(text) == dates


def test_without_a_day_of_publication_nothing_is_counted() -> None:
    document = read_bytes(b"He left two days ago, yesterday and last month.", "a.txt")
    assert find_dates(document) == ()


def test_a_distance_out_of_the_calendar_is_no_date() -> None:
    assert found("It was 999 years ago and 999 years later.", "0005-01-03") == []
