"""One name in several spellings: diacritics, and the ways of writing it in Latin letters.

"Müller" is written Muller or Mueller, "Зеленський" Zelensky, Zelenskyy or Zelenskiy, "القذافي" Gaddafi or Qaddafi. The
rules cover what differs between systems of transliteration, and nothing by which two English surnames differ:
"Johnson" and "Johnsen" stay two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quoteservice.text.marks import APOSTROPHES, INVISIBLE

# Letters that do not decompose into a base and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_APOSTROPHES = frozenset(APOSTROPHES) | frozenset("'`ʼʻʿʾ")

# Endings of Slavic names, longest first; applied to the folded word.
_ENDINGS = (
    (re.compile(r"(?<=\w\w)(?:skyy|skiy|skyi|skij|skyj|skii|sky)$"), "ski"),
    (re.compile(r"(?<=\w\w)(?:tsky|tskyi|tskiy|tskyy|cky|ckyi|ckyy)$"), "tski"),
    (re.compile(r"(?<=[bcdfghjklmnprstvz])(?:yy|iy|yi|ij|yj|ii)$"), "i"),
    (re.compile(r"(?<=\w\w[aeou])(?:j|i)$"), "y"),
    (re.compile(r"(?<=\w\w\w)(?:ovich|ovych|ovitch|ovic)$"), "ovich"),
    (re.compile(r"(?<=\w\w\w)(?:evich|evych|evitch|evic)$"), "evich"),
    (re.compile(r"(?<=\w\w\w)(?:chyov|chov)$"), "chev"),
    (re.compile(r"(?<=\w\w\w)off$"), "ov"),
    (re.compile(r"(?<=\w\w\w)eff$"), "ev"),
    (re.compile(r"(?<=\w\w\w)enka$"), "enko"),
    (re.compile(r"(?<=\w\w)[iy]ev$"), "ev"),
    (re.compile(r"(?<=\w\w\w\w[bcdfghjklmnprstvz])y$"), "i"),
)
# Anywhere in the word; the lengths keep short East Asian and English names ("Han", "Khan") apart.
_WITHIN = (
    (re.compile(r"kh"), "h", 6),
    (re.compile(r"gh"), "g", 6),
    (re.compile(r"dh"), "d", 6),
    (re.compile(r"^[qkg](?=adh?d?h?af)"), "g", 5),
    (re.compile(r"q"), "k", 4),
    (re.compile(r"dzh|dj"), "j", 4),
    (re.compile(r"shch|sch"), "sh", 6),
    (re.compile(r"tch"), "ch", 5),
    (re.compile(r"zh"), "j", 6),
    (re.compile(r"ks"), "x", 7),
    (re.compile(r"(?<=[bdklmnprstvz])y(?=[bdklmnprstvz])"), "i", 7),
    (re.compile(r"oy(?=[bdgklmnprstvz])"), "oi", 5),
    (re.compile(r"(?<=^s)ou?(?=leiman|leyman|laiman|layman)"), "u", 7),
    (re.compile(r"eyman"), "eiman", 7),
    (re.compile(r"^ye(?=[a-z]{3})"), "e", 5),
    (re.compile(r"(?<=[aeiou])ye"), "e", 6),
    (re.compile(r"[ij]u(?=[a-z]{2})"), "yu", 5),
    (re.compile(r"[ij]a$"), "ya", 4),
    (re.compile(r"ou"), "u", 6),
    (re.compile(r"oo"), "u", 6),
    (re.compile(r"ee"), "i", 6),
    (re.compile(r"iy"), "i", 5),
)
_DOUBLED = re.compile(r"([a-z])\1")
# Given names out of the Arabic script have as many spellings as there are clerks: by their consonants they are one.
_ARABIC = {
    "mhmd": "muhammad", "mhmt": "mehmet", "hmd": "ahmad", "hsn": "hassan", "ysf": "yusuf", "sm": "usama",
    "brhm": "ibrahim", "mstf": "mustafa", "bdlh": "abdullah", "bdl": "abdul", "bdrhmn": "abdulrahman",
    "mmr": "muammar", "khld": "khalid", "mhmwd": "mahmoud",
}  # fmt: skip
_ARABIC_SHAPE = re.compile(
    r"^(?:m[ou]h?am+[ae]d|m[ou]ham+[ae]d|mehm[ae]t|ahm[ae]d|ah?med|h?usse?[iy]n|husa[iy]n|hussa[iy]n|hosse?in|hose?in"
    r"|yous+[eo]u?f|yus+u?f|y[uo]s[ou]f|[ou]s+ama|[ie]br[ao]h[ie]e?m|musta[fp]h?a|mosta[fp]h?a|abd[aou]l+ah|abd[aeiu]l"
    r"|mu?[ao]m+[ae]r|mo['a]mm?ar|khal[ie]d)$"
)


@lru_cache(maxsize=16_384)  # the words of titles and names come again with every claim
def folded(word: str) -> str:
    """The word without case, diacritics, apostrophes and full stops."""
    straight = "".join(c for c in word if c not in _APOSTROPHES and c not in INVISIBLE and c != ".")
    lower = unicodedata.normalize("NFKC", straight).casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def spellings(word: str) -> frozenset[str]:
    """The printed word folded: as it stands, and with its umlauts written out."""
    wide = folded(unicodedata.normalize("NFC", word).casefold().translate(_UMLAUTS))
    return frozenset({folded(word), wide} - {""})


@lru_cache(maxsize=8192)
def transliterations(word: str, *, loose: bool = True) -> frozenset[str]:
    """Keys for the spellings of a name out of another script; `loose` ones hold doubled letters for single."""
    return frozenset(_transliterated(each, loose) for each in spellings(word))


def _transliterated(plain: str, loose: bool) -> str:
    if _ARABIC_SHAPE.match(plain):
        return _arabic(plain)
    key = plain
    for pattern, replacement in _ENDINGS:
        key = pattern.sub(replacement, key)
    for within, replacement, least in _WITHIN:
        if len(plain) >= least:
            key = within.sub(replacement, key)
    return _DOUBLED.sub(r"\1", key) if loose else key


def _arabic(plain: str) -> str:
    skeleton = re.sub(r"[aeiouy']", "", _DOUBLED.sub(r"\1", plain))
    skeleton = skeleton.replace("ph", "f")
    if plain.startswith("y"):
        skeleton = "y" + skeleton
    if skeleton in ("hsn", "hsyn"):
        # Hussein is not Hassan.
        return "hassan" if plain.startswith("ha") else "hussein"
    if skeleton in ("hmd", "md") and plain.startswith("a"):
        return "ahmad"
    return _ARABIC.get(skeleton, skeleton)


def same_spelling(one: str, other: str, *, loose: bool = True) -> bool:
    """True if two words of a name may be one name in two spellings.

    Without `loose` a doubled letter parts them: "Phillips" and "Philips" are two families.
    """
    if one == other or spellings(one) & spellings(other):
        return True
    return bool(transliterations(one, loose=loose) & transliterations(other, loose=loose))
