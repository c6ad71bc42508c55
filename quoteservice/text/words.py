"""A text as words that can be compared: each with its place in the text and one form for all its spellings.

1. `tokens` cuts the text into letters, numbers and signs that carry meaning; punctuation falls away.
2. `words` joins what is one thing (a date, a spoken number, "per cent") and parts what is two ("can't").
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from quoteservice.domain.span import Span
from quoteservice.text.amounts import OPENERS, read, shared_percent, word
from quoteservice.text.marks import BRACKETED, DASHES, ELLIPSIS, QUOTATION_MARKS, ROUNDED
from quoteservice.text.spelling import one_spelling, typographic
from quoteservice.text.tokens import Token, tokens
from quoteservice.text.word import Word, WordKind

__all__ = ["Word", "WordKind", "canons", "digest", "digest_of", "words"]

_SIGNS = {"%": "percent", "&": "and"} | dict.fromkeys(DASHES, "to")
_CONTRACTIONS = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "are", "'m": "am"}
_IRREGULAR = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}
_SPOKEN = {("gon", "na"): ("going", "to"), ("wan", "na"): ("want", "to"), ("got", "ta"): ("got", "to")}
_RUN_TOGETHER = {"cannot": ("can", "not"), "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to")}
# "couldn t": some archives lose the apostrophe.
_LOST_APOSTROPHE = frozenset(
    "don didn doesn couldn wouldn shouldn isn wasn aren weren hasn haven hadn mustn needn".split()
)
_PARTED_AT = 3
# After these, 's is "is" or "has"; after any other word it is the possessive.
_TAKES_IS = frozenset(
    "it he she that this there here what who where how when everybody everyone nobody somebody someone nothing "
    "everything something".split()
)
# What follows decides how these are read.
_READ_WITH_OTHERS = OPENERS | _RUN_TOGETHER.keys() | _LOST_APOSTROPHE | _TAKES_IS | {head for head, _ in _SPOKEN}
# After these, 'd is read as "would", or as "had" before a participle that is no base form.
_TAKES_WOULD = frozenset("i you he she it we they that there who".split())
_AFTER_HAD = frozenset(
    "been had better told known seen done gone made said taken given found left heard thought got gotten won lost "
    "kept held met paid sold sent spent built brought bought taught felt written spoken begun fallen risen grown "
    "shown chosen broken eaten driven".split()
)


def words(text: str, joints: Sequence[int] = ()) -> tuple[Word, ...]:
    """All comparable words of `text` in order; empty if it has no letter, digit or meaningful sign.

    At `joints` two printed pieces of one utterance meet, and the second may begin a sentence.
    """
    cut = tokens(text)
    found: list[Word] = []
    index = 0
    while index < len(cut):
        token = cut[index]
        # Nearly every word stands for itself, and is known from the texts before.
        known = _standing_alone(token.text) if token.plain else None
        if known:
            key, canon, capital = known
            found.append(Word(token.text, key, canon, token.span, WordKind.WORD, False, capital))
            index += 1
            continue
        made = read(cut, index) if token.kind != "letters" or token.key in OPENERS else None
        taken, new = made or _plain(cut, index)
        found.extend(new)
        index += taken
    shared_percent(found)
    _place(found, text, joints)
    return tuple(found)


def canons(text: str) -> tuple[str, ...]:
    """The `canon` of every word."""
    return tuple(each.canon for each in words(text))


def digest(text: str) -> str:
    """32 hex digits that are equal for texts of the same words, typography aside (128 bits of SHA-256)."""
    return digest_of(words(text))


def digest_of(found: Sequence[Word]) -> str:
    """The digest of the text that has these words."""
    keys = " ".join(each.key for each in found)
    return hashlib.sha256(keys.encode("utf-8", "surrogatepass")).hexdigest()[:32]


# How far before a word its sentence can have begun: a stop, closing marks, spaces and opening marks.
_LOOK_BACK = 8
_BETWEEN_SENTENCES = " \t\r\n\u00a0([" + QUOTATION_MARKS
_STOPS = frozenset(".!?:…")


def _place(found: list[Word], text: str, joints: Sequence[int]) -> None:
    """Tells the words whether they stand in brackets and whether they begin a sentence."""
    begins = {joint for joint in joints if text[:joint].rstrip()[-1:] != "," and text[joint : joint + 1].isupper()}
    brackets = [Span(*m.span()) for m in BRACKETED.finditer(text) if not ELLIPSIS.fullmatch(m.group())]
    rounded = [Span(*m.span()) for m in ROUNDED.finditer(text)] if "(" in text else []
    end = 0
    for at, each in enumerate(found):
        start = each.span.start
        # Words that follow a space alone are the rule, and nothing more need be asked about them.
        if not (brackets or rounded) and at and start - end == 1 and text[end] == " " and start not in begins:
            end = each.span.end
            continue
        end = each.span.end
        before = text[max(0, start - _LOOK_BACK) : start].rstrip(_BETWEEN_SENTENCES)
        initial = before[-1:] in _STOPS if before else start <= _LOOK_BACK
        initial = initial or start in begins
        inside = any(b.start <= start and end <= b.end for b in brackets)
        aside = any(b.start <= start and end <= b.end for b in rounded)
        if inside or initial or aside:
            found[at] = each._replace(bracketed=inside, initial=initial, aside=aside)


def stands_alone(text: str) -> bool:
    """True if a token of plain letters is read alike whatever follows it."""
    return _standing_alone(text) is not None


@lru_cache(maxsize=65_536)
def _standing_alone(text: str) -> tuple[str, str, bool] | None:
    """Key, canon and capital of a token of plain letters that is read alike whatever follows; None of any other."""
    key = text.lower()
    if key in _READ_WITH_OTHERS or text == "No":
        return None
    return key, one_spelling(key), text[0].isupper()


def _plain(cut: list[Token], at: int) -> tuple[int, list[Word]]:
    token = cut[at]
    key = token.key
    if token.kind == "sign":
        canon = _SIGNS.get(key, key)
        return 1, [word(token, canon, WordKind.WORD if canon == "to" else WordKind.SIGN)]
    if key in _RUN_TOGETHER:
        return 1, _parted(token, _PARTED_AT, *_RUN_TOGETHER[key])
    if token.kind == "compound":
        return 1, [word(token, one_spelling("".join(c for c in key if c not in DASHES)))]
    following = cut[at + 1] if at + 1 < len(cut) else None
    if following is not None:
        if token.text == "No" and following.kind == "number":
            return 1, [word(token, "number")]
        if key in _LOST_APOSTROPHE and following.key == "t":
            return 2, [word(token, key[:-1]), word(following, "not")]
        if following.key == "s" and key in _TAKES_IS:
            return 2, [word(token, key), word(following, "is")]
        if (key, following.key) in _SPOKEN:
            head, tail = _SPOKEN[(key, following.key)]
            return 2, [word(token, head), word(following, tail)]
    if "'" in key:
        return 1, _contraction(token, following)
    return 1, [word(token, one_spelling(key))]


def _contraction(token: Token, following: Token | None) -> list[Word]:
    key = token.key
    for ending, full in _CONTRACTIONS.items():
        if key.endswith(ending) and len(key) > len(ending):
            head = _IRREGULAR.get(key, key[: -len(ending)])
            return _parted(token, len(token.text) - len(ending), one_spelling(head), full)
    if key.endswith("'d") and key[:-2] in _TAKES_WOULD:
        past = following is not None and (following.key.endswith("ed") or following.key in _AFTER_HAD)
        return _parted(token, len(token.text) - 2, key[:-2], "had" if past else "would")
    if key.endswith("'s") and key[:-2] in _TAKES_IS:
        return _parted(token, len(token.text) - 2, key[:-2], "is")
    if key == "let's":
        return _parted(token, _PARTED_AT, "let", "us")
    return [word(token, one_spelling(key.replace("'", "")) if key[:1] == "'" else _possessive(key))]


def _possessive(key: str) -> str:
    return f"{one_spelling(key[:-2])}'s" if key.endswith("'s") else one_spelling(key)


def _parted(token: Token, at: int, head: str, tail: str) -> list[Word]:
    middle = token.span.start + at
    first, second = token.text[:at], token.text[at:]
    capital = first.lstrip("[")[:1].isupper()
    key = typographic("".join(c for c in first if c not in "[]"))
    key = f"[{key}]" if token.edited else key
    return [
        Word(first, key, head, Span(token.span.start, middle), capital=capital),
        Word(second, typographic(second), tail, Span(middle, token.span.end)),
    ]
