"""Words that say the same in other words: forms of one word, and words that a reporter puts for one another.

Only tables and what reads them. A form counts as the word itself, a near word for somewhat less. Nothing here is ever used
to judge words inside marks: there a synonym is another word.
"""

from __future__ import annotations

from functools import lru_cache

from sayso.text.folding import fold_word
from sayso.verification.words import word_set

__all__ = ["ALIASES", "CAPITALS", "FALL", "RISE", "STOP", "forms_of", "near_forms"]

STOP = word_set("""a about above after again against ago all also although am an and any are as at away back be became because become
been before being between both but by came can come comes could did do does doing done down during each either else
even ever every for from further gave get gets getting give given go goes going gone got had has have having he her here hers
herself him himself his how however i if in indeed instead into is it its itself just last let like made make makes
making many may me might more most much must my myself neither next no nor not now of off on once only onto or other
others our ours ourselves out over own per perhaps put quite rather really said same say saying says shall she should
since so some something still such take taken takes taking tell than that the their theirs them themselves then there
these they thing things think this those though through thus to today told tomorrow too took toward towards under
until upon very want wanted was way we well went were what whatever when where whether which while who whom
whose why will with within without would yes yesterday yet you your yours yourself
dont doesnt didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt hasnt havent hadnt cannot thats its theyre
were hes shes im ive weve theyve youre ill well theyll youll id wed theyd lets
called known earlier later already always never often recent recently currently ahead along among amid around
according announced announce reported added noted mr mrs ms dr""")

