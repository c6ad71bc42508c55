"""Rows of the store to domain values and back."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import numpy as np

from quoteservice.domain.quote import Form, Quote, Source, SourceKind, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Speaker, SpeakerKind
from quoteservice.ports import Vectors

CONTEXT_CHARACTERS = (
    32  # on either side of a quote, enough to find it again in a text that has it twice (W3C selectors)
)

# Half precision: 768 bytes for 384 dimensions instead of 1,536, so that a quote stays below 3 kB; a cosine of unit
# vectors moves by less than 0.0005, far below any difference that a rule looks at.
STORED = np.dtype("<f2")

SOURCE_COLUMNS = """s.id, s.sha256, s.title, s.publisher, s.author, s.published_on, s.url, s.kind, s.received_at,
    (SELECT cluster FROM source_clusters WHERE source = s.number)"""
QUOTE_COLUMNS = f"""q.id, q.withdrawn, q.content, q.parts, q.form, q.quoted, q.mention, q.speaker_name, q.kind, q.role,
    q.organisation, q.cue, q.cue_start, q.cue_end, q.channel, q.relayed_by, q.prefix, q.suffix,
    p.id, p.name, p.kind, {SOURCE_COLUMNS}"""
QUOTE_TABLES = """quotes q JOIN sources s ON s.number = q.source LEFT JOIN speakers b ON b.number = q.speaker
    LEFT JOIN speakers p ON p.number = b.kept"""
QUOTE_WIDTH = 31  # columns of QUOTE_COLUMNS; what a query adds of its own stands after them

Row = tuple[Any, ...]


def source_of(row: Row) -> Source:
    """The source in a row of SOURCE_COLUMNS."""
    id_, sha256, title, publisher, author, published_on, url, kind, received_at, cluster = row
    return Source(
        id_,
        sha256,
        title,
        publisher,
        author,
        date.fromisoformat(published_on) if published_on else None,
        url,
        SourceKind(kind),
        datetime.fromisoformat(received_at) if received_at else None,
        cluster,
    )


def source_row(source: Source, text: str) -> dict[str, Any]:
    """The columns of a source."""
    return {
        "id": source.id,
        "sha256": source.sha256,
        "kind": source.kind.value,
        "title": source.title,
        "publisher": source.publisher,
        "publisher_key": case_key(source.publisher),
        "author": source.author,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "url": source.url,
        "received_at": source.received_at.isoformat() if source.received_at else None,
        "text": text,
    }


def quote_of(row: Row) -> Quote:
    """The quote in a row that begins with QUOTE_COLUMNS."""
    (id_, withdrawn, content, parts, form, quoted, mention, name, kind, role, organisation, cue, cue_start, cue_end,
     channel, relayed_by, prefix, suffix, speaker_id, speaker_name, speaker_kind) = row[:21]  # fmt: skip
    statement = Statement(
        content,
        spans_of(parts),
        Form(form),
        spans_of(quoted),
        mention,
        name,
        SpeakerKind(kind) if kind else None,
        role,
        organisation,
        cue,
        None if cue_start is None else Span(cue_start, cue_end),
        channel,
        tuple(json.loads(relayed_by)) if relayed_by != "[]" else (),
    )
    speaker = None if speaker_id is None else Speaker(speaker_id, speaker_name, SpeakerKind(speaker_kind))
    return Quote(id_, source_of(row[21:QUOTE_WIDTH]), statement, speaker, prefix, suffix, bool(withdrawn))


def statement_row(statement: Statement) -> dict[str, Any]:
    """The columns of a statement."""
    return {
        "content": statement.content,
        "parts": spans_json(statement.parts),
        "form": statement.form.value,
        "quoted": spans_json(statement.quoted),
        "mention": statement.mention,
        "speaker_name": statement.speaker,
        "kind": statement.kind.value if statement.kind else None,
        "role": statement.role,
        "role_key": case_key(statement.role),
        "organisation": statement.organisation,
        "cue": statement.cue,
        "cue_start": None if statement.cue_span is None else statement.cue_span.start,
        "cue_end": None if statement.cue_span is None else statement.cue_span.end,
        "channel": statement.channel,
        "relayed_by": json.dumps(statement.relayed_by, ensure_ascii=False),
    }


def spans_of(text: str) -> tuple[Span, ...]:
    """The spans that spans_json was given."""
    return tuple(Span(start, end) for start, end in json.loads(text)) if text != "[]" else ()


def spans_json(spans: tuple[Span, ...]) -> str:
    """Spans as JSON pairs of offsets."""
    return json.dumps([(span.start, span.end) for span in spans], separators=(",", ":"))


def context_of(text: str, statement: Statement) -> tuple[str, str]:
    """Up to CONTEXT_CHARACTERS of `text` before and after the statement."""
    if not statement.parts:
        return "", ""
    start, end = statement.span.start, statement.span.end
    return text[max(0, start - CONTEXT_CHARACTERS) : start], text[end : end + CONTEXT_CHARACTERS]


def vectors_blob(vectors: Vectors) -> bytes:
    """Vectors in the precision and order of bytes that the store keeps."""
    return np.ascontiguousarray(vectors, dtype=STORED).tobytes()


def vectors_of(blob: bytes, dimension: int) -> Vectors:
    """The unit vectors, of shape (n, dimension), that vectors_blob was given."""
    return unit(np.frombuffer(blob, dtype=STORED).astype(np.float32).reshape(-1, dimension))


def unit(vectors: Vectors) -> Vectors:
    """The vectors with lengths made 1 again, which rounding had moved."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    scaled: Vectors = vectors / lengths
    return scaled


def case_key(text: str | None) -> str | None:
    """`text` as it is compared without case."""
    return None if text is None else text.casefold()
