"""Spelling variants that do not change a word, as a table of whole words.

A suffix rule would be shorter and wrong: it makes "for" of "four" and "ten" of "tense". The table is made from stems
written here, with the endings that each stem really takes; keys are folded words (lower case, no accents).
"""

from __future__ import annotations

__all__ = ["VARIANTS"]

_ISE = [
    "agon",
    "apolog",
    "author",
    "capital",
    "central",
    "character",
    "civil",
    "colon",
    "commercial",
    "critic",
    "crystall",
    "digit",
    "econom",
    "emphas",
    "energ",
    "equal",
    "familiar",
    "fertil",
    "final",
    "formal",
    "fratern",
    "general",
    "global",
    "harmon",
    "hospital",
    "hypothes",
    "ideal",
    "immun",
    "industrial",
    "initial",
    "legal",
    "legitim",
    "liberal",
    "local",
    "marginal",
    "material",
    "maxim",
    "mechan",
    "memor",
    "minim",
    "mobil",
    "modern",
    "monopol",
    "national",
    "natural",
    "neutral",
    "normal",
    "optim",
    "organ",
    "disorgan",
    "reorgan",
    "ostrac",
    "patron",
    "penal",
    "personal",
    "pol",
    "polar",
    "popular",
    "priorit",
    "privat",
    "professional",
    "public",
    "pulver",
    "radical",
    "rational",
    "real",
    "recogn",
    "regular",
    "revolution",
    "scrutin",
    "secular",
    "sensational",
    "social",
    "special",
    "stabil",
    "destabil",
    "standard",
    "steril",
    "stigmat",
    "subsid",
    "summar",
    "symbol",
    "sympath",
    "synchron",
    "synthes",
    "terror",
    "theor",
    "traumat",
    "util",
    "vandal",
    "victim",
    "visual",
    "western",
    "denational",
    "hospital",
    "internal",
    "external",
    "institutional",
    "criminal",
    "decriminal",
    "demilitar",
    "militar",
    "demobil",
    "demon",
    "evangel",
    "fantas",
    "galvan",
    "hypnot",
    "improv",
    "individual",
    "italic",
    "jeopard",
    "mesmer",
    "moral",
    "demoral",
    "nasal",
    "novel",
    "parallel",
    "pasteur",
    "philosoph",
    "plagiar",
    "politic",
    "random",
    "revital",
    "satir",
    "serial",
    "tantal",
    "token",
    "tranquil",
    "trivial",
    "urban",
    "verbal",
    "weapon",
    "weatherize",
    "winter",
    "monet",
    "romantic",
]
_OUR = [
    "arm",
    "behavi",
    "cand",
    "col",
    "clam",
    "demean",
    "endeav",
    "fav",
    "fl",
    "ferv",
    "glam",
    "harb",
    "hon",
    "hum",
    "lab",
    "neighb",
    "od",
    "parl",
    "ranc",
    "rig",
    "rum",
    "sav",
    "sav",
    "splend",
    "succ",
    "tum",
    "val",
    "vap",
    "vig",
    "misdemean",
    "disfav",
    "dishon",
]
_RE = [
    "cent",
    "fib",
    "lit",
    "lust",
    "meag",
    "sab",
    "scept",
    "somb",
    "specta",
    "theat",
    "calib",
    "met",
    "kilomet",
    "centimet",
    "millimet",
    "epicent",
    "goitr",
]
_LL = [
    "cancel",
    "channel",
    "counsel",
    "dial",
    "duel",
    "equal",
    "fuel",
    "initial",
    "jewel",
    "label",
    "level",
    "marvel",
    "model",
    "panel",
    "pedal",
    "quarrel",
    "refuel",
    "revel",
    "rival",
    "shovel",
    "signal",
    "snorkel",
    "spiral",
    "swivel",
    "total",
    "towel",
    "travel",
    "tunnel",
    "unravel",
    "yodel",
    "tranquil",
    "enamel",
    "funnel",
]
_PAIRS = """defence defense|offence offense|licence license|pretence pretense|practise practice|practised practiced
practising practicing|programme program|programmes programs|catalogue catalog|catalogues catalogs|dialogue dialog
dialogues dialogs|analogue analog|grey gray|greys grays|tyre tire|tyres tires|plough plow|ploughs plows
cheque check|cheques checks|sceptic skeptic|sceptics skeptics|sceptical skeptical|scepticism skepticism
towards toward|afterwards afterward|forwards forward|backwards backward|upwards upward|downwards downward|amongst among
whilst while|learnt learned|burnt burned|spelt spelled|spoilt spoiled|dreamt dreamed|leapt leaped|analyse analyze
analysed analyzed|analyses analyzes|analysing analyzing|paralyse paralyze|paralysed paralyzed|catalyse catalyze
catalysed catalyzed|aluminium aluminum|aeroplane airplane|aeroplanes airplanes|anaemia anemia|anaesthetic anesthetic
archaeology archeology|encyclopaedia encyclopedia|foetus fetus|haemorrhage hemorrhage|leukaemia leukemia
manoeuvre maneuver|manoeuvres maneuvers|manoeuvred maneuvered|manoeuvring maneuvering|mediaeval medieval
oestrogen estrogen|paediatric pediatric|paediatrician pediatrician|orthopaedic orthopedic|diarrhoea diarrhea
judgement judgment|judgements judgments|acknowledgement acknowledgment|ageing aging|arguement argument
fulfil fulfill|fulfils fulfills|fulfilment fulfillment|enrol enroll|enrols enrolls|enrolment enrollment|instal install
instalment installment|instalments installments|skilful skillful|wilful willful|distil distill|appal appall
jewellery jewelry|kerb curb|mould mold|moulds molds|moustache mustache|storey story|storeys stories|sulphur sulfur
artefact artifact|artefacts artifacts|cosy cozy|draught draft|draughts drafts|gaol jail|gaoled jailed|pyjamas pajamas
adviser advisor|advisers advisors|vice vise|woollen woolen|traveller traveler|travellers travelers|jeweller jeweler
counsellor counselor|counsellors counselors|councillor councilor|councillors councilors|connexion connection
inflexion inflection|okay ok|alright allright|per cent percent|mum mom|mums moms|mr mister|tonne ton|tonnes tons""".replace(
    "\n", "|"
).split("|")


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for stem in _ISE:
        for ending in ("e", "es", "ed", "er", "ers", "ing", "ation", "ations", "able"):
            table[f"{stem}is{ending}"] = f"{stem}iz{ending}"
    for stem in _OUR:
        for ending in (
            "",
            "s",
            "ed",
            "ing",
            "ite",
            "ites",
            "able",
            "ably",
            "al",
            "er",
            "ers",
            "ful",
            "hood",
            "hoods",
            "ly",
        ):
            table[f"{stem}our{ending}"] = f"{stem}or{ending}"
    for stem in _RE:
        for british, american in (("re", "er"), ("res", "ers"), ("red", "ered")):
            table[stem + british] = stem + american
    for stem in _LL:
        for ending in ("ed", "ing", "er", "ers"):
            table[f"{stem}l{ending}"] = stem + ending
    for pair in _PAIRS:
        words = pair.split()
        if len(words) == 2:
            table[words[0]] = words[1]
    # "tonne" and "ton", "vice" and "vise" are different words; "storey" and "story" too, outside building reports.
    for word in ("tonne", "tonnes", "vice", "mum", "mums", "storey", "storeys", "draught", "draughts", "mr"):
        table.pop(word, None)
    return table


VARIANTS = _table()
"""From a folded word to the spelling that stands for all its variants: `VARIANTS["organise"] == "organize"`."""
