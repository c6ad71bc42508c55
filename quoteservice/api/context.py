"""What the routes of one application call: its service and its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from quoteservice.config import Config
from quoteservice.service import Service

# Key of the Context among the application's extensions.
EXTENSION = "quoteservice"


@dataclass(frozen=True, slots=True)
class Context:
    """The service behind an application, and the settings that its limits come from."""

    service: Service
    config: Config


def attach(app: Flask, service: Service, config: Config) -> None:
    """Makes `service` and `config` what the routes of `app` use."""
    app.extensions[EXTENSION] = Context(service, config)


def service() -> Service:
    """The service behind the request."""
    return service_of(current_app)


def service_of(app: Flask) -> Service:
    """The service that the routes of `app` use."""
    return cast(Context, app.extensions[EXTENSION]).service


def config() -> Config:
    """The settings that the request is held to."""
    return cast(Context, current_app.extensions[EXTENSION]).config
