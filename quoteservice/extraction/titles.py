"""The office printed beside a name: the title before it, the apposition or relative clause behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.lexicon import (
    FEMALE_WORDS,
    HONORIFICS,
    MALE_WORDS,
    NOT_ROLES,
    ORGANISATION_WORDS,
    ROLE_NOUNS,
    TITLES,
)
from quoteservice.extraction.names import first_name_gender
from quoteservice.extraction.reading import text_of

# Longest role that is kept, in words: what is longer is a story, not a title.
LONGEST_ROLE = 16

# Longest abbreviation of a rank, in letters: "Supt", "Const".
LONGEST_ABBREVIATION = 5

_NO_OFFICES = frozenset(
    "human german woman yesterday today tomorrow week month year night morning afternoon evening fellow".split()
)
_LEFT_OF_NOUN = {"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod", "advmod", "predet", "npadvmod", "nn"}
_PARTY = re.compile(r"^[DRI]-\w+")
_AGE = re.compile(r"^(?:aged?\s+)?\d{1,3}(?:-year-old)?$")


def left_of(head: Token) -> int:
    """The index of the first word of the noun phrase that ends with its head."""
    start = head.i
    for child in sorted(head.lefts, key=lambda each: -each.i):
        is_part = child.dep_ in _LEFT_OF_NOUN or (child.dep_ == "punct" and child.text in "-'\"/.")
        if not is_part or child.right_edge.i + 1 < start - 1:
            break
        start = child.left_edge.i
    doc = head.doc
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in ("co", "vice", "ex"):
        start -= 2
        while start > 0 and doc[start - 1].dep_ in ("compound", "amod") and doc[start - 1].head.i <= start:
            start -= 1
    while start < head.i and (
        doc[start].is_space or doc[start].text in "\"',;:–—" or doc[start].tag_ in ("IN", "CC", "UH")
    ):
        start += 1
    return start


def span_of(doc: Doc, first: int, last: int) -> Span:
    """From the first character of one token to the last of another."""
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def is_title_word(token: Token) -> bool:
    """True for an office or an honorific."""
    word = token.lower_.strip(".")
    return word in TITLES or word in HONORIFICS or (word.endswith(("woman", "man")) and word in ROLE_NOUNS)


def end_of_preposition(preposition: Token) -> int:
    """The last word of "for the ministry of health", before any comma or relative clause."""
    end = preposition.i
    for token in preposition.subtree:
        if token.i < preposition.i:
            continue
        if token.i > end + 1 or token.text in ',;:()"—–' or token.is_space or token.tag_ in ("WP", "WDT", "WRB"):
            break
        if token.dep_ in ("relcl", "acl") or (token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound")):
            break
        end = token.i
    return end


def title_role(doc: Doc, start: int, name_first: int) -> str | None:
    """The words before a name that are an office: "acting NATO spokesman", not "Mr." and not "yesterday"."""
    first = start
    while first < name_first and (
        doc[first].tag_ in ("DT", "PRP$", "WP$", "CC", "RB") or doc[first].lower_ in ("the", "a", "an")
    ):
        first += 1
    last = name_first - 1
    while last >= first and (doc[last].lower_.strip(".") in HONORIFICS or doc[last].text in ",'\""):
        last -= 1
    # "In a letter seen by the paper, board chair Ann Roe": the office begins behind the comma.
    first = max((i + 1 for i in range(first, last) if doc[i].text == ","), default=first)
    words = [doc[i].lower_.strip(".") for i in range(first, last + 1)]
    if not words or words[-1] in NOT_ROLES:
        return None
    if not any(map(_is_office, words)) and not _is_calling(doc[last], doc[name_first]):
        return None
    span = span_of(doc, first, last)
    text = text_of(doc)
    # "Maj.-Gen." and "Cpl.": the parser reads them without their points.
    is_short = text[span.end : span.end + 1] == "." and len(doc[last]) <= LONGEST_ABBREVIATION
    return tidy(text[span.start : span.end + is_short])


def _is_office(word: str) -> bool:
    return word in ROLE_NOUNS or (word.endswith(("man", "woman", "person")) and word not in _NO_OFFICES)


def _is_calling(noun: Token, name: Token) -> bool:
    """True for a common noun right before a first name, whatever it is: "harbour master Mara Roe"."""
    is_noun = noun.tag_ == "NN" and noun.dep_ in ("compound", "nmod") and noun.text.islower()
    is_known = noun.lower_ in ORGANISATION_WORDS or noun.lower_ in _NO_OFFICES
    return is_noun and noun.i + 1 == name.i and not is_known and first_name_gender(name.lower_) is not None


def role_after(head: Token) -> str | None:
    """The role in an apposition or relative clause behind a name."""
    doc = head.doc
    for child in head.rights:
        if child.dep_ == "appos":
            role = _apposition(child)
            if role is not None:
                return role
        if child.dep_ in ("relcl", "acl") and child.i - head.i <= LONGEST_ROLE:
            role = _relative(child)
            if role is not None:
                return role
    # "Jane Roe, 43, a nurse, said": the parser may hang the apposition on the number.
    match = re.match(r",\s*\d{1,3},\s+(?:an?|the)\s+([^,.;\"]{3,80}),", text_of(doc)[head.idx + len(head) :])
    return tidy(match.group(1)) if match else None


def _apposition(child: Token) -> str | None:
    doc = child.doc
    first = left_of(child)
    if _AGE.match(doc[first : child.i + 1].text) or _PARTY.match(child.text):
        nested = next((each for each in child.children if each.dep_ == "appos"), None)
        return _apposition(nested) if nested is not None else None
    while first < child.i and doc[first].tag_ in ("DT",):
        first += 1
    end = child.i
    for token in child.rights:
        if token.dep_ in ("prep", "acl", "cc", "conj", "compound", "nmod", "case", "poss") and token.i <= end + 2:
            if token.dep_ == "conj" and token.text[:1].isupper() and not is_title_word(token):
                break
            end = max(end, end_of_preposition(token) if token.dep_ == "prep" else token.i)
            if token.dep_ == "conj":
                for more in token.rights:
                    if more.dep_ == "prep" and more.i == end + 1:
                        end = end_of_preposition(more)
    if doc[end].tag_ == "CC":
        end -= 1
    text = text_of(doc)[doc[first].idx : doc[end].idx + len(doc[end])]
    words = text.lower().split()
    is_body = child.lower_ in ORGANISATION_WORDS and child.lower_ not in ROLE_NOUNS
    if (
        not words
        or is_body
        or child.lower_ in NOT_ROLES
        or len(words) > LONGEST_ROLE
        or doc[first].tag_ in ("CD", "$", "WP$")
        or words[0] in ("right", "left", "centre", "center", "above", "who")
    ):
        return None
    is_one_of = doc[first - 1].lower_ in ("a", "an") and doc[first - 1].dep_ == "det"
    if doc[first].text[:1].isupper() and not is_one_of and not any(word.strip(".,") in ROLE_NOUNS for word in words):
        return None
    return tidy(text)


def _relative(verb: Token) -> str | None:
    """ "heads the council" of "who heads the council"; "the mayor" of "who is the mayor"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ != "who":
        return None
    doc = verb.doc
    if verb.lemma_ == "be" or verb.lower_ in ("is", "was", "became"):
        noun = next((child for child in verb.rights if child.dep_ == "attr"), None)
        return _apposition(noun) if noun is not None else None
    is_serving = verb.lower_ in ("serves", "served") and verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ == "as"
    if verb.lower_ not in _OFFICE_VERBS and not is_serving:
        return None
    end = verb.i
    for token in verb.subtree:
        if token.i <= verb.i:
            continue
        is_next = token.dep_ == "conj" and token.tag_.startswith("VB")
        is_next = is_next or (token.lower_ in ("was", "is", "were", "has", "had") and token.nbor(-1).dep_ == "cc")
        if is_next or token.text in ',;:"' or token.is_space or token.tag_ in ("WP", "WDT", "WRB"):
            break
        end = token.i
    while doc[end].dep_ == "cc" and end > verb.i:
        end -= 1
    words = doc[verb.i : end + 1]
    return tidy(words.text) if len(words) <= LONGEST_ROLE else None


_OFFICE_VERBS = frozenset(
    (
        "heads headed leads led runs ran chairs chaired represents represented oversees oversaw directs "
        "directed manages managed owns owned edits edited commands commanded coaches coached founded"
    ).split()
)


def tidy(text: str) -> str | None:
    """The text on one line without stops at its ends; None if nothing is left."""
    tidy = " ".join(text.split()).strip(" ,;:\"'-")
    return tidy or None


def description_role(doc: Doc, start: int, end: int, noun: str) -> str | None:
    """The office in a description without a name: "senior German officer"; None for "a resident"."""
    if noun in NOT_ROLES or not (noun in ROLE_NOUNS or noun.endswith(("man", "woman", "person"))):
        return None
    first = start
    while first < end and doc[first].tag_ in ("DT", "PRP$", "CD"):
        first += 1
    return tidy(span_of(doc, first, end).cut(text_of(doc)))


def gender_of(words: Sequence[str]) -> str | None:
    """ "male" or "female" where one of the words tells."""
    if any(word in FEMALE_WORDS or word.endswith("woman") for word in words):
        return "female"
    if any(word in MALE_WORDS for word in words):
        return "male"
    return None
