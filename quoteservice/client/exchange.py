"""One request over HTTP: what is sent, what comes back, and what is made of a refusal."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import urllib3

from quoteservice import __version__

# Tries after the first one: a service that restarts is back within seconds, and says so by Retry-After.
RETRIES = 2
# A store that is busy, a limit that was reached: both say when to come back.
TRY_AGAIN = (429, 503)


class Problem(Exception):
    """A refusal of the service, as its problem document (RFC 9457) has it.

    `type` ends with the name of the problem; `errors` has what is wrong with which field.
    """

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        self.status = status
        self.type = str(document.get("type", "about:blank"))
        self.title = str(document.get("title", f"HTTP {status}"))
        self.detail = str(document.get("detail", self.title))
        self.remedy = str(document.get("remedy", ""))
        self.errors: tuple[dict[str, str], ...] = tuple(document.get("errors") or ())
        self.request_id = document.get("request_id")
        super().__init__(f"{self.detail} {self.remedy}".strip())


class Unreachable(Exception):
    """No answer came, or one that is not this service's."""


class Exchange:
    """Sends requests to one service, over connections that are kept."""

    def __init__(self, address: str, key: str | None, timeout: float) -> None:
        self._address = address.rstrip("/")
        headers = {"Accept": "application/json", "User-Agent": f"quoteservice-client/{__version__}"}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        # Every POST carries a key of its own by which the service knows a repetition, so all may be repeated.
        retries = urllib3.Retry(
            RETRIES, status_forcelist=TRY_AGAIN, allowed_methods=None, backoff_factor=0.5, raise_on_status=False
        )
        self._pool = urllib3.PoolManager(headers=headers, retries=retries, timeout=timeout)

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        later: bool = False,
    ) -> Any:
        """The JSON that came back, None if nothing did; of a job if it is to be done `later`.

        Raises Problem or Unreachable.
        """
        headers = dict(self._pool.headers)
        if later:
            headers["Prefer"] = "respond-async"
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body).encode()
        given = {name: str(value) for name, value in (query or {}).items() if value is not None}
        address = f"{self._address}{path}{'?' + urlencode(given) if given else ''}"
        try:
            response = self._pool.request(method, address, body=content, headers=headers, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            raise Unreachable(f"{self._address} does not answer: {error}") from error
        return _understood(response)

    def close(self) -> None:
        """Closes the connections."""
        self._pool.clear()


def _understood(response: urllib3.BaseHTTPResponse) -> Any:
    document = None
    if response.data:
        try:
            document = json.loads(response.data)
        except ValueError:
            raise Unreachable(f"HTTP {response.status}, and no JSON: is this the address of a Quoteservice?") from None
    if response.status >= 400:
        raise Problem(response.status, document if isinstance(document, dict) else {})
    return document
