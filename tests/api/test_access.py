"""Who is let in: what is open, keys and their scopes, answers that belong to a key, and how many requests."""

from __future__ import annotations

import json
import logging
import re
import threading
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.api.access import PUBLIC, PUBLIC_PARTS, is_local, limits_of, open_scopes, scopes_of
from quoteservice.api.json_log import JsonLines
from quoteservice.app import create_app
from quoteservice.config import Config
from quoteservice.domain.access import NewKey, Scope
from quoteservice.errors import InvalidSetting
from quoteservice.service import Service

EVERYWHERE = "0.0.0.0"
CLAIM = {"text": "The quarry on the eastern ridge will be filled in by August"}
ARTICLE = {"text": "“The quarry will be filled in by August,” said Ingrid Vale, who owns it."}

# One request for each scope.
REQUESTS = {
    Scope.VERIFY: ("POST", "/v1/verify", CLAIM),
    Scope.READ: ("GET", "/v1/quotes", None),
    Scope.WRITE: ("POST", "/v1/articles", ARTICLE),
}


@pytest.fixture(scope="module")
def closed(service: Service, config: Config) -> FlaskClient:
    """Somebody without a key before a service that others can reach."""
    return create_app(service, replace(config, host=EVERYWHERE, key_limit="none", address_limit="none")).test_client()


def key(service: Service, *scopes: Scope) -> NewKey:
    """A new key."""
    return service.make_key("a test", scopes)


def bearer(secret: str) -> dict[str, str]:
    """The header that sends a key."""
    return {"Authorization": f"Bearer {secret}"}


def ask(client: FlaskClient, scope: Scope, secret: str | None = None) -> Any:
    """The answer to a request that needs `scope`."""
    method, path, body = REQUESTS[scope]
    return client.open(path, method=method, json=body, headers=bearer(secret) if secret else {})


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("localhost", True), ("LOCALHOST", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("10.0.0.1", False), ("desk.example", False),
        ("localhost.desk.example", False), ("", False),
    ],
)  # fmt: skip
def test_host_when_it_is_looked_at(host: str, local: bool) -> None:
    """Only a loopback address is local: nothing else is out of the reach of others for sure."""
    assert is_local(host) is local
    assert bool(open_scopes(Config(host=host))) is local
    assert (limits_of(Config(host=host)).address is None) is local


@pytest.mark.parametrize(
    ("setting", "scopes"),
    [
        ("none", set()),
        ("verify", {Scope.VERIFY}),
        ("verify read", {Scope.VERIFY, Scope.READ}),
        ("read,write, verify", {Scope.VERIFY, Scope.READ, Scope.WRITE}),
    ],
)
@pytest.mark.parametrize("host", ["127.0.0.1", EVERYWHERE])
def test_open_when_it_is_set(setting: str, scopes: set[Scope], host: str) -> None:
    """What the operator says is open is, wherever the service listens."""
    assert open_scopes(Config(open=setting, host=host)) == scopes


@pytest.mark.parametrize("setting", ["", "all", "admin", "verify admin", "verify none", "VERIFY", "true"])
def test_open_when_it_cannot_be(setting: str) -> None:
    """A word that is none of the choices opens nothing by mistake; `admin` is never open."""
    with pytest.raises(InvalidSetting):
        open_scopes(Config(open=setting))


@pytest.mark.parametrize("limit", ["fast", "0.5/second", "-3/minute", "3", "3/fortnight", ""])
def test_limit_when_it_cannot_be(limit: str) -> None:
    """A limit that cannot be read stops the start, instead of letting everybody in."""
    with pytest.raises(InvalidSetting):
        limits_of(Config(address_limit=limit))


@pytest.mark.parametrize("scope", REQUESTS)
def test_request_when_the_service_is_local(client: FlaskClient, scope: Scope) -> None:
    """On a loopback address everything but administration is open."""
    assert ask(client, scope).status_code in (200, 201)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.nip.example:8000", "quotes.desk.example", "a.b", "[::bad"])
def test_request_when_the_host_has_a_name_of_elsewhere(
    client: FlaskClient, service: Service, config: Config, host: str
) -> None:
    """What is open because it is local is not for a name that leads here from elsewhere, by a proxy or by a trick."""
    for path in ("/v1/quotes", "/"):
        assert client.get(path, headers={"Host": host}).status_code in (400, 401)
    if host[0] != "[":
        assert "localhost" in client.get("/v1/quotes", headers={"Host": host}).json["remedy"]
    chosen = create_app(service, replace(config, open="read")).test_client()
    if host[0] != "[":
        assert chosen.get("/v1/quotes", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "desk", "a.localhost"])
