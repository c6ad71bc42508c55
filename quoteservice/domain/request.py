"""Requests that a client may send again without their being done again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentRequest:
    """What was sent: `key` is the client's own for it, with whose it is; `digest` is of all that was sent."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is known of a request whose key was used before; `answer` is None while it is being answered."""

    same: bool
    answer: bytes | None
