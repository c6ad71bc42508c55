"""Whoever writes into a store in memory: on a copy of its state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from quoteservice.domain.challenge import Challenge
from quoteservice.domain.quote import Quote, Source, SourceKind
from quoteservice.domain.speaker import Role, Speaker, SpeakerChange, SpeakerProfile
from quoteservice.domain.verdict import Verification
from quoteservice.ports import Indexed, VectorChange, Vectors
from quoteservice.store.words import words_of
from tests.fakes.jobs import MemoryJobs
from tests.fakes.state import State
from tests.fakes.tables import add, known, readable

CONTEXT = 32


class MemoryWriter:
    def __init__(self, state: State, jobs: MemoryJobs) -> None:
        self._state = state
        self._jobs = jobs

    def speakers_named(self, words: Iterable[str]) -> tuple[SpeakerProfile, ...]:
        return self._state.profiles_named(words)

    def source_with_digest(self, sha256: str) -> Source | None:
        return self._state.source_with_digest(sha256)

    def articles_with_digests(self, digests: Iterable[str], limit: int) -> tuple[Source, ...]:
        asked, state = set(digests), self._state
        ids = {q.source.id for q in state.quotes.values() if asked & set(state.indexed[q.id].digests)}
        found = [each for each in state.sources.values() if each.id in ids and each.kind is SourceKind.ARTICLE]
        return tuple(found[:limit])

    def source_text(self, source_id: str) -> str | None:
        return self._state.texts.get(source_id)

    def add_source(self, source: Source, text: str) -> None:
        readable(source, text)
        same = self._state.source_with_digest(source.sha256)
        if source.kind is SourceKind.ARTICLE and same and same.kind is SourceKind.ARTICLE:
            raise ValueError(f"an article with the digest {source.sha256!r} is on record")
        add(self._state.sources, source.id, source)
        self._state.texts[source.id] = text

    def add_speaker(self, speaker: Speaker) -> None:
        readable(speaker)
        add(self._state.speakers, speaker.id, SpeakerProfile(speaker))

    def add_alias(self, speaker_id: str, alias: str) -> None:
        readable(alias)
        profile = known(self._state.speakers, speaker_id)
        if alias not in profile.aliases:
            self._state.speakers[speaker_id] = replace(profile, aliases=(*profile.aliases, alias))

    def add_keys(self, speaker_id: str, keys: Iterable[str]) -> None:
        known(self._state.speakers, speaker_id)
        before = self._state.keys.get(speaker_id, set())
        self._state.keys[speaker_id] = before | {word for key in keys for word in words_of(key)}

    def add_role(self, speaker_id: str, role: Role) -> None:
        readable(role)
        profile = known(self._state.speakers, speaker_id)
        if role.source_id is not None:
            known(self._state.sources, role.source_id)
        if role not in profile.roles:
            roles = sorted((*profile.roles, role), key=lambda each: each.on.isoformat() if each.on else "")
            self._state.speakers[speaker_id] = replace(profile, roles=tuple(roles))

    def link_speaker(self, speaker_id: str, to_id: str) -> None:
        known(self._state.speakers, speaker_id)
        kept = self._state.root(known(self._state.speakers, to_id).speaker.id)
        if self._state.root(speaker_id) == kept or speaker_id in self._state.links:
            raise ValueError("they count as one already, or it counts as another one")
        self._state.links[speaker_id] = kept

    def unlink_speaker(self, speaker_id: str) -> None:
        known(self._state.links, speaker_id)
        del self._state.links[speaker_id]

    def move_quotes(self, quote_ids: Sequence[str], to_id: str) -> None:
        target = known(self._state.speakers, to_id)
        for id_ in quote_ids:
            quote = self._state.quotes[id_]
            self._state.quotes[id_] = replace(quote, speaker=target.speaker)
            self._move_role(quote, to_id)

    def _move_role(self, quote: Quote, to_id: str) -> None:
        printed = (quote.source.id, quote.statement.role)
        if quote.speaker is None or quote.speaker.id == to_id:
            return
        of_id = quote.speaker.id
        staying = [q for q in self._state.quotes.values() if q.speaker and q.speaker.id == of_id]
        if printed in [(each.source.id, each.statement.role) for each in staying]:
            return
        profile = self._state.speakers[of_id]
        for role in [each for each in profile.roles if (each.source_id, each.title) == printed]:
            profile = replace(profile, roles=tuple(each for each in profile.roles if each != role))
            self._state.speakers[of_id] = profile
            self.add_role(to_id, role)

    def move_alias(self, alias: str, of_id: str, to_id: str) -> None:
        members = self._state.members(known(self._state.speakers, of_id).speaker.id)
        for id_ in members:
            profile = self._state.speakers[id_]
            if id_ != to_id:
                self._state.speakers[id_] = replace(
                    profile, aliases=tuple(each for each in profile.aliases if each != alias)
                )
        self.add_alias(to_id, alias)

    def add_speaker_change(self, change: SpeakerChange) -> None:
        readable(change)
        for id_ in (change.speaker_id, change.other_id):
            known(self._state.speakers, id_)
        self._state.speaker_changes.append(change)

    def add_quote(self, quote: Quote, indexed: Indexed) -> None:
        readable(quote)
        text = self._state.texts[known(self._state.sources, quote.source.id).id]
        if quote.speaker is not None:
            known(self._state.speakers, quote.speaker.id)
        prefix = suffix = ""
        if quote.statement.parts:
            span = quote.statement.span
            prefix, suffix = text[: span.start][-CONTEXT:], text[span.end :][:CONTEXT]
        kept = replace(quote, prefix=prefix, suffix=suffix, withdrawn=False)
        add(self._state.quotes, quote.id, kept)
        self._state.indexed[quote.id] = replace(indexed, vectors=indexed.vectors.copy())
        self._change(quote.id, indexed.vectors.copy())

    def renew_vectors(self, quote_id: str, indexed: Indexed) -> None:
        kept = self._state.indexed[quote_id]
        if not self._state.quotes[quote_id].withdrawn and kept.encoder != indexed.encoder:
            self._state.indexed[quote_id] = replace(kept, vectors=indexed.vectors.copy(), encoder=indexed.encoder)
            self._change(quote_id, indexed.vectors.copy())
            self._state.renewed[len(self._state.changes)] = quote_id

    def add_challenge(self, challenge: Challenge) -> None:
        readable(challenge)
        known(self._state.sources, challenge.source.id)
        add(self._state.challenges, challenge.id, challenge)

    def withdraw_quote(self, quote_id: str, at: datetime) -> bool:
        quote = self._state.quotes.get(quote_id)
        if quote is None or quote.withdrawn:
            return False
        self._state.quotes[quote_id] = replace(quote, withdrawn=True)
        self._change(quote_id, None)
        self.audit("withdraw quote", quote_id, at)
        return True

    def add_verification(self, verification: Verification) -> None:
        readable(verification)
        add(self._state.verifications, verification.id, verification)

    def erase_verifications(self, before: datetime) -> int:
        self._jobs.forget_claims(before)
        old = [id_ for id_, each in self._state.verifications.items() if each.checked_at < before]
        return sum(map(self.erase_verification, old))

    def erase_verification(self, verification_id: str) -> bool:
        self._jobs.forget_answer(verification_id)
        return self._state.verifications.pop(verification_id, None) is not None

    def audit(self, action: str, subject: str, at: datetime) -> None:
        readable(action, subject)
        self._state.audit.append((action, subject, at))

    def _change(self, quote_id: str, vectors: Vectors | None) -> None:
        self._state.changes.append(VectorChange(len(self._state.changes) + 1, quote_id, vectors))
