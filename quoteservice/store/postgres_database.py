"""One connection to PostgreSQL: how it is opened, what it makes of the shared SQL and of text, what its errors mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from pgvector.psycopg import register_vector
from psycopg import errors
from psycopg.abc import Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Format

from quoteservice.errors import InvalidSetting, QuoteserviceError, StoreFull, StoreUnavailable, UnreadableText
from quoteservice.store.database import Rows

STATEMENT_SECONDS = 15  # a statement or a wait for other writers that takes longer is stuck: most take 1 ms
IDLE_SECONDS = 60  # a transaction whose process hangs is ended by the server, so that it holds up nobody for longer
CONNECT_SECONDS = 5  # for each host in the address; one that is down refuses at once, one that is cut off says nothing
DEAD_SECONDS = 10  # after which a connection whose other end is silent counts as broken

# The list that HNSW keeps while it searches: recall@10 was 0.999 with 100 and 0.963 with 40, at 100,000 vectors.
SEARCHED = 100

SESSION = {
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "lock_timeout": f"{STATEMENT_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    # Compiling a query takes longer than any of ours runs.
    "jit": "off",
    "hnsw.ef_search": str(SEARCHED),
    # Goes on searching where withdrawn quotes fill the list.
    "hnsw.iterative_scan": "relaxed_order",
}
CONNECTION: Mapping[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "quoteservice",
    "client_encoding": "UTF8",
    "keepalives_idle": DEAD_SECONDS,
    "tcp_user_timeout": DEAD_SECONDS * 1000,
}

ESCAPE = "\ufdd0"  # a code point that no text has by mistake; PostgreSQL keeps everything but NUL
ESCAPED = ((ESCAPE, f"{ESCAPE}e"), ("\x00", f"{ESCAPE}0"))


class TextDumper(Dumper):
    """Text on its way into the store: NUL, which PostgreSQL cannot keep, is written in other characters."""

    def dump(self, obj: str) -> bytes:
        """The text in UTF-8."""
        if "\x00" in obj or ESCAPE in obj:
            for character, stand_in in ESCAPED:
                obj = obj.replace(character, stand_in)
        return obj.encode()


class TextLoader(Loader):
    """Text on its way back."""

    def load(self, data: Buffer) -> str:
        """The text as it was given."""
        text = str(data, "utf-8")
        if ESCAPE in text:
            for character, stand_in in reversed(ESCAPED):
                text = text.replace(stand_in, character)
        return text


class BinaryTextLoader(TextLoader):
    """The same, where the server sends a row in binary."""

    format = Format.BINARY


def opened(address: str, **parameters: Any) -> psycopg.Connection[Any]:
    """A connection to the server at `address` as it is, for setting up; `parameters` come before those in it."""
    given = _parameters(address)
    settings = " ".join(f"-c {name}={value}" for name, value in SESSION.items())
    # What the address says comes last, and so before ours.
    options = f"{settings} {given.pop('options', '')}"
    connection = psycopg.connect(autocommit=True, options=options, **(dict(CONNECTION) | given | parameters))
    if connection.info.parameter_status("server_encoding") != "UTF8":
        connection.close()
        raise InvalidSetting(
            "The database does not keep UTF-8", where="QUOTESERVICE_STORE", remedy="Create it with ENCODING 'UTF8'."
        )
    connection.adapters.register_dumper(str, TextDumper)
    connection.adapters.register_loader("text", TextLoader)
    connection.adapters.register_loader("text", BinaryTextLoader)
    return connection


def _parameters(address: str) -> dict[str, Any]:
    try:
        return {name: value for name, value in conninfo_to_dict(address).items() if value is not None}
    except psycopg.ProgrammingError as error:
        # The client's own words may have the password in them.
        raise InvalidSetting(
            "The address of the store cannot be read",
            where="QUOTESERVICE_STORE, QUOTESERVICE_STORE_REPLICA",
            remedy="Give one such as postgresql://user@host/database; write %3D for = in a parameter, %20 for a space.",
        ) from error


class PostgresDatabase:
    """A connection that takes the shared SQL; see `database.Database`."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        try:
            register_vector(connection)
        except psycopg.ProgrammingError as error:
            connection.close()
            # So it is on a replica that has not heard of the store yet.
            raise psycopg.OperationalError("there is no store in this database") from error

    def execute(self, query: str, values: Sequence[Any] = ()) -> Rows:
        """The rows of a statement."""
        # A statement without values is taken as it stands, so that one string may hold several.
        taken = [list(value) if isinstance(value, tuple) else value for value in values]
        return self.connection.execute(in_postgres(query), taken or None)

    def in_binary(self, query: str, values: Sequence[Any]) -> Rows:
        """The same, with rows that come in binary, in which vectors take a tenth of the time."""
        return self.connection.execute(in_postgres(query), values, binary=True)

    def inserted(self, table: str, row: Mapping[str, Any]) -> int:
        """The number of the new row."""
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        query = f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING number"
        return int(self.execute(query, list(row.values())).fetchone()[0])

    def insert_all(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Adds the rows that are not there yet, without a way to the server and back for each."""
        marks = ", ".join("?" * len(columns))
        query = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        with self.connection.cursor() as cursor:
            # For one row alone the machinery for many takes longer than the row.
            if len(rows) == 1:
                cursor.execute(in_postgres(query), rows[0])
            elif rows:
                cursor.executemany(in_postgres(query), rows)

    def close(self) -> None:
        """Ends the connection, and with it what was not committed."""
        self.connection.close()


@lru_cache(maxsize=256)  # a few dozen statements; the rest are long lists of conditions
def in_postgres(query: str) -> bytes:
    """The shared SQL as psycopg takes it."""
    return query.replace("?", "%s").encode()


@contextmanager
def translating() -> Iterator[None]:
    """Turns PostgreSQL's errors into the service's; a broken rule of the tables becomes ValueError."""
    try:
        yield
    except psycopg.IntegrityError as error:
        raise ValueError(f"this does not fit what is on record: {error}") from error
    except psycopg.Error as error:
        raise (_meant(error) or error) from error
    except UnicodeEncodeError as error:
        raise UnreadableText(
            "The text has half of a surrogate pair, which no store can hold", remedy="Send well-formed Unicode."
        ) from error


def _meant(error: psycopg.Error) -> QuoteserviceError | None:
    if isinstance(error, errors.DiskFull):
        return StoreFull("No space is left for the store", remedy="Free some, then send the request again.")
    if isinstance(error, errors.LockNotAvailable | errors.QueryCanceled | errors.DeadlockDetected):
        return StoreUnavailable("The store is busy", remedy="Send the request again in a moment.")
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return StoreUnavailable("The store takes no writes now", remedy="Send the request again in a few seconds.")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        # Their own words name hosts and users, which go to the log and to no client.
        return StoreUnavailable("The store cannot be reached", remedy="Send the request again in a few seconds.")
    return None
