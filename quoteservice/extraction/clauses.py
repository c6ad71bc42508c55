"""Which verb reports, by whom, and which words it reports, read off the dependency parse of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.cues import CUES, Cue, Frame

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass",)
_PLAIN_PUNCTUATION = " \t\n,;:.\"'—–-…"

# Modals under which nothing was said yet, or at all.
_IRREAL = frozenset({"could", "should", "might", "may", "must", "can", "ca", "cannot", "shall"})

# Verbs that take back what follows: "declined to say", "failed to explain".
_REFUSALS = frozenset(
    (
        "decline declines declined declining refuse refuses refused refusing fail fails failed failing "
        "avoid avoided forget forgot neglected neglects stop stopped"
    ).split()
)
# Verbs that only lead up to the report: "went on to say", "continued by saying".
_LEADS = frozenset(
    "went go goes going gone continued continues continue came used appeared seemed took using rose".split()
)


@dataclass(frozen=True, slots=True)
class Report:
    """A cue in a paragraph: `verb` and `subject` are tokens, `clause` the stretch of the reporting clause.

    `pieces` are the reported words outside quotation marks as the parse gives them, in order; offsets into the
    paragraph. `subject` is None where no speaker stands in the clause.
    """

    verb: Token
    cue: Cue
    subject: Token | None
    cue_span: Span
    clause: Span
    pieces: tuple[Span, ...]
    is_before: bool = False


def reports(doc: Doc, quoted: Sequence[Span]) -> Iterator[Report]:
    """Every cue outside the quoted stretches, in order of the text."""
    for token in doc:
        if any(span.start <= token.idx < span.end for span in quoted):
            continue
        if token.lower_ == "according":
            found = _according(token)
        else:
            found = _verb(token)
        if found is not None:
            yield found


def _verb(token: Token) -> Report | None:
    cue = CUES.get(token.lower_)
    if cue is None or not token.tag_.startswith(("VB", "NN", "JJ")):
        return None
    if not token.tag_.startswith("VB") and not _is_misread(token):
        return None
    if token.dep_ in ("amod", "compound", "aux", "auxpass") or _is_irreal(token) or _is_asked(token):
        return None
    subject = subject_of(token)
    clause = _reporting_clause(token, subject)
    pieces = _pieces(token, cue, subject, clause)
    return Report(token, cue, subject, _cue_span(token), clause, pieces)


def _is_misread(token: Token) -> bool:
    """True for a reporting verb that the tagger took for a noun: it heads a clause all the same."""
    return any(child.dep_ in ("ccomp", "nsubj") for child in token.children)


def _is_irreal(verb: Token) -> bool:
    if any(child.dep_ == "neg" for child in verb.children) and verb.lower_ not in ("deny", "denied"):
        return True
    if any(child.dep_ == "aux" and child.lower_ in _IRREAL for child in verb.children):
        return True
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in verb.children):
        return True
    if verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts):
        return verb.head.lower_ not in _LEADS
    return verb.dep_ in ("xcomp", "pcomp") and verb.head.lower_ in _REFUSALS


def _is_asked(verb: Token) -> bool:
    """True for "asked if", "told that": a participle whose subject was spoken to."""
    has_subject = any(child.dep_ in _SUBJECTS for child in verb.children)
    has_perfect = any(child.dep_ == "aux" for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not has_subject and not has_perfect


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The head word of who reports, None where nobody is named; follows verbs that share a subject."""
    is_passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child.tag_ not in ("EX",):
            return child
        if child.dep_ in _PASSIVE and verb.lower_ in ("quoted", "cited", "reported"):
            return child
        if child.dep_ == "agent" and is_passive:
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    if is_passive or depth > 3:
        return None
    if verb.dep_ in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis") and verb.head.tag_.startswith(("VB", "MD")):
        if verb.dep_ in ("ccomp", "parataxis") and verb.tag_ not in ("VBG", "VB"):
            return None
        return _shared(verb.head, depth)
    if verb.dep_ == "pcomp" and verb.head.head.tag_.startswith("VB"):
        return _shared(verb.head.head, depth)
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VBD", "VBZ", "VBP") and verb.i > verb.head.i:
        return verb.head
    return None


def _shared(verb: Token, depth: int) -> Token | None:
    for child in verb.children:
        if child.dep_ in _SUBJECTS + _PASSIVE and child.tag_ != "EX":
            return child
    return subject_of(verb, depth + 1)


def _cue_span(verb: Token) -> Span:
    """The verb as printed, with whom it was told to and a particle: "told CBC News", "pointed out"."""
    last = verb.i
    addressee = next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)
    if addressee is not None and verb.lower_ in ("told", "tell", "tells", "telling") and addressee.i - verb.i < 8:
        last = max(last, min(addressee.right_edge.i, addressee.i))
    particle = next((child for child in verb.rights if child.dep_ == "prt" and child.i == verb.i + 1), None)
    if particle is not None:
        last = max(last, particle.i)
    doc = verb.doc
    return Span(verb.idx, doc[last].idx + len(doc[last]))


