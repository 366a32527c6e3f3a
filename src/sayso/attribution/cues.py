"""The words that signal reporting, as tables and the patterns made from them.

Which verbs, and which construction each takes, was chosen by their counts among the cues of PolNeAR's training part
(Newell et al., LREC 2018).
"""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["ACCORDING", "OBJECT", "PARTICIPLE", "SPEECH", "THAT", "TO", "VERB_GROUP", "is_participle", "one_of"]

_IRREGULAR = {
    "say": "say says said saying", "tell": "tell tells told telling", "write": "write writes wrote written writing",
    "read": "read reads reading", "think": "think thinks thought thinking", "know": "know knows knew knowing",
    "feel": "feel feels felt feeling", "find": "find finds found finding", "show": "show shows showed shown showing",
    "see": "see sees saw seeing", "make clear": "made clear makes clear make clear making clear",
    "foresee": "foresee foresees foresaw foreseeing", "hold": "holds held", "quip": "quip quips quipped quipping",
    "put": "put puts", "go on": "went on", "give": "gave", "speak": "spoke speaks", "admit": "admit admits admitted admitting",
    "swear": "swear swears swore", "understand": "understands understood", "seek": "seek seeks sought seeking",
    "refer": "refer refers referred referring", "blog": "blogs blogged", "plan": "plan plans planned planning",
    "tweet": "tweet tweets tweeted tweeting",
}  # fmt: skip


def _forms(verb: str) -> list[str]:
    head, _, tail = verb.partition(" ")
    if verb in _IRREGULAR:
        words = _IRREGULAR[verb].split()
        return words if " " not in verb else [f"{a} {b}" for a, b in zip(words[::2], words[1::2], strict=True)]
    if head in _IRREGULAR:
        forms = _IRREGULAR[head].split()
    elif head.endswith("e"):
        forms = [head, head + "s", head + "d", head[:-1] + "ing"]
    elif head.endswith("y") and head[-2] not in "aeiou":
        forms = [head, head[:-1] + "ies", head[:-1] + "ied", head + "ing"]
    elif head.endswith(("ss", "sh", "ch", "x")):
        forms = [head, head + "es", head + "ed", head + "ing"]
    else:
        forms = [head, head + "s", head + "ed", head + "ing"]
    return [f"{form} {tail}".strip() for form in forms]


def _table(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split(",") for form in _forms(" ".join(verb.split())))


# Forms that are nouns far more often than verbs.
_NOUNS = frozenset(
    [
        "quote",
        "quotes",
        "state",
        "report",
        "note",
        "claim",
        "comment",
        "comments",
        "post",
        "posts",
        "answer",
        "answers",
        "reply",
        "replies",
        "label",
        "labels",
        "term",
        "terms",
        "remark",
        "remarks",
        "promise",
        "promises",
        "demand",
        "demands",
        "caution",
        "counter",
        "counters",
        "pledge",
        "pledges",
        "vow",
        "vows",
        "express",
        "relay",
        "relays",
        "call",
        "joke",
        "jokes",
        "quip",
    ]
)

SPEECH = (
    _table(
        """say,tell,state,announce,report,add,note,write,explain,confirm,stress,emphasize,emphasise,argue,claim,insist,warn,
    declare,ask,reply,answer,respond,continue,tweet,post,conclude,recall,acknowledge,admit,assert,allege,suggest,reveal,
    clarify,reiterate,remark,observe,comment,quip,joke,maintain,predict,promise,pledge,vow,testify,indicate,highlight,
    underline,underscore,point out,quote,cite,read,caution,concede,contend,deny,complain,lament,boast,demand,recount,affirm,
    inform,assure,remind,mention,proclaim,publish,narrate,relate,disclose,exclaim,shout,whisper,go on,speculate,counter,
    express,urge,call,describe,put,speak,refer,characterize,characterise,dub,label,term,blog,telegraph,swear,relay,tout,
    hail,deem,compare,brand,slam,credit"""
    )
    - _NOUNS
)
"""Verbs that can stand beside a direct quotation, in their forms."""

THAT = SPEECH - _table(
    "call,describe,put,speak,refer,characterize,characterise,dub,label,term,express,quote,cite,read,ask,continue,go on"
) | _table(
    """believe,think,hope,fear,expect,know,feel,show,find,estimate,doubt,worry,suspect,imply,propose,recommend,agree,
    make clear,see,understand,hold,signal,calculate,determine,learn,decide"""
)
"""Verbs that take a reported clause ("that ...")."""

TO = _table(
    "promise,vow,pledge,refuse,decline,agree,threaten,offer,want,hope,plan,seek,ask,urge,order,expect,propose,swear,intend"
)
"""Verbs whose report is an infinitive ("promised to ...")."""

OBJECT = _table(
    """call for,call on,call,describe,accuse,praise,criticize,criticise,denounce,blame,reject,dismiss,condemn,endorse,defend,
    question,consider,support,oppose,welcome,blast,decry,mock,deride,attack,urge,suggest,propose,express,predict,point to,
    refer to,cite,announce,deny,confirm,acknowledge,note,discuss,recall,reveal,propose,demand,want,fear"""
)
"""Verbs whose report is an object ("praised the plan")."""


def one_of(phrases: Collection[str]) -> str:
    """A pattern that finds the longest of some phrases at a place, however their words are spaced.

    It branches letter by letter: an alternation of five hundred verbs would be tried one by one at every word.
    """
    following: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        if phrase:
            following.setdefault(phrase[0], []).append(phrase[1:])
    branches = [(r"\s+" if letter == " " else re.escape(letter)) + one_of(rest) for letter, rest in following.items()]
    if not branches:
        return ""
    tree = branches[0] if len(branches) == 1 and "" not in phrases else f"(?:{'|'.join(branches)})"
    return f"{tree}?" if "" in phrases else tree


_SAID = one_of((SPEECH | THAT) - _NOUNS)
PARTICIPLE = frozenset(v for v in SPEECH | THAT if v.split()[0].endswith("ing"))

_ADVERB = r"(?:\w+ly|also|then|further|later|now|once|again|never|always|even|just|only|still|not|n[’']t|reportedly)"
_AUXILIARY = (
    r"(?:has|have|had|is|are|was|were|be|been|being|will|would|can|could|may|might|must|should|did|does|do|do|to)"
)
VERB_GROUP = re.compile(
    rf"(?<![\w’'-])(?P<lead>(?:(?:{_AUXILIARY}|{_ADVERB})\s+){{0,4}})(?P<verb>{_SAID})(?![\w’'-])(?P<on>\s+(?:also|further|again|only)\b)?"
)
"""A verb of `SPEECH` with the auxiliaries and adverbs before it."""

ACCORDING = re.compile(
    r"\b(?:according to|in the words of|as (?:reported|quoted|cited|stated|announced|noted|described) by|as per|per)\s+",
    re.IGNORECASE,
)
"""The prepositions that name a source."""


def is_participle(verb: str) -> bool:
    """Whether a cue is a participle, whose speaker stands earlier in the sentence: `is_participle("saying")`."""
    return verb.lower() in PARTICIPLE
