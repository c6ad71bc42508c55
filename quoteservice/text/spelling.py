"""Spellings that differ by country or house style and mean the same word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quoteservice.text.marks import APOSTROPHES, INVISIBLE

# British -> American, where no ending rule is safe.
_VARIANTS = {
    "defence": "defense", "offence": "offense", "licence": "license", "pretence": "pretense",
    "practise": "practice", "programme": "program", "programmes": "programs", "grey": "gray",
    "cheque": "check", "cheques": "checks", "kerb": "curb", "tyre": "tire", "tyres": "tires",
    "plough": "plow", "sceptical": "skeptical", "sceptic": "skeptic", "sceptics": "skeptics",
    "scepticism": "skepticism", "aeroplane": "airplane", "aluminium": "aluminum", "ageing": "aging",
    "judgement": "judgment", "acknowledgement": "acknowledgment", "storey": "story", "storeys": "stories",
    "enquiry": "inquiry", "enquiries": "inquiries", "whilst": "while", "amongst": "among", "towards": "toward",
    "afterwards": "afterward", "forwards": "forward", "backwards": "backward", "learnt": "learned",
    "burnt": "burned", "dreamt": "dreamed", "spelt": "spelled", "spoilt": "spoiled", "got": "got",
    "ok": "okay", "adviser": "advisor", "advisers": "advisors", "mum": "mom", "centre": "center",
    "centres": "centers", "theatre": "theater", "theatres": "theaters", "metre": "meter", "metres": "meters",
    "kilometre": "kilometer", "kilometres": "kilometers", "litre": "liter", "litres": "liters",
    "fibre": "fiber", "fibres": "fibers", "calibre": "caliber", "sombre": "somber", "spectre": "specter",
    "meagre": "meager", "manoeuvre": "maneuver", "manoeuvres": "maneuvers", "travelled": "traveled",
    "travelling": "traveling", "traveller": "traveler", "travellers": "travelers", "cancelled": "canceled",
    "cancelling": "canceling", "labelled": "labeled", "labelling": "labeling", "modelled": "modeled",
    "modelling": "modeling", "fuelled": "fueled", "fuelling": "fueling", "signalled": "signaled",
    "signalling": "signaling", "counselling": "counseling", "counsellor": "counselor",
    "marvellous": "marvelous", "jewellery": "jewelry", "fulfil": "fulfill", "enrol": "enroll",
    "enrolment": "enrollment", "skilful": "skillful", "instalment": "installment", "wilful": "willful",
    "anaesthetic": "anesthetic", "paediatric": "pediatric", "foetus": "fetus", "diarrhoea": "diarrhea",
    "catalogue": "catalog", "dialogue": "dialog", "analogue": "analog", "mr": "mr", "pct": "percent",
    "email": "email", "gen": "general", "lt": "lieutenant", "maj": "major", "col": "colonel",
    "pres": "president", "usa": "us",
    "sgt": "sergeant", "capt": "captain", "cpl": "corporal", "sen": "senator", "rep": "representative",
    "gov": "governor", "dr": "doctor", "prof": "professor", "rev": "reverend", "sec": "secretary",
    "govt": "government", "dept": "department", "vs": "versus", "kms": "kilometers", "km": "kilometers",
    "kg": "kilograms", "kgs": "kilograms", "kilos": "kilograms", "kilogrammes": "kilograms", "cm": "centimeters",
    "mph": "mph", "ft": "feet", "lb": "pounds", "lbs": "pounds", "hrs": "hours", "mins": "minutes",
}  # fmt: skip

# (ending, replacement, least letters before the ending); the least keeps "our", "hour" and "rise" apart.
_ENDINGS = (
    (re.compile(r"(?<=\w{3})our(s|ed|ing|ite|ites|able|ful|hood|er|ers|less|ly)?$"), r"or\1"),
    (re.compile(r"(?<=\w)(met|lit)re(s?)$"), r"\1er\2"),
    (re.compile(r"(?<=\w{3})isation(s?)$"), r"ization\1"),
    (re.compile(r"(?<=\w{3})is(e|es|ed|ing|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})ys(e|es|ed|ing)$"), r"yz\1"),
)


# Greek and Latin diphthongs that American spelling writes with one letter; in names such as Michael they stay.
_DIPHTHONGS = re.compile(
    r"(?<=an)a(?=esth|em)|(?<=h)a(?=em[ao])|(?<=k)a(?=em)|(?<=p)a(?=ed[io])|(?<=gyn)a(?=ec)|(?<=di)a(?=ev)"
    r"|(?<=ch)a(?=eo)|(?<=f)a(?=ec)|(?<=f)o(?=et)|^o(?=est|esop)|(?<=rh)o(?=ea)|(?<=hom)o(?=eop)|(?<=am)o(?=eb)"
)


def typographic(word: str) -> str:
    """The word as every typography prints it: composed, case folded, straight apostrophe, nothing invisible."""
    if word.isascii():
        return word.replace("`", "'").lower()
    # Before anything else: compatibility forms of the lone accents that stand for an apostrophe hold a space.
    straight = "".join("'" if c in APOSTROPHES else c for c in word if c not in INVISIBLE)
    return unicodedata.normalize("NFKC", straight).casefold()


def without_marks(word: str) -> str:
    """The word without its diacritics: "Müller" gives "Muller"."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


@lru_cache(maxsize=65_536)
def one_spelling(key: str) -> str:
    """One form for all accepted spellings of a word that `typographic` has folded; idempotent."""
    word = _DIPHTHONGS.sub("", without_marks(key))
    if word in _VARIANTS:
        return _VARIANTS[word]
    for ending, replacement in _ENDINGS:
        changed = ending.sub(replacement, word)
        if changed != word:
            return changed
    return word


_SPELLED_OTHERWISE = frozenset(_VARIANTS.values())
_CHANGED_ENDING = re.compile(r"or(?:s|ed|ing|ites?|able|ful|hood|ers?|less|ly)?$|(?:met|lit)ers?$|izations?$|[iy]z\w+$")


@lru_cache(maxsize=65_536)
def respelled(spelling: str) -> bool:
    """True if `one_spelling` may give this of another word."""
    if spelling in _SPELLED_OTHERWISE or _CHANGED_ENDING.search(spelling):
        return True
    # Every letter that falls out of a diphthong stands before an "e".
    at_e = [at for at, letter in enumerate(spelling) if letter == "e"]
    return any(one_spelling(spelling[:at] + lost + spelling[at:]) == spelling for at in at_e for lost in "ao")