def test_request_when_the_host_has_a_name_of_its_own(client: FlaskClient, host: str) -> None:
    """Addresses, and names that nobody elsewhere can own, are this machine's."""
    assert client.get("/v1/quotes", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("scope", REQUESTS)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "localhost"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Forwarded-Host": "127.0.0.1"},
        {"Origin": "http://localhost:8000"},
    ],
    ids=str,
)
def test_request_when_no_key_is_sent(closed: FlaskClient, scope: Scope, headers: dict[str, str]) -> None:
    """Without a key nothing is answered or stored, and no header makes a client look local."""
    method, path, body = REQUESTS[scope]
    answer = closed.open(path, method=method, json=body, headers=headers)
    assert answer.status_code == 401
    assert answer.json["type"] == "/docs/problems#key-required"
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Quoteservice"'


@pytest.mark.parametrize("scope", REQUESTS)
@pytest.mark.parametrize("held", list(Scope))
def test_request_when_a_key_is_sent(service: Service, closed: FlaskClient, scope: Scope, held: Scope) -> None:
    """A key opens what it is good for, `admin` everything, and no key anything else."""
    answer = ask(closed, scope, key(service, held).secret)
    if held in (scope, Scope.ADMIN):
        assert answer.status_code in (200, 201)
    else:
        assert (answer.status_code, answer.json["type"]) == (403, "/docs/problems#scope-missing")


def test_request_when_the_key_is_revoked(service: Service, closed: FlaskClient) -> None:
    """A revoked key is good for nothing from the next request on, and revoking it again changes nothing."""
    made = key(service, Scope.VERIFY)
    assert ask(closed, Scope.VERIFY, made.secret).status_code == 200
    service.revoke_key(made.key.id)
    service.revoke_key(made.key.id)
    answer = ask(closed, Scope.VERIFY, made.secret)
    assert (answer.status_code, answer.json["type"]) == (401, "/docs/problems#key-refused")


@pytest.mark.parametrize(
    "header",
    [
        "Bearer", "Bearer nonsense", "Bearer é", "bearer qs_' OR 1=1 --", "BEARER a b", "Bearer  \t x",
        f"Bearer {'a' * 7_000}",
    ],
    ids=lambda header: header[:20],
)  # fmt: skip
def test_request_when_the_key_is_bad(client: FlaskClient, closed: FlaskClient, header: str) -> None:
    """A bad key is refused even where none is needed: a mistyped one must not pass as none."""
    for asked in (client, closed):
        answer = asked.get("/v1/quotes", headers={"Authorization": header})
        assert (answer.status_code, answer.json["type"]) == (401, "/docs/problems#key-refused")


@pytest.mark.parametrize(
    "header", ["Basic YTpi", "Basic !!!", "Digest username=a", "Token abc", "qs_abc", "Negotiate Y="]
)
def test_request_when_a_proxy_has_its_own_scheme(client: FlaskClient, closed: FlaskClient, header: str) -> None:
    """What is sent to a proxy in front is no key: it opens nothing, and closes nothing that is open."""
    assert client.get("/v1/quotes", headers={"Authorization": header}).status_code == 200
    assert client.get("/", headers={"Authorization": header}).status_code == 200
    answer = closed.get("/v1/quotes", headers={"Authorization": header})
    assert (answer.status_code, answer.json["type"]) == (401, "/docs/problems#key-required")
    assert closed.get("/", headers={"Authorization": header}).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json", "/docs/problems"])
def test_request_when_it_needs_no_key(closed: FlaskClient, path: str) -> None:
    """Health and documentation are open to everybody, with a bad key too."""
    assert closed.get(path).status_code == 200
    assert closed.get(path, headers=bearer("nonsense")).status_code == 200


