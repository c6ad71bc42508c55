"""Whether a speaker found in an article is one who is on record already."""

from __future__ import annotations

from collections.abc import Sequence

from quoteservice.domain.speaker import SpeakerKind, SpeakerProfile
from quoteservice.speakers.names import ARTICLES, name, name_words, same_given

# Only these are the same wherever they are named; descriptions and crowds belong to their article.
_LASTING = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)


def same_speaker(printed: str, kind: SpeakerKind, profiles: Sequence[SpeakerProfile]) -> SpeakerProfile | None:
    """The one profile that `printed` names beyond doubt; None if there is none or more than one.

    A person is recognised by the full name (given name and surname); a bare surname never is.
    """
    if kind not in _LASTING:
        return None
    found = [profile for profile in profiles if profile.speaker.kind is kind and _is_same(printed, kind, profile)]
    return found[0] if len(found) == 1 else None


def _is_same(printed: str, kind: SpeakerKind, profile: SpeakerProfile) -> bool:
    names = (profile.speaker.name, *profile.aliases)
    if kind is SpeakerKind.ORGANISATION:
        wanted = _bare(printed)
        return bool(wanted) and any(_bare(each) == wanted for each in names)
    asked = name(printed)
    if not asked.given or not asked.surname:
        return not asked.given and bool(asked.surname) and _bare(printed) == _bare(profile.speaker.name)
    for each in map(name, names):
        if not each.given or each.surname != asked.surname:
            continue
        long_enough = min(len(asked.given[0]), len(each.given[0])) > 1
        if (
            long_enough
            and same_given(asked.given[0], each.given[0])
            and _middles_agree(asked.given[1:], each.given[1:])
        ):
            return True
    return False


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(same_given(a, b) for a, b in zip(one, other, strict=False))


def _bare(text: str) -> tuple[str, ...]:
    return tuple(word for word in name_words(text) if word not in ARTICLES)
