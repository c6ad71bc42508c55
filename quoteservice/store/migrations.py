"""The tables of the SQLite store, as numbered steps from an empty file to now."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from quoteservice.errors import StoreTooNew

# Every table has a `number`, the order of arrival, beside the id that is given from outside: pages and joins use the
# number, since rows that are sorted by time of arrival sit together on the disk. Rows are never deleted,
# but those of verifications and jobs, whose claims may be erased.
FIRST = """
CREATE TABLE sources (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    publisher_key TEXT,            -- publisher without case, for look-up
    author TEXT,
    published_on TEXT,
    url TEXT,
    received_at TEXT,
    text TEXT NOT NULL             -- last, so that reading the rest of a row never loads it
);
CREATE INDEX sources_sha256 ON sources (sha256);
CREATE UNIQUE INDEX sources_article ON sources (sha256) WHERE kind = 'article';
CREATE INDEX sources_publisher ON sources (publisher_key, published_on);
CREATE INDEX sources_published_on ON sources (published_on);

CREATE TABLE speakers (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE TABLE aliases (
    number INTEGER PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speakers (number),
    alias TEXT NOT NULL,
    UNIQUE (speaker, alias)
);
CREATE TABLE roles (
    number INTEGER PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speakers (number),
    title TEXT NOT NULL,
    organisation TEXT,
    "on" TEXT,
    source INTEGER REFERENCES sources (number)
);
CREATE INDEX roles_speaker ON roles (speaker);
CREATE TABLE speaker_words (       -- words of name, aliases and roles, as words_of gives them
    word TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (number),
    PRIMARY KEY (word, speaker)
) WITHOUT ROWID;

CREATE TABLE quotes (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES sources (number),
    speaker INTEGER REFERENCES speakers (number),
    withdrawn INTEGER NOT NULL DEFAULT 0,
    content TEXT NOT NULL,
    parts TEXT NOT NULL,           -- JSON: [[start, end], ...], likewise quoted
    form TEXT NOT NULL,
    quoted TEXT NOT NULL,
    mention TEXT,
    speaker_name TEXT,             -- as the text gives it; `speaker` is who was meant
    kind TEXT,
    role TEXT,
    role_key TEXT,                 -- role without case, for look-up
    organisation TEXT,
    cue TEXT,
    cue_start INTEGER,
    cue_end INTEGER,
    channel TEXT,
    relayed_by TEXT NOT NULL,      -- JSON: [name, ...]
    prefix TEXT NOT NULL,          -- the text on either side, cut from the source once: sources never change
    suffix TEXT NOT NULL,
    words TEXT                     -- what full-text search was given; NULL if that is the content
);
CREATE INDEX quotes_source ON quotes (source, withdrawn);
CREATE INDEX quotes_speaker ON quotes (speaker, withdrawn, source);
CREATE TABLE digests (
    digest TEXT NOT NULL,
    quote INTEGER NOT NULL REFERENCES quotes (number),
    PRIMARY KEY (digest, quote)
) WITHOUT ROWID;
CREATE TABLE vectors (
    quote INTEGER PRIMARY KEY REFERENCES quotes (number),
    dimension INTEGER NOT NULL,
    vectors BLOB NOT NULL          -- float16, little endian, one vector after the other: the utterance, its sentences
);
CREATE VIRTUAL TABLE quote_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE quote_vocabulary USING fts5vocab (quote_words, row);

CREATE TABLE verifications (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    checked_at TEXT NOT NULL,
    verification TEXT NOT NULL     -- the whole answer as JSON: it must read the same after its quotes were withdrawn
);
CREATE TABLE changes (             -- AUTOINCREMENT: a number that an index has seen is never given again
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    quote INTEGER NOT NULL REFERENCES quotes (number),
    op TEXT NOT NULL               -- add, withdraw
);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
);
"""

# Quotes of a source that are not withdrawn, so that counting everything on record reads no quote.
COUNTED = """
CREATE TABLE source_quotes (
    source INTEGER PRIMARY KEY REFERENCES sources (number),
    published_on TEXT,
    quotes INTEGER NOT NULL
);
INSERT INTO source_quotes
    SELECT s.number, s.published_on, count(*) FROM quotes q JOIN sources s ON s.number = q.source
    WHERE q.withdrawn = 0 GROUP BY s.number;
