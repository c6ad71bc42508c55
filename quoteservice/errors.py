"""Every error of the service, as one tree; it knows nothing of HTTP.

QuoteserviceError
├── InvalidInput             what was sent cannot be used
│   ├── BlankText, TextTooLong, UnreadableText, NoArticle, InvalidCursor, RequestKeyReused
│   ├── FetchDisabled, AddressRefused, RobotsRefusal, PageUnusable, PageUnreachable
├── NotFound                 UnknownQuote, UnknownSource, UnknownSpeaker, UnknownVerification, UnknownKey, UnknownJob
├── AccessDenied             who asks may not
│   ├── KeyRequired, KeyRefused, ScopeMissing, TooManyRequests
├── RequestInProgress        the same request is being answered
├── NoResult                 a job that is not done has none
├── Unavailable              cannot answer now
│   ├── StoreUnavailable, StoreFull, QueueFull
└── SetupError               cannot start
    ├── InvalidSetting, ModelMissing, DigestMismatch, StoreTooNew
"""

from __future__ import annotations


class QuoteserviceError(Exception):
    """`what` went wrong, `where` (a field, setting or file, or None), and what to do about it (`remedy`)."""

    def __init__(self, what: str, *, where: str | None = None, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.what}{place}. {self.remedy}"


class InvalidInput(QuoteserviceError):
    """What was sent cannot be used; nothing was stored."""


class BlankText(InvalidInput):
    """A text without a single letter or digit."""


class TextTooLong(InvalidInput):
    """A text above its limit of characters."""


class UnreadableText(InvalidInput):
    """A text that cannot be stored or shown: NUL characters or lone surrogates."""


class NoArticle(InvalidInput):
    """HTML in which no readable article was found."""


class FetchDisabled(InvalidInput):
    """An address alone, where the service may not fetch pages."""


class AddressRefused(InvalidInput):
    """An address that must not be fetched: not of the public web, with credentials, or over another port."""


class RobotsRefusal(InvalidInput):
    """A page that its site does not want programs to fetch."""


class PageUnusable(InvalidInput):
    """What is at an address is too large, or no page of HTML or text."""


class PageUnreachable(InvalidInput):
    """An address from which no page came: no such host, no answer in time, or another status than 200."""


class InvalidCursor(InvalidInput):
    """A cursor that this service did not give."""


class RequestKeyReused(InvalidInput):
    """A client's key for a request that it gave to another one before."""


class RequestInProgress(QuoteserviceError):
    """The same request is being answered; nothing was done for this one."""


class NoResult(QuoteserviceError):
    """The result of a job that is not done, or failed."""


class NotFound(QuoteserviceError):
    """An id that is not on record."""


class UnknownQuote(NotFound):
    """No quote has this id."""


class UnknownSource(NotFound):
    """No source has this id."""


class UnknownSpeaker(NotFound):
    """No speaker has this id."""


class UnknownVerification(NotFound):
    """No verification has this id."""


class UnknownKey(NotFound):
    """No key has this id."""


class UnknownJob(NotFound):
    """No job has this id."""


class AccessDenied(QuoteserviceError):
    """Who asks may not; nothing was read or stored for them."""


class KeyRequired(AccessDenied):
    """A key is needed and none was sent."""


class KeyRefused(AccessDenied):
    """A key that is unknown or was revoked."""


class ScopeMissing(AccessDenied):
    """A key that is not good for what was asked."""


class TooManyRequests(AccessDenied):
    """More requests than are let in for the time."""


class Unavailable(QuoteserviceError):
    """The service cannot answer now, but may later; nothing acknowledged was lost."""


class StoreUnavailable(Unavailable):
    """The store cannot be reached or is busy."""


class StoreFull(Unavailable):
    """No space is left for the store to write."""


class QueueFull(Unavailable):
    """As many jobs wait as may; nothing was accepted."""


class SetupError(QuoteserviceError):
    """The service cannot start."""


class InvalidSetting(SetupError):
    """A setting that has a wrong value."""


class ModelMissing(SetupError):
    """A model is not where the settings say."""


class DigestMismatch(SetupError):
    """A model file is not the one that was pinned."""


class StoreTooNew(SetupError):
    """The store was written by a later version of the service."""
