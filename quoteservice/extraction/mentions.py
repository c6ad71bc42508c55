"""The speaker as printed beside a cue: the name without its titles, the role, and what sort of description it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.capitals import CAPITALS
from quoteservice.extraction.lexicon import (
    COLLECTIVES,
    DEMONYMS,
    FIELDS,
    HONORIFICS,
    NATIONS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PAPERS,
    PARTICLES,
    PLACES,
    ROLE_NOUNS,
    STYLES,
    TRADERS,
)
from quoteservice.extraction.names import first_name_gender, has_office_behind, is_called_like_a_body, is_calling
from quoteservice.extraction.reading import text_of
from quoteservice.extraction.titles import (
    LONGEST_ROLE,
    description_role,
    end_of_preposition,
    gender_of,
    is_title_word,
    left_of,
    role_after,
    span_of,
    tidy,
    title_role,
)

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

    `role` is the title as printed with the mention; `whole` covers appositions and relative clauses too. `styled` is
    True for "Dr Roe" and "Ms Roe".
    """

    sort: Sort
    text: str
    span: Span
    whole: Span
    noun: str = ""
    role: str | None = None
    gender: str | None = None
    styled: bool = False


_GENDERS = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}


def mention(head: Token) -> Mention:
    """The mention whose head word is given."""
    if head.tag_ in ("WP", "WDT") and head.dep_ in ("nsubj", "nsubjpass"):
        verb = head.head
        if verb.dep_ == "relcl" and verb.head.i < head.i:
            return mention(verb.head)
    if head.tag_ in ("PRP", "WP", "WDT", "EX", "DT"):
        span = Span(head.idx, head.idx + len(head))
        return Mention(Sort.PRONOUN, head.text, span, span, head.lower_, gender=_GENDERS.get(head.lower_))
    start = left_of(head)
    if (house := _house(head, start)) is not None:
        return house
    partner = next((child for child in head.children if child.dep_ == "conj" and child.i > head.i), None)
    named = _named(_behind_office(head), start)
    if partner is not None and is_title_word(head) and _is_name_word(partner) and not is_title_word(partner):
        # "said Managing Director and CEO Jane Roe"
        holder = _named(partner, start)
        if holder is not None and holder.role is not None and " and " in holder.role:
            return holder
    if partner is not None and any(child.dep_ == "cc" and child.lower_ == "and" for child in head.children):
        return named if named is not None and _is_one_holder(head, partner) else _pair(head, start, partner)
    return named if named is not None else _described(head, start)


def _behind_office(head: Token) -> Token:
    """Roe in "Commissioner of Police Jane Roe", where the parser takes the office for the head; else the head."""
    if not is_title_word(head) or head.i + 3 >= len(head.doc) or head.doc[head.i + 1].lower_ != "of":
        return head
    field, last = head.doc[head.i + 2], head.doc[head.i + 2].head
    is_field = field.lower_ in NATIONS or field.lower_ in FIELDS
    return last if is_field and field.dep_ == "compound" and last.i - field.i > 1 and _is_name_word(last) else head


def _is_one_holder(head: Token, partner: Token) -> bool:
    """True for two offices of one person, who is named behind them: "its founder and chief executive, Jane Roe,"."""
    alone = not any(child.dep_ in ("det", "poss") for child in partner.lefts)
    named = any(child.dep_ == "appos" and child.i > partner.i for child in head.rights)
    return alone and named and head.tag_ == partner.tag_ == "NN"


def _whole(head: Token, start: int) -> Span:
    edge = head.right_edge.i
    while edge > head.i and (head.doc[edge].is_space or head.doc[edge].is_punct):
        edge -= 1
    return span_of(head.doc, start, edge)


def _pair(head: Token, start: int, partner: Token) -> Mention:
    end = partner
    while True:
        more = next((child for child in end.children if child.dep_ == "conj" and child.i > end.i), None)
        if more is None:
            break
        end = more
    span = Span(head.doc[start].idx, max(end.idx + len(end), mention(end).span.end))
    return Mention(Sort.PAIR, span.cut(text_of(head.doc)), span, _whole(head, start), head.lower_)


