"""Words that stand before a name, or head a description, and say what somebody is and not who."""

from __future__ import annotations

# Before a name, these say nothing about which person is meant.
COURTESY = frozenset(
    "mr mrs ms miss mx mme mlle sra sir dame lord lady madam madame monsieur herr frau senor senora doctor "
    "professor honourable honorable right baroness baron excellency mister the his her".split()
)
MILITARY = frozenset(
    "general lieutenant major colonel captain sergeant corporal private admiral commander commodore brigadier "
    "marshal ensign warrant officer".split()
)
# Abbreviations, taken for the title only where a name follows: "Sen. Reid", but "Amartya Sen".
ABBREVIATIONS = {
    "gen": "general", "lt": "lieutenant", "lieut": "lieutenant", "maj": "major", "col": "colonel", "capt": "captain",
    "sgt": "sergeant", "cpl": "corporal", "pvt": "private", "adm": "admiral", "cmdr": "commander", "cdr": "commander",
    "brig": "brigadier", "sen": "senator", "rep": "representative", "gov": "governor", "pres": "president",
    "dr": "doctor", "prof": "professor", "rev": "reverend", "hon": "honorable", "sec": "secretary",
    "supt": "superintendent", "insp": "inspector", "det": "detective", "cllr": "councillor", "coun": "councillor",
    "amb": "ambassador",
    "msgr": "monsignor", "atty": "attorney", "pm": "prime minister", "vp": "vice president", "ald": "alderman",
    "dcp": "deputy commissioner of police", "acp": "assistant commissioner of police",
    "acc": "assistant chief constable", "dcc": "deputy chief constable",
    "dci": "detective chief inspector", "dcs": "detective chief superintendent",
    "ssp": "senior superintendent of police", "dsp": "deputy superintendent of police", "pc": "police constable",
    "igp": "inspector general of police",
}  # fmt: skip
OFFICES = frozenset(
    "minister president senator governor mayor secretary chancellor premier representative congressman congresswoman "
    "ambassador judge justice chief director chairman chairwoman chair commissioner king queen prince princess pope "
    "bishop archbishop cardinal rabbi imam reverend father sister councillor councilor councilman councilwoman deputy "
    "vice prime foreign defense finance health home interior education police superintendent inspector detective "
    "constable sheriff coach spokesman spokeswoman spokesperson attorney lawyer analyst adviser advisor acting former "
    "us uk un eu nato canadian american british german french speaker leader head mp msp mep td ceo cfo cto coo "
    "dissident activist singer actor actress director author novelist economist historian manager treasurer "
    "undersecretary taoiseach sheikh shaikh sheik ayatollah mullah sultan emir crown duchess monsignor "
    "alderman delegate envoy diplomat opposition interim ex lawmaker legislator candidate "
    "executive officer pastor chaplain editor founder".split()
)
# Of the titles, these are surnames or given names as well.
NAMES_TOO = frozenset(
    "king prince pope bishop judge major dean marshal private abbot justice sister cardinal constable page "
    "chancellor provost queen pastor".split()
)
# Before a given name alone: "Prince Adewale", "Sir Colm".
WITH_GIVEN = frozenset("king queen prince princess sir dame sister brother sheikh emir sultan pope".split())
PARTICLES = frozenset(
    "van von der den de di da du del della la le bin ibn ben al el ul bint abu st mac ter ten dos das do zu af "
    "av".split()
)
# Of these, none is a given name too ("Al", "Ben", "Van").
LEADING_PARTICLES = frozenset("von der den de di du del della dos das ter ten bin ibn bint al el ul".split())
GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
POSTNOMINALS = frozenset(
    "phd md qc kc sc bl td mp msp mep mla mpp esq obe cbe mbe kbe dbe dsc frs rn jd mba ao am om ch dds llb ma ba bsc "
    "msc dphil usn usmc usaf ret".split()
)
ARTICLES = frozenset({"a", "an", "the", "one", "some", "this", "that", "his", "her", "their", "its"})
INDEFINITE = frozenset({"a", "an", "one", "some"})
# Nouns that head a description without a name.
DESCRIBING = frozenset(
    "source sources official officials spokesman spokeswoman spokesperson officer minister president secretary mayor "
    "witness witnesses resident residents adviser aide diplomat analyst expert experts man woman lawyer judge police "
    "neighbour neighbor teacher doctor nurse coach player manager executive employee worker student colleague friend "
    "relative member leader chief director commander general soldier governor senator premier chancellor ambassador "
    "lawmaker candidate ceo cfo pm ombudsman treasurer conductor captain bishop archbishop pope king queen prince "
    "princess commissioner chair chairman chairwoman chairperson speaker prosecutor attorney inspector superintendent "
    "sheriff envoy representative deputy economist scientist researcher professor engineer farmer driver owner founder "
    "victim mother father son daughter wife husband widow brother sister boy girl".split()
)
PRONOUNS = frozenset("he she they it i we you him her them who".split())
