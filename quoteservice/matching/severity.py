"""Whether a change alters what was said, or is only grammar, a synonym or a word that carries nothing."""

from __future__ import annotations

from quoteservice.domain.verdict import ChangeKind, Severity
from quoteservice.matching import lexicon
from quoteservice.matching.forms import interchangeable, opposite, same_word, synonymous
from quoteservice.matching.kinds import Run, contents, near_prepositions
from quoteservice.matching.retelling import PERSONS, is_joint, is_lead, is_told
from quoteservice.text.word import WordKind

PREPOSITIONS = frozenset("in on at to of for with within into onto upon toward by during through over".split())
# "Is suspended" and "has been suspended" tell the same state.
_RESULTS = frozenset({"is", "are", "has", "have", "been"})
# In speech a second negation often only repeats the first: "I don't want nobody".
_CONCORD = (
    {"no", "any"}, {"nobody", "anybody"}, {"nothing", "anything"}, {"never", "ever"}, {"none", "any"},
    {"nowhere", "anywhere"}, {"no", "a"},
)  # fmt: skip
# After these a word is a noun, and another number of it says something else.
_BEFORE_NOUNS = lexicon.DETERMINERS | lexicon.ARTICLES | PREPOSITIONS | {"each", "every", "another"}


def severity(kind: ChangeKind, run: Run) -> Severity:
    """How much a change of that kind weighs."""
    return Severity.IMMATERIAL if _is_immaterial(kind, run) else Severity.MATERIAL


def _is_immaterial(kind: ChangeKind, run: Run) -> bool:
    claimed, recorded = contents(run.claimed), contents(run.recorded)
    alike = synonymous if run.reported else interchangeable
    if run.reported and _is_retold(run):
        return True
    if kind is ChangeKind.NEGATION and _is_concord(run):
        return True
    if kind is ChangeKind.TENSE and run.canons <= _RESULTS:
        return True
    if kind in (ChangeKind.TENSE, ChangeKind.WORD) and _is_agreement(run):
        return True
    if _is_spoken(run):
        return True
    if len(run.claimed) == 1 and is_joint(run.claimed[0], run.recorded):
        return True
    if _is_possessive(run) or _is_loose_grammar(run):
        return True
    if kind is not ChangeKind.WORD:
        same = len(claimed) == len(recorded) == 1 and alike(claimed[0], recorded[0])
        return same and kind is not ChangeKind.NEGATION
    if all(word.canon in lexicon.LIGHT_WORDS | lexicon.INTENSIFIERS for word in run.both):
        return True
    if len(run.claimed) == len(run.recorded) == 1:
        one, other = run.claimed[0].canon, run.recorded[0].canon
        if opposite(one, other):
            return False
        if alike(one, other) or near_prepositions(one, other):
            return True
        if same_word(one, other):
            return not _is_noun(run)
    return False


def _is_possessive(run: Run) -> bool:
    """ "This year's target" and "this year target": the same word with and without its 's."""
    if len(run.claimed) != 1 or len(run.recorded) != 1:
        return False
    one, other = run.claimed[0].canon, run.recorded[0].canon
    return one in (f"{other}'s", f"{other}s'") or other == f"{one}'s"


def _is_loose_grammar(run: Run) -> bool:
    """Words of grammar added or dropped that a sentence has or has not without another meaning.

    An article for another, "plans (that were) made", "have (got)", "asked (me) why", "their rights and (their) duties".
    """
    canons = run.canons
    if run.claimed and run.recorded:
        article = bool(canons & lexicon.ARTICLES) and canons <= lexicon.ARTICLES | _POSSESSIVES
        return len(run.both) == len("of") and (article or any(canons <= group for group in _INTERCHANGEABLE))
    if len(run.both) == 1 and (canons <= _DROPPED_PRONOUNS or canons <= _TITLES):
        return True
    if canons == {"in", "order"} or (canons == {"but"} and run.both[0].initial):
        return True
    if len(run.both) == 1 and canons <= _DROPPED_PREPOSITIONS:
        return run.after is None or run.after.kind is WordKind.WORD
    if canons == {"got"}:
        return run.before is not None and run.before.canon in ("have", "has", "had")
    relative = bool(canons & {"that", "which", "who"}) and canons <= {"that", "which", "who", *_FORMS_OF_BE}
    return relative or canons <= lexicon.ARTICLES


_FORMS_OF_BE = frozenset("is are was were be been being".split())
_POSSESSIVES = frozenset("my your his her its our their".split())
_INTERCHANGEABLE = (frozenset({"that", "which", "who", "whom"}), frozenset({"this", "that", "it"}),
                    frozenset({"these", "those"}), frozenset({"degrees", "degrees-celsius"}))  # fmt: skip
