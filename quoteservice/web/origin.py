"""Refuses forms that another site made a browser send.

Browsers say where a request comes from in Sec-Fetch-Site (to https and to this machine) and in Origin (on every
POST). Pages of other sites can neither leave them out nor forge them, so no cookie, no secret and no token is needed,
and any number of processes agree. A request with neither header comes from no browser of the last years: there is
nobody behind it whose rights another site could borrow.
"""

from __future__ import annotations

from urllib.parse import urlsplit

# A page of this origin, or the user's own hand (address bar, bookmark).
TRUSTED_SITES = ("same-origin", "none")


def is_foreign(site: str | None, origin: str | None, host: str) -> bool:
    """True if a browser says that a page of another origin than `host` started the request.

    `site` and `origin` are the headers Sec-Fetch-Site and Origin, None where they are missing.
    """
    if site is not None:
        return site not in TRUSTED_SITES
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != host
    except ValueError:
        return True