def _reporting_clause(verb: Token, subject: Token | None) -> Span:
    """From the first to the last word of subject, verb, and what belongs to the verb alone."""
    doc = verb.doc
    tokens = [verb]
    if subject is not None and subject.head == verb:
        tokens.extend(token for token in subject.subtree)
    for child in verb.children:
        if child.dep_ in ("aux", "neg", "advmod", "prt", "dative", "auxpass") or (
            child.dep_ in ("prep", "npadvmod", "dobj", "agent", "advcl") and child.i > verb.i
        ):
            tokens.extend(child.subtree)
    inside = [token for token in tokens if token.sent == verb.sent]
    first = min(token.i for token in inside)
    last = max(token.i for token in inside)
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _pieces(verb: Token, cue: Cue, subject: Token | None, clause: Span) -> tuple[Span, ...]:
    reported = _complement(verb, cue)
    if reported is not None:
        if reported.i > verb.i:
            return _after(verb, reported)
        return _around(verb, reported, clause)
    if _is_parenthetical(verb, subject):
        return _around(verb, verb.head, clause)
    return ()


def _complement(verb: Token, cue: Cue) -> Token | None:
    for child in sorted(verb.children, key=lambda each: abs(each.i - verb.i)):
        if child.dep_ == "ccomp" and (Frame.CLAUSE | Frame.THOUGHT | Frame.FINDING) & cue.frames:
            return child
        if child.dep_ == "xcomp" and Frame.ORDER & cue.frames and child.i > verb.i and child.tag_ == "VB":
            return child
    return None


def _is_parenthetical(verb: Token, subject: Token | None) -> bool:
    """True for "..., he added, ..." where the parser hangs the cue on the sentence that it reports."""
    if subject is None or subject.head != verb or verb.head == verb:
        return False
    if verb.dep_ not in ("parataxis", "ccomp", "conj", "dep", "advcl") or not verb.head.tag_.startswith(
        ("VB", "MD", "NN", "JJ")
    ):
        return False
    return verb.dep_ == "parataxis"


def _after(verb: Token, reported: Token) -> tuple[Span, ...]:
    doc = verb.doc
    first, last = reported.left_edge.i, reported.right_edge.i
    first = max(first, verb.i + 1)
    last = min(last, reported.sent.end - 1)
    while first < last and (
        (doc[first].lower_ == "that" and doc[first].tag_ == "IN") or doc[first].text in ",:;" or doc[first].is_space
    ):
        first += 1
    return _trim(doc, first, last)


def _around(verb: Token, reported: Token, clause: Span) -> tuple[Span, ...]:
    """The words before the cue, and those after it that go on with the same sentence."""
    doc = verb.doc
    own = {token.i for token in verb.subtree} if reported not in verb.children else set()
    tokens = [token for token in reported.subtree if token.i not in own and token.sent == verb.sent]
    before = [token.i for token in tokens if token.idx < clause.start]
    after = [token.i for token in tokens if token.idx >= clause.end and not token.is_punct and not token.is_space]
    pieces: tuple[Span, ...] = ()
    if before:
        pieces += _trim(doc, min(before), max(before))
    if len(after) > 1 and _goes_on(doc[min(after)], reported, clause):
        pieces += _trim(doc, min(after), max(after))
    return pieces


def _goes_on(first: Token, reported: Token, clause: Span) -> bool:
    """True if the words behind a cue go on with the reported sentence; a phrase that merely follows is the writer's."""
    return reported.idx >= clause.end or first.lower_ in ("and", "but", "because", "so", "or")


def _trim(doc: Doc, first: int, last: int) -> tuple[Span, ...]:
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    text = doc.text
    while end > start and text[end - 1] in " ,;:.—–-":
        end -= 1
    while start < end and text[start] in " ,;:.—–-":
        start += 1
    return (Span(start, end),) if start < end else ()


def _according(token: Token) -> Report | None:
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to = doc[token.i + 1]
    subject = next((child for child in to.children if child.dep_ == "pobj"), None)
    if subject is None:
        return None
    cue = Cue("according", Frame.CLAUSE)
    last = subject.right_edge.i
    comma = next(
        (i for i in range(subject.i + 1, last + 1) if doc[i].text == "," and not _is_inner_comma(doc, i)), None
    )
    if comma is not None:
        last = comma - 1
    clause = Span(token.idx, doc[last].idx + len(doc[last]))
    head = token.head
    while head.dep_ != "ROOT" and not head.tag_.startswith("VB") and head.head != head:
        head = head.head
    if head.dep_ in ("aux", "auxpass", "acl", "relcl", "amod", "xcomp", "pcomp", "advcl"):
        while head.dep_ != "ROOT" and head.dep_ not in ("ccomp", "conj", "parataxis"):
            head = head.head
    own = range(token.i, last + 1)
    tokens = [each.i for each in head.subtree if each.i not in own and each.sent == token.sent]
    before = [i for i in tokens if i < token.i]
    after = [i for i in tokens if i > last and not doc[i].is_punct and not doc[i].is_space]
    pieces: tuple[Span, ...] = ()
    if before and any(not doc[i].is_punct for i in before):
        pieces += _trim(doc, min(before), max(before))
    if len(after) > 1:
        pieces += _trim(doc, min(after), max(after))
    return Report(token, cue, subject, Span(token.idx, to.idx + len(to)), clause, pieces)


def _is_inner_comma(doc: Doc, at: int) -> bool:
    """True for the comma of an apposition or list that belongs to the source that is named."""
    return doc[at].head.dep_ in ("appos", "conj") or (
        doc[at].head.dep_ == "pobj"
        and any(child.dep_ in ("appos", "conj", "relcl") and child.i > at for child in doc[at].head.children)
    )