_TITLES = frozenset("mr mrs ms miss mister sir dame lord".split())
_DROPPED_PREPOSITIONS = frozenset("in on at of".split())
_DROPPED_PRONOUNS = frozenset("my your his her its our their me us him them it there".split())


def _is_concord(run: Run) -> bool:
    return run.denied and len(run.claimed) == len(run.recorded) == 1 and set(run.canons) in _CONCORD


def _is_noun(run: Run) -> bool:
    """True if the word is a noun for sure: it follows an article, a number or a preposition."""
    before = run.before
    return before is not None and (before.kind is WordKind.NUMBER or before.canon in _BEFORE_NOUNS)


def _is_retold(run: Run) -> bool:
    """What reporting does to words: "and I will" may become "and would", "I promise you that" lose its "you"."""
    if is_told(run):
        return True
    if not run.recorded:
        return run.claimed[0].initial and is_lead(run.claimed, run.selves)
    if run.canons == {"you"}:
        return not run.claimed
    joined = run.before is not None and run.before.canon in ("and", "but", "or")
    return joined and not run.claimed and run.canons <= PERSONS and len(run.recorded) == 1


def _is_agreement(run: Run) -> bool:
    """Singular for plural of one verb in one tense: is / are, was / were, has / have, runs / run."""
    if len(run.claimed) != 1 or len(run.recorded) != 1:
        return False
    pair = {run.claimed[0].canon, run.recorded[0].canon}
    if pair in ({"is", "are"}, {"was", "were"}, {"has", "have"}, {"do", "does"}, {"am", "is"}, {"am", "are"}):
        return True
    one, other = sorted(pair, key=len) if len(pair) == 2 else (*pair, *pair)
    return other in (f"{one}s", f"{one}es") and not _is_noun(run)


def _is_spoken(run: Run) -> bool:
    """True if the claim has what grammars have for a form of speech: "isn't" for "ain't", "I did it", "those days"."""
    if len(run.claimed) != 1 or len(run.recorded) != 1:
        return False
    standard, spoken = run.claimed[0].canon, run.recorded[0].canon
    auxiliary = run.before is not None and run.before.canon in _AUXILIARIES
    if run.recorded[0].key == "ai":
        return standard in _FOR_AINT
    if (standard, spoken) in _PAST_AND_PARTICIPLE:
        return not auxiliary
    if (standard, spoken) == ("have", "of"):
        return run.before is not None and (run.before.canon in lexicon.MODALS or run.before.canon == "not")
    return ((spoken, standard) in _PAST_AND_PARTICIPLE and auxiliary) or (standard, spoken) in _STANDARD_FOR_SPOKEN


_AUXILIARIES = frozenset("have has had having be is are was were been being am not never ever".split())
_FOR_AINT = frozenset("is are am has have was were".split())
# Those whose participle is no present: "I run it" for "I ran it" is another time.
_PAST_AND_PARTICIPLE = frozenset({
    ("did", "done"), ("saw", "seen"), ("went", "gone"), ("began", "begun"), ("drank", "drunk"), ("sang", "sung"),
    ("rang", "rung"), ("swam", "swum"),
})  # fmt: skip
_STANDARD_FOR_SPOKEN = frozenset({
    ("those", "them"), ("really", "real"), ("myself", "meself"), ("himself", "hisself"), ("themselves", "theirselves"),
    ("themselves", "themself"), ("you", "yous"), ("you", "youse"), ("my", "me"), ("awfully", "awful"),
    ("terribly", "terrible"), ("badly", "bad"), ("quickly", "quick"), ("slowly", "slow"), ("easily", "easy"),
})  # fmt: skip


def is_grammar(run: Run) -> bool:
    """Clean-up of spoken grammar: agreement, forms of speech, articles, a light word, a negation said twice."""
    if _is_agreement(run) or _is_concord(run) or _is_spoken(run):
        return True
    return all(word.canon in lexicon.LIGHT_WORDS or word.canon in PREPOSITIONS for word in run.both)


def is_filler(run: Run) -> bool:
    """True if what was left out fills a pause: "um", "you know", or what is then said again, as "I says" may be."""
    if run.claimed or not run.recorded:
        return False
    keys = tuple(word.key for word in run.recorded)
    if all(key in lexicon.FILLERS for key in keys) or keys in lexicon.FILLER_PHRASES:
        return True
    said = [word.canon for word in run.recorded if word.key not in lexicon.FILLERS]
    if len(said) < len(keys) and tuple(said) in _SAID_AGAIN:
        return True
    beside = {word.canon for word in (run.before, run.after) if word is not None}
    return len(said) == 1 < len(keys) and said[0] in beside


_SAID_AGAIN = frozenset({("i", "says"), ("i", "said"), ("i", "say"), ("i", "goes"), ("i", "go")})
