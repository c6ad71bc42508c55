"""The verbs that report what somebody said, each with the frames it reports in.

A frame says what may follow: a whole clause, an order, a name for something, or nothing but quoted words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto


class Frame(Flag):
    """What a verb reports."""

    CLAUSE = auto()
    """"said (that) the bridge is safe", with or without quotation marks."""
    BESIDE = auto()
    """Reports only words in quotation marks beside it: "laughed", "went on"."""
    ORDER = auto()
    """"urged the council to act", "vowed to stay"."""
    NAMING = auto()
    """Reports quoted words inside its object: 'called it "a farce"', 'dismissed the "rumours"'."""
    FINDING = auto()
    """Said of studies and people ("found that"), but of things as well, which say nothing ("the delay shows that")."""
    OBJECT = auto()
    """Reports a noun phrase that says what was said: "accused Roe of lying", "announced the closure of the mill"."""
    THOUGHT = auto()
    """A state of mind that a reporter ascribes: "believes that"; counts only with a whole clause."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: its dictionary form and its frames."""

    lemma: str
    frames: Frame


_CLAUSE = """
say tell add announce argue assert claim confirm explain insist note report state warn write admit acknowledge allege
complain concede declare deny disclose emphasise emphasize maintain mention observe point predict pledge promise
reiterate remark reply respond reveal stress suggest swear testify tweet vow contend caution charge comment conclude
confess contend counter estimate forecast guarantee imply indicate inform joke lament propose protest quip recall
recommend recount reassure assure remind signal speculate submit tell underline underscore urge volunteer boast brag
blog post retweet message email text advise affirm attest aver avow bemoan certify clarify convey decree demand
describe echo elaborate exclaim expound grumble hint hold inform intimate muse notify opine plead posit postulate
profess quote read reason rebut refute relate repeat retort rule shout specify stipulate summarise summarize surmise
theorise theorize verify voice wonder ask argue object hypothesise rue project calculate agree accept
proclaim pronounce publish write
"""
_BESIDE = """
post
laugh smile shrug sigh grin nod snap shoot begin continue interject interrupt jest cry yell scream whisper mutter
murmur answer sing chant thunder go chime deadpan crow sniff bark bellow boom croak drawl fume gasp growl groan gush
howl hiss joke moan mumble mock preach rage rant roar scoff sneer snort sob splutter stammer stutter tease
enthuse rave reflect reminisce scribble declaim exhort blurt implore beg beseech bristle close open start finish end
offer question query inquire enquire instruct order command call greet praise tout blast slam insert press persist pray
"""
_ORDER = """
urge ask order promise vow pledge threaten offer beg call implore instruct command demand direct advise warn
encourage exhort invite recommend request swear agree tell remind require propose challenge
"""
_NAMING = """
call describe dub label brand criticise criticize condemn denounce dismiss slam blast decry deride praise hail
characterise characterize portray refer accuse blame term deem declare ridicule mock lambast lambaste lash castigate
blame cite mention tout welcome deplore assail attack rail reject defend promise demand propose stress
reiterate announce express voice voiced thank apologise apologize
laud applaud pan trash rip bash chide chastise scold rebuke liken compare portray
offer speak talk see seek find express credit put
"""
_FINDING = """
find show suggest indicate reveal conclude imply confirm signal underline underscore remind promise guarantee estimate
demonstrate highlight explain warrant dictate
"""
_OBJECT = """
accuse announce call deny describe label brand predict propose pledge promise demand urge warn acknowledge admit
condemn denounce criticise criticize blame praise complain apologise apologize
"""
_THOUGHT = """
believe think hope fear expect feel suspect doubt worry wish anticipate reckon
"""

# Verbs whose forms the spelling does not give: past, participle, third person, -ing where they differ.
_IRREGULAR = {
    "say": "said says saying",
    "tell": "told tells telling",
    "write": "wrote written writes writing",
    "think": "thought thinks thinking",
    "know": "knew known knows knowing",
    "feel": "felt feels feeling",
    "find": "found finds finding",
    "show": "showed shown shows showing",
    "swear": "swore sworn swears swearing",
    "forecast": "forecast forecasted forecasts forecasting",
    "read": "read reads reading",
    "hold": "held holds holding",
    "understand": "understood understands understanding",
    "begin": "began begun begins beginning",
    "go": "went gone goes going",
    "shoot": "shot shoots shooting",
    "sing": "sang sung sings singing",
    "rebut": "rebutted rebuts rebutting",
    "admit": "admitted admits admitting",
    "submit": "submitted submits submitting",
    "refer": "referred refers referring",
    "slam": "slammed slams slamming",
    "quip": "quipped quips quipping",
    "nod": "nodded nods nodding",
    "snap": "snapped snaps snapping",
    "grin": "grinned grins grinning",
    "beg": "begged begs begging",
    "brag": "bragged brags bragging",
    "blog": "blogged blogs blogging",
    "dub": "dubbed dubs dubbing",
    "rip": "ripped rips ripping",
    "pan": "panned pans panning",
    "sob": "sobbed sobs sobbing",
    "plead": "pleaded pled pleads pleading",
    "speak": "spoke spoken speaks speaking",
    "see": "saw seen sees seeing",
    "seek": "sought seeks seeking",
    "learn": "learned learnt learns learning",
    "bet": "bet bets betting",
    "label": "labelled labeled labels labelling labeling",
    "signal": "signalled signaled signals signalling signaling",
    "aver": "averred avers averring",
    "tut": "tutted tuts tutting",
    "rue": "rued rues ruing",
    "imply": "implied implies implying",
    "quote": "quoted quotes quoting",
    "pray": "prayed prays praying",
    "crow": "crowed crows crowing",
}


def forms(lemma: str) -> set[str]:
    """Every form of a verb, by its spelling or the table of irregular ones."""
    if lemma in _IRREGULAR:
        return {lemma, *_IRREGULAR[lemma].split()}
    if lemma.endswith("e"):
        return {lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return {lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return {lemma, lemma + plural, lemma + "ed", lemma + "ing"}


def _table() -> dict[str, Cue]:
    frames: dict[str, Frame] = {}
    rows = (
        (_CLAUSE, Frame.CLAUSE),
        (_BESIDE, Frame.BESIDE),
        (_ORDER, Frame.ORDER),
        (_NAMING, Frame.NAMING),
        (_FINDING, Frame.FINDING),
        (_OBJECT, Frame.OBJECT),
        (_THOUGHT, Frame.THOUGHT),
    )
    for words, frame in rows:
        for lemma in words.split():
            frames[lemma] = frames.get(lemma, Frame(0)) | frame
    table: dict[str, Cue] = {}
    for lemma, which in frames.items():
        for form in forms(lemma):
            table.setdefault(form, Cue(lemma, which))
    return table


CUES = _table()
"""Every form of every reporting verb, in lower case."""
