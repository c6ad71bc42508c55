"""A reporting clause as found in a paragraph, and the words that it reports."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.cues import CUES, Cue, Frame
from quoteservice.extraction.reading import text_of
from quoteservice.extraction.subjects import may_speak

# Most words between the head of a subject and its verb.
LONGEST_SUBJECT = 20


@dataclass(frozen=True, slots=True)
class Report:
    """A cue in a paragraph: `verb` and `subject` are tokens, `clause` the stretch of the reporting clause.

    `pieces` are the reported words outside quotation marks as the parse gives them, in order; offsets into the
    paragraph. `subject` is None where no speaker stands in the clause. `relayer` passes the words
    on: Roe in "Roe quoted Doe as saying".
    """

    verb: Token
    cue: Cue
    subject: Token | None
    cue_span: Span
    clause: Span
    pieces: tuple[Span, ...]
    relayer: Token | None = None


def after(verb: Token, reported: Token) -> tuple[Span, ...]:
    """The clause behind a cue, without "that"; () if nothing is left."""
    doc = verb.doc
    first, last = reported.left_edge.i, _without_next_report(reported, reported.right_edge.i)
    first = max(first, verb.i + 1)
    that = next((child for child in reported.lefts if child.lower_ == "that" and child.dep_ in ("mark", "dobj")), None)
    if that is not None and that.i >= first and not _has_words(doc, that.i + 1, reported.i, "that"):
        first = that.i + 1
    elif that is None:
        first = min(first, _subject_before(verb, reported) or first)
    first = _behind_that(verb, first)
    for child in verb.rights:
        is_that = child.dep_ == "conj" and any(each.lower_ == "that" and each.dep_ == "mark" for each in child.lefts)
        if (child.dep_ == "ccomp" or is_that) and child.i > reported.i:
            if _is_another(child):
                last = min(last, _before_joint(child))
                break
            last = max(last, child.right_edge.i)
    while first < last and (
        (doc[first].lower_ == "that" and doc[first].tag_ == "IN") or doc[first].text in ",:;" or doc[first].is_space
    ):
        first += 1
    if reported.tag_ == "VB" and any(child.lower_ == "to" for child in reported.lefts):
        # "vowed to stay and urged others to go": the parser may hang the second verb on the first order.
        other = next(
            (child for child in reported.rights if child.dep_ == "conj" and child.tag_ in ("VBD", "VBZ")), None
        )
        if other is not None:
            last = min(last, other.left_edge.i - 1)
            while last > first and doc[last].dep_ in ("cc", "punct"):
                last -= 1
    return trim(doc, first, _without_comment(doc, first, _with_condition(verb, _with_parts(doc, last))))


def _behind_that(verb: Token, first: int) -> int:
    """Where the clause begins whose "that" the parser hangs on who was told: "told the paper that talks would"."""
    told = next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)
    doc = verb.doc
    if told is None or told.i + 1 >= first or doc[told.i + 1].lower_ != "that" or verb.lower_ not in _SPOKEN_TO:
        return first
    return told.i + 2


def _is_another(verb: Token) -> bool:
    """True for a second report in one sentence: "..., and Doe said" behind what Roe said."""
    cue = CUES.get(verb.lower_)
    if cue is None or not cue.frames & Frame.CLAUSE or verb.tag_ not in ("VBD", "VBZ"):
        return False
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.tag_.startswith("PRP") or not may_speak(subject):
        return False
    doc, at = verb.doc, verb.left_edge.i
    while at > 0 and doc[at].dep_ == "cc":
        at += 1
    joint = doc[at - 1]
    return joint.dep_ == "cc" and at > 1 and doc[at - 2].text in ",;"


def _before_joint(verb: Token) -> int:
    """The last word before "and" and a comma that join a report to the one before."""
    at = verb.left_edge.i - 1
    while at > 0 and (verb.doc[at].dep_ == "cc" or verb.doc[at].is_punct):
        at -= 1
    return at


def _has_words(doc: Doc, start: int, end: int, word: str) -> bool:
    return any(token.lower_ == word and token.dep_ == "mark" for token in doc[start:end])


def _subject_before(verb: Token, reported: Token) -> int | None:
    """Where a reported clause begins whose subject the parser took for the object of "said"; None for others."""
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in reported.lefts):
        return None
    # Where somebody speaks before the verb, the parser may take what follows for who speaks as well.
    roles = ("dobj", "nsubj") if any(child.dep_ == "nsubj" for child in verb.lefts) else ("dobj",)
    noun = next((child for child in verb.rights if child.dep_ in roles and child.i < reported.i), None)
    is_order = reported.tag_ == "VB" and not any(child.dep_ == "aux" and child.tag_ == "MD" for child in reported.lefts)
    if noun is None or noun.left_edge.i != verb.i + 1 or verb.lower_ in _SPOKEN_TO or is_order:
        return None
    return noun.left_edge.i if reported.i - noun.i <= LONGEST_SUBJECT else None


# Verbs whose object is who was spoken to.
_SPOKEN_TO = frozenset(
    "tell tells told telling inform informs informed assure assures assured remind reminds reminded warn warns warned"
    " warning advise advises advised promise promises promised persuade persuaded convince convinced notify notified"
    " ask asks asked urge urges urged".split()
)

# What a reporter calls words that were reported just before: "..., a claim that the league denies".
_COMMENTS = frozenset(
    "claim charge accusation allegation remark move decision figure suggestion view point sentiment prediction"
    " assertion comment statement warning promise pledge".split()
)


def _with_parts(doc: Doc, last: int) -> int:
    """The last word with what is told of the things counted last: "..., none of which was insured"."""
    start = last if doc[last].text == "," else last + 1
    if not (start + 3 < len(doc) and doc[start].text == "," and doc[start + 1].lower_ in _PARTS):
        return last
    if doc[start + 2].lower_ != "of" or doc[start + 3].lower_ not in ("which", "whom"):
        return last
    end = doc[start].sent.end - 1
    return next((token.i - 1 for token in doc[start + 1 : end] if token.text in ',;"'), end)


_PARTS = frozenset("none all most many some few half both one two each neither any much".split())


def _with_condition(verb: Token, last: int) -> int:
    """The last word with a condition behind it that the parser hangs on the report: "..., provided that it is dry"."""
    doc = verb.doc
    at = last + 1
    while at < len(doc) and (doc[at].text == "," or doc[at].lower_ in _BEFORE_CONDITIONS):
        at += 1
    words = tuple(token.lower_ for token in doc[at : at + 3])
    if not words or doc[at].sent != verb.sent:
        return last
    if words[0] in _CONCESSIONS:
        # "..., although it would fall": what will be is still what was said; what is may be the reporter's.
        clause = doc[at].head
        if not any(child.lower_ in _SHIFTED for child in clause.lefts):
            return last
    elif not any(words[: len(each)] == each for each in _CONDITIONS):
        return last
    head = doc[at] if doc[at].lower_.startswith("provid") else doc[at].head
    while head.head.i > at and head.head != head:
        head = head.head
    end = head.right_edge.i
    if head.i <= at and not doc[at].lower_.startswith("provid"):
        end = doc[at].sent.end - 1
    return next((token.i - 1 for token in doc[at:end] if token.text in ';"'), end)


_CONCESSIONS = frozenset({"although", "though"})
_SHIFTED = frozenset({"would", "could", "might"})
_BEFORE_CONDITIONS = frozenset("but and only even".split())
_CONDITIONS = (
    ("if",), ("unless",), ("provided",), ("providing",), ("until",), ("as", "long", "as"), ("so", "long", "as"),
)  # fmt: skip


def _without_comment(doc: Doc, first: int, last: int) -> int:
    """The last word before the reporter's own comment on what was said."""
    for at in range(first + 1, last - 1):
        if doc[at + 2].lower_ in _COMMENTS and doc[at + 1].lower_ in ("a", "an") and doc[at].text in ",-–—":
            return at - 1
    return last


