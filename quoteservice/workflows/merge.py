"""Says by hand which entries of speakers are one person, and which are not.

A merge links one entry to another and moves nothing, so that a split undoes it. Every step is one transaction with its
line in the audit trail; answers follow at once, because every look-up goes through the links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoteservice.domain.quote import PageRequest, Quote, QuoteFilter
from quoteservice.domain.speaker import Speaker, SpeakerAction, SpeakerChange, SpeakerKind, SpeakerProfile
from quoteservice.errors import InvalidInput, UnknownSpeaker
from quoteservice.ports import Clock, Ids, QuoteStore, StoreWriter
from quoteservice.speakers.identity import names_of
from quoteservice.speakers.keys import keys
from quoteservice.workflows.ingest import bare_name

# Quotes of one speaker are read in pages of this size.
PAGE = 500


@dataclass(frozen=True, slots=True)
class SplitOrder:
    """What leaves a speaker: names as printed, or a speaker merged in earlier, or single quotes; one of the three."""

    aliases: tuple[str, ...] = ()
    speaker_id: str | None = None
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitSpeakers:
    """Who stayed and who left."""

    kept: SpeakerProfile
    split: tuple[SpeakerProfile, ...]


class Merge:
    """The only way by which entries of speakers become one or two by hand."""

    def __init__(self, store: QuoteStore, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids

    def merge(self, speaker_id: str, other_id: str) -> SpeakerProfile:
        """The speaker, with all of the other; nothing changes if they are one already.

        Raises UnknownSpeaker, or InvalidInput if they cannot be one.
        """
        with self._store.writing() as writer:
            kept, other = self._profile(speaker_id), self._profile(other_id, where="other")
            if kept.speaker.id == other.speaker.id:
                if speaker_id == other_id:
                    raise InvalidInput(
                        "A speaker is one with itself", where="other", remedy="Give another speaker's id."
                    )
                return kept
            _require_one_kind(kept.speaker, other.speaker)
            writer.link_speaker(other.speaker.id, kept.speaker.id)
            writer.add_speaker_change(
                SpeakerChange(self._clock(), SpeakerAction.MERGE, kept.speaker.id, other.speaker.id, names_of(other))
            )
        return self._profile(speaker_id)

    def split(self, speaker_id: str, order: SplitOrder) -> SplitSpeakers:
        """Who stayed and who left; somebody merged in by that name leaves under the id of old.

        Raises UnknownSpeaker, or InvalidInput if there is nothing to split off.
        """
        if sum(map(bool, (order.aliases, order.speaker_id, order.quotes))) != 1:
            raise InvalidInput(
                "Say what to split off, in one way", where="aliases", remedy="Give aliases, or speaker, or quotes."
            )
        with self._store.writing() as writer:
            kept = self._profile(speaker_id).speaker
            members = self._store.speaker_members(kept.id)
            if order.quotes:
                left = [self._split_quotes(writer, kept, order.quotes)]
            else:
                left = self._split_names(writer, members, self._leaving(members, order), order.aliases)
        return SplitSpeakers(self._profile(kept.id), tuple(self._profile(each) for each in left))

    def history(self, speaker_id: str) -> tuple[SpeakerChange, ...]:
        """What was done by hand, oldest first. Raises UnknownSpeaker."""
        self._profile(speaker_id)
        return self._store.speaker_history(speaker_id)

    def _profile(self, speaker_id: str, where: str = "id") -> SpeakerProfile:
        found = self._store.speaker(speaker_id)
        if found is None:
            raise UnknownSpeaker(
                f"There is no speaker {speaker_id!r}", where=where, remedy="Find the id with GET /v1/speakers?q=NAME."
            )
        return found

    def _leaving(self, members: Sequence[SpeakerProfile], order: SplitOrder) -> list[SpeakerProfile]:
        """Those merged in earlier who are named by the order."""
        merged = members[1:]
        if order.speaker_id is None:
            return [
                each for each in merged if each.speaker.name in order.aliases and _name(members) != each.speaker.name
            ]
        found = [each for each in merged if each.speaker.id == order.speaker_id]
        if not found:
            raise InvalidInput(
                f"{order.speaker_id!r} was not merged into this speaker",
                where="speaker",
                remedy="Give one of the ids in `merged`.",
            )
        return found

    def _split_names(
        self,
        writer: StoreWriter,
        members: Sequence[SpeakerProfile],
        leaving: Sequence[SpeakerProfile],
        aliases: Sequence[str],
    ) -> list[str]:
        kept = members[0].speaker
        staying = [each for each in members if each not in leaving]
        stays = {name for each in staying for name in names_of(each)}
        unknown = [name for name in aliases if name not in stays | {n for each in leaving for n in names_of(each)}]
        if unknown or kept.name in aliases:
            wrong = unknown[0] if unknown else kept.name
            raise InvalidInput(
                f"{wrong!r} is no alias of this speaker", where="aliases", remedy="Give some of its `aliases`."
            )
        for each in leaving:
            writer.unlink_speaker(each.speaker.id)
            # What was read since the merge under a name that is only theirs leaves with them.
            self._follow(writer, kept, each.speaker.id, tuple(name for name in names_of(each) if name not in stays))
        rest = tuple(name for name in aliases if name in stays)
        if not rest:
            return [each.speaker.id for each in leaving]
        target = leaving[0].speaker.id if leaving else self._new(writer, max(rest, key=len), kept.kind)
        for name in rest:
            writer.move_alias(name, kept.id, target)
            writer.add_keys(target, keys(name))
        self._follow(writer, kept, target, rest)
        return list(dict.fromkeys([*(each.speaker.id for each in leaving), target]))

    def _follow(self, writer: StoreWriter, kept: Speaker, target: str, names: tuple[str, ...]) -> None:
        """Gives `target` the quotes that are printed under these names, and notes the split."""
        moved = [quote.id for quote in self._quotes(kept.id) if quote.statement.speaker in names]
        writer.move_quotes(moved, target)
        writer.add_speaker_change(
            SpeakerChange(self._clock(), SpeakerAction.SPLIT, kept.id, target, names, tuple(moved))
        )

    def _split_quotes(self, writer: StoreWriter, kept: Speaker, quotes: tuple[str, ...]) -> str:
        known = {quote.id: quote for quote in self._quotes(kept.id)}
        for each in quotes:
            if each not in known:
                raise InvalidInput(
                    f"{each!r} is no quote of this speaker", where="quotes", remedy="Give ids of the speaker's quotes."
                )
        printed = {known[each].statement.speaker or kept.name for each in quotes}
        target = self._new(writer, max(printed, key=lambda name: (len(name), name)), kept.kind)
        writer.move_quotes(quotes, target)
        for name in sorted(printed):
            writer.add_alias(target, name)
            writer.add_keys(target, keys(name))
        writer.add_speaker_change(
            SpeakerChange(self._clock(), SpeakerAction.SPLIT, kept.id, target, tuple(sorted(printed)), quotes)
        )
        return target

    def _new(self, writer: StoreWriter, printed: str, kind: SpeakerKind) -> str:
        speaker = Speaker(self._ids(), bare_name(printed, kind), kind)
        writer.add_speaker(speaker)
        writer.add_keys(speaker.id, keys(printed))
        return speaker.id

    def _quotes(self, speaker_id: str) -> list[Quote]:
        found: list[Quote] = []
        cursor: str | None = None
        while True:
            page = self._store.quotes(QuoteFilter(speaker_ids=(speaker_id,)), PageRequest(cursor, PAGE))
            found.extend(page.items)
            cursor = page.next
            if cursor is None:
                return found


def _name(members: Sequence[SpeakerProfile]) -> str:
    return members[0].speaker.name


def _require_one_kind(one: Speaker, other: Speaker) -> None:
    """A person is no organisation, and a description without a name is never taken for somebody with one."""
    if one.kind is not other.kind:
        raise InvalidInput(
            f"{one.name!r} is {one.kind.value}, {other.name!r} is {other.kind.value}",
            where="other",
            remedy="Merge speakers of one kind.",
        )
