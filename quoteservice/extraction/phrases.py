"""Reports without a reporting verb: "according to Roe", "in the words of Roe", "Roe's claim that"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.cues import Cue, Frame
from quoteservice.extraction.report import Report, after, trim

# "in Roe's view", "in the words of Roe".
_VIEWS = frozenset("view views opinion words eyes account telling judgment judgement estimation phrase".split())

# Nouns that carry what somebody said when a clause with "that" follows.
_CLAIMS = frozenset(
    "claim claims point argument warning statement suggestion allegation allegations assertion assertions accusation"
    " accusations announcement admission conclusion belief view promise pledge prediction concern concerns fear fears"
    " assurance assurances insistence contention complaint complaints report reports message hint proof observation"
    " comment comments remark remarks revelation acknowledgement acknowledgment".split()
)

# Verbs that make a claim of such a noun: "made the point that"; not "rejected the claim that".
_MAKING = frozenset(
    "made make makes making issued issues issue issuing gave gives give giving raised raises raise raising voiced"
    " voices expressed expresses express expressing repeated repeats repeating offered offers released releases sent"
    " reiterated stressed delivered put advanced floated posted had has".split()
)


# What tells figures: "In the poll, 40 per cent backed the plan".
_POLLS = frozenset({"poll", "polls", "survey", "surveys"})

PHRASE_WORDS = _VIEWS | _CLAIMS | _POLLS | {"according", "as"}
"""The words that phrase() knows, in lower case."""

# Verbs of "as Roe noted," before the sentence that it reports.
_NOTING = frozenset(
    "noted notes reported reports wrote writes pointed points explained explains said says told observed observes"
    " argued argues recalled recalls revealed reveals put puts".split()
)


def phrase(token: Token) -> Report | None:
    """The report that a word begins which is no verb; None if it begins none."""
    if token.lower_ == "according":
        return _according(token)
    if token.lower_ in _VIEWS and token.dep_ == "pobj" and token.head.lower_ == "in":
        return _view(token)
    if token.lower_ in _POLLS and token.dep_ == "pobj" and token.head.lower_ == "in":
        return _poll(token) if token.head.is_sent_start else _poll_behind(token)
    if token.lower_ in ("as", "like") and token.is_sent_start:
        return _as_said(token)
    if token.lower_ in _CLAIMS and token.tag_.startswith("NN"):
        return _claim(token)
    return None


def _claim(noun: Token) -> Report | None:
    reported = next(
        (
            child
            for child in noun.rights
            if child.dep_ in ("acl", "ccomp", "relcl")
            and any(each.lower_ == "that" and each.dep_ == "mark" for each in child.lefts)
        ),
        None,
    )
    if reported is None:
        return None
    subject = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    first = noun
    if subject is None or subject.tag_ == "PRP$":
        verb = noun.head
        if noun.dep_ != "dobj" or verb.lower_ not in _MAKING or any(child.dep_ == "neg" for child in verb.children):
            return None
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        first = verb
    if subject is None:
        return None
    clause = Span(min(subject.left_edge.idx, first.idx), noun.idx + len(noun))
    cue_span = Span(first.idx, noun.idx + len(noun))
    return Report(noun, Cue("claim", Frame.CLAUSE), subject, cue_span, clause, after(noun, reported))


def _view(noun: Token) -> Report | None:
    subject = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    last = noun
    if subject is None:
        of = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
        subject = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
        last = subject if subject is not None else noun
    if subject is None:
        return None
    start = noun.head
    pieces = _rest(start, start.i, last.i)
    cue_span = Span(start.idx, max(noun.idx + len(noun), start.idx + len(start)))
    return Report(start, Cue("according", Frame.CLAUSE), subject, cue_span, _span(start, last), pieces)


def _poll(noun: Token) -> Report | None:
    start, last = noun.head, noun.right_edge
    comma = next((i for i in range(noun.i + 1, last.i + 1) if noun.doc[i].text == ","), None)
    last = noun.doc[comma - 1] if comma is not None else last
    if last.i + 1 >= len(noun.doc) or noun.doc[last.i + 1].text != ",":
        return None
    pieces = _rest(start, start.i, last.i)
    return Report(start, Cue("according", Frame.CLAUSE), noun, _span(start, start), _span(start, last), pieces)


def _poll_behind(noun: Token) -> Report | None:
    """ "Roe led by 12 points in a poll on Monday": a sentence with a figure, and the poll that it is from."""
    start = noun.head
    head = _clause_head(start)
    figures = (each for each in head.subtree if each.i < start.i and (each.like_num or each.text == "%"))
    if head.dep_ != "ROOT" or head.i > start.i or next(figures, None) is None:
        return None
    last = noun.right_edge
    pieces = _rest(start, start.i, last.i)
    return Report(start, Cue("according", Frame.CLAUSE), noun, _span(start, start), _span(start, last), pieces)


def _as_said(token: Token) -> Report | None:
    """ "As Roe noted, the bridge is old", "As reported by the paper, ..."; None for other clauses with "as"."""
    doc = token.doc
    verb = next((each for each in doc[token.i + 1 : token.i + 12] if each.lower_ in _NOTING or each.text == ","), None)
    if verb is None or verb.text == "," or not verb.tag_.startswith("VB"):
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    by = next((child for child in verb.rights if child.dep_ in ("agent", "prep") and child.lower_ == "by"), None)
    if subject is None and by is not None and verb.i == token.i + 1:
        subject = next((child for child in by.children if child.dep_ == "pobj"), None)
    comma = next((each for each in doc[verb.i + 1 : verb.i + 12] if each.text == ","), None)
    if subject is None or comma is None or any(child.dep_ in ("ccomp", "dobj") for child in verb.rights):
        return None
    head = verb.head
    if head.i < comma.i or verb.dep_ != "advcl":
        return None
    words = [each.i for each in head.subtree if each.i > comma.i]
    cue_span = _span(verb, verb)
    pieces = trim(doc, min(words), max(words))
    return Report(verb, Cue("according", Frame.CLAUSE), subject, cue_span, _span(token, doc[comma.i - 1]), pieces)


def _according(token: Token) -> Report | None:
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    subject = next((child for child in to.children if child.dep_ == "pobj"), None)
    if subject is None:
        return None
    last = subject.right_edge
    commas = (i for i in range(subject.i + 1, last.i + 1) if doc[i].text == "," and not _is_inner_comma(doc, i))
    comma = next(commas, None)
    if comma is not None:
        last = doc[comma - 1]
    cue_span = Span(token.idx, to.idx + len(to))
    pieces = _rest(token, token.i, last.i)
    return Report(token, Cue("according", Frame.CLAUSE), subject, cue_span, _span(token, last), pieces)


def _rest(token: Token, first: int, last: int) -> tuple[Span, ...]:
    """The clause that a phrase stands in, without the phrase: the words before it and those behind."""
    doc = token.doc
    head = _clause_head(token)
    tokens = [each.i for each in head.subtree if not first <= each.i <= last]
    words = [i for i in tokens if not doc[i].is_punct and not doc[i].is_space]
    front = [i for i in words if i < first]
    back = [i for i in words if i > last]
    pieces: tuple[Span, ...] = ()
    if front:
        pieces += trim(doc, min(i for i in tokens if i < first), max(front))
    if back:
        pieces += trim(doc, min(back), max(i for i in tokens if i > last))
    return pieces


def _clause_head(token: Token) -> Token:
    head = token.head
    while head.dep_ != "ROOT" and not head.tag_.startswith("VB") and head.head != head:
        head = head.head
    if head.dep_ in ("aux", "auxpass", "acl", "relcl", "amod", "xcomp", "pcomp", "advcl"):
        while head.dep_ != "ROOT" and head.dep_ not in ("ccomp", "conj", "parataxis"):
            head = head.head
    return head


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))


def _is_inner_comma(doc: Doc, at: int) -> bool:
    """True for the comma of an apposition or list that belongs to the source that is named."""
    return doc[at].head.dep_ in ("appos", "conj") or (
        doc[at].head.dep_ == "pobj"
        and any(child.dep_ in ("appos", "conj", "relcl") and child.i > at for child in doc[at].head.children)
    )
