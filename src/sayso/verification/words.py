"""The words that can turn the sense of a sentence, in classes that a journalist would name; and those that cannot.

Only tables and what reads them: the rules that use them are in `judge`. English; other languages have negations only,
so that a change in them is never called harmless for want of a table, merely not critical.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "ABBREVIATIONS", "BOUNDS", "CONDITIONS", "DATES", "HEDGES", "HONORIFICS", "INITIALS", "KNOWING", "MINOR", "MODALS", "NEGATIONS", "OFFICES",
    "QUANTIFIERS", "RANKS", "TENSES", "THINKING", "UNITS", "are_degrees", "are_forms", "are_opposites", "expand", "is_past_of", "word_set",
]  # fmt: skip


def word_set(words: str) -> frozenset[str]:
    """The words of a table written as one text: `word_set("may might")` holds two."""
    return frozenset(words.split())


NEGATIONS = word_set("""not no never none nobody nothing neither nor nowhere without cannot hardly barely scarcely refuse refuses
refused deny denies denied nicht kein keine nie niemals ne pas jamais no nunca nadie ningún non mai لا لم لن
ليس ما غير не нет никогда نہیں نہ मत नहीं""")
MODALS = word_set("""will may might could should must would can shall ought""")
HEDGES = word_set("""allegedly alleged reportedly purportedly purported supposedly apparently seemingly presumably suspected perhaps
maybe possibly probably potentially likely arguably hopefully""")
THINKING = word_set("""think believe guess suppose assume suspect hope""")
"""What "I" or "we" say of a thing that is not known: with either, a hedge."""
KNOWING = word_set("""know knew guarantee promise swear insist confirm see saw""")
"""What "I" or "we" say of a thing that is."""
CONDITIONS = word_set("""if unless except until provided assuming whether otherwise lest subject depending""")
QUANTIFIERS = word_set("""all some every many few most always sometimes often rarely seldom more less fewer least each both half only
almost nearly about around roughly approximately exactly mostly mainly entirely partly partially fully totally
several any everyone everybody everything someone somebody something tens usually occasionally frequently generally
majority minority completely virtually largely slightly just""") - {"just", "any", "about", "around"}
MINOR = word_set("""a an the this that these those of in on at by for with from into onto as and or so then also too well just very
really simply there here it its he she they them his her their him i me my we us our you your who whom which what
is are was were be been being am do does did done has have had having get got""")
"""Words that carry little sense of their own: another of them, one more or one less turns nothing."""
BOUNDS = word_set("""about around over under above below""")
"""Beside a number, and only there, a quantifier."""
DATES = word_set("""january february march april june july august september october november december monday tuesday wednesday
thursday friday saturday sunday today tomorrow yesterday tonight muharram safar rajab shaban ramadan shawwal""")
UNITS = word_set("""second seconds minute minutes hour hours day days week weeks month months year years decade decades century
centuries meter meters metre metres kilometer kilometers kilometre kilometres mile miles foot feet inch inches
gram grams kilogram kilograms pound pounds ton tons tonne tonnes liter liters litre litres gallon gallons
barrel barrels dollar dollars euro euros cent cents rupee rupees yen yuan riyal riyals dinar dinars percent
percentage watt watts megawatt megawatts gigawatt gigawatts degree degrees km kg mph acre acres hectare
hectares""")
TENSES = frozenset({
    frozenset(pair.split())
    for pair in ("is was", "are were", "is were", "are was", "will was", "will were", "will did", "will had", "am was",
                 "does did", "do did", "will has", "will have", "has had", "have had")
})  # fmt: skip
HONORIFICS = word_set("""mr mrs ms miss dr sir madam president vice secretary minister prime senator governor general admiral colonel
captain professor representative congressman congresswoman speaker director ambassador king queen judge
justice mayor chairman chairwoman chair chief spokesman spokeswoman spokesperson lord lady rev reverend""")
OFFICES = {
    word: number
    for number, group in enumerate(
        """president|senator|governor|mayor|ambassador|judge justice|general|admiral|colonel|captain
