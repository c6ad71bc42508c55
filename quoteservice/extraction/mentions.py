"""The speaker as printed beside a cue: the name without its titles, the role, and what sort of description it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.lexicon import (
    COLLECTIVES,
    DEMONYMS,
    FEMALE_WORDS,
    HONORIFICS,
    MALE_WORDS,
    NATIONS,
    NOT_NAMES,
    NOT_ROLES,
    ORGANISATION_WORDS,
    PAPERS,
    PARTICLES,
    PLACES,
    ROLE_NOUNS,
    STYLES,
    TITLES,
)
from quoteservice.extraction.names import first_name_gender, is_calling
from quoteservice.extraction.reading import text_of

# Longest role that is kept, in words: what is longer is a story, not a title.
LONGEST_ROLE = 16

# Longest description of a speaker without a name, in words.
LONGEST_DESCRIPTION = 14


class Sort(StrEnum):
    """How a mention points at its speaker."""

    NAME = "name"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    PLURAL = "plural"
    ORGANISATION = "organisation"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Mention:
    """Spans are offsets into the parsed paragraph. `noun` is the head noun in lower case ("minister").

    `role` is the title as printed with the mention; `whole` covers appositions and relative clauses too.
    """

    sort: Sort
    text: str
    span: Span
    whole: Span
    noun: str = ""
    role: str | None = None
    gender: str | None = None


_NAME_TAGS = ("NNP", "NNPS")
_LEFT_OF_NOUN = {"det", "poss", "amod", "compound", "nummod", "nmod", "quantmod", "advmod", "predet", "npadvmod", "nn"}
_GENDERS = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
_PARTY = re.compile(r"^[DRI]-\w+")
_AGE = re.compile(r"^(?:aged?\s+)?\d{1,3}(?:-year-old)?$")


def mention(head: Token) -> Mention:
    """The mention whose head word is given."""
    if head.tag_ in ("WP", "WDT") and head.dep_ in ("nsubj", "nsubjpass"):
        verb = head.head
        if verb.dep_ == "relcl" and verb.head.i < head.i:
            return mention(verb.head)
    if head.tag_ in ("PRP", "WP", "WDT", "EX", "DT"):
        span = Span(head.idx, head.idx + len(head))
        return Mention(Sort.PRONOUN, head.text, span, span, head.lower_, gender=_GENDERS.get(head.lower_))
    start = _left(head)
    partner = next((child for child in head.children if child.dep_ == "conj" and child.i > head.i), None)
    named = _named(head, start)
    if partner is not None and any(child.dep_ == "cc" and child.lower_ == "and" for child in head.children):
        return named if named is not None and _is_one_holder(head, partner) else _pair(head, start, partner)
    return named if named is not None else _described(head, start)


def _is_one_holder(head: Token, partner: Token) -> bool:
    """True for two offices of one person, who is named behind them: "its founder and chief executive, Jane Roe,"."""
    alone = not any(child.dep_ in ("det", "poss") for child in partner.lefts)
    named = any(child.dep_ == "appos" and child.i > partner.i for child in head.rights)
    return alone and named and head.tag_ == partner.tag_ == "NN"


def _left(head: Token) -> int:
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


def _whole(head: Token, start: int) -> Span:
    edge = head.right_edge.i
    while edge > head.i and (head.doc[edge].is_space or head.doc[edge].is_punct):
        edge -= 1
    return _span(head.doc, start, edge)


def _span(doc: Doc, first: int, last: int) -> Span:
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _pair(head: Token, start: int, partner: Token) -> Mention:
    end = partner
    while True:
        more = next((child for child in end.children if child.dep_ == "conj" and child.i > end.i), None)
        if more is None:
            break
        end = more
    span = Span(head.doc[start].idx, max(end.idx + len(end), mention(end).span.end))
    return Mention(Sort.PAIR, span.cut(text_of(head.doc)), span, _whole(head, start), head.lower_)


def _is_name_word(token: Token) -> bool:
    return (token.text[0].isupper() and token.lower_ not in NOT_NAMES and not token.is_punct) or (
        len(token.text) == 2 and token.text[0].isupper() and token.text[1] == "."
    )


def _run(doc: Doc, start: int, last: int) -> int:
    """Where the capitalised words that end at `last` begin."""
    first = last
    while first > start:
        before = doc[first - 1]
        is_of_place = before.text[:1].isupper() and f"{before.lower_} {doc[first].lower_}" in PLACES
        if (
            is_of_place
            or _is_name_word(before)
            or (before.lower_ in PARTICLES and first - 1 > start and _is_name_word(doc[first - 2]))
        ):
            first -= 1
        elif before.text in ("-", "'", "’", ".") and first - 1 > start and doc[first - 2].text[:1].isupper():
            first -= 2
        else:
            break
    return first


def _named(head: Token, start: int) -> Mention | None:
    doc = head.doc
    is_demonym = head.lower_ in DEMONYMS and start < head.i
    # "Hoi-kwan": the parser takes the hyphen apart.
    is_half = head.i > start + 1 and doc[head.i - 1].text == "-" and _is_name_word(doc[head.i - 2])
    if (
        not (_is_name_word(head) or (is_half and head.tag_ == "NNP"))
        or is_demonym
        or (start == head.i and _is_common(head))
    ):
        return _named_in_apposition(head, start)
    first = _run(doc, start, head.i)
    title = max((i for i in range(first, head.i) if _is_title(doc[i])), default=None)
    if title is None and _is_calling(doc, first, head.i):
        title = first
    name_first = first if title is None else title + 1
    if title is not None and title + 1 == head.i and doc[title].lower_ in STYLES and first == title:
        name_first = title
    while name_first < head.i and doc[name_first].text in ("-", "."):
        name_first += 1
    # "Labour's Gavin Stott" is Gavin Stott.
    owner = max((i for i in range(name_first, head.i) if doc[i].tag_ == "POS"), default=None)
    name_first = owner + 1 if owner is not None else name_first
    name_first = _behind_field(doc, name_first, head.i)
    if _is_title(head) and name_first == head.i:
        return _named_in_apposition(head, start)
    name = _span(doc, name_first, head.i)
    words = [doc[i].lower_ for i in range(name_first, head.i + 1)]
    titled = [doc[i].lower_.strip(".") for i in range(start, name_first)]
    is_untitled = title is None and not any(word in ROLE_NOUNS for word in titled)
    if is_untitled and (_is_organisation(doc, start, words) or _is_body(head, words)):
        return _organisation(head, start)
    role = _title_role(doc, start, name_first) or _role_after(head)
    gender = _gender(titled) or _gender((role or "").lower().split())
    return Mention(Sort.NAME, name.cut(text_of(doc)), name, _whole(head, start), words[-1], role, gender)


def _behind_field(doc: Doc, first: int, last: int) -> int:
    """Where a name begins behind the field of an office: "Minister for Enterprise Fergal Roche"."""
    if first > 1 and doc[first - 1].lower_ in ("for", "of") and _is_title(doc[first - 2]):
        while last - first > 1 and first_name_gender(doc[first].text) is None:
            first += 1
    return first


def _is_body(head: Token, words: Sequence[str]) -> bool:
    """True for a lone word with "for" or "of" and a name: "Transport for London"; not for "Jane of Hull"."""
    after = head.i + 1
    if len(words) != 1 or after + 1 >= len(head.doc) or first_name_gender(words[0]) is not None:
        return False
    return head.doc[after].lower_ in ("for", "of") and head.doc[after + 1].tag_ == "NNP"


def _is_calling(doc: Doc, first: int, last: int) -> bool:
    """True for what somebody does, with a capital from the beginning of the sentence: "Commuter Paul Ince"."""
    return is_calling([(doc[i].text, doc[i].idx) for i in range(first, last + 1)])


def _is_common(head: Token) -> bool:
    """True for a noun that has its capital from the beginning of the sentence: "Reports said", "Police said"."""
    known = ROLE_NOUNS | ORGANISATION_WORDS | COLLECTIVES | PAPERS
    word = head.lower_
    return head.tag_ in ("NN", "NNS", "NNPS") and (word in known or word.removesuffix("s") in known)


def _is_title(token: Token) -> bool:
    word = token.lower_.strip(".")
    return word in TITLES or word in HONORIFICS or (word.endswith(("woman", "man")) and word in ROLE_NOUNS)


def _is_organisation(doc: Doc, start: int, words: Sequence[str]) -> bool:
    if any(word in ORGANISATION_WORDS for word in words) or " ".join(words) in PLACES:
        return True
    if len(words) == 1 and (words[0] in NATIONS or (len(words[0]) > 1 and doc[start].text.isupper())):
        return True
    if words[-1] in DEMONYMS:
        return False
    return doc[start].lower_ in ("the", "its", "their") or any(word in NATIONS for word in words)


def _organisation(head: Token, start: int) -> Mention:
    doc = head.doc
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end + 1 and child.lower_ in ("of", "for"):
            end = _end_of_preposition(child)
    span = _span(doc, start, end)
    text = span.cut(text_of(doc))
    return Mention(Sort.ORGANISATION, text, span, _whole(head, start), head.lower_)


def _end_of_preposition(preposition: Token) -> int:
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


def _title_role(doc: Doc, start: int, name_first: int) -> str | None:
    """The words before a name that are an office: "acting NATO spokesman", not "Mr." and not "yesterday"."""
    first = start
    while first < name_first and (
        doc[first].tag_ in ("DT", "PRP$", "WP$", "CC", "RB") or doc[first].lower_ in ("the", "a", "an")
    ):
        first += 1
    words = [doc[i].lower_.strip(".") for i in range(first, name_first)]
    if not words:
        return None
    if not any(word in ROLE_NOUNS or word.endswith(("man", "woman", "person")) for word in words):
        return None
    last = name_first - 1
    while last >= first and (doc[last].lower_.strip(".") in HONORIFICS or doc[last].text in ",'\""):
        last -= 1
    if last < first:
        return None
    role = _span(doc, first, last)
    if doc[last].text == "." and last > first:
        role = _span(doc, first, last)
    return _tidy(role.cut(text_of(doc)))


def _role_after(head: Token) -> str | None:
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
        if child.dep_ == "prep" and child.i == head.i + 1 and child.lower_ == "of":
            pass
    # "Jane Roe, 43, a nurse, said": the parser may hang the apposition on the number.
    match = re.match(r",\s*\d{1,3},\s+(?:an?|the)\s+([^,.;\"]{3,80}),", text_of(doc)[head.idx + len(head) :])
    return _tidy(match.group(1)) if match else None


def _apposition(child: Token) -> str | None:
    doc = child.doc
    first = _left(child)
    if _AGE.match(doc[first : child.i + 1].text) or _PARTY.match(child.text):
        nested = next((each for each in child.children if each.dep_ == "appos"), None)
        return _apposition(nested) if nested is not None else None
    while first < child.i and doc[first].tag_ in ("DT",):
        first += 1
    end = child.i
    for token in child.rights:
        if token.dep_ in ("prep", "acl", "cc", "conj", "compound", "nmod", "case", "poss") and token.i <= end + 2:
            if token.dep_ == "conj" and token.text[:1].isupper() and not _is_title(token):
                break
            end = max(end, _end_of_preposition(token) if token.dep_ == "prep" else token.i)
            if token.dep_ == "conj":
                for more in token.rights:
                    if more.dep_ == "prep" and more.i == end + 1:
                        end = _end_of_preposition(more)
    if doc[end].tag_ == "CC":
        end -= 1
    text = text_of(doc)[doc[first].idx : doc[end].idx + len(doc[end])]
    words = text.lower().split()
    if (
        not words
        or len(words) > LONGEST_ROLE
        or doc[first].tag_ in ("CD", "$", "WP$")
        or words[0] in ("right", "left", "centre", "center", "above", "who")
    ):
        return None
    is_one_of = doc[first - 1].lower_ in ("a", "an") and doc[first - 1].dep_ == "det"
    if doc[first].text[:1].isupper() and not is_one_of and not any(word.strip(".,") in ROLE_NOUNS for word in words):
        return None
    return _tidy(text)


def _relative(verb: Token) -> str | None:
    """ "heads the council" of "who heads the council"; "the mayor" of "who is the mayor"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ != "who":
        return None
    doc = verb.doc
    if verb.lemma_ == "be" or verb.lower_ in ("is", "was", "became"):
        noun = next((child for child in verb.rights if child.dep_ == "attr"), None)
        return _apposition(noun) if noun is not None else None
    if verb.lower_ not in _OFFICE_VERBS:
        return None
    end = verb.i
    for token in verb.subtree:
        if token.i <= verb.i:
            continue
        if token.text in ',;:"' or token.is_space or token.tag_ in ("WP", "WDT", "WRB"):
            break
        end = token.i
    while doc[end].dep_ == "cc" and end > verb.i:
        end -= 1
    words = doc[verb.i : end + 1]
    return _tidy(words.text) if len(words) <= LONGEST_ROLE else None


