"""Speech of which the text prints no clause, only what it was about: "defended the closure", "called for a vote".

Such words name a stand and are no assertion by themselves: "rejected the claim that ..." says the opposite. They are
kept as statements with their cue, and only where nothing else was read off the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from quoteservice.domain.span import Span
from quoteservice.extraction.cues import Cue, Frame, forms
from quoteservice.extraction.lexicon import PAPERS
from quoteservice.extraction.reading import text_of
from quoteservice.extraction.report import Report, trim
from quoteservice.extraction.subjects import is_inside, is_set_between, may_speak, subject_of

# Fewest words that say what was spoken about: "praised the staff" and "declined to comment" say nothing, "endorsed
# Ada Roe" and "defended her record" do.
LEAST_WORDS = 3
LEAST_NAME = 2

_OBJECT = "object"
_AIM = "infinitive"

# What each verb takes: an object, an infinitive, or a preposition. Chosen on PolNeAR's training articles, where two
# thirds and more of what stands behind the verb are marked as attributed.
_TAKES = {
    _OBJECT: "endorse defend cite mention express oppose reject question dismiss discuss tout describe explain"
    " announce note repeat thank decry slam echo blame credit applaud blast praise reiterate lament confirm stress fear"
    " rebut congratulate assail reference criticise criticize favour favor mock portray voice support dispute welcome"
    " denounce condemn deplore ridicule predict demand propose pledge promise urge recommend commend hail laud show"
    " attack back claim highlight want tweet report list present issue emphasise emphasize underscore deem"
    " compare quote invoke order request outline reveal state chide reaffirm insult knock trash recite suggest detail"
    " call",
    # A verb with its particle: "ruled out a strike".
    "out": "rule",
    "down": "play",
    "off": "brush shrug",
    "aside": "brush",
    _AIM: "want hope plan intend seek prefer wish decline refuse",
    "for": "call push press advocate argue apologise apologize ask vouch",
    "about": "talk speak complain boast brag joke warn worry ask",
    "as": "see cast describe view portray present identify",
    "of": "speak warn complain boast",
    "to": "refer point allude object compare",
    "on": "comment call focus",
    "with": "agree disagree",
    "against": "argue rail warn",
}
_PARTICLES = frozenset({"out", "down", "off", "aside"})
_TABLE: dict[str, tuple[Cue, set[str]]] = {}
for _kind, _lemmas in _TAKES.items():
    for _lemma in _lemmas.split():
        for _form in forms(_lemma):
            _TABLE.setdefault(_form, (Cue(_lemma, Frame.OBJECT), set()))[1].add(_kind)

TOPIC_WORDS = frozenset(_TABLE)
"""Every form of the verbs, in lower case."""

TOPIC_LEMMAS = frozenset(cue.lemma for cue, _ in _TABLE.values())

# "The poll shows Roe ahead" reports; "Roe shows the chart to visitors" does not.
_OF_PAPERS = frozenset({"show"})
_OF_PAPERS_FORMS = forms("show")

_UNREAL = frozenset({"could", "should", "might", "may", "must", "can", "ca", "cannot", "shall", "will", "would"})
# What is said of a plan that somebody is for or against; "was recalled by the firm" says something else.
_STANDS = frozenset(
    "endorse oppose support criticise criticize condemn denounce praise defend welcome reject back propose blast slam"
    " applaud ridicule deplore decry dismiss favour favor".split()
)
# "cited another source": where it is from, not what was said.
_NAMING_SOURCES = frozenset({"cite", "quote"})

# "described her in 2002: "She was ..."": the words follow.
_SPELT_OUT = re.compile(r":\s*\"")
_MEDIA = frozenset(
    "address interview speech statement tweet post letter briefing conference rally debate column op-ed email".split()
)
_SUPPOSING = frozenset("if unless whether lest until".split())

# "rejected this argument" says nothing by itself.
_POINTING = frozenset("this that these those such it".split())
_WRITER = frozenset({"i", "we", "you", "it", "who", "which", "that", "this", "one"})


def topics(doc: Doc, quoted: Sequence[Span]) -> Iterator[Report]:
    """What somebody spoke about or stood for, outside quoted stretches, in order of the text."""
    for verb in doc:
        if (passive := _passive(verb, quoted)) is not None:
            yield passive
            continue
        found = _TABLE.get(verb.lower_)
        if found is None or not verb.tag_.startswith("VB") or is_inside(verb, quoted) or not _is_finite(verb):
            continue
        if is_set_between(verb):
            continue
        subject = subject_of(verb, quoted)
        if subject is None or subject.lower_ in _WRITER or not may_speak(subject):
            continue
        cue, takes = found
        particle = next((child for child in verb.rights if child.dep_ == "prt"), None)
        if particle is not None and particle.lower_ not in takes:
            continue
        if cue.lemma == "refer" and verb.tag_ == "VBG":
            # '"They left," Roe said, referring to the tenants': the reporter's gloss.
            continue
        if cue.lemma in _OF_PAPERS and subject.lower_.removesuffix("s") not in PAPERS:
            continue
        read = _read(verb, takes, cue.lemma, particle)
        if read is None or _SPELT_OUT.search(text_of(doc)[read[0].end : verb.sent.end_char]):
            continue
        cue_span, pieces = read
        if any(child.dep_ == "agent" for child in verb.rights):
            continue
        first = min(subject.left_edge.idx, verb.idx)
        yield Report(verb, cue, subject, cue_span, Span(first, max(cue_span.end, first + 1)), pieces)


def _passive(verb: Token, quoted: Sequence[Span]) -> Report | None:
    """ "Roe was endorsed by the mayor": what stands before the verb; None for other verbs."""
    found = _TABLE.get(verb.lower_)
    agent = next((child for child in verb.rights if child.dep_ == "agent"), None)
    topic = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    if found is None or agent is None or topic is None or found[0].lemma not in _STANDS or verb.tag_ != "VBN":
        return None
    speaker = next((child for child in agent.children if child.dep_ == "pobj"), None)
    is_unreal = any(child.dep_ in ("neg", "mark") or child.lower_ in _UNREAL for child in verb.lefts)
    words = [token for token in topic.subtree if not token.is_punct]
    if speaker is None or is_unreal or len(words) < LEAST_NAME or not may_speak(speaker) or is_inside(verb, quoted):
        return None
    first, last = topic.left_edge.i, topic.right_edge.i
    cue_span = Span(verb.idx, agent.idx + len(agent))
    clause = Span(verb.idx, speaker.idx + len(speaker))
    return Report(verb, found[0], speaker, cue_span, clause, trim(verb.doc, first, last))


def _is_finite(verb: Token) -> bool:
    """True for "defends", "defended", "has defended", "is calling for"; not for what was not done or may be."""
    is_hedged = any(
        child.dep_ in ("neg", "auxpass") or (child.dep_ == "mark" and child.lower_ in _SUPPOSING)
        for child in verb.children
    )
    if verb.dep_ in ("amod", "compound", "aux") or is_hedged:
        return False
    helpers = [child.lower_ for child in verb.lefts if child.dep_ == "aux"]
    if any(word in _UNREAL or word == "to" for word in helpers):
        return False
    is_beside = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj", "acl")
    return verb.tag_ in ("VBD", "VBZ", "VBP") or bool(helpers) or is_beside


def _read(verb: Token, takes: set[str], cue_lemma: str, particle: Token | None) -> tuple[Span, tuple[Span, ...]] | None:
    """The cue with its particle or preposition, and the words that it takes; None where they say too little."""
    if particle is None:
        takes = takes - _PARTICLES
    elif particle.i != verb.i + 1:
        return None
    else:
        takes = {_OBJECT}
    if not takes:
        return None
    for child in verb.rights:
        is_after_preposition = child.dep_ == "prep" and child.lower_ in takes and child.i == verb.i + 1
        if not is_after_preposition and not _is_taken(child, takes):
            continue
        if cue_lemma in _NAMING_SOURCES and (may_speak(child) or child.lower_ in ("source", "sources")):
            return None
        first = child.i + 1 if is_after_preposition else child.left_edge.i
        last = _end(verb, child) if verb.lower_ not in _OF_PAPERS_FORMS else max(verb.right_edge.i, child.right_edge.i)
        last = _before_medium(verb.doc, first, last)
        while last > first and (verb.doc[last].is_punct or verb.doc[last].is_space):
            last -= 1
        words = [token for token in verb.doc[first : last + 1] if not token.is_punct]
        if words and words[0].lower_ in _POINTING and len(words) <= LEAST_NAME:
            return None
        is_short = child.tag_ == "NNP" or not (may_speak(child) or child.tag_ == "VB")
        if len(words) < (LEAST_NAME if is_short else LEAST_WORDS):
            return None
        cue = child if is_after_preposition else particle or verb
        return Span(verb.idx, cue.idx + len(cue)), trim(verb.doc, first, last)
    return None


def _before_medium(doc: Doc, first: int, last: int) -> int:
    """The last word before "in an interview" at the end, which says where it was said."""
    for token in doc[first + 1 : last + 1]:
        noun = next((child for child in token.rights if child.dep_ == "pobj"), None)
        if token.dep_ == "prep" and noun is not None and noun.lower_ in _MEDIA and noun.right_edge.i == last:
            return token.i - 1
    return last


def _is_taken(child: Token, takes: set[str]) -> bool:
    if child.dep_ in ("dobj", "oprd"):
        return _OBJECT in takes
    if child.dep_ in ("xcomp", "ccomp", "pcomp") and child.tag_ == "VBG":
        # "proposed banning", "supports keeping"
        return _OBJECT in takes and not any(each.dep_ == "aux" for each in child.lefts)
    if child.dep_ == "ccomp" and any(each.tag_ in ("WP", "WRB", "WDT") for each in child.lefts):
        # "explained why", "described how"
        return _OBJECT in takes
    return child.dep_ in ("xcomp", "ccomp") and _AIM in takes and _is_infinitive(child)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts)


def _end(verb: Token, part: Token) -> int:
    """The last word of the part and of what goes on with it: "described the plan as a mistake"."""
    last = part.right_edge.i
    for child in verb.rights:
        if (
            child.left_edge.i == last + 1
            and child.dep_ in ("prep", "xcomp", "oprd")
            and (child.lower_ in ("as", "for", "to") or _is_infinitive(child))
        ):
            last = child.right_edge.i
    return last