def _house(head: Token, start: int) -> Mention | None:
    """A house that is called after several people: "Grant & Hale"; None for any other mention."""
    doc = head.doc
    first = last = head.i
    while first - 2 >= 0 and doc[first - 1].text == "&" and _is_name_word(doc[first - 2]):
        first = _run(doc, 0, first - 2)
    while last + 2 < len(doc) and doc[last + 1].text == "&" and _is_name_word(doc[last + 2]):
        last += 2
    if last - first < 2 or not _is_name_word(head) or "&" not in doc[first : last + 1].text:
        return None
    span = span_of(doc, first, last)
    return Mention(Sort.ORGANISATION, span.cut(text_of(doc)), span, _whole(head, min(start, first)), head.lower_)


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
        elif before.text in ("-", "'", "’", ".") and first - 1 > start and _is_before_hyphen(doc[first - 2]):
            first -= 2
        else:
            break
    return first


def _is_before_hyphen(token: Token) -> bool:
    """True for the first half of a name with a hyphen: "Asante-Boateng", "al-Tursuni"."""
    return token.text[:1].isupper() or token.lower_ in _ARTICLES


_ARTICLES = frozenset("al el ul ad as an ar ash az ibn bin".split())


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
    title = max((i for i in range(first, head.i) if is_title_word(doc[i])), default=None)
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
    if is_title_word(head) and name_first == head.i:
        return _named_in_apposition(head, start)
    name = span_of(doc, name_first, head.i)
    words = [doc[i].lower_ for i in range(name_first, head.i + 1)]
    titled = [doc[i].lower_.strip(".") for i in range(start, name_first)]
    if name_first > start and (_is_noun_for_body(doc[name_first - 1]) or _is_trading(doc, name_first, head)):
        # "rights group Open Cells"
        return Mention(Sort.ORGANISATION, name.cut(text_of(doc)), name, _whole(head, start), words[-1])
    if doc[start].lower_ == "the" and title is None and (inside := _named_in_apposition(head, start)) is not None:
        return inside
    is_untitled = title is None and not any(word in ROLE_NOUNS for word in titled)
    is_person = is_called_like_a_body(words) and has_office_behind(text_of(doc), head.idx + len(head))
    is_house = _is_organisation(doc, start, words) or _is_body(head, words) or _is_called_a_body(head)
    if is_untitled and not is_person and is_house:
        return _organisation(head, start)
    role = title_role(doc, start, name_first) or role_after(head)
    gender = gender_of(titled) or gender_of((role or "").lower().split())
    styled = any(word in HONORIFICS for word in titled)
    # "Sir Colm" is printed so wherever the surname is not.
    with_style = len(words) == 1 and titled[-1:] in (["sir"], ["dame"])
    printed = span_of(doc, name_first - 1, head.i) if with_style else name
    return Mention(Sort.NAME, name.cut(text_of(doc)), printed, _whole(head, start), words[-1], role, gender, styled)


def _is_called_a_body(head: Token) -> bool:
    """True for a name that the article explains as a house: "United Tarn, a workers' group,"."""
    return any(
        child.dep_ == "appos"
        and child.text.islower()
        and child.lower_ in ORGANISATION_WORDS - ROLE_NOUNS - PAPERS
        and any(each.dep_ == "det" for each in child.lefts)
        for child in head.rights
    )


def _is_noun_for_body(noun: Token) -> bool:
    """True for "group" and "newspaper" before a name; not for "Police" and "House", which are part of one."""
    return noun.text.islower() and noun.lower_ in ORGANISATION_WORDS and noun.lower_ not in ROLE_NOUNS


def _is_trading(doc: Doc, name_first: int, head: Token) -> bool:
    """True for "Swedish grocer Karoo Fresh" and "toy maker Karoo"; not for "Swedish grocer Jane Roe"."""
    nation = doc[name_first - 2] if name_first > 1 else head
    trade = doc[name_first - 1].lower_
    is_national = nation.tag_ in ("JJ", "NNP") and nation.text[:1].isupper() and trade in TRADERS
    is_of_goods = nation.tag_ == "NN" and trade in ("maker", "manufacturer", "supplier", "retailer", "producer")
    return (is_national or is_of_goods) and head.i > name_first and first_name_gender(doc[name_first].text) is None


def _behind_field(doc: Doc, first: int, last: int) -> int:
    """Where a name begins behind the field of an office: "Minister for Enterprise Fergal Roche"."""
    if first > 1 and doc[first - 1].lower_ in ("for", "of") and is_title_word(doc[first - 2]):
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


