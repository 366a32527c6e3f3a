"""The chapters of the Quran: how many verses each has, and the names that people write for it."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["ARABIC_NAMES", "LATIN_NAMES", "VERSES", "chapter_named"]

VERSES = (
    7, 286, 200, 176, 120, 165, 206, 75, 129, 109, 123, 111, 43, 52, 99, 128, 111, 110, 98, 135, 112, 78, 118, 64, 77, 227, 93, 88, 69, 60, 34, 30,
    73, 54, 45, 83, 182, 88, 75, 85, 54, 53, 89, 59, 37, 35, 38, 29, 18, 45, 60, 49, 62, 55, 78, 96, 29, 22, 24, 13, 14, 11, 11, 18, 12, 12, 30, 52,
    52, 44, 28, 28, 20, 56, 40, 31, 50, 40, 46, 42, 29, 19, 36, 25, 22, 17, 19, 26, 30, 20, 15, 21, 11, 8, 8, 19, 5, 8, 8, 11, 11, 8, 3, 9, 5, 4, 7,
    3, 6, 3, 5, 4, 5, 6,
)  # fmt: skip
"""Verses of each chapter by the Kufan count, the first chapter first."""

_ARABIC = (
    "الفاتحة،البقرة،آل عمران،النساء،المائدة،الأنعام،الأعراف،الأنفال،التوبة|براءة،يونس،هود،يوسف،الرعد،إبراهيم،الحجر،النحل،الإسراء|بني إسرائيل،"
    "الكهف،مريم،طه،الأنبياء،الحج،المؤمنون،النور،الفرقان،الشعراء،النمل،القصص،العنكبوت،الروم،لقمان،السجدة،الأحزاب،سبأ،فاطر،يس|ياسين،الصافات،ص،الزمر،"
    "غافر|المؤمن،فصلت،الشورى،الزخرف،الدخان،الجاثية،الأحقاف،محمد،الفتح،الحجرات،ق،الذاريات،الطور،النجم،القمر،الرحمن،الواقعة،الحديد،المجادلة،الحشر،"
    "الممتحنة،الصف،الجمعة،المنافقون،التغابن،الطلاق،التحريم،الملك،القلم،الحاقة،المعارج،نوح،الجن،المزمل،المدثر،القيامة،الإنسان|الدهر،المرسلات،النبأ،"
    "النازعات،عبس،التكوير،الانفطار،المطففين،الانشقاق،البروج،الطارق،الأعلى،الغاشية،الفجر،البلد،الشمس،الليل،الضحى،الشرح|الانشراح،التين،العلق،القدر،"
    "البينة،الزلزلة|الزلزال،العاديات،القارعة،التكاثر،العصر،الهمزة،الفيل،قريش،الماعون،الكوثر،الكافرون،النصر،المسد|اللهب،الإخلاص،الفلق،الناس"
)
_LATIN = (
    "Fatiha|Fatihah,Baqara|Baqarah,Imran|Al Imran|Aal-i-Imran|Ali Imran|Aali Imran|Ale Imran,Nisa,Maida|Ma'idah,An'am,A'raf,Anfal,Tawba|Tawbah|Taubah|Bara'ah,Yunus,"
    "Hud,Yusuf,Ra'd,Ibrahim,Hijr,Nahl,Isra|Bani Israil,Kahf,Maryam|Mariam,Ta-Ha|Taha,Anbiya,Hajj,Mu'minun|Mu'minoon,Nur|Noor,Furqan,Shu'ara,Naml,Qasas,"
    "Ankabut,Rum,Luqman,Sajda|Sajdah,Ahzab,Saba,Fatir,Ya-Sin|Yasin|Yaseen,Saffat,Sad|Saad,Zumar,Ghafir|Mu'min,Fussilat|Ha Mim Sajdah,Shura,Zukhruf,Dukhan,"
    "Jathiya|Jathiyah,Ahqaf,Muhammad,Fath,Hujurat,Qaf,Dhariyat|Zariyat,Tur,Najm,Qamar,Rahman,Waqi'a|Waqi'ah,Hadid,Mujadila|Mujadilah,Hashr,Mumtahana|Mumtahanah,"
    "Saff,Jumu'a|Jumu'ah|Jumah,Munafiqun|Munafiqoon,Taghabun,Talaq,Tahrim,Mulk,Qalam,Haqqa|Haqqah,Ma'arij,Nuh|Nooh,Jinn,Muzzammil,Muddaththir|Muddathir,"
    "Qiyama|Qiyamah,Insan|Dahr,Mursalat,Naba,Nazi'at,Abasa,Takwir,Infitar,Mutaffifin,Inshiqaq,Buruj,Tariq,A'la,Ghashiya|Ghashiyah,Fajr,Balad,Shams,Layl|Lail,"
    "Duha|Dhuha,Sharh|Inshirah,Tin,Alaq,Qadr,Bayyina|Bayyinah,Zalzala|Zalzalah|Zilzal,Adiyat,Qari'a|Qari'ah,Takathur,Asr,Humaza|Humazah,Fil,Quraysh|Quraish,"
    "Ma'un,Kawthar|Kauthar|Kausar,Kafirun|Kafiroon,Nasr,Masad|Lahab,Ikhlas,Falaq,Nas"
)
LATIN_NAMES = tuple(tuple(names.split("|")) for names in _LATIN.split(","))
"""Each chapter's names in Latin letters, without article."""
ARABIC_NAMES = tuple(tuple(names.split("|")) for names in _ARABIC.split("،"))
"""Each chapter's names in Arabic."""

_ARTICLE = re.compile(r"^(?:al|an|ar|as|ash|at|ath|az|adh|ad|el|aal|ale|ali)[-\s’'ʼ]+", re.IGNORECASE)
_GLUED = re.compile(r"^(?:al|an|ar|as|ash|at|ath|az|ad)(?=.{3})", re.IGNORECASE)
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""})


def _latin_key(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalpha() and c.isascii())
    plain = plain.replace("ee", "i").replace("oo", "u").replace("ou", "u").replace("dh", "d").replace("th", "t")
    plain = (
        plain.replace("au", "aw")
        .replace("ai", "ay")
        .replace("q", "k")
        .replace("z", "s")
        .replace("e", "i")
        .replace("o", "u")
    )
    return re.sub(r"(.)\1+", r"\1", plain).removesuffix("h")


def _arabic_key(name: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFC", name) if c.isalpha() or c == " ")
    return "".join(letters.translate(_ALEFS).split()).removeprefix("ال")


_KEYS = {_latin_key(n): i for i, names in enumerate(LATIN_NAMES, 1) for n in names} | {
    _arabic_key(n): i for i, names in enumerate(ARABIC_NAMES, 1) for n in names
}


def chapter_named(name: str) -> int | None:
    """The number of the chapter that a name means, in any common spelling: `chapter_named("An-Nisaa") == 4`."""
    name = name.strip(" ,.:;’'\"")
    if re.search(r"[\u0620-\u064a]", name):
        return _KEYS.get(_arabic_key(name))
    bare = _ARTICLE.sub("", name)
    for tried in (name, bare, _GLUED.sub("", name)):
        found = _KEYS.get(_latin_key(tried))
        if found:
            return found
    return None
