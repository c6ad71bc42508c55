"""The one place where the parts are chosen and joined."""

from __future__ import annotations

import secrets
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from quoteservice import __version__
from quoteservice.config import Config
from quoteservice.domain.claim import Claim
from quoteservice.domain.quote import Document, Statement
from quoteservice.domain.verdict import RULES_VERSION, Versions
from quoteservice.embedding import open_encoder
from quoteservice.embedding.entailment import FOLDER, OnnxEntailment
from quoteservice.embedding.prepared import verified
from quoteservice.errors import InvalidSetting
from quoteservice.index.base import Files, MadeBy
from quoteservice.index.postgres import PostgresIndex
from quoteservice.index.tiered import TieredIndex
from quoteservice.ports import Encoder, Fetcher, Reader, SimilarityIndex
from quoteservice.service import Service
from quoteservice.store.backup import back_up as copy_store
from quoteservice.store.backup import restore as restore_store
from quoteservice.store.moving import move
from quoteservice.store.sqlite import SqliteStore
from quoteservice.workflows.admission import Limits
from quoteservice.workflows.answers import Answers
from quoteservice.workflows.browse import Browse
from quoteservice.workflows.check import Check
from quoteservice.workflows.ingest import Ingest
from quoteservice.workflows.jobs import Hands, JobRules, Jobs
from quoteservice.workflows.keys import Keys
from quoteservice.workflows.merge import Merge
from quoteservice.workflows.prepare import Prepare
from quoteservice.workflows.remembered import MOST_REMEMBERED, Answer, Remembered
from quoteservice.workflows.renew import Renew, Renewal
from quoteservice.workflows.repeat import RepeatOnce
from quoteservice.workflows.retrieve import MOST_PEOPLE, Retrieve
from quoteservice.workflows.runner import Runner
from quoteservice.workflows.verify import Verify

if TYPE_CHECKING:
    from quoteservice.store.postgres import PostgresStore

READER_MODEL = "en_core_web_md"

# What a secret begins with, so that one that was published by mistake is recognised by people and scanners.
SECRET_PREFIX = "qs_"
SECRET_BYTES = 32  # 256 bits: beyond guessing, so that a plain hash of it keeps it

POSTGRES = ("postgresql", "postgres")
"""The two schemes by which PostgreSQL's own clients know it."""

# Ports are numbers of 16 bits.
LAST_PORT = 65_535

# Opened once in a process, however many services it builds: models are only read, by any number of threads, and each
# takes seconds and hundreds of megabytes.
_encoder = cache(open_encoder)
_entailment = cache(OnnxEntailment)


def build(config: Config, *, reader_at_once: bool = True, fetcher: Fetcher | None = None) -> Service:
    """The service as the settings describe it; raises SetupError if a part is missing or a setting is wrong.

    Without `reader_at_once` the parser is loaded when a text is first read, which takes seconds then instead of now.
    A `fetcher` that is given takes the place of the one that the settings describe.
    """
    limits = limits_of(config)
    models = Path(config.models)
    encoder = _encoder(config.encoder, config.encoder_model, models=models, threads=config.encoder_threads)
    store = open_store(config.store, config.store_replica)
    index = open_index(store, encoder)
    weights = models / READER_MODEL / "weights"
    reader = open_reader(weights) if reader_at_once else LateReader(lambda: open_reader(weights))
    versions = Versions(__version__, encoder.name, RULES_VERSION)
    # Where no claim is to be kept, none is in memory either, nor the names in it.
    keeps = bool(config.keep_claims_days)
    retrieve = Retrieve(store, index, encoder, Remembered(MOST_PEOPLE if keeps else 0))
    entailment = _entailment(models / FOLDER, threads=config.encoder_threads)
    answers = Answers(store, config.keep_claims_days, now)
    remembered: Remembered[Claim, Answer] = Remembered(MOST_REMEMBERED if keeps else 0)
    verify = Verify(answers, retrieve, entailment, versions, limits, now, new_id, remembered)
    check = Check(reader, verify, limits)
    prepare = Prepare(reader, encoder, limits, fetcher or open_fetcher(config))
    ingest = Ingest(store, prepare, limits, now, new_id)
    rules = JobRules(config.max_jobs, config.keep_claims_days)
    return Service(
        verify,
        check,
        ingest,
        Browse(store, retrieve, index, encoder, limits),
        Merge(store, now, new_id),
        Keys(store, new_secret, now, new_id),
        RepeatOnce(store, now),
        Jobs(store, Hands(verify, check, ingest), rules, now, new_id),
        answers,
        Renew(store, prepare, encoder.name, new_id(), now),
        versions,
    )