def test_routes_when_the_service_is_closed(closed: FlaskClient, app: Flask) -> None:
    """Every route but those known to be public refuses who has no key; a new one does so by itself."""
    rules = list(app.url_map.iter_rules())
    known = PUBLIC | {rule.endpoint for rule in rules if rule.endpoint.partition(".")[0] in PUBLIC_PARTS}
    guarded = 0
    for rule in rules:
        path = re.sub(r"<[^>]+>", "x", rule.rule)
        for method in (rule.methods or set()) - {"OPTIONS"}:
            if rule.endpoint in known:
                assert scopes_of(rule.endpoint, method) == ()
            else:
                assert closed.open(path, method=method).status_code == 401, (method, path)
                guarded += 1
    assert guarded >= 30


def test_answer_when_another_key_asked(service: Service, closed: FlaskClient, client: FlaskClient) -> None:
    """An answer is shown to the key that asked and to `admin`; to all others it is as if there were none."""
    mine, other, admin = key(service, Scope.VERIFY), key(service, Scope.VERIFY, Scope.READ), key(service, Scope.ADMIN)
    id_ = ask(closed, Scope.VERIFY, mine.secret).json["id"]
    for path in (f"/v1/verifications/{id_}", f"/verifications/{id_}"):
        assert closed.get(path, headers=bearer(mine.secret)).status_code == 200
        assert closed.get(path, headers=bearer(admin.secret)).status_code == 200
        assert closed.get(path, headers=bearer(other.secret)).status_code == 404
        assert client.get(path).status_code == 404
    hidden = closed.get(f"/v1/verifications/{id_}", headers=bearer(other.secret)).json
    missing = closed.get(f"/v1/verifications/{'0' * 32}", headers=bearer(other.secret)).json
    assert {**hidden, "instance": "", "request_id": "", "detail": "", "errors": []} == {
        **missing, "instance": "", "request_id": "", "detail": "", "errors": [],
    }  # fmt: skip


def test_answer_when_no_key_asked(service: Service, client: FlaskClient) -> None:
    """An answer that was given without a key can be looked up by whoever has its id."""
    id_ = ask(client, Scope.VERIFY).json["id"]
    assert client.get(f"/v1/verifications/{id_}").status_code == 200
    assert client.get(f"/v1/verifications/{id_}", headers=bearer(key(service, Scope.READ).secret)).status_code == 200


def test_page_when_a_browser_has_a_key(service: Service, closed: FlaskClient) -> None:
    """A page asks the browser for a password, which is the key; the API takes none that a browser sends by itself."""
    made = key(service, Scope.VERIFY, Scope.READ)
    refused = closed.get("/", headers={"Accept": "text/html"})
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == 'Basic realm="Quoteservice"'
    assert "needs a key" in refused.text
    assert closed.get("/", auth=("anybody", made.secret)).status_code == 200
    assert closed.post("/", data={"text": CLAIM["text"]}, auth=("", made.secret)).status_code == 200
    assert closed.get("/articles/new", auth=("", made.secret)).status_code == 200
    assert closed.post("/articles/new", data={"content": "x"}, auth=("", made.secret)).status_code == 403
    assert closed.get("/v1/quotes", auth=("anybody", made.secret)).status_code == 401


def test_page_when_another_site_sends_the_form_with_a_key(service: Service, closed: FlaskClient) -> None:
    """A key that a browser sends by itself is of no use to another site's form."""
    made = key(service, Scope.ADMIN)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = closed.post("/articles/new", data={"content": "x"}, auth=("", made.secret), headers=headers)
        assert answer.status_code == 403


def limited(service: Service, config: Config, **settings: Any) -> FlaskClient:
    """A client of an application with limits."""
    return create_app(service, replace(config, **settings)).test_client()


