"""Opaque names for a place in a list, which stay valid while rows are added."""

from __future__ import annotations

import base64
import binascii
import hashlib

from quoteservice.errors import InvalidCursor

CHECK_BYTES = 4  # enough that a foreign or mistyped string passes once in four thousand million; it keeps no secret


def cursor_at(listing: str, number: int) -> str:
    """The cursor of row `number` in the list that `listing` names, safe in a URL."""
    body = f"{listing}:{number}".encode()
    return base64.urlsafe_b64encode(_check(body) + body).decode("ascii").rstrip("=")


def number_at(listing: str, cursor: str | None) -> int:
    """The row number that cursor_at was given, 0 for None; raises InvalidCursor for any other string."""
    if cursor is None:
        return 0
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        body = raw[CHECK_BYTES:]
        name, _, number = body.decode("ascii").partition(":")
    except (binascii.Error, ValueError):
        raise _invalid() from None
    # The last test refuses a second spelling of the same bytes.
    if raw[:CHECK_BYTES] != _check(body) or name != listing or cursor_at(listing, int(number)) != cursor:
        raise _invalid()
    return int(number)


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECK_BYTES, person=b"quoteservice").digest()


def _invalid() -> InvalidCursor:
    return InvalidCursor(
        "This cursor was not given by this list", where="cursor", remedy="Start again without a cursor."
    )
