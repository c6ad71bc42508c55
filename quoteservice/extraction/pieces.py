"""Which words of its sentence a verb reports: a clause, an object, or the sentence that the cue stands in or behind."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.asides import behind_break, condition_before, torn_off
from quoteservice.extraction.cues import Cue, Frame
from quoteservice.extraction.reading import text_of
from quoteservice.extraction.report import after, trim
from quoteservice.extraction.subjects import BEARERS, signing

_TELLING = frozenset("tell tells told telling inform informs informed assure assures assured remind reminded".split())

# What a sentence is not complete without: "It is, he said, a good day".
_CORE = ("attr", "acomp", "dobj", "oprd", "xcomp", "ccomp")

# Fewest words of an object that says something by itself.
LEAST_OBJECT = 3


def reported_pieces(verb: Token, cue: Cue, subject: Token | None, clause: Span) -> tuple[Span, ...]:
    """The words of its clause that a verb reports; () if they stand elsewhere, in quotation marks beside it."""
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
