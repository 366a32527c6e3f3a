"""The Hijri calendar: month names in their spellings, and the day that a Hijri date falls on.

Umm al-Qura (through hijridate) within its range of 1343 to 1500 AH, the tabular rule (civil epoch, leap years 2, 5, 7,
10, 13, 16, 18, 21, 24, 26, 29 of 30) outside it. The two may differ from a local sighting by a day either way.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

__all__ = ["MONTH_PATTERN", "month_number", "to_gregorian"]

_LATIN = (
    r"mu[hḥ]ar{1,2}am(?:[- ]ul[- ]haram)?",
    r"[sṣ]afar(?:[- ]ul[- ]muzaffar)?",
    r"rab[iīe]{1,2}['’ʿ‘]?[- ]*(?:u?l|al|ul|el)?[- ]*(?:awwal|aww?al|ula|i(?![iv])\b|1\b)",
    r"rab[iīe]{1,2}['’ʿ‘]?[- ]*(?:u?th|as|at|al|ul|us|uth|ath|ats)?[- ]*(?:th?[aā]n[iīy]{1,2}|akh?[ie]r|aakhir|s[aā]ni|ii\b|2\b)",
    r"j[aou]m[aā]d[aāiī]?[- ]*(?:al|ul|il|el|l)?[- ]*['’]?(?:awwal|[uū]l[aā]|oola|i(?![iv])\b|1\b)",
    r"j[aou]m[aā]d[aāiī]?[- ]*(?:al|ul|il|el|ath|uth|ats|us|as|th)?[- ]*['’]?(?:th?[aā]n[iīy]{1,2}(?:yah|ya|a)?|akh?[ie]ra?h?|aakhira?h?|[aā]khirah?|s[aā]ni(?:yah)?|ii\b|2\b)",
    r"ra[jg]ab(?:[- ]ul[- ]murajj?ab)?",
    r"sh?a['’ʿ‘]?a?b[aā]+n",
    r"ram[aā]?[dḍz]h?[aā]+n(?:[- ]ul[- ]mubarak)?",
    r"shaww?[aā]l",
    r"(?:dh|z|th)[uiūo]l?[- ]*(?:al|ul|il|l)?[- ]*['’]?q[aiāu]['’ʿ‘]?e?i?a?da?h?",
    r"(?:dh|z|th)[uiūo]l?[- ]*(?:al|ul|il|l)?[- ]*['’]?[hḥ]i[jg]{1,2}ah?",
)
_ARABIC = (
    "محرم(?: الحرام)?", "صفر", "ربيع الأول|ربيع الاول", "ربيع الآخر|ربيع الاخر|ربيع الثاني",
    "جمادى الأولى|جمادى الاولى|جمادي الأولى", "جمادى الآخرة|جمادى الاخرة|جمادى الثانية|جمادي الآخرة", "رجب",
    "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة|ذوالقعدة", "ذو الحجة|ذي الحجة|ذوالحجة",
)  # fmt: skip
MONTH_PATTERN = "|".join(f"(?:{p})" for p in (*_LATIN, *_ARABIC))
"""A regular expression (to be compiled with IGNORECASE) for any Hijri month's name."""

_LEAP = frozenset((2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29))
# 1 Muharram 1 AH, civil epoch: Friday 16 July 622 Julian, which is 19 July 622 in the proleptic Gregorian calendar.
_EPOCH = date(622, 7, 19).toordinal()


@cache
def _each() -> list[re.Pattern[str]]:
    return [re.compile(f"(?:{latin}|{arabic})", re.IGNORECASE) for latin, arabic in zip(_LATIN, _ARABIC, strict=True)]


def month_number(name: str) -> int | None:
    """The number, 1 to 12, of a Hijri month's name as people write it: `month_number("Jumada al-Akhirah") == 6`."""
    for number, pattern in enumerate(_each(), 1):
        if pattern.fullmatch(name.strip()):
            return number
    return None


def to_gregorian(year: int, month: int, day: int) -> tuple[date, str] | None:
    """The Gregorian day of a Hijri date and the name of the rule, or None for a day that the month does not have.

    `to_gregorian(1445, 10, 8)` is 17 April 2024 by Umm al-Qura.
    """
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 9000):
        return None
    if 1343 <= year <= 1500:
        from hijridate import Hijri

        try:
            found = Hijri(year, month, day).to_gregorian()
        except (ValueError, OverflowError):
            return None
        return date(found.year, found.month, found.day), "hijri, Umm al-Qura"
    long_month = month % 2 == 1 or (month == 12 and year % 30 in _LEAP)
    if day == 30 and not long_month:
        return None
    cycle, within = divmod(year - 1, 30)
    days = cycle * 10631 + within * 354 + sum(1 for y in _LEAP if y <= within) + (month - 1) * 29 + month // 2 + day - 1
    return date.fromordinal(_EPOCH + days), "hijri, tabular"
