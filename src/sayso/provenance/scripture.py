"""Citations of scripture: chapter and verse with what is impossible about them, and hadith by collection and number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from sayso.model import Citation, Quotation, Span
from sayso.text.scripture import find_references

__all__ = ["find_scripture", "scriptural"]

_COLLECTIONS = (
    r"(?:Sahih |Ṣaḥīḥ )?(?:al-)?Bukh[aā]r[iī]|(?:Sahih |Ṣaḥīḥ )Muslim|Muslim(?=,? (?:no|hadith|book)\b)|(?:Sunan |Jami[‘’'`]? )?(?:at-|al-)?Tirmi(?:dh|z)[iī]|"
    r"Sunan (?:Ab[iu]|Abu) D[aā][’'`]?[uw](?:ood|ud|wud|[aā]d|d)|Ab[uiī] D[aā][’'`]?w[uo]+d|(?:Sunan )?(?:an-|al-)?Nas[aā][’'`]?[iī]|(?:Sunan )?Ibn M[aā]jah?|"
    r"(?:Musnad )(?:Imam )?A[hḥ]mad|Muwa[tṭ]{1,2}a[’'`]?(?: (?:Imam )?Malik)?|Riy[aā]d as-S[aā]li[hḥ][iī]n|Mishk[aā]t(?: al-Ma[sṣ][aā]b[iī][hḥ])?|"
    r"صحيح البخاري|صحيح مسلم|سنن أبي داود|سنن الترمذي|سنن النسائي|سنن ابن ماجه|مسند أحمد"
)
# What may stand between the last word of a verse and the reference to it.
_BESIDE = 5
_HADITH = re.compile(
    rf"\b(?P<collection>{_COLLECTIONS})(?P<gap>[\s,:(#]*(?:(?:[Hh]ad[iī]th|[Bb]ook|[Nn]o|[Nn]umber|[Vv]ol|رقم|حديث)\b\.?[\s,:#]*){{0,2}})"
    r"(?P<number>[\d٠-٩]{1,5}(?:[/:][\d٠-٩]{1,5})?[a-e]?)\b(?!\s*(?:AH|CE|AD|%|years|people))"
)


def find_scripture(text: str) -> list[Citation]:
    """The citations of scripture in a text: "[Surah Yasin 36:68]" is one of kind `verse`, target "Quran Yasin 36:68"."""
    found = []
    for one in find_references(text):
        target = str(one.reference)
        if one.name:  # as written: "Quran Yasin 36:68", "1 Cor. 13:4-7"
            target = f"{'Quran ' * (one.reference.canon == 'quran')}{one.name} {target.rpartition(' ')[2]}"
        found.append(Citation(span=one.span, kind="verse", target=target, faults=one.faults))
    for match in _HADITH.finditer(text):
        target = f"{' '.join(match['collection'].split())} {match['number']}"
        found.append(Citation(span=Span(*match.span()), kind="hadith", target=target))
    return found


def scriptural(text: str, quotations: Sequence[Quotation], citations: Sequence[Citation]) -> tuple[Quotation, ...]:
    """The quotations, those right behind which a verse is cited as scripture: a rendering as well as the words themselves.

    "“And help one another” [Surah Al-Maidah 5:2]" is scripture, whoever is said to speak it.
    """
    verses = sorted(c.span.start for c in citations if c.kind == "verse")
    return tuple(
        msgspec.structs.replace(q, role="scripture")
        if q.role == "statement" and _cited(text, q.span.end, verses)
        else q
        for q in quotations
    )


def _cited(text: str, end: int, verses: Sequence[int]) -> bool:
    """Whether a verse is cited right behind a place, with nothing but marks and spaces between."""
    at = bisect_left(verses, end)
    return at < len(verses) and verses[at] - end <= _BESIDE and not any(c.isalnum() for c in text[end : verses[at]])