def _is_organisation(doc: Doc, start: int, words: Sequence[str]) -> bool:
    if any(word in ORGANISATION_WORDS for word in words) or " ".join(words) in PLACES:
        return True
    if len(words) == 1 and (words[0] in NATIONS or (len(words[0]) > 1 and doc[start].text.isupper())):
        return True
    if words[-1].strip(".") in _COMPANY_FORMS:
        return True
    if words[-1] in DEMONYMS:
        return False
    return doc[start].lower_ in ("the", "its", "their") or any(word in NATIONS for word in words)


_COMPANY_FORMS = frozenset("inc corp ltd llc plc gmbh ag nv sa ab oyj bv spa llp".split())


def _organisation(head: Token, start: int) -> Mention:
    doc = head.doc
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end + 1 and child.lower_ in ("of", "for"):
            end = end_of_preposition(child)
    span = span_of(doc, start, end)
    text = span.cut(text_of(doc))
    return Mention(Sort.ORGANISATION, text, span, _whole(head, start), head.lower_)


def _is_addition(child: Token) -> bool:
    """True for "close to the board" and "briefed on the plan"; not for "suggesting that", which is a report."""
    return child.dep_ == "amod" or (child.dep_ == "acl" and child.tag_ == "VBN")


def _are_papers(head: Token) -> bool:
    return head.tag_ == "NNS" and head.lower_ in PAPERS


def _end_of_addition(first: Token, start: int) -> int:
    """The last word of "close to the board", "familiar with the matter", "briefed on the inquiry"."""
    end = first.left_edge.i
    for token in first.subtree:
        if token.i > end + 1 or token.is_punct or token.is_space or token.i - start > LONGEST_DESCRIPTION:
            break
        end = token.i
    return end


# "Harbourmaster", "hydrologist", "shopkeeper".
_OF_CALLINGS = ("master", "mistress", "keeper", "ologist", "woman", "person")


def _named_behind(doc: Doc, start: int, end: int, head: Token) -> Mention | None:
    """The name between commas behind an office: "Our reporter in Clifden, Niamh Roe, writes"."""
    is_calling = head.lower_ in ROLE_NOUNS or head.lower_.endswith(_OF_CALLINGS)
    if not is_calling or end + 3 >= len(doc) or doc[end + 1].text != ",":
        return None
    last = end + 2
    while last + 1 < len(doc) and _is_name_word(doc[last + 1]):
        last += 1
    words = [doc[i].lower_ for i in range(end + 2, last + 1)]
    is_full = len(words) in (2, 3) and not _is_organisation(doc, end + 2, words)
    is_name = _is_name_word(doc[end + 2]) and (is_full or first_name_gender(words[0]) is not None)
    if not is_name or last + 1 >= len(doc) or doc[last + 1].text != ",":
        return None
    name = span_of(doc, end + 2, last)
    while start < head.i and doc[start].tag_ in ("DT", "PRP$"):
        start += 1
    role = tidy(span_of(doc, start, end).cut(text_of(doc)))
    whole = Span(doc[start].idx, name.end)
    return Mention(Sort.NAME, name.cut(text_of(doc)), name, whole, doc[last].lower_, role, gender_of([head.lower_]))


def _called(head: Token, start: int, end: int) -> Mention | None:
    """The name in "The driver, who asked to be called Petar," and "a nurse, who gave her name as Ann"."""
    doc = head.doc
    text = text_of(doc)
    match = _ASKED_TO_BE_CALLED.match(text, doc[end].idx + len(doc[end]))
    if match is None:
        return None
    name = Span(match.start(1), match.end(1))
    role = description_role(doc, start, end, head.lower_)
    whole = Span(doc[start].idx, name.end)
    return Mention(Sort.NAME, match.group(1), name, whole, match.group(1).lower(), role, gender_of([head.lower_]))


_ASKED_TO_BE_CALLED = re.compile(
    rf",? who (?:(?:asked|wanted|wished|preferred|agreed) to be (?:called|known|named|identified)"
    rf"|gave (?:his|her|their) name|would give (?:his|her|their) name)(?: only)?(?: as)? ([{CAPITALS}]\w+)\b"
)