minister|secretary|king|queen|chancellor|representative congressman congresswoman|chairman chairwoman chair|speaker""".replace(
            "\n", "|"
        ).split("|")
    )
    for word in group.split()
}
"""Offices that are borne before a name, those with one number being the same."""
RANKS = word_set("""vice deputy""")
ABBREVIATIONS = {
    "dr": "doctor", "sen": "senator", "gov": "governor", "gen": "general", "rep": "representative", "sec": "secretary",
    "pres": "president", "prof": "professor", "mister": "mr", "st": "saint", "dept": "department", "govt": "government",
    "vs": "versus", "v": "versus", "co": "company", "corp": "corporation", "inc": "incorporated", "jan": "january",
    "feb": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july", "aug": "august", "sept": "september",
    "sep": "september", "oct": "october", "nov": "november", "dec": "december", "tv": "television",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "cause": "because", "till": "until", "ok": "okay",
    "per cent": "percent", "pct": "percent", "thru": "through", "em": "them",
}  # fmt: skip
"""Short forms that do not change a word; the spoken ones ("gonna") are listed as wording, see `judge`."""

INITIALS = tuple(
    (re.compile(rf"\b(?:{pattern})"), full)
    for pattern, full in (
        (r"U\.\s?S\.\s?A\.|U\.\s?S\.|USA?\b", "United States"),
        (r"U\.\s?K\.|UK\b", "United Kingdom"),
        (r"U\.\s?N\.|UN\b", "United Nations"),
        (r"E\.\s?U\.|EU\b", "European Union"),
    )
)
"""States and bodies that are written out or by their initials, as the house style has it; initials in capitals only."""

_OPPOSITES = """increase decrease|increases decreases|increased decreased|increasing decreasing|rise fall|rises falls
rose fell|risen fallen|rising falling|up down|above below|over under|more less|more fewer|higher lower|high low
highest lowest|before after|earlier later|first last|last next|previous next|previous following
preceding following|past future|yesterday tomorrow|double halve|doubled halved|upward downward|upwards downwards|upgrade downgrade
upgraded downgraded|inflow outflow|majority minority|pro anti|early late|for against|with without|support oppose
supports opposes|supported opposed|supporting opposing|accept reject|accepts rejects|accepted rejected|agree disagree
agrees disagrees|agreed disagreed|approve reject|approved rejected|allow forbid|allow prohibit|allow ban|allowed banned
allowed forbidden|permit prohibit|permit forbid|open close|opens closes|opened closed|opening closing|open closed|start stop
starts stops|started stopped|begin end|begins ends|began ended|beginning ending|begin stop|win lose|wins loses|won lost
winning losing|gain loss|gains losses|gain lose|gained lost|strong weak|stronger weaker|strongest weakest|strengthen weaken
strengthens weakens|strengthened weakened|good bad|better worse|best worst|success failure|successes failures
succeed fail|succeeds fails|succeeded failed|successful unsuccessful|safe dangerous|safe unsafe|secure insecure|legal illegal
lawful unlawful|possible impossible|likely unlikely|true false|right wrong|large small|larger smaller|largest smallest
big small|bigger smaller|biggest smallest|long short|longer shorter|fast slow|faster slower|hard easy|harder easier|rich poor
richer poorer|war peace|friend enemy|friends enemies|ally enemy|allies enemies|buy sell|buys sells|bought sold|import export
imports exports|imported exported|inside outside|include exclude|includes excludes|included excluded|including excluding
present absent|public private|domestic foreign|expand shrink|expands shrinks|expanded shrank|expand reduce|grow shrink|grew shrank
growing shrinking|raise lower|raises lowers|raised lowered|raising lowering|raise cut|raised cut|raising cutting|add remove
added removed|add cut|create destroy|creates destroys|created destroyed|build destroy|built destroyed|protect threaten
protects threatens|preserve threaten|preserve undermine|preserving threatening|protected threatened|protect harm|protect attack|help harm|helps harms|helped harmed|help hurt|helps hurts|love hate
loves hates|loved hated|like dislike|trust distrust|continue stop|continues stops|continued stopped|confirm deny|confirms denies
confirmed denied|remember forget|remembered forgot|maximum minimum|majority minority|north south|east west|northern southern
eastern western|left right|forward backward|forwards backwards|optimistic pessimistic|positive negative|top bottom|same different
cheap expensive|cheaper costlier|cheaper dearer|together apart|enter leave|arrive leave|arrived left|arrive depart|arrived departed
give take|gave took|push pull|male female|man woman|men women|guilty innocent|hot cold|old new|older newer|young old|younger older
always never|everyone nobody|everything nothing|all none|all no|some no|every no|many few|often rarely|advance retreat|attack defend
attacked defended|victory defeat|hope fear|hopes fears|hoped feared|praise condemn|praised condemned|praise criticize
praised criticized|welcome condemn|welcomed condemned|progress decline|improve worsen|improves worsens|improved worsened
improving worsening|improvement decline|growth decline|growth contraction|surplus deficit|profit loss|profits losses|hire fire
hired fired|employed unemployed|lead follow|leads follows|led followed|most least|maximize minimize|enable prevent|encourage discourage
encouraged discouraged|hopeful hopeless|honest dishonest|stable unstable|stability instability|certain uncertain|responsible irresponsible
fair unfair|necessary unnecessary|able unable|happy unhappy|healthy unhealthy|acceptable unacceptable|affordable unaffordable
abundant scarce|ahead behind|alive dead|live die|lived died|life death|light dark|near far|nearer farther|pass fail|passed failed
peaceful violent|powerful powerless|rapid slow|rapidly slowly|quickly slowly|quick slow|rare common|simple complex|simple complicated
voluntary compulsory|voluntary mandatory|optional mandatory|temporary permanent|temporarily permanently|wide narrow|wider narrower
this last|this next|to from|impose lift|impose remove|tighten ease|tighten loosen|accelerate slow|accelerate delay|hasten delay|speed slow
freeze thaw|invade withdraw|deploy withdraw|send withdraw|stay leave|stay go|remain leave|join leave|join quit|admit deny|acknowledge deny
affirm deny|obey defy|comply defy|comply violate|honor violate|keep break|kept broke|keep lose|save lose|saved lost|save waste|save cost
saved cost|save spend|saved spent|lend borrow|lent borrowed|appoint dismiss|convict acquit|arrest release|jail free|aid hinder|assist hinder
help hinder|advance hinder|promote hinder|promote oppose|undermine strengthen|undermine bolster|bolster weaken|endorse oppose
endorse condemn|ratify reject|uphold overturn|upheld overturned|repeal enact|legalize ban|reward punish|forgive condemn|unite divide
unity division|consensus dispute|full empty|heavy light|thick thin|loud quiet|brave cowardly|generous stingy|crucial trivial|vital trivial
critical trivial|important trivial|significant trivial|significant negligible|major minor|superior inferior|senior junior|benefit harm
benefit cost|asset liability|opportunity threat|strength weakness|strengths weaknesses|pride shame|proud ashamed|joy sorrow
courage cowardice|truth lie|truth falsehood|fact fiction|supply demand|creditor debtor|landlord tenant|urban rural|coastal inland
civilian military|indoor outdoor|internal external|offensive defensive|aggressor victim|victim perpetrator|ascend descend
inflation deflation|recovery recession|recovery collapse|recover collapse|boom bust|expansion contraction|expand contract|hawkish dovish
bullish bearish|uphill downhill|frequent rare|frequently rarely|shortage surplus|shortage glut|abundance scarcity|wealthy poor
wealth poverty|beginning end|birth death|born died|arrival departure|entry exit|entrance exit|hero villain|heroes villains|reveal conceal
reveal hide|disclose conceal|publish suppress|preserve destroy|conserve waste|repair damage|heal wound|feed starve|fed starved
defend betray|respect despise|admire despise|bless curse|thank blame|praise blame|include omit|attract repel|block allow|block permit
block approve|veto sign|veto approve|delay advance|postpone advance|cancel confirm|suspend resume|halt resume|halt continue
pause continue|pause resume|invest divest|restore abolish|clean dirty|partisan bipartisan|progress setback|commit oppose|slight major|slight big
slight significant|slight severe|slight huge|hold release|held released|detain release|detained released|actual estimated
actual projected|actual planned|exceed match|exceeded matched|exceed trail|exceeded trailed|exceed lag|exceeded lagged""".replace(
    "\n", "|"
).split("|")
_OPPOSITE = frozenset(frozenset(pair.split()) for pair in _OPPOSITES)

_WHOLE = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "ain't": ("is", "not"), "let's": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"),
    "gotta": ("got", "to"), "y'all": ("you", "all"), "'em": ("them",), "ma'am": ("madam",), "o'clock": ("o'clock",),
}  # fmt: skip
_ENDINGS = (("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"))
# After these, "'s" is a verb and not a possessive.
_SUBJECTS = word_set("""it that he she there what who here where when how everyone everybody one this""")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00ad": None, "\u200b": None})


@lru_cache(maxsize=1 << 13)
def expand(word: str) -> tuple[str, ...]:
    """A word in lower case with its contraction undone: `expand("won’t") == ("will", "not")`."""
    plain = word.translate(_APOSTROPHES).lower()
    if plain in _WHOLE:
        return _WHOLE[plain]
    if plain.endswith("n't"):
        return plain[:-3], "not"
    for ending, full in _ENDINGS:
        if plain.endswith(ending):
            return plain[: -len(ending)], full
    if plain.endswith("'s") and plain[:-2] in _SUBJECTS:
        return plain[:-2], "is"
    if plain.endswith("'d") and len(plain) > 2:
        return plain[:-2], "would"
    return (plain,)


def _graded(word: str) -> tuple[str, str, str]:
    """A short adjective in its three degrees: `_graded("easy") == ("easy", "easier", "easiest")`."""
    stem = word[:-1] if word.endswith("e") else word[:-1] + "i" if word.endswith("y") else word
    if word in ("big", "hot"):
        stem += word[-1]
    return word, stem + "er", stem + "est"


def _bases(word: str) -> set[str]:
    """The words that this one may be a form of: `_bases("permitted")` holds "permit", "permitt" and "permitted"."""
    out = {word}
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            out |= {stem, stem + "e"} if ending == "ing" else {stem}
            out |= {stem[:-1]} if stem[-1] == stem[-2] else set()
    return out | ({word[:-3] + "y"} if word.endswith(("ies", "ied")) else set())


_GRADED = word_set("""big bright broad cheap clean clear close cold dark deep early easy fair fast few great hard heavy high hot large
late light long low near new old poor quick rich safe sharp short simple slow small smart soon strong tall tough warm weak
wide young""")
_UNEVEN = ("good better best", "bad worse worst", "far farther farthest", "far further furthest")
_DEGREES = {
    form: (number, degree)
    for number, forms in enumerate([*(_graded(word) for word in sorted(_GRADED)), *(row.split() for row in _UNEVEN)])
    for degree, form in enumerate(forms)
}


def are_degrees(one: str, other: str) -> bool:
    """Whether two words are the same quality in different degrees: `are_degrees("larger", "largest")`."""
    mine, theirs = _DEGREES.get(one), _DEGREES.get(other)
    return mine is not None and theirs is not None and mine[0] == theirs[0] and mine[1] != theirs[1]


_PASTS = {past: word for word, past in (pair.split() for pair in """become became|begin began|break broke|bring brought|build built
buy bought|choose chose|come came|drive drove|fall fell|feel felt|fight fought|find found|get got|give gave|go went|grow grew
have had|hear heard|hold held|keep kept|know knew|lead led|leave left|lose lost|make made|meet met|pay paid|rise rose|run ran
see saw|sell sold|send sent|speak spoke|spend spent|stand stood|take took|teach taught|think thought|understand understood
win won|write wrote""".replace("\n", "|").split("|"))}  # fmt: skip


def is_past_of(one: str, other: str) -> bool:
    """Whether a word is the past of another: `is_past_of("needed", "needs")`."""
    present = {other, *(other[: -len(end)] for end in ("s", "es") if other.endswith(end))}
    return _PASTS.get(one) in present or (one.endswith("ed") and one not in present and bool(_bases(one) & present))


def are_forms(one: str, other: str) -> bool:
    """Whether two words are forms of one word: `are_forms("closes", "closing")`."""
    return bool(_bases(one) & _bases(other)) or is_past_of(one, other) or is_past_of(other, one)


def are_opposites(one: str, other: str) -> bool:
    """Whether two words are a pair of opposites: `are_opposites("increase", "decrease")`."""
    if any(frozenset((a, b)) in _OPPOSITE for a in _bases(one) for b in _bases(other)):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return False
    return any(long == prefix + short for prefix in ("un", "in", "im", "il", "ir", "non", "dis", "anti")) or (
        short + "less" == long or (short.endswith("ful") and long == short[:-3] + "less")
    )
