"""An editor's words in square brackets: allowed to clarify or stand for a few words, not to turn the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoteservice.domain.verdict import ChangeKind, Severity
from quoteservice.matching import lexicon
from quoteservice.matching.edit import Edit, Permit, change
from quoteservice.matching.forms import base, same_word, synonymous
from quoteservice.matching.kinds import KINDS, Run
from quoteservice.text.word import Word, WordKind

# Pronouns for those who are spoken of; "[we]" would be said of the speaker.
_FOR_OTHERS = frozenset("he she it they him her them his its their this that these those".split())
# Editors bracket a name for a pronoun or a short mention; three content words bound "the defence minister".
MOST_WORDS_BEHIND_BRACKET = 3


def in_brackets(run: Run) -> Edit:
    """What a run with bracketed words does to the record."""
    if not any(word.bracketed for word in run.claimed):
        return _inside_a_word(run)
    own = replace(run, claimed=tuple(w for w in run.claimed if w.bracketed))
    if [word.key for word in own.claimed] == ["sic"] and not run.recorded:
        return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL), Permit.TYPOGRAPHY)
    kind = next((k for k, touches in KINDS if touches(own) and _turns(k, own)), None)
    outside = [word for word in run.claimed if not word.bracketed and word.canon not in lexicon.LIGHT_WORDS]
    if (kind or outside or _hides_too_much(run, own.claimed)) and not _same_verb(run, own.claimed):
        return Edit(change(run, kind or ChangeKind.WORD, Severity.MATERIAL))
    return Edit(change(run, ChangeKind.WORD, Severity.IMMATERIAL), Permit.EDIT)


def _turns(kind: ChangeKind, run: Run) -> bool:
    """True if bracketed words of that kind say more than an editor may: deny, or stand for others of their kind.

    A number, a date or a name may explain a pronoun; a share, a hedge or a degree may not come from the editor at all.
    """
    canons = {word.canon for word in run.claimed}
    if kind is ChangeKind.NEGATION:
        return True
    if kind is ChangeKind.QUANTIFIER:
        return _shares(run.claimed) != _shares(run.recorded)
    if kind is ChangeKind.NUMBER:
        return any(word.kind is WordKind.NUMBER and not _says_little(word) for word in run.recorded)
    if kind is ChangeKind.DATE:
        return any(word.kind is WordKind.DATE or word.canon in lexicon.WEEKDAYS for word in run.recorded)
    if kind is ChangeKind.NAME:
        theirs, ours = ([w for w in side if _names(w)] for side in (run.recorded, run.claimed))
        return bool(theirs) and bool(ours) and not {base(w.canon) for w in theirs} & {base(w.canon) for w in ours}
    if kind is ChangeKind.MODALITY:
        return any(word.canon in lexicon.MODALS for word in run.recorded) or not canons <= {"will", "would"}
    if kind is ChangeKind.COMPARATIVE:
        return canons <= lexicon.COMPARATIVES
    return kind is ChangeKind.HEDGE and canons <= lexicon.HEDGES


def _shares(words: Sequence[Word]) -> set[str]:
    """The shares that words speak of, "anyone" and "any worker" alike."""
    return {_WHO.sub("", word.canon) for word in words if word.canon in lexicon.QUANTIFIERS}


_WHO = re.compile(r"(?<=any|ery|ome)(?:one|body|thing|where)$")


def _names(word: Word) -> bool:
    return (word.named and word.canon not in _STYLES) or word.canon in lexicon.NATIONALITIES


# "Mr" is no part of a name.
_STYLES = frozenset("mr mrs ms miss dr sir dame lord lady".split())


def _inside_a_word(run: Run) -> Edit:
    """ "mean[s]" for "mean" mends grammar; "[un]safe" for "safe" turns it."""
    kind = next((k for k, touches in KINDS if touches(run)), ChangeKind.WORD)
    same = len(run.claimed) == len(run.recorded) == 1 and same_word(run.claimed[0].canon, run.recorded[0].canon)
    if same and kind in (ChangeKind.TENSE, ChangeKind.WORD):
        return Edit(change(run, kind, Severity.IMMATERIAL), Permit.EDIT)
    return Edit(change(run, kind, Severity.MATERIAL))


def _same_verb(run: Run, editors: Sequence[Word]) -> bool:
    return len(run.recorded) == len(editors) == 1 and same_word(run.recorded[0].canon, editors[0].canon)


def _hides_too_much(run: Run, editors: Sequence[Word]) -> bool:
    """A pronoun or a short mention may be spelled out; more recorded words may not vanish behind a bracket."""
    dropped = [word for word in run.recorded if not _says_little(word)]
    names_it = {base(word.canon) for word in dropped} & {base(word.canon) for word in editors}
    if len(dropped) > MOST_WORDS_BEHIND_BRACKET or (len(dropped) > 1 and not names_it):
        return True
    return len(dropped) == 1 and not names_it and not _may_stand_for(editors, dropped[0])


def _says_little(word: Word) -> bool:
    pro = word.kind is WordKind.NUMBER and word.key == "one"
    return pro or word.canon in lexicon.FUNCTION_WORDS


def _may_stand_for(editors: Sequence[Word], dropped: Word) -> bool:
    """A name or "[them]" may stand for any word, any word for one that says little ("[patients]" for "people")."""
    if all(word.canon in _FOR_OTHERS for word in editors):
        return True
    named = any(word.capital for word in (*editors, dropped))
    return named or dropped.canon in lexicon.VAGUE_NOUNS or any(synonymous(w.canon, dropped.canon) for w in editors)