def open_runner(service: Service, config: Config) -> Runner:
    """What does the jobs of a service beside its requests; not started yet."""
    return Runner(service.run_job, service.renew_lease, service.forget, new_id, config.job_threads)


def open_renewal(service: Service) -> Renewal:
    """What renews vectors of another encoder beside the requests of a service; not started yet."""
    return Renewal(service.renew_some, service.release_renewal)


@contextmanager
def open_renew(config: Config) -> Iterator[Renew]:
    """What renews vectors, without a parser; the store is closed at the end."""
    models = Path(config.models)
    encoder = _encoder(config.encoder, config.encoder_model, models=models, threads=config.encoder_threads)
    reader = LateReader(lambda: open_reader(models / READER_MODEL / "weights"))
    with closing(open_store(config.store)) as store:
        open_index(store, encoder)
        yield Renew(store, Prepare(reader, encoder, limits_of(config)), encoder.name, new_id(), now)


@contextmanager
def open_keys(config: Config) -> Iterator[Keys]:
    """The keys alone, for which no model is loaded; the store is closed at the end."""
    store = open_store(config.store)
    try:
        yield Keys(store, new_secret, now, new_id)
    finally:
        store.close()


@contextmanager
def open_answers(config: Config) -> Iterator[Answers]:
    """The answers that are kept, for which no model is loaded; the store is closed at the end."""
    store = open_store(config.store)
    try:
        yield Answers(store, config.keep_claims_days, now)
    finally:
        store.close()


def back_up(config: Config, to: Path) -> None:
    """Copies the store to a file while it is used. Raises InvalidSetting for a store that has tools of its own."""
    copy_store(_file_of(config.store), to)


def restore_from(config: Config, copy: Path, *, replace: bool) -> None:
    """Makes the store what a copy holds; nothing may use it meanwhile."""
    restore_store(copy, _file_of(config.store), replace=replace)


def require_store(config: Config) -> None:
    """Raises InvalidSetting if the store is a file that is not there."""
    scheme, _, path = config.store.partition(":///")
    if scheme == "sqlite" and path and not Path(path).is_file():
        raise InvalidSetting(
            f"There is no store at {path}",
            where="QUOTESERVICE_STORE",
            remedy="Name another one with --store, or put articles on record first: quoteservice ingest FILE.",
        )


def _file_of(address: str) -> Path:
    scheme, _, path = address.partition(":///")
    if scheme != "sqlite" or not path:
        raise InvalidSetting(
            "Only a store in a file is copied here",
            where="QUOTESERVICE_STORE",
            remedy="Use pg_dump and pg_restore for one in PostgreSQL.",
        )
    return Path(path)


def open_prepare(config: Config) -> Prepare:
    """What reads articles for the record and needs no store: for processes that read for another one, which keeps.

    Raises SetupError if a part is missing.
    """
    models = Path(config.models)
    encoder = _encoder(config.encoder, config.encoder_model, models=models, threads=config.encoder_threads)
    return Prepare(open_reader(models / READER_MODEL / "weights"), encoder, limits_of(config), open_fetcher(config))


def open_fetcher(config: Config) -> Fetcher | None:
    """What fetches pages, None unless the settings allow it; raises InvalidSetting."""
    ports = [port.strip() for port in config.fetch_ports.split(",")]
    if not all(port.isascii() and port.isdigit() and 0 < int(port) <= LAST_PORT for port in ports):
        raise InvalidSetting(
            f"{config.fetch_ports!r} are not ports",
            where="QUOTESERVICE_FETCH_PORTS",
            remedy="Give some such as 80,443.",
        )
    if config.fetch.lower() not in ("on", "off"):
        raise InvalidSetting(
            f"{config.fetch!r} is neither on nor off", where="QUOTESERVICE_FETCH", remedy="Give on or off."
        )
    if config.fetch.lower() == "off":
        return None
    # Imported here, because most services fetch nothing.
    from quoteservice.fetching.fetcher import FetchLimits, HttpFetcher

    return HttpFetcher(FetchLimits(config.fetch_seconds, config.fetch_max_bytes, frozenset(map(int, ports))))


def limits_of(config: Config) -> Limits:
    """The most characters that the settings let in."""
    return Limits(config.max_claim_characters, config.max_article_characters, config.max_speaker_characters)


@cache
def open_reader(weights: Path) -> Reader:
    """The reader of articles, with its parser loaded; raises ModelMissing, or DigestMismatch if a file has changed.

    A process loads it once: whoever asks again gets the same one.
    """
    verified(weights)
    # Imported here, because spaCy alone takes longer than a question to a store of a thousand quotes.
    from quoteservice.extraction.article import ArticleReader

    return ArticleReader(weights)