"""

# Keys to the service; of a secret only its SHA-256 is kept.
KEYS = """
CREATE TABLE keys (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,          -- words with a space between them
    made_at TEXT NOT NULL,
    revoked_at TEXT
);
"""

# Speakers that were merged by hand. Nothing of them is moved, so that cutting the link undoes the merge.
LINKED = """
ALTER TABLE speakers ADD COLUMN merged_into INTEGER REFERENCES speakers (number);
ALTER TABLE speakers ADD COLUMN kept INTEGER;   -- whom the speaker counts as: the end of the chain of merged_into
UPDATE speakers SET kept = number;
CREATE INDEX speakers_kept ON speakers (kept);
CREATE TABLE speaker_changes (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (number),
    other INTEGER NOT NULL REFERENCES speakers (number),
    aliases TEXT NOT NULL,         -- JSON: [name, ...], likewise quotes, by id
    quotes TEXT NOT NULL
);
CREATE INDEX speaker_changes_speaker ON speaker_changes (speaker);
CREATE INDEX speaker_changes_other ON speaker_changes (other);
"""

# A table of its own, because a column behind the text of a source would load all of it.
CLUSTERED = """
CREATE TABLE source_clusters (
    source INTEGER PRIMARY KEY REFERENCES sources (number),
    cluster TEXT NOT NULL
);
"""

# What was printed against words on record; found by the words around it.
CHALLENGED = """
CREATE TABLE challenges (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES sources (number),
    kind TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    names TEXT NOT NULL            -- JSON: [name, ...]
);
CREATE VIRTUAL TABLE challenge_words USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 2');
"""

# Requests that a client may send again, and the answers to them, for a day.
REQUESTS = """
CREATE TABLE requests (
    key TEXT PRIMARY KEY,          -- whose it is, and the client's own name for it
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    answer BLOB                    -- NULL while it is being answered
) WITHOUT ROWID;
CREATE INDEX requests_at ON requests (at);
"""

# Claims are kept for a time, so that those whose time is over must be found.
KEPT = "CREATE INDEX verifications_checked_at ON verifications (checked_at);"

# Counts the transactions that could alter an answer, so that one that was worked out before is known to be good still.
REVISED = """
CREATE TABLE revision (number INTEGER NOT NULL);
INSERT INTO revision (number) VALUES (1);
"""

# Work that was accepted and is done later: a draft may say more about who sent it than one wants, so that it is
# forgotten when it is done, and what came of it when its time is over.
QUEUED = """
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    asked_by TEXT,
    made_at TEXT NOT NULL,
    state TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER,
    attempts INTEGER NOT NULL,
    ended_at TEXT,
    runner TEXT,                   -- who does it, and until when nobody else may
    leased_until TEXT,
    work TEXT,                     -- JSON; NULL once it is done, likewise outcome until it is
    outcome TEXT
);
CREATE INDEX jobs_state ON jobs (state, number);
CREATE INDEX jobs_made_at ON jobs (made_at);
"""

# Which encoder made which vectors: those of two cannot be compared. What is on record already may be of any.
ENCODED = """
CREATE TABLE encoders (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    chosen INTEGER NOT NULL DEFAULT 0,  -- the highest is the encoder that all vectors are to be of
    holder TEXT,                   -- who renews the vectors of others, and until when nobody else may
    leased_until TEXT
);
ALTER TABLE vectors ADD COLUMN encoder INTEGER DEFAULT 0;   -- 0 is unknown; NULL once the quote was withdrawn
ALTER TABLE vectors ADD COLUMN renewed INTEGER;             -- the step of the history that renewed them last
UPDATE vectors SET encoder = NULL WHERE quote IN (SELECT number FROM quotes WHERE withdrawn = 1);
CREATE INDEX vectors_encoder ON vectors (encoder, quote);
CREATE INDEX changes_told ON changes (sequence) WHERE op <> 'renew';
"""

MIGRATIONS: tuple[str, ...] = (
    FIRST, COUNTED, LINKED, CLUSTERED, CHALLENGED, KEYS, REQUESTS, KEPT, REVISED, QUEUED, ENCODED,
)  # fmt: skip
"""Step n leads from version n to n + 1; a step that was released is never edited."""


def migrate(db: Database, steps: Sequence[str] = MIGRATIONS) -> None:
    """Takes the steps that the store lacks, each in a transaction; raises StoreTooNew. Safe to run twice at once."""
    while (version := _version(db)) != len(steps):
        if version > len(steps):
            raise StoreTooNew(
                f"The store has version {version}, this service knows {len(steps)}",
                remedy="Use the release that wrote it, or a later one.",
            )
        db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have taken the step while this one waited for the lock.
            if _version(db) == version:
                for statement in statements_of(steps[version]):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {version + 1}")
        except BaseException:
            db.rollback()
            raise
        db.commit()


def statements_of(script: str) -> list[str]:
    """The statements of a script; one at a time, because sqlite3's executescript commits the open transaction."""
    lines = (line.partition("--")[0] for line in script.splitlines())
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]


def _version(db: Database) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version
