"""Fixtures for tests of the HTTP doors."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quoteservice.app import create_app
from quoteservice.config import Config
from quoteservice.service import Service


@pytest.fixture(scope="session")
def app(service: Service, config: Config) -> Flask:
    """The application over the shared service."""
    return create_app(service, config)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who asks the application."""
    return app.test_client()
