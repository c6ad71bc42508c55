"""The reference: settings, problem types, commands and the client, as the code has them."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Iterator
from dataclasses import fields
from http import HTTPStatus

from quoteservice.api.problems import DOOR_PROBLEMS, INTERNAL_ERROR, PROBLEMS
from quoteservice.cli.arguments import parser
from quoteservice.client import Client
from quoteservice.config import PREFIX, Config
from quoteservice.manual.parts import table

# A default that is a path of this machine says nothing on another one.
DEFAULTS_IN_WORDS = {"models": "the folder `models` beside the package"}

# Settings are flags of every command, and a table of their own.
SHARED = frozenset(each.name for each in fields(Config)) | {"help"}


def settings() -> str:
    """Every setting with its default and meaning."""
    rows = [
        [
            f"`{PREFIX}{each.name.upper()}`",
            DEFAULTS_IN_WORDS.get(each.name) or (f"`{each.default}`" if each.default != "" else "none"),
            each.metadata["meaning"],
        ]
        for each in fields(Config)
    ]
    return table(["variable", "default", "meaning"], rows)


def problems() -> str:
    """Every type of problem, by status; those of the set-up are only ever seen in a log."""
    kinds = {kind.name: kind for kind in (*DOOR_PROBLEMS, *PROBLEMS.values(), INTERNAL_ERROR)}
    rows = [
        [f"`{kind.name}`", f"{kind.status} {HTTPStatus(kind.status).phrase}", f"{kind.title}.", kind.remedy]
        for kind in sorted(kinds.values(), key=lambda kind: (kind.status, kind.name))
    ]
    return table(["type", "status", "what it means", "what to do"], rows)


def commands() -> str:
    """Every command with what it takes, beside the settings."""
    return "\n\n".join(_command(words, command) for words, command in _leaves(parser(), ()))


def client() -> str:
    """Every method of the client."""
    rows = [
        [f"`{name}{_signature(method)}`", (inspect.getdoc(method) or "").partition("\n\n")[0]]
        for name, method in inspect.getmembers(Client, inspect.isfunction)
        if not name.startswith("_")
    ]
    return table(["method", "does"], rows)


def _leaves(
    command: argparse.ArgumentParser, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    choices = [each for each in command._actions if isinstance(each, argparse._SubParsersAction)]
    if not choices:
        yield words, command
    for each in choices:
        for name, below in each.choices.items():
            yield from _leaves(below, (*words, name))


def _command(words: tuple[str, ...], command: argparse.ArgumentParser) -> str:
    usage = " ".join(command.format_usage().removeprefix("usage:").split())
    rows = [
        [", ".join(f"`{name}`" for name in _names(each)), _meaning(each)]
        for each in command._actions
        if each.dest not in SHARED
    ]
    lines = [f"### {' '.join(words)}", command.description or "", f"`{usage}`"]
    return "\n\n".join([*lines, table(["takes", "meaning"], rows)] if rows else lines)


def _names(action: argparse.Action) -> list[str]:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return [value]
    return list(action.option_strings) if action.nargs == 0 else [f"{name} {value}" for name in action.option_strings]


def _meaning(action: argparse.Action) -> str:
    words = (action.help or "") % {**vars(action), "default": action.default}
    if action.choices:
        listed = ", ".join(f"`{each}`" for each in action.choices)
        words = f"{words}: {listed}"
    if action.choices and action.default not in (None, [], argparse.SUPPRESS):
        words = f"{words} (default: `{action.default}`)"
    return words


def _signature(method: object) -> str:
    """What a method takes, without types, which an editor shows."""
    taken = list(inspect.signature(method).parameters.values())[1:]  # type: ignore[arg-type]
    shown = []
    for each in taken:
        if each.kind is each.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        shown.append(f"**{each.name}" if each.kind is each.VAR_KEYWORD else each.name)
    return f"({', '.join(shown)})"
