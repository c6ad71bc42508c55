"""Which verb reports, by whom, and which words it reports, read off the dependency parse of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.asides import behind_break, condition_before, torn_off
from quoteservice.extraction.cues import CUES, Cue, Frame, forms
from quoteservice.extraction.phrases import PHRASE_WORDS, phrase
from quoteservice.extraction.reading import text_of
from quoteservice.extraction.report import Report, after, trim
from quoteservice.extraction.subjects import (
    BEARERS,
    SUBJECTS,
    is_inside,
    is_set_between,
    is_set_off,
    may_speak,
    relayer_of,
    signing,
    subject_of,
)

# How far the words of a subject reach from its head, in words.
LONGEST_SUBJECT = 60

_TELLING = frozenset("tell tells told telling inform informs informed assure assures assured remind reminded".split())

# What a sentence is not complete without: "It is, he said, a good day".
_CORE = ("attr", "acomp", "dobj", "oprd", "xcomp", "ccomp")

# Fewest words of an object that says something by itself.
LEAST_OBJECT = 3

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
    pieces = _pieces(token, cue, subject, clause)
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


def _pieces(verb: Token, cue: Cue, subject: Token | None, clause: Span) -> tuple[Span, ...]:
    if cue.frames & Frame.CLAUSE and (name := signing(verb)) is not None:
        return trim(verb.doc, verb.sent.start, name.left_edge.i - 1)
    reported = _complement(verb, cue, clause)
    is_trailing = subject is not None and subject.head == verb and _is_trailing(verb, subject)
    is_behind = reported is not None and is_trailing and "," in verb.doc[verb.i : reported.i].text
    if reported is not None and subject is not None and _is_between_pieces(verb, subject, reported):
        return ()
    if reported is not None and not is_behind:
        if reported.i > verb.i:
            return (*condition_before(verb, reported), *torn_off(verb, reported, clause), *after(verb, reported))
        return _around(verb, reported, clause)
    if _is_parenthetical(verb, subject):
        return _around(verb, verb.head, clause)
    if Frame.OBJECT & cue.frames and subject is not None:
        return _object(verb)
    return ()


def _is_between_pieces(verb: Token, subject: Token, reported: Token) -> bool:
    """True for '"The board," said a person close to it, "was split"': a quotation goes on behind the speaker."""
    edge = subject.right_edge.i
    while edge > subject.i and verb.doc[edge].is_punct:
        edge -= 1
    comma, mark = [*verb.doc[edge + 1 : edge + 3], verb, verb][:2]
    return verb.i < subject.i <= edge < reported.i and comma.text == "," and mark.text[:1] in "\"'‘“"


def _object(verb: Token) -> tuple[Span, ...]:
    """The object of the verb with what belongs to it, if it is long enough to say something."""
    doc = verb.doc
    if any(child.dep_ == "prt" for child in verb.rights):
        # "called off the search" is no call.
        return ()
    parts = [child for child in verb.rights if child.dep_ in ("dobj", "oprd", "prep", "xcomp", "ccomp", "dative")]
    if not parts or not any(child.dep_ in ("dobj", "oprd", "ccomp") for child in parts):
        parts = [child for child in parts if child.dep_ == "prep" and child.lower_ in ("for", "of", "about", "on")]
    if not parts or parts[0].left_edge.i > verb.i + 3:
        return ()
    agent = next((child for child in verb.rights if child.dep_ == "agent"), None)
    parts = [child for child in parts if agent is None or child.i > agent.i]
    if not parts:
        return ()
    first, last = parts[0].left_edge.i, parts[0].right_edge.i
    for child in parts[1:]:
        if child.left_edge.i > last + 1 or child.lower_ in (
            "in",
            "on",
            "at",
            "after",
            "before",
            "during",
            "to",
            "from",
        ):
            break
        last = child.right_edge.i
    words = [token for token in doc[first : last + 1] if not token.is_punct]
    return trim(doc, first, last) if len(words) >= LEAST_OBJECT or '"' in doc[first : last + 1].text else ()


def _complement(verb: Token, cue: Cue, clause: Span) -> Token | None:
    if Frame.CLAUSE & cue.frames and (first := _that_clause_behind(verb)) is not None:
        return first
    for child in sorted(verb.children, key=lambda each: abs(each.i - verb.i)):
        if child.dep_ == "ccomp" and (Frame.CLAUSE | Frame.THOUGHT | Frame.FINDING) & cue.frames:
            if cue.lemma == "find" and not child.tag_.startswith(("VB", "MD")):
                # "found it hard to talk"
                continue
            if child.i < verb.i and not _is_set_off(verb.doc, clause.start):
                continue
            return child
        if child.dep_ == "dobj" and verb.lower_ in _TELLING and child.i > verb.i:
            # "told the court he had acted alone": the parser hangs the clause on the court.
            told = next((each for each in child.rights if each.dep_ == "relcl" and _is_whole(each)), None)
            if told is not None:
                return told
        if cue.lemma == "deny" and child.dep_ in ("xcomp", "ccomp") and child.i > verb.i and _is_gerund(child):
            return child
        if child.dep_ == "xcomp" and Frame.ORDER & cue.frames and child.i > verb.i and child.tag_ == "VB":
            return child
    if not Frame.CLAUSE & cue.frames or not verb.tag_.startswith("VB"):
        return None
    joined = any(child.dep_ == "cc" for child in verb.rights)
    apart = next((child for child in verb.rights if child.dep_ == "conj" and torn_off(verb, child, clause)), None)
    return apart if apart is not None and not joined else _misplaced(verb)


def _that_clause_behind(verb: Token) -> Token | None:
    """The clause with "that" which the parser hangs on the verb as an adverb, before any other of its clauses."""
    clauses = [child for child in verb.rights if child.dep_ in ("ccomp", "advcl")]
    if not clauses or clauses[0].dep_ != "advcl":
        return None
    that = next((child for child in clauses[0].lefts if child.lower_ == "that" and child.dep_ == "mark"), None)
    is_plain = that is not None and that.nbor(-1).lower_ not in ("so", "now", "given", "such", ",")
    return clauses[0] if is_plain else None


def _is_gerund(verb: Token) -> bool:
    """True for "saying" and "having said"."""
    return verb.tag_ == "VBG" or any(child.dep_ == "aux" and child.tag_ == "VBG" for child in verb.lefts)


def _misplaced(verb: Token) -> Token | None:
    """The clause which the parser hangs on a noun between: "said in an answer that", "told a court that"."""
    for child in verb.rights:
        if child.dep_ not in ("dobj", "dative", "prep", "npadvmod", "agent"):
            continue
        for token in child.subtree:
            is_clause = token.dep_ in ("acl", "relcl") and _hangs_on(token, verb)
            if is_clause and (_is_that_clause(token) or _is_said_in(token)):
                return token
    return None


def _is_said_in(verb: Token) -> bool:
    """True for "it backed the plan" hung on the statement that it was said in; nothing is missing in it."""
    is_complete = any(child.dep_ in (*_CORE, "prep", "advmod") for child in verb.rights)
    return verb.head.lower_ in BEARERS and is_complete and _is_whole(verb)


def _is_that_clause(verb: Token) -> bool:
    """True for "that officers had warned them"; not for "that showed it", whose subject is the noun before."""
    first = next(iter(verb.subtree))
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.i > first.i for child in verb.lefts)
    return first.lower_ == "that" and first.head == verb and first.dep_ not in ("nsubj", "nsubjpass") and has_subject


def _hangs_on(token: Token, verb: Token) -> bool:
    """True if nothing but nouns and prepositions lies between the two in the parse."""
    head = token.head
    while head != verb:
        if head.dep_ not in ("pobj", "dobj", "prep", "dative", "npadvmod", "agent", "conj", "appos"):
            return False
        head = head.head
    return True


def _is_whole(verb: Token) -> bool:
    """True for a clause that has its own subject and no relative word."""
    has_subject = any(
        child.dep_ in ("nsubj", "nsubjpass", "expl") and child.tag_ not in ("WP", "WDT") for child in verb.lefts
    )
    return has_subject and not any(child.tag_ in ("WP", "WDT", "WRB", "WP$") for child in verb.lefts)


def _is_set_off(doc: Doc, at: int) -> bool:
    """True if a comma, dash or mark stands right before an offset: reported words before a cue end with one."""
    return text_of(doc)[:at].rstrip()[-1:] in ("", ",", '"', "'", "?", "!", "-", "–", "—", "…", ";", ")")


def _is_parenthetical(verb: Token, subject: Token | None) -> bool:
    """True for "..., he added, ..." where the parser hangs the cue on the sentence that it reports."""
    if subject is None or subject.head != verb or verb.head == verb:
        return False
    if verb.dep_ not in ("parataxis", "ccomp", "conj", "dep", "advcl") or not verb.head.tag_.startswith(
        ("VB", "MD", "NN", "JJ")
    ):
        return False
    return verb.dep_ == "parataxis" or _is_trailing(verb, subject)


def _is_trailing(verb: Token, subject: Token) -> bool:
    """True for ", a team reported on Monday" behind the sentence that it reports."""
    if verb.dep_ not in ("ccomp", "conj") or verb.tag_ not in ("VBD", "VBZ", "VBN"):
        return False
    has_object = verb.lower_ != "told" and any(child.dep_ in _OBJECTS for child in verb.rights)
    if verb.dep_ == "conj" and (_is_joined(verb) or has_object):
        return False
    first = subject.left_edge.i
    is_apart = verb.head.i < first and first > 0 and verb.doc[first - 1].text == ","
    is_sentence = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.head.lefts)
    if any(child.tag_ == "WRB" or child.dep_ == "mark" for child in verb.lefts):
        return False
    return is_apart and is_sentence and subject.i < verb.i


_OBJECTS = frozenset(("dobj", "ccomp", "xcomp", "attr", "oprd"))


def _is_joined(verb: Token) -> bool:
    """True for "Sales fell and Roe said": a second sentence."""
    return any(child.dep_ == "cc" and child.i < verb.i for child in verb.head.rights)


def _around(verb: Token, reported: Token, clause: Span) -> tuple[Span, ...]:
    """The words before the cue, and those after it that go on with the same sentence."""
    doc = verb.doc
    own = {token.i for token in verb.subtree} if reported not in verb.children else set()
    tokens = [token for token in reported.subtree if token.i not in own]
    before = [token.i for token in tokens if token.idx < clause.start]
    start = behind_break(doc, max(before) + 1) if before else 0
    before = [at for at in before if at >= start]
    after = [token.i for token in tokens if token.idx >= clause.end and not token.is_punct and not token.is_space]
    pieces: tuple[Span, ...] = ()
    if before:
        last = max(before)
        while last > min(before) and not doc[last].whitespace_ and doc[last].text in ("-", "co", "ex", "vice"):
            # "co-author Roe said": the parser takes the hyphen apart.
            last -= 1
        pieces += trim(doc, min(before), last)
    if after and _goes_on(doc[min(after)], reported, clause):
        pieces += trim(doc, min(after), max(after))
    elif pieces and not after and (more := _carried_on(verb, clause)) is not None:
        pieces += trim(doc, more.left_edge.i - 1, more.right_edge.i)
    return pieces


def _carried_on(verb: Token, clause: Span) -> Token | None:
    """The verb of ", and has turned down three" behind a cue: what the speaker did that day would need no "has"."""
    for child in verb.rights:
        joint = child.doc[child.left_edge.i - 1]
        has_subject = any(each.dep_ in ("nsubj", "nsubjpass", "expl") for each in child.lefts)
        helped = any(each.dep_ in ("aux", "auxpass") and each.lower_ in _HELPING for each in child.lefts)
        if child.dep_ == "conj" and joint.lower_ in ("and", "but") and joint.idx >= clause.end and helped:
            return None if has_subject else child
    return None


_HELPING = frozenset("has have had will would is are was were can could must may might should does do did".split())


def _goes_on(first: Token, reported: Token, clause: Span) -> bool:
    """True if the words behind a cue go on with the reported sentence; a phrase that merely follows is the writer's."""
    if reported.idx >= clause.end or first.lower_ in ("and", "but", "because", "so", "or", "if", "unless", "although"):
        return True
    if first.lower_ == "even" and first.nbor().lower_ in ("if", "though"):
        return True
    return any(child.left_edge.i == first.i and child.dep_ in _CORE for child in reported.rights)
