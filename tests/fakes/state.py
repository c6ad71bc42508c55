"""All that a store in memory has on record, and what can be read off it."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from quoteservice.domain.challenge import Challenge
from quoteservice.domain.quote import Quote, Source, SourceKind
from quoteservice.domain.speaker import SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.ports import Indexed, VectorChange
from quoteservice.store.words import words_of


@dataclass
class State:
    """All that is on record; dictionaries keep the order of arrival. A writer works on a copy."""

    sources: dict[str, Source] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, SpeakerProfile] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    speaker_changes: list[SpeakerChange] = field(default_factory=list)
    challenges: dict[str, Challenge] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    indexed: dict[str, Indexed] = field(default_factory=dict)
    verifications: dict[str, Verification] = field(default_factory=dict)
    changes: list[VectorChange] = field(default_factory=list)
    audit: list[tuple[str, str, datetime]] = field(default_factory=list)
    renewed: dict[int, str] = field(default_factory=dict)
    revision: int = 1

    def copied(self) -> State:
        return State(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})

    def answers_otherwise_than(self, before: State) -> bool:
        # Arrays have no one answer to whether they are equal; each new one is a step of the changes too.
        names = {each.name for each in fields(self)} - {"verifications", "audit", "indexed"}
        return any(getattr(self, name) != getattr(before, name) for name in names)

    def root(self, speaker_id: str) -> str:
        """Whom a speaker counts as."""
        while speaker_id in self.links:
            speaker_id = self.links[speaker_id]
        return speaker_id

    def members(self, speaker_id: str) -> list[str]:
        kept = self.root(speaker_id)
        return [kept, *(each for each in self.speakers if each != kept and self.root(each) == kept)]

    def seen(self, quote: Quote) -> Quote:
        """The quote with the speaker that its own counts as."""
        if quote.speaker is None:
            return quote
        return replace(quote, speaker=self.speakers[self.root(quote.speaker.id)].speaker)

    def live(self) -> list[Quote]:
        return [self.seen(quote) for quote in self.quotes.values() if not quote.withdrawn]

    def member(self, speaker_id: str) -> SpeakerProfile:
        mine = [q for q in self.quotes.values() if not q.withdrawn and q.speaker and q.speaker.id == speaker_id]
        return replace(self.speakers[speaker_id], quotes=len(mine))

    def profile(self, speaker_id: str) -> SpeakerProfile:
        kept, *others = map(self.member, self.members(speaker_id))
        if not others:
            return kept
        names = [*kept.aliases, *(name for each in others for name in (each.speaker.name, *each.aliases))]
        roles = dict.fromkeys(role for each in (kept, *others) for role in each.roles)
        return SpeakerProfile(
            kept.speaker,
            tuple(name for name in dict.fromkeys(names) if name != kept.speaker.name),
            tuple(sorted(roles, key=lambda each: each.on.isoformat() if each.on else "")),
            sum(each.quotes for each in (kept, *others)),
            tuple(each.speaker.id for each in others),
        )

    def profiles_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        asked = {word for each in words for word in words_of(each)}
        found = {
            self.root(id_)
            for id_, profile in self.speakers.items()
            if asked & (_words_of_profile(profile) | self.keys.get(id_, set()))
        }
        return tuple(self.profile(id_) for id_ in self.speakers if id_ in found)

    def source_with_digest(self, sha256: str) -> Source | None:
        found = [source for source in self.sources.values() if source.sha256 == sha256]
        return min(found, key=lambda source: source.kind is not SourceKind.ARTICLE, default=None)


def _words_of_profile(profile: SpeakerProfile) -> set[str]:
    roles = (part for role in profile.roles for part in (role.title, role.organisation or ""))
    return {word for text in (profile.speaker.name, *profile.aliases, *roles) for word in words_of(text)}