_OFFICE_VERBS = frozenset(
    (
        "heads headed leads led runs ran chairs chaired represents represented oversees oversaw directs "
        "directed teaches taught manages managed owns owned edits edited commands commanded studies "
        "studied coaches coached serves served works worked specialises specializes founded"
    ).split()
)


def _tidy(text: str) -> str | None:
    tidy = " ".join(text.split()).strip(" ,;:\"'-")
    return tidy or None


def _named_in_apposition(head: Token, start: int) -> Mention | None:
    """ "the minister, Jane Roe," is Jane Roe in the role of minister."""
    doc = head.doc
    for child in head.rights:
        if child.dep_ != "appos" or not _is_name_word(child) or child.i - head.i > LONGEST_ROLE:
            continue
        first = _behind_titles(doc, _run(doc, _left(child), child.i), child.i)
        words = [doc[i].lower_ for i in range(first, child.i + 1)]
        if doc[first].i <= head.i or _is_organisation(doc, first, words) or len(words) > 5:
            continue
        name = _span(doc, first, child.i)
        end = max((each.i for each in head.rights if each.dep_ == "conj" and each.i < first), default=head.i)
        for token in head.rights:
            if token.dep_ == "prep" and token.i == end + 1:
                end = _end_of_preposition(token)
        begin = start
        while begin < head.i and doc[begin].tag_ in ("DT", "PRP$"):
            begin += 1
        role = _tidy(_span(doc, begin, min(end, first - 1)).cut(text_of(doc)))
        return Mention(
            Sort.NAME, name.cut(text_of(doc)), name, _whole(head, start), words[-1], role, _gender([head.lower_])
        )
    return None


