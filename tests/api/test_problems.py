"""Problem documents: every error of the service has its type, and every one reads the same way."""

from __future__ import annotations

import inspect
import json
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import ImATeapot

from quoteservice import errors
from quoteservice.api.problems import (
    DOOR_PROBLEMS,
    INTERNAL_ERROR,
    MOST_ERRORS,
    PROBLEMS,
    FieldProblem,
    json_pointer,
    problem,
    problem_type,
)
from quoteservice.app import create_app
from quoteservice.config import Config
from quoteservice.service import Service

MEMBERS = {"type", "title", "status", "detail", "instance", "remedy", "errors", "request_id"}
TREE = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.QuoteserviceError)]
SECRET = "the minister whispered"


@pytest.fixture
def failing(service: Service, config: Config) -> Flask:
    """An application of its own, to which a test may add a route that fails."""
    return create_app(service, config)


def raising(app: Flask, error: Exception, path: str = "/v1/failing") -> FlaskClient:
    """A client of `app`, of which the address `path` ends in `error`."""

    def view() -> str:
        raise error

    app.add_url_rule(path, "failing", view)
    return app.test_client()


def test_problems_when_an_error_class_is_added() -> None:
    """The one table names every error class of the service itself, not only one above it."""
    assert set(PROBLEMS) == set(TREE)


def test_problems_when_two_types_share_a_name() -> None:
    """A type's name stands for one status, one title and one remedy."""
    types = {*PROBLEMS.values(), *DOOR_PROBLEMS, INTERNAL_ERROR}
    assert len({kind.name for kind in types}) == len(types)


@pytest.mark.parametrize("kind", TREE, ids=lambda kind: kind.__name__)
def test_problem_when_the_service_raises(failing: Flask, kind: type[errors.QuoteserviceError]) -> None:
    """Each error class is answered with its status and type, and below 500 with its own words and remedy."""
    error = kind("Something is amiss.", where="text", remedy="Mend it.")
    answer = raising(failing, error).get("/v1/failing")
    expected = PROBLEMS[kind]
    assert answer.status_code == expected.status
    assert answer.content_type == "application/problem+json"
    assert set(answer.json) == MEMBERS
    assert answer.json["type"] == f"/docs/problems#{expected.name}"
    assert answer.json["title"] == expected.title
    assert answer.json["status"] == expected.status
    assert answer.json["instance"] == "/v1/failing"
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]
    if expected.status < 500:
        assert answer.json["detail"] == "Something is amiss."
        assert answer.json["remedy"] == "Mend it."
        assert answer.json["errors"] == [{"detail": "Something is amiss.", "parameter": "text"}]
    else:
        assert answer.json["errors"] == []


def test_problem_when_an_error_has_no_row_of_its_own() -> None:
    """A class below one in the table is what that one is."""

    class UnknownEdition(errors.UnknownSource):
        pass

    assert problem_type(UnknownEdition("?", remedy="!")) is PROBLEMS[errors.UnknownSource]


def test_problem_when_the_service_is_unavailable(failing: Flask) -> None:
    """503 says when to try again; 507 does not, because waiting helps nobody."""
    client = raising(failing, errors.StoreUnavailable("The store is busy", remedy="Wait."))
    assert int(client.get("/v1/failing").headers["Retry-After"]) > 0


def test_problem_when_the_store_is_full(failing: Flask) -> None:
    """A full store is 507, and no Retry-After: waiting helps nobody."""
    answer = raising(failing, errors.StoreFull("No space", remedy="Free some.")).get("/v1/failing")
    assert answer.status_code == 507
    assert "Retry-After" not in answer.headers


def test_problem_when_the_setup_is_at_fault(failing: Flask) -> None:
    """What is wrong with the set-up stays inside: clients see no paths and no settings."""
    error = errors.ModelMissing("No weights", where="/srv/private/weights", remedy="Run the set-up.")
    assert "private" not in raising(failing, error).get("/v1/failing").text


def test_problem_when_something_unexpected_happens(failing: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """A mistake of ours is a 500 without internals; the log has its kind, place and request id, not its message."""
    with caplog.at_level(logging.INFO, "quoteservice"):
        answer = raising(failing, KeyError(SECRET)).get("/v1/failing", headers={"X-Request-ID": "trace-7"})
    assert answer.status_code == 500
    assert answer.json["type"] == "/docs/problems#internal-error"
    assert "KeyError" not in answer.text
    assert SECRET not in answer.text
    (failure,) = [record for record in caplog.records if record.message == "failure"]
    assert failure.fields["error"] == "KeyError"
    assert failure.fields["request_id"] == "trace-7"
    assert any("test_problems.py" in frame for frame in failure.fields["frames"])
    assert SECRET not in json.dumps(failure.fields)


def test_problem_when_the_framework_refuses(failing: Flask) -> None:
    """An error of HTTP that has no type of its own is a bad request, in the same form."""
    answer = raising(failing, ImATeapot()).get("/v1/failing")
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert set(answer.json) == MEMBERS


def test_problem_when_a_browser_asks_for_a_page(client: FlaskClient) -> None:
    """Outside the API a browser gets a page, a program a problem document; within it everybody gets the document."""
    browser = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
    assert client.get("/nowhere", headers=browser).mimetype == "text/html"
    assert client.get("/nowhere", headers=browser).status_code == 404
    assert client.get("/nowhere").mimetype == "application/problem+json"
    assert client.get("/v1/nowhere", headers=browser).mimetype == "application/problem+json"


def test_problem_when_a_page_fails(failing: Flask) -> None:
    """A page that fails is a page that says so, without internals."""
    answer = raising(failing, KeyError(SECRET), "/failing").get("/failing", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert SECRET not in answer.text


def test_problem_when_very_many_fields_are_wrong(app: Flask) -> None:
    """A problem names a limited number of fields, however many are wrong."""
    with app.test_request_context("/v1/verify", method="POST"):
        fields = tuple(FieldProblem("No.", pointer=f"#/{number}") for number in range(MOST_ERRORS * 3))
        answer = problem(PROBLEMS[errors.InvalidInput], "No.", fields=fields)
    assert len(answer.json["errors"]) == MOST_ERRORS


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), "#"),
        (("text",), "#/text"),
        (("claims", "3", "text"), "#/claims/3/text"),
        (("a/b",), "#/a~1b"),
        (("m~n",), "#/m~0n"),
        (("Größe",), "#/Gr%C3%B6%C3%9Fe"),
        (("with space",), "#/with%20space"),
    ],
)
def test_json_pointer_when_names_are_unusual(path: tuple[str, ...], pointer: str) -> None:
    """A pointer is the fragment form of RFC 6901: `~` and `/` escaped, the rest percent-encoded."""
    assert json_pointer(path) == pointer


def test_problem_types_when_looked_up(client: FlaskClient) -> None:
    """Every `type` that a problem can have is an anchor on the page that explains them."""
    page = client.get("/docs/problems")
    assert page.mimetype == "text/html"
    for kind in {*PROBLEMS.values(), *DOOR_PROBLEMS, INTERNAL_ERROR}:
        assert f'id="{kind.name}"' in page.text