def require_reader(config: Config) -> None:
    """Raises ModelMissing or DigestMismatch if the parser could not be opened later; takes a twentieth of a second."""
    verified(Path(config.models) / READER_MODEL / "weights")


class LateReader:
    """A reader that is opened when it is first needed, so that a command that only asks never waits for it.

    Whoever needs it while another thread opens it waits for that one.
    """

    def __init__(self, open_it: Callable[[], Reader]) -> None:
        self._open = cache(open_it)
        self._opening = Lock()

    def read(self, text: str) -> tuple[Statement, ...]:
        """See Reader."""
        return self._opened().read(text)

    def article(self, html: str) -> Document:
        """See Reader."""
        return self._opened().article(html)

    def _opened(self) -> Reader:
        with self._opening:
            return self._open()


def open_store(address: str, replica: str = "") -> SqliteStore | PostgresStore:
    """The store that an address names; raises InvalidSetting for one of an unknown kind."""
    scheme, separator, rest = address.partition("://")
    if scheme in POSTGRES and separator:
        return open_postgres(address, replica)
    if replica:
        raise InvalidSetting(
            "Only a PostgreSQL store has replicas",
            where="QUOTESERVICE_STORE_REPLICA",
            remedy="Leave it out, or set QUOTESERVICE_STORE to the address of the primary.",
        )
    if scheme == "sqlite" and rest.startswith("/") and rest != "/":
        return SqliteStore(Path(rest[1:]))
    # Without what comes before an @, which may be a password.
    told = f"{scheme}{separator}{rest.rpartition('@')[2]}"
    raise InvalidSetting(
        f"{told!r} is not the address of a store",
        where="QUOTESERVICE_STORE",
        remedy="Give one such as sqlite:///data/quoteservice.db or postgresql://user@host/database.",
    )


def open_postgres(address: str, replica: str = "") -> PostgresStore:
    """The store in a PostgreSQL database; raises InvalidSetting if its client is not installed."""
    try:
        # Imported here, because its client is not installed everywhere.
        from quoteservice.store.postgres import PostgresStore
    except ImportError as error:
        raise InvalidSetting(
            "The client of PostgreSQL is not installed",
            where="QUOTESERVICE_STORE",
            remedy="Install it: pip install 'quoteservice[postgres]'.",
        ) from error
    return PostgresStore(address, replica or None)


def move_store(source: str, target: str, told: Callable[[str], None]) -> None:
    """Fills the empty store at the address `target` from the one at `source`; see store.moving.move."""
    # Opening would make it, and nothing would be moved.
    if source.startswith("sqlite:") and not _file_of(source).exists():
        raise InvalidSetting("There is no store to move", where=source, remedy="Check the address after --from.")
    with closing(open_store(source)) as there, closing(open_store(target)) as here:
        move(there, here, told)


def open_index(store: SqliteStore | PostgresStore, encoder: Encoder) -> SimilarityIndex:
    """The index of what this encoder made that fits a store: in the database, or in this process.

    There its base is rebuilt in a process of its own, which gives way to this one.
    """
    if not isinstance(store, SqliteStore):
        return PostgresIndex(store, encoder.name, encoder.dimension)
    command = [sys.executable, "-m", "quoteservice", "index", "--store", f"sqlite:///{store.path.absolute()}"]

    def rebuild() -> None:
        silent = subprocess.DEVNULL
        subprocess.run(command, check=False, stdin=silent, stdout=silent, stderr=silent)

    made = MadeBy(store, encoder.name)
    return TieredIndex(made, encoder.dimension, index_files(store), rebuild, encoder=encoder.name)


def index_files(store: SqliteStore) -> Files:
    """Where the base of a store's index is: beside the store."""
    return Files(store.path.with_name(f"{store.path.name}-index"))


def build_index(config: Config) -> bool:
    """Builds the index of what the present encoder made, or its base.

    False if that is nothing, or another process builds it.
    """
    # Imported here, because nothing else needs to build.
    from quoteservice.index.building import build as build_base

    with closing(open_store(config.store)) as store:
        if not isinstance(store, SqliteStore):
            return store.build_index()
        store.merge_words()
        encoder = store.present_encoder()
        return build_base(MadeBy(store, encoder), index_files(store), encoder)


def now() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A random identifier: 32 hex digits (UUID version 4)."""
    return uuid.uuid4().hex


def new_secret() -> str:
    """A random secret of a key."""
    return SECRET_PREFIX + secrets.token_urlsafe(SECRET_BYTES)
