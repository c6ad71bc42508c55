"""Which verb reports, and by whom, read off the dependency parse of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.cues import CUES, Cue, Frame, forms
from quoteservice.extraction.phrases import PHRASE_WORDS, phrase
from quoteservice.extraction.pieces import reported_pieces
from quoteservice.extraction.report import Report
from quoteservice.extraction.subjects import (
    SUBJECTS,
    is_inside,
    is_set_between,
    is_set_off,
    may_speak,
    relayer_of,
    subject_of,
)

# How far the words of a subject reach from its head, in words.
LONGEST_SUBJECT = 60

# Modals under which nothing was said yet, or at all.
_IRREAL = frozenset({"could", "should", "might", "may", "must", "can", "ca", "cannot", "shall"})

# Verbs that take back what follows: "declined to say", "failed to explain".
_REFUSALS = frozenset(
    (
        "decline declines declined declining refuse refuses refused refusing fail fails failed failing "
        "avoid avoided forget forgot neglected neglects stop stopped"
    ).split()
)
# How a clause hangs on the verb that takes it back, through what may stand between: "denied reports that Roe said".
_UNDER = frozenset({"ccomp", "xcomp", "pcomp", "acl", "prep", "pobj", "dobj", "attr"})
_DENYING = frozenset(
    "deny denies denied denying dispute disputes disputed disputing reject rejects rejected rejecting refute refutes"
    " refuted refuting rebut rebuts rebutted rebutting doubt doubts doubted doubting".split()
)
_CHARGES = frozenset(
    form
    for lemma in "accuse blame criticise criticize condemn mock attack suspect fault ridicule".split()
    for form in forms(lemma)
)
_FALSE = frozenset({"false", "untrue", "wrong", "incorrect"})

# Verbs that only lead up to the report: "went on to say", "continued by saying".
_LEADS = frozenset(
    "went go goes going gone continued continues continue came used appeared seemed took using rose liked likes"
    " loved loves wrote called phoned rang emailed tweeted quick keen careful anxious".split()
)


_BEFORE_A_THOUGHT = frozenset("a some much more further no any second".split())

# Verbs that give a name as well as an opinion.
_NAMES = frozenset({"call", "dub", "label", "term", "describe"})

# Every word that can begin a report: nothing else is looked at.
_WORDS = CUES.keys() | PHRASE_WORDS


def reports(doc: Doc, quoted: Sequence[Span]) -> Iterator[Report]:
    """Every cue outside the quoted stretches, in order of the text."""
    before: Report | None = None
    for token in doc:
        if token.lower_ not in _WORDS or is_inside(token, quoted) or is_set_between(token):
            continue
        found = phrase(token) or _verb(token, quoted)
        if found is None:
            continue
        is_mute = found.subject is not None and before is not None and not may_speak(found.subject)
        is_shared = found.subject is None or (is_mute and before is not None and before.verb in token.ancestors)
        is_joined = token.tag_ == "VBG" or (is_mute and token.dep_ == "conj")
        if is_shared and is_joined and before is not None and _share_sentence(before.verb, token):
            found = replace(found, subject=before.subject)
        if found.subject is not None:
            before = found
        yield found


def _share_sentence(one: Token, other: Token) -> bool:
    return not any(token.is_sent_start for token in one.doc[one.i + 1 : other.i + 1])


def _verb(token: Token, quoted: Sequence[Span]) -> Report | None:
    cue = CUES.get(token.lower_)
    if cue is None or not token.tag_.startswith(("VB", "NN", "JJ")):
        return None
    if not token.tag_.startswith("VB") and not _is_misread(token):
        return None
    # "Roe told reporters": the parser may take a verb with its tense for what the reporters are.
    is_part = token.dep_ in ("compound", "aux", "auxpass") or (token.dep_ == "amod" and token.tag_ != "VBD")
    if is_part or _is_irreal(token, cue.frames) or _is_asked(token):
        return None
    if is_a_thought(token):
        return None
    if _is_disowned(token) or _is_alleged(token):
        return None
    if cue.lemma in _NAMES and _is_only_a_name(token):
        return None
    subject = subject_of(token, quoted)
    is_weak = bool(cue.frames & (Frame.FINDING | Frame.THOUGHT))
    is_order = cue.frames == Frame.ORDER and subject is not None and subject.tag_ in ("NN", "NNS")
    # "A fifth of the stations opened late."
    is_share = cue.frames == Frame.BESIDE and subject is not None and subject.tag_ in ("CD", "JJ")
    if subject is not None and (is_weak or is_order or is_share) and not may_speak(subject):
        return None
    clause = _reporting_clause(token, subject)
    pieces = reported_pieces(token, cue, subject, clause)
    return Report(token, cue, subject, _cue_span(token), clause, pieces, relayer_of(token))


def is_a_thought(token: Token) -> bool:
    """True for "after some thought": a noun, whatever the tagger takes it for."""
    return token.lower_ == "thought" and token.i > 0 and token.nbor(-1).lower_ in _BEFORE_A_THOUGHT


def _is_only_a_name(verb: Token) -> bool:
    """True for "what they call the coffin" and "locals call it the coffin": a name, and nothing that anybody said."""
    doc = verb.doc
    sentence = verb.sent
    if any(token.lower_ == "what" and token.tag_ == "WP" for token in doc[max(sentence.start, verb.i - 6) : verb.i]):
        return True
    if verb.tag_ not in ("VBP", "VBZ"):
        return False
    after = [token for token in doc[verb.i + 1 : sentence.end] if not token.is_space]
    mark = next((at for at, token in enumerate(after) if token.text in "\"'"), None)
    if mark is None or mark + 1 >= len(after):
        return False
    return after[mark + 1].lower_ == "the" or after[mark + 1].tag_ in ("NNP", "NNPS")


def report_at(verb: Token, quoted: Sequence[Span], subject: Token, cue: Cue | None = None) -> Report:
    """The report of a verb that stands beside a quotation, whose subject is known by its place."""
    said = next((child for child in verb.rights if child.dep_ == "xcomp" and child.lower_ in CUES), None)
    if said is not None and verb.lower_ in _LEADS:
        verb, cue = said, CUES[said.lower_]
    cue = cue or CUES.get(verb.lower_) or Cue(verb.lower_, Frame.BESIDE)
    parsed = subject_of(verb, quoted) if verb.tag_.startswith("VB") else None
    speaker = parsed if parsed is not None and _shares(parsed, subject) else subject
    clause = _reporting_clause(verb, speaker)
    own = [token for token in speaker.subtree if abs(token.i - speaker.i) < LONGEST_SUBJECT]
    if verb in own or any(is_inside(token, quoted) for token in own):
        own = [speaker]
    first = min(clause.start, *(token.idx for token in own))
    last = max(clause.end, *(token.idx + len(token) for token in own if not token.is_space))
    return Report(verb, cue, speaker, _cue_span(verb), Span(first, last), ())


def _shares(one: Token, other: Token) -> bool:
    return other in one.subtree or one in other.subtree or abs(one.i - other.i) <= 1


def _is_misread(token: Token) -> bool:
    """True for a reporting verb that the tagger took for a noun: it heads a clause all the same."""
    return any(child.dep_ in ("ccomp", "nsubj") for child in token.children)


def _is_irreal(verb: Token, frames: Frame) -> bool:
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    if any(child.dep_ == "aux" and child.lower_ in _IRREAL for child in verb.children):
        return True
    if not frames & Frame.CLAUSE and any(child.lower_ in ("will", "would", "'ll") for child in verb.lefts):
        # "will offer two films": a deed, where "will say that" is a report.
        return True
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in verb.children):
        return True
    if verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts):
        return verb.head.lower_ not in _LEADS and not _is_purpose(verb)
    return verb.dep_ in ("xcomp", "pcomp") and verb.head.lower_ in _REFUSALS


def _is_purpose(verb: Token) -> bool:
    """True for "has been in touch to say", "stood up to complain": done in order to say it."""
    is_done = verb.head.tag_ in ("VBD", "VBN") and not any(
        child.dep_ == "neg" or (child.dep_ in ("aux", "auxpass") and child.tag_ not in ("VBZ", "VBP", "VBD"))
        for child in verb.head.children
    )
    return verb.dep_ == "advcl" and verb.i > verb.head.i and is_done


def _is_disowned(verb: Token) -> bool:
    """True for what is denied to have been said: "denied saying that", "it is not true that Roe said"."""
    token = verb
    while token.dep_ in _UNDER and token.head != token:
        token = token.head
        if token.lower_ in _DENYING or any(
            child.dep_ == "neg" or (child.dep_ == "acomp" and child.lower_ in _FALSE) for child in token.children
        ):
            return True
    return False


def _is_alleged(verb: Token) -> bool:
    """True for "accused of telling staff that", "criticised Roe for saying that": said by others to have been said."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in ("of", "for"):
        return False
    charge = verb.head.head
    return charge.lower_ in _CHARGES


def _is_asked(verb: Token) -> bool:
    """True for "asked if", "told that": a participle whose subject was spoken to."""
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    has_perfect = any(child.dep_ == "aux" for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not has_subject and not has_perfect


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
    if subject is not None and (subject.head == verb or is_set_off(verb, subject)):
        tokens.extend(subject.subtree)
    for child in verb.children:
        if child.dep_ in ("aux", "neg", "advmod", "prt", "dative", "auxpass") or (
            child.dep_ in ("prep", "npadvmod", "dobj", "agent", "advcl") and child.i > verb.i
        ):
            tokens.extend(child.subtree)
    first = min(token.i for token in tokens)
    last = max(token.i for token in tokens)
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
