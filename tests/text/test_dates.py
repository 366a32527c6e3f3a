"""Dates in two calendars; what is none is left alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hijridate import Hijri
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import dates
from sayso.text.dates import find_absolute_dates
from sayso.text.hijri import month_number, to_gregorian


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on 3 January 2024", "2024-01-03"), ("January 3, 2024", "2024-01-03"), ("Jan. 3rd, 2024", "2024-01-03"),
        ("2024/04/17", "2024-04-17"), ("2024-04-17", "2024-04-17"), ("18/12/2023", "2023-12-18"), ("7.5.2020", "2020-05-07"),
        ("08 Shawwal 1445", "2024-04-17"), ("21 Jumada al-Akhirah 1445 AH", "2024-01-03"), ("20 Ramadan 1446", "2025-03-20"), ("the 2nd of Rajab 1452 AH", "2030-10-29"),
        ("١٢ رمضان ١٤٤٥ هـ", "2024-03-22"), ("in April 2022", "2022-04"), ("between 2014-2016", "2014/2016"),
        ("December 10-18, 2021", "2021-12-10/2021-12-18"), ("the 1990s", "199X"), ("late 2023", "2023"), ("since 2004", "2004/.."),
        ("in 2019", "2019"), ("3/4/2024", "2024"), ("summer 2020", "2020-22"),
    ],
)  # fmt: skip
def test_read(text: str, edtf: str) -> None:
    assert [w.edtf for w in find_absolute_dates(text)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "May we go",
        "in March they marched",
        "the Sun rose",
        "verse 24:55",
        "2:255",
        "No PR-220/2023",
        "31 February 2024",
        "2019 people",
        "1.5.2",
    ],
)
def test_no_date(text: str) -> None:
    assert find_absolute_dates(text) == []


def test_since_begins_at_the_date() -> None:
    text = "an ally since 2004"
    assert find_absolute_dates(text)[0].span.of(text) == "2004"


def test_the_order_of_day_and_month_is_the_documents_own() -> None:
    assert [w.edtf for w in find_absolute_dates("from 18/12/2023 to 03/04/2024")] == ["2023-12-18", "2024-04-03"]
    assert [w.edtf for w in find_absolute_dates("from 12/18/2023 to 03/04/2024")] == ["2023-12-18", "2024-03-04"]


def test_umm_al_qura_equals_hijridate_on_every_day_of_its_range() -> None:
    number = 0
    for year in range(1343, 1501):
        for month in range(1, 13):
            for length in (29, 30):
                try:
                    expected = Hijri(year, month, length).to_gregorian()
                except ValueError:
                    assert to_gregorian(year, month, length) is None
                    continue
                found = to_gregorian(year, month, length)
                assert found is not None
                assert found[0] == date(expected.year, expected.month, expected.day)
                number += 1
    assert number > 2 * 158 * 6


def test_outside_its_range_the_tabular_rule_is_named() -> None:
    found = to_gregorian(1, 1, 1)
    assert found == (date(622, 7, 19), "hijri, tabular")
    before, after = to_gregorian(1342, 12, 29), to_gregorian(1343, 1, 1)
    assert before is not None
    assert after is not None
    assert 0 <= (after[0] - before[0]).days <= 3


@pytest.mark.parametrize(
    ("name", "number"),
    [("Muharram", 1), ("Safar", 2), ("Rabi' al-Awwal", 3), ("Rabi al-Thani", 4), ("Jumada al-Ula", 5), ("Jumada al-Akhirah", 6), ("Rajab", 7),
     ("Sha'ban", 8), ("Ramadhan", 9), ("Shawwal", 10), ("Dhul-Qa'dah", 11), ("Dhu al-Hijjah", 12), ("رمضان", 9), ("ذو الحجة", 12)],
)  # fmt: skip
def test_month_names(name: str, number: int) -> None:
    assert month_number(name) == number


@given(
    st.lists(
        st.sampled_from(
            """1 3 08 14 28th 31 99 455 1445 1999 2024 1990s 20th-century 2024-05-06 18/12/2023 4.5.2021 ١٤ ٢٠٢٤ May Sept. MARCH
            December Shawwal 1446 AH Ramadan BC AD in of since From between and to - – , . early winter Q3 first-quarter نيسان
            رمضان may on""".split()
        ),
        max_size=12,
    ),
    st.sampled_from([" ", ""]),
)
def test_nothing_is_missed_for_what_a_text_seems_to_lack(words: list[str], between: str) -> None:
    text = between.join(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "_NEED_LATE_YEAR", frozenset())
        patch.setattr(dates, "_NEED_MONTH", frozenset())
        patch.setattr(dates, "_DIGIT", re.compile(""))
        every = find_absolute_dates(text)
    assert find_absolute_dates(text) == every