def _without_next_report(reported: Token, last: int) -> int:
    """The last word before a report of the same speaker: "said that it had risen but blamed", "..., adding that"."""
    verb = reported
    for adding in (child for child in verb.rights if child.dep_ == "advcl" and child.tag_ == "VBG"):
        cue = CUES.get(adding.lower_)
        subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
        is_comma = adding.doc[adding.i - 1].text == ","
        if cue is not None and cue.frames & Frame.CLAUSE and is_comma and subject is not None:
            last = last if may_speak(subject) else min(last, adding.i - 2)
    for conj in (child for child in verb.rights if child.dep_ == "conj" and child.tag_ in ("VBD", "VBZ")):
        has_subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in conj.lefts)
        if _is_another(conj) or (not has_subject and _is_of_reporter(conj)):
            last = min(last, _before_joint(conj))
            continue
        thing = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
        if not has_subject and conj.lower_ in ("was", "is") and thing is not None and not may_speak(thing):
            # "said the letter had told what was planned and was no promise"
            continue
        shifts = {child.lower_ for child in verb.lefts if child.dep_ == "aux"} & {"had", "would", "will"}
        if has_subject or not shifts or any(child.dep_ == "aux" for child in conj.lefts):
            continue
        if shifts == {"had"} and conj.lower_.endswith("ed") and conj.lower_ not in _OF_REPORTERS:
            # "had sent six warnings and received one reply": a participle too.
            continue
        joint = conj.left_edge.i - 1
        while joint > verb.i and (conj.doc[joint].dep_ == "cc" or conj.doc[joint].is_punct):
            joint -= 1
        last = min(last, joint)
    return last


# What whoever speaks does while speaking.
_OF_REPORTERS = CUES.keys() | frozenset("attributed credited cited described praised thanked declined refused".split())


def _is_of_reporter(verb: Token) -> bool:
    """True for "and said" behind "the move was made", which cannot say anything: it is the reporter's verb again."""
    cue = CUES.get(verb.lower_)
    subject = next((child for child in verb.head.lefts if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    return cue is not None and bool(cue.frames & Frame.CLAUSE) and subject is not None and not may_speak(subject)


def trim(doc: Doc, first: int, last: int) -> tuple[Span, ...]:
    """The words from one token to another, without blanks and stops at their ends; () if nothing is left."""
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    text = text_of(doc)
    while (
        last > first
        and (doc[last].dep_ == "cc" or doc[last].is_punct or doc[last].is_space)
        and doc[last].text not in "\"'?!)%"
    ):
        last -= 1
        end = doc[last].idx + len(doc[last])
    while end > start and text[end - 1] in " ,;:.—–-":
        end -= 1
    while start < end and text[start] in " ,;:.—–-":
        start += 1
    return (Span(start, end),) if start < end else ()
