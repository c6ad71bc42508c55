"""How well names are resolved: as typed by a user among everybody on record, and as printed by the next article.

Wrong is whoever is named for somebody else; open is a name that was left ambiguous or unknown though one was meant.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from quoteservice.bootstrap import open_store
from quoteservice.domain.speaker import Resolution, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.evaluation import people
from quoteservice.evaluation.legislators import legislators
from quoteservice.evaluation.metrics import percent
from quoteservice.evaluation.people import NameBook, PrintedName, TypedName
from quoteservice.ports import QuoteStore
from quoteservice.speakers.identity import same_speaker
from quoteservice.speakers.keys import keys, look_up
from quoteservice.speakers.resolve import resolve


def measure(own: Path, data: Path | None, sample: int, seed: int) -> dict[str, Any]:
    """The results on the project's own cases and, if a folder is given, on the public lists in it."""
    book = people.own(own)
    rows = {"own cases, typed": typed(book), "own cases, printed": printed(book)}
    if data is not None:
        rows |= _public(data, sample, seed)
    return {
        "title": "Names",
        "about": "Right, wrong and open in percent of names. Wrong: somebody else is named, or two people are taken "
        "for one. Open: nobody is named though one is meant. Pairs and printed names are right also if they are "
        "rightly kept apart. The rules were made with the own cases in view; many of the labelled pairs are "
        "misspellings, which are left open on purpose.",
        "parts": {},
        "names": rows,
    }


def _public(data: Path, sample: int, seed: int) -> dict[str, Any]:
    chosen = random.Random(seed)
    found: dict[str, Any] = {}
    if (file := data / "aliases_by_person.jsonl.gz").is_file():
        book = people.aliases(file)
        found["aliases of 480 people, typed"] = typed(book)
        found["aliases of 480 people, printed"] = printed(_as_printed(book))
    if (file := data / "name_bench_cases.csv").is_file():
        labelled = list(people.pairs(file))
        for kind in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION):
            some = [each for each in labelled if each[2] is kind]
            found[f"name pairs, {kind.value}, typed"] = _pairs(some, typing=True)
            found[f"name pairs, {kind.value}, printed"] = _pairs(some, typing=False)
    if (file := data / "ambiguous_names.jsonl.gz").is_file():
        found["names of several people, typed"] = typed(_namesakes(file, chosen, sample))
    if (file := data / "congress_legislators.yaml").is_file():
        found |= {f"legislators, {name}": typed(book) for name, book in legislators(file, chosen, sample).items()}
    return found


def typed(book: NameBook) -> dict[str, Any]:
    """Shares of typed names: right is exactly the one who is meant, or exactly those who can be."""
    with on_record(book.people) as store:
        outcomes = Counter(_typed(store, each) for each in book.typed)
    return _shares(outcomes)


def _typed(store: QuoteStore, name: TypedName) -> str:
    found = resolve(name.typed, store.speakers_named(look_up(name.typed)), name.on)
    if found.resolved is not None:
        return "right" if name.resolved and name.meant == {found.resolved.speaker.id} else "wrong"
    if not name.resolved and _listed(found) == name.meant:
        return "right"
    return "open"


def _listed(found: Resolution) -> frozenset[str]:
    return frozenset(each.speaker.id for each in found.candidates)


def printed(book: NameBook) -> dict[str, Any]:
    """Shares of printed names: right is the one on record, or nobody where it is somebody new."""
    with on_record(book.people) as store:
        outcomes = Counter(_printed(store, each) for each in book.printed)
    return _shares(outcomes)


def _printed(store: QuoteStore, name: PrintedName) -> str:
    found = same_speaker(name.printed, name.kind, store.speakers_named(look_up(name.printed)), name.roles)
    if found is None:
        return "right" if name.known is None else "open"
    return "right" if found.speaker.id == name.known else "wrong"


def _as_printed(book: NameBook) -> NameBook:
    return replace(book, printed=tuple(PrintedName(each.typed, next(iter(each.meant))) for each in book.typed))


def _pairs(labelled: Sequence[tuple[str, str, SpeakerKind, bool]], *, typing: bool) -> dict[str, Any]:
    outcomes: Counter[str] = Counter()
    for one, other, kind, match in labelled:
        profile = SpeakerProfile(Speaker("known", other, kind))
        met = resolve(one, [profile]).resolved if typing else same_speaker(one, kind, [profile])
        outcomes["right" if (met is not None) is match else "open" if match else "wrong"] += 1
    return _shares(outcomes)


def _namesakes(file: Path, chosen: random.Random, sample: int) -> NameBook:
    names = [name for name, _ in people.namesakes(file)]
    some = chosen.sample(names, min(sample, len(names)))
    ids = {name: (f"{name}/1", f"{name}/2") for name in some}
    profiles = tuple(SpeakerProfile(Speaker(each, name)) for name, both in ids.items() for each in both)
    return NameBook(profiles, tuple(TypedName(name, frozenset(both), None, False) for name, both in ids.items()))


def _shares(outcomes: Counter[str]) -> dict[str, Any]:
    whole = outcomes.total()
    return {"names": whole, **{each: percent(outcomes[each], whole) for each in ("right", "wrong", "open")}}


@contextmanager
def on_record(profiles: Sequence[SpeakerProfile]) -> Iterator[QuoteStore]:
    """A store that holds the speakers as reading would have left them, gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/names.db")
        with store.writing() as writer:
            for profile in profiles:
                id_ = profile.speaker.id
                writer.add_speaker(profile.speaker)
                for alias in profile.aliases:
                    writer.add_alias(id_, alias)
                    writer.add_keys(id_, keys(alias))
                for role in profile.roles:
                    writer.add_role(id_, role)
                    writer.add_keys(id_, keys("", role.title))
                writer.add_keys(id_, keys(profile.speaker.name))
        try:
            yield store
        finally:
            store.close()