_FAMILIES = """economy economic economies economically economist economists
expect expects expected expecting expectation expectations unexpected|predict predicts predicted predicting prediction predictions
grow grows grew grown growing growth|rise rises rose risen rising|fall falls fell fallen falling|lose loses lost losing loss losses
buy buys bought buying|sell sells sold selling sale sales|build builds built building|spend spends spent spending
pay pays paid paying payment payments|keep keeps kept keeping|hold holds held holding|bring brings brought bringing
find finds found finding findings|lead leads led leading leader leaders leadership|win wins won winning winner winners
fight fights fought fighting|meet meets met meeting meetings|send sends sent sending|leave leaves left leaving
begin begins began begun beginning|write writes wrote written writing|speak speaks spoke spoken speaking speech
break breaks broke broken breaking|drive drives drove driven driving|choose chooses chose chosen choosing choice choices
teach teaches taught teaching teacher teachers|strike strikes struck striking|shoot shoots shot shooting shootings shooter shooters
die dies died dying death deaths dead|live lives lived living life|steal steals stole stolen|hurt hurts hurting|cut cuts cutting
strong stronger strongest strength strengthen strengthens strengthened strengthening strongly|weak weaker weakest weakness weaken weakens weakened
high higher highest height heighten|low lower lowest lowers lowered lowering|large larger largest largely|big bigger biggest
great greater greatest|good better best|bad worse worst worsen worsens worsened|fast faster fastest|slow slower slowest slows slowed slowing slowdown
long longer longest|short shorter shortest shortage shortages|old older oldest|young younger youngest youth
poor poorer poorest poverty|rich richer richest|wide wider widest widely widen|child children childhood|man men|woman women|person people persons
country countries|city cities|company companies|family families|policy policies|industry industries industrial
decide decides decided decision decisions|invest invests invested investing investment investments investor investors
recover recovers recovered recovering recovery|inflate inflation inflationary|resilient resilience resiliency
unemployment unemployed jobless|employ employs employed employee employees employment employer employers
produce produces produced production product products producer producers productive productivity
reduce reduces reduced reducing reduction reductions|extend extends extended extension expand expands expanded expansion
permit permits permitted permission|designate designates designated designation designations|determine determines determined determination
evaluate evaluates evaluated evaluation|investigate investigates investigated investigation investigations|negotiate negotiates negotiated negotiation negotiations negotiator
educate educated education educational|compete competes competed competition competitive competitor competitors
secure secures secured security|safe safer safely safety|stable stability stabilize stabilizes stabilized|free freedom freedoms freely
threat threats threaten threatens threatened threatening|terror terrorist terrorists terrorism|nation nations national nationwide
state states|america american americans|china chinese|russia russian russians|israel israeli israelis|iran iranian iranians|syria syrian syrians
ukraine ukrainian ukrainians|europe european europeans|france french|germany german germans|britain british|mexico mexican mexicans
japan japanese|korea korean|india indian indians|pakistan pakistani|turkey turkish|canada canadian canadians|iraq iraqi|africa african
elect elects elected election elections electoral|vote votes voted voting voter voters|legislate legislation legislative legislature
administer administration administrative|president presidential presidency|manufacture manufactures manufactured manufacturing manufacturer manufacturers
construct constructs constructed construction|agree agrees agreed agreement agreements|propose proposes proposed proposal proposals
approve approves approved approval|arrive arrives arrived arrival|refuse refuses refused refusal|deny denies denied denial
survive survives survived survival survivor survivors|attend attends attended attendance|perform performs performed performance
differ differs differed different difference differences|important importance|responsible responsibility|able ability
possible possibility|necessary necessity|likely likelihood|certain certainty|healthy health healthcare|wealth wealthy wealthier wealthiest
crime crimes criminal criminals|war wars|peace peaceful peacefully|science scientific scientist scientists|technology technologies technological
climate climatic|environment environmental|energy energies|medicine medical medicines|doctor doctors|student students|immigrant immigrants immigration immigrate migrant migrants migration
organize organizes organized organization organizations|operate operates operated operating operation operations
communicate communication communications|cooperate cooperation cooperative|collaborate collaboration|participate participates participated participating participation participant participants
confident confidence|violent violence|silent silence|present presence|absent absence|distant distance|different difference
north northern|south southern|east eastern|west western|unequal inequality equal equality equally|unite unites united unity unified unify|try tries tried trying
""".replace("\n", "|")
_NEAR = """forecast predict expect project projection anticipate estimate|company corporation firm business employer|wealthy rich high-income affluent
defy beat exceed surpass outperform|decline fall drop decrease recede ease cool slow lower shrink dip slide tumble plunge down reduce fell
rise increase grow climb jump surge soar gain up higher raise boost|begin start launch open commence kick|end stop halt cease finish conclude terminate revoke lift remove suspend waive relax relief
help aid assist assistance support back|buy purchase acquire|build construct erect|job employment work worker labor|wage pay salary earning income
cost price expense|profit margin markup earning gain|law legislation bill act statute measure|rule regulation regulatory|country nation
child kid minor youngster student|mother mom parent|father dad parent|school classroom campus college university|doctor physician medical|hospital clinic
car auto vehicle automobile autoworker|plane aircraft jet airplane flight|house home housing|city town municipality|area region zone
kill slay murder dead die|attack strike assault bomb hit|hurt harm injure damage wound|protect defend safeguard shield guard|fight combat battle confront counter tackle
important crucial vital key critical essential significant|big large huge major massive vast enormous giant|small little tiny minor modest
fast quick rapid swift|hard difficult tough challenging|begin initiate|show demonstrate prove indicate reveal signal|see witness watch view observe
explore examine review consider evaluate assess study look investigate|ensure guarantee secure assure|require demand mandate compel|ask request urge call appeal seek
promise pledge vow commit commitment|allow permit let enable authorize|ban prohibit bar forbid outlaw block|reject refuse decline dismiss deny|agree accept consent approve endorse
oppose resist against object|want hope wish seek aim intend plan|try attempt seek effort strive|achieve reach attain accomplish deliver|succeed success successful win
fail failure unable|problem issue challenge difficulty trouble|solve resolve fix address settle|change alter modify shift reform|improve better enhance strengthen upgrade
worsen deteriorate decline|create make establish form generate produce|destroy ruin wreck demolish devastate|add include contain|cut reduce slash trim lower
money fund funding dollar cash finance|budget spending expenditure|tax levy tariff duty|trade commerce export import|market exchange|bank lender
deal agreement accord pact treaty partnership|talk negotiation discussion dialogue conversation meeting|meet gather convene|speak talk address discuss|leader chief head president
official officer authority|government administration|minister secretary|lawmaker legislator senator congressman representative|republican gop|democrat democratic
vote ballot election poll|voter electorate|soldier troop force military army|weapon gun arm firearm rifle|police officer cop|border frontier|migrant immigrant refugee asylum
family household|people person individual resident citizen american|woman female|man male|old elderly senior aging|young youth teenager teen|poor low-income impoverished
sick ill disease illness|vaccine shot booster vaccination jab dose|virus covid coronavirus pandemic|drug medicine medication pharmaceutical|danger risk threat hazard|safe secure
strong robust solid powerful|weak fragile soft|good positive beneficial great|bad negative poor|plant factory facility|chip semiconductor microchip|energy power electricity|oil petroleum gasoline fuel gas
clean green renewable|climate warming emission carbon|storm hurricane flood disaster|fire wildfire blaze|walk step enter stroll|room place|house congress|attempt bid
year annual yearly|month monthly|week weekly|decade years|average mean typical norm|level rate pace|percent percentage|unemployment jobless|recession downturn slump contraction
middle-class class|worker employee labor staff|union labor|boss executive ceo chief|announce unveil reveal declare proclaim|explain describe outline detail|warn caution alert
criticize condemn denounce blast slam attack|praise hail applaud commend celebrate welcome|blame accuse fault|lie false untrue mislead|true fact accurate|repeat reiterate
also additionally|maintain keep retain preserve continue remain stay|grow expand|increase unusually elevated raise|near close around approximate touch almost nearly|lead precede prior before
crisis emergency|group bloc alliance|advance developed wealthy peer|economy gdp output|stagnate stall disinvestment slow flat|inequality gap disparity|deliver provide supply give bring
review action examine|designation status label listing|export shipment|goods product item merchandise|associate ally partner crony|former ex previous|abuser violator|trafficker smuggler dealer
""".replace("\n", "|")