def _named_in_apposition(head: Token, start: int) -> Mention | None:
    """ "the minister, Jane Roe," is Jane Roe in the role of minister."""
    doc = head.doc
    for child in head.rights:
        if child.dep_ != "appos" or not _is_name_word(child) or child.i - head.i > LONGEST_ROLE:
            continue
        if (house := _house(child, left_of(child))) is not None:
            return house
        first = _behind_titles(doc, _run(doc, left_of(child), child.i), child.i)
        words = [doc[i].lower_ for i in range(first, child.i + 1)]
        is_house = _is_organisation(doc, _before_article(doc, first), words)
        if doc[first].i <= head.i or is_house or len(words) > 5:
            continue
        name = span_of(doc, first, child.i)
        end = max((each.i for each in head.rights if each.dep_ == "conj" and each.i < first), default=head.i)
        for token in head.rights:
            if token.dep_ == "prep" and token.i == end + 1:
                end = end_of_preposition(token)
        begin = start
        while begin < head.i and doc[begin].tag_ in ("DT", "PRP$"):
            begin += 1
        role = tidy(span_of(doc, begin, min(end, first - 1)).cut(text_of(doc)))
        return Mention(
            Sort.NAME, name.cut(text_of(doc)), name, _whole(head, start), words[-1], role, gender_of([head.lower_])
        )
    return None


def _behind_titles(doc: Doc, first: int, last: int) -> int:
    """Where a name begins behind its titles; a style stays with a lone surname: "Justice Penrose"."""
    while first < last and (is_title_word(doc[first]) or doc[first].text in (".", "-")):
        if first + 1 == last and doc[first].lower_ in STYLES:
            break
        first += 1
    return first


def _house_in_apposition(head: Token) -> Mention | None:
    """The house named behind what it is: "The regulator, the Airwaves Council,", "her restaurant, the Tin Bath,"."""
    doc = head.doc
    for child in head.rights:
        if child.dep_ != "appos" or not _is_name_word(child) or child.i - head.i > LONGEST_ROLE:
            continue
        start = left_of(child)
        first = _run(doc, start, child.i)
        words = [doc[i].lower_ for i in range(first, child.i + 1)]
        if start > 0 and doc[start - 1].text == "," and _is_organisation(doc, _before_article(doc, first), words):
            return _organisation(child, _before_article(doc, first))
    return None


def _before_article(doc: Doc, first: int) -> int:
    """Where a name begins with an article right before it: "the Tin Bath"; not in "the novelist Ann Roe"."""
    return first - 1 if first > 0 and doc[first - 1].lower_ == "the" else first


def _described(head: Token, start: int) -> Mention:
    doc = head.doc
    if (house := _house_in_apposition(head)) is not None:
        return house
    end = office_end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end + 1:
            end = min(end_of_preposition(child), start + LONGEST_DESCRIPTION)
            office_end = end if office_end == head.i else office_end
        elif _is_addition(child) and child.left_edge.i == end + 1 and not _are_papers(head):
            end = _end_of_addition(child, start)
    if (named := _named_behind(doc, start, end, head) or _called(head, start, end)) is not None:
        return named
    span = span_of(doc, start, max(end, head.i))
    text = span.cut(text_of(doc))
    noun = head.lower_
    first = doc[start].lower_
    is_share = noun in ("percent", "%") or (noun == "cent" and doc[head.i - 1].lower_ == "per")
    if is_share or head.tag_ in ("NNS", "NNPS") or (noun in COLLECTIVES and first not in ("a", "an", "the")):
        sort = Sort.PLURAL
    elif noun in ORGANISATION_WORDS or noun in ("military", "nation", "country"):
        sort = Sort.ORGANISATION
    elif first in ("the", "this", "that", "his", "her", "its", "their", "our", "my") or doc[start].tag_ == "PRP$":
        sort = Sort.DEFINITE
    elif first in ("a", "an", "one", "another", "some", "someone", "somebody"):
        sort = Sort.INDEFINITE
    else:
        sort = Sort.DEFINITE if doc[start].tag_ in ("NNP", "NNPS") else Sort.INDEFINITE
    role = description_role(doc, start, office_end, noun) if sort in (Sort.DEFINITE, Sort.INDEFINITE) else None
    return Mention(sort, text, span, _whole(head, start), noun, role, gender_of([noun]))