def _behind_titles(doc: Doc, first: int, last: int) -> int:
    """Where a name begins behind its titles; a style stays with a lone surname: "Justice Penrose"."""
    while first < last and (_is_title(doc[first]) or doc[first].text == "."):
        if first + 1 == last and doc[first].lower_ in STYLES:
            break
        first += 1
    return first


def _described(head: Token, start: int) -> Mention:
    doc = head.doc
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end + 1:
            end = min(_end_of_preposition(child), start + LONGEST_DESCRIPTION)
    span = _span(doc, start, max(end, head.i))
    text = span.cut(text_of(doc))
    noun = head.lower_
    first = doc[start].lower_
    if head.tag_ in ("NNS", "NNPS") or (noun in COLLECTIVES and first not in ("a", "an", "the")):
        sort = Sort.PLURAL
    elif noun in ORGANISATION_WORDS or noun in ("military", "nation", "country"):
        sort = Sort.ORGANISATION
    elif first in ("the", "this", "that", "his", "her", "its", "their", "our", "my") or doc[start].tag_ == "PRP$":
        sort = Sort.DEFINITE
    elif first in ("a", "an", "one", "another", "some", "someone", "somebody"):
        sort = Sort.INDEFINITE
    else:
        sort = Sort.DEFINITE if doc[start].tag_ in ("NNP", "NNPS") else Sort.INDEFINITE
    role = _description_role(doc, start, end, noun) if sort in (Sort.DEFINITE, Sort.INDEFINITE) else None
    return Mention(sort, text, span, _whole(head, start), noun, role, _gender([noun]))


def _description_role(doc: Doc, start: int, end: int, noun: str) -> str | None:
    if noun in NOT_ROLES or not (noun in ROLE_NOUNS or noun.endswith(("man", "woman", "person"))):
        return None
    first = start
    while first < end and doc[first].tag_ in ("DT", "PRP$", "CD"):
        first += 1
    return _tidy(_span(doc, first, end).cut(text_of(doc)))


def _gender(words: Sequence[str]) -> str | None:
    if any(word in FEMALE_WORDS or word.endswith("woman") for word in words):
        return "female"
    if any(word in MALE_WORDS for word in words):
        return "male"
    return None