ALIASES = {
    "us": ("united", "states", "america", "american", "americans"), "usa": ("united", "states", "america", "american"),
    "america": ("us", "usa", "united", "states"), "american": ("us", "usa", "united", "states"), "americans": ("us",),
    "uk": ("united", "kingdom", "britain", "british"), "britain": ("uk", "kingdom"), "british": ("uk",),
    "eu": ("european", "union", "europe"), "un": ("united", "nations"), "gop": ("republican", "republicans"),
    "republicans": ("gop",), "republican": ("gop",), "covid": ("coronavirus", "covid19", "pandemic"), "uae": ("emirates",),
    "nato": ("alliance",), "scotus": ("supreme", "court"), "fed": ("federal", "reserve"), "prc": ("china", "chinese"),
    "cpi": ("inflation", "price", "prices"), "gdp": ("economy", "output"), "dc": ("washington",), "potus": ("president",),
    "g7": ("g", "seven"), "g20": ("g", "twenty"), "states": ("us", "america"), "united": ("us", "america"),
    "washington": ("us", "united", "america", "american", "americans"), "moscow": ("russia", "russian", "russians", "kremlin"),
    "kremlin": ("russia", "russian", "russians", "moscow"), "beijing": ("china", "chinese", "prc"),
    "kyiv": ("ukraine", "ukrainian", "ukrainians"), "tehran": ("iran", "iranian", "iranians"), "london": ("uk", "britain", "british"),
    "paris": ("france", "french"), "berlin": ("germany", "german"), "ottawa": ("canada", "canadian"), "tokyo": ("japan", "japanese"),
    "seoul": ("korea", "korean"), "pyongyang": ("korea", "korean"), "ankara": ("turkey", "turkish"), "brussels": ("eu", "european", "union"),
    "riyadh": ("saudi", "arabia"), "caracas": ("venezuela", "venezuelan"), "havana": ("cuba", "cuban"), "damascus": ("syria", "syrian"),
    "baghdad": ("iraq", "iraqi"), "kabul": ("afghanistan", "afghan"), "islamabad": ("pakistan", "pakistani"), "delhi": ("india", "indian"),
}  # fmt: skip
"""Other ways of writing a name; of a capital, whose government speaks there."""
CAPITALS = word_set("""washington moscow kremlin beijing kyiv tehran london paris berlin ottawa tokyo seoul pyongyang ankara brussels riyadh
caracas havana damascus baghdad kabul islamabad delhi""")
"""Cities, and a house, that stand for a government."""


def _grouped(table: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for line in table.split("|"):
        group = frozenset(fold_word(w) for w in line.replace("-", "").split())
        for word in group:
            out[word] = out.get(word, frozenset()) | group
    return out


_FAMILY = _grouped(_FAMILIES)
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=1 << 14)
def forms_of(word: str) -> frozenset[str]:
    """The forms that a folded word may take, itself among them: `"rose" in forms_of("rising")`.

    Made by rule and by a table of the irregular; a form that is no word does no harm, since it stands nowhere.
    """
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return _FAMILY.get(word, frozenset((word,)))
    out = {word}
    for base in _bases(word):
        out |= _inflected(base)
        out |= _FAMILY.get(base, frozenset())
    return frozenset(out)


@lru_cache(maxsize=1 << 14)
def near_forms(word: str) -> frozenset[str]:
    """The forms of the words that a reporter may put for this one, less its own: `"firms" in near_forms("company")`."""
    own = forms_of(word)
    out: set[str] = set()
    for form in own:
        for other in _NEAR_TO.get(form, ()):
            out |= forms_of(other)
    return frozenset(out - own)


def _bases(word: str) -> set[str]:
    """What may be the plain form of a word."""
    out = {word}
    for ending, put in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
                        ("ly", ""), ("ions", ""), ("ion", ""), ("ions", "e"), ("ion", "e"), ("ment", ""), ("ments", "")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            base = word[: len(word) - len(ending)] + put
            out.add(base)
            if ending in ("ed", "ing") and not put and len(base) > 3 and base[-1] == base[-2]:
                out.add(base[:-1])
    return {b for b in out if len(b) >= 3}


def _inflected(base: str) -> set[str]:
    out = {base, base + "s", base + "es", base + "ed", base + "ing", base + "ly"}
    if base.endswith("e"):
        out |= {base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2] not in _VOWELS:
        out |= {base[:-1] + "ies", base[:-1] + "ied"}
    if base[-1] not in _VOWELS and base[-1] not in "wxy" and base[-2] in _VOWELS:
        out |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    if base.endswith(("t", "te", "s", "se")):
        stem = base.removesuffix("e")
        out |= {stem + "ion", stem + "ions"}
    return out


_NEAR_TO = _grouped(_NEAR)
RISE = frozenset(
    f for w in "rise increase grow climb jump surge soar up higher boost expand".split() for f in forms_of(w)
)
FALL = frozenset(
    f for w in "fall decline drop decrease recede shrink down lower plunge tumble reduce".split() for f in forms_of(w)
)