def test_limit_of_an_address_when_it_is_reached(service: Service, config: Config) -> None:
    """Each answer counts down; then 429 says how long to wait, and what was asked is not done."""
    client = limited(service, config, address_limit="3/minute")
    answers = [client.get("/v1/quotes") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    last = answers[-1]
    assert last.headers["RateLimit-Limit"] == "3"
    assert 1 <= int(last.headers["Retry-After"]) <= 60
    assert last.headers["Retry-After"] == last.headers["RateLimit-Reset"]
    assert last.json["type"] == "/docs/problems#too-many-requests"
    assert client.get("/", headers={"Accept": "text/html"}).status_code == 429
    assert client.get("/healthz").status_code == 200
    assert client.get("/v1/quotes", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_limit_of_a_key_when_it_is_reached(service: Service, config: Config) -> None:
    """Each key has a limit of its own, and none of the address from which it is sent."""
    client = limited(service, config, key_limit="2/minute", address_limit="1/minute")
    one, two = key(service, Scope.READ).secret, key(service, Scope.READ).secret
    assert [ask(client, Scope.READ, one).status_code for _ in range(3)] == [200, 200, 429]
    assert ask(client, Scope.READ, two).status_code == 200
    assert [ask(client, Scope.READ).status_code for _ in range(2)] == [200, 429]


def test_limit_when_keys_are_guessed(service: Service, config: Config) -> None:
    """Wrong keys count against the address that sends them."""
    client = limited(service, config, address_limit="2/minute")
    statuses = [client.get("/v1/quotes", headers=bearer(f"guess-{number}")).status_code for number in range(4)]
    assert statuses == [401, 401, 429, 429]


@pytest.mark.parametrize(
    ("proxies", "statuses"), [(0, [200, 429]), (1, [200, 200])], ids=["no proxy is trusted", "one proxy is trusted"]
)
def test_limit_when_an_address_is_forwarded(
    service: Service, config: Config, proxies: int, statuses: list[int]
) -> None:
    """An address in a header counts only if the settings say that a proxy put it there."""
    client = limited(service, config, address_limit="1/minute", proxies=proxies)
    given = [
        client.get("/v1/quotes", headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code for number in (1, 2)
    ]
    assert given == statuses


def test_limit_when_one_network_has_many_addresses(service: Service, config: Config) -> None:
    """All addresses of one IPv6 network are one customer."""
    client = limited(service, config, address_limit="1/minute")
    addresses = ["2001:db8::1", "2001:db8::2:ffff", "2001:db8:0:1::1"]
    given = [client.get("/v1/quotes", environ_base={"REMOTE_ADDR": each}).status_code for each in addresses]
    assert given == [200, 429, 200]


def test_limit_when_several_threads_answer(service: Service, config: Config) -> None:
    """Threads share the count: of a hundred requests at once exactly as many are let in as the limit says."""
    app = create_app(service, replace(config, address_limit="30/minute"))
    statuses: list[int] = []

    def send() -> None:
        client = app.test_client()
        statuses.extend(client.get("/v1/quotes/none").status_code for _ in range(10))

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(404) == 30
    assert statuses.count(429) == 70


def test_limit_when_the_service_is_local(client: FlaskClient) -> None:
    """On a loopback address there is no limit, and no header speaks of one."""
    assert not [name for name in dict(client.get("/v1/quotes").headers) if name.startswith("RateLimit")]


def test_log_when_a_key_is_sent(service: Service, closed: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """No log at any level holds a key, good, bad or not good enough, nor what stands for it in the store."""
    good, other = key(service, Scope.READ).secret, key(service, Scope.VERIFY).secret
    with caplog.at_level(logging.DEBUG):
        for secret in (good, other, "qs_madeup"):
            closed.get("/v1/quotes", headers=bearer(secret))
            closed.get("/", auth=("", secret))
            closed.get("/v1/quotes", auth=("", secret))
    written = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert written.count('"event": "request"') == 9
    assert not [secret for secret in (good, other, "qs_madeup") if secret in written]


def test_document_when_the_service_is_closed(closed: FlaskClient, client: FlaskClient) -> None:
    """The document says of each operation which scope its key needs, and whether it can be asked without."""
    needed = closed.get("/openapi.json").json["paths"]
    assert needed["/v1/verify"]["post"]["security"] == [{"key": ["verify"]}]
    assert needed["/v1/quotes"]["get"]["security"] == [{"key": ["read"]}]
    assert needed["/v1/quotes"]["post"]["security"] == [{"key": ["write"]}]
    assert "security" not in needed["/healthz"]["get"]
    document = client.get("/openapi.json").json
    assert document["paths"]["/v1/verify"]["post"]["security"] == [{}, {"key": ["verify"]}]
    assert "429" in document["paths"]["/v1/verify"]["post"]["responses"]
    assert json.dumps(document["components"]["securitySchemes"]["key"]).count("bearer") == 1
