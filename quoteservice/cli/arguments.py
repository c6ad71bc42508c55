"""The commands and their flags; nothing heavy is imported before a command is chosen."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import Field, fields
from datetime import date
from typing import Any

from quoteservice import __version__
from quoteservice.bench import options as bench_options
from quoteservice.bulk.item import FIELDS
from quoteservice.cli import exits
from quoteservice.config import PREFIX, Config
from quoteservice.domain.access import Scope
from quoteservice.domain.claim import ClaimForm, Profile
from quoteservice.domain.quote import Form
from quoteservice.evaluation.options import add_arguments

# Rows of a list, as many as a terminal scrolls back comfortably.
ROWS = 50

Commands = Any
"""The object that `add_subparsers` returns; argparse gives its class no public name."""


def parser() -> argparse.ArgumentParser:
    """The whole command line; each command's function is its default `run`, as "module:function"."""
    top = argparse.ArgumentParser(
        prog="quoteservice",
        description="Did they really say that? Confirms or rejects attributed quotations, with the evidence.",
        epilog=exits.MEANINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"quoteservice {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        _serve,
        _ingest,
        _verify,
        _check,
        _speakers,
        _quotes,
        _keys,
        _backup,
        _index,
        _restore,
        _claims,
        _models,
        _evaluate,
        _bench,
    ):
        add(commands)
    return top


def settings(chosen: argparse.Namespace) -> dict[str, Any]:
    """The settings that were given as flags, by name."""
    return {each.name: getattr(chosen, each.name) for each in fields(Config) if hasattr(chosen, each.name)}


def _command(
    commands: Commands, name: str, takes: str, run: str, does: str, *, answers: bool = True
) -> argparse.ArgumentParser:
    """A command with all settings as flags, and `--json` if it `answers` something."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        # All settings in the usage would bury what the command is for.
        usage=f"quoteservice {takes} [OPTION ...]",
        # A script must not break when a later version adds a flag.
        allow_abbrev=False,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=exits.MEANINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=f"quoteservice.cli.{run}")
    if answers:
        command.add_argument("--json", action="store_true", help="print the JSON of the HTTP API")
    group = command.add_argument_group("settings", f"also read from the environment, as {PREFIX}NAME")
    for each in fields(Config):
        _setting(group, each)
    return command


def _setting(group: Any, each: Field[Any]) -> None:
    meaning = each.metadata["meaning"].replace("`", "").replace("%", "%%")
    group.add_argument(
        f"--{each.name.replace('_', '-')}",
        metavar="N" if each.type in (int, "int") else "VALUE",
        type=_whole(each.metadata["least"]) if each.type in (int, "int") else str,
        # Absent unless given, so that the environment counts.
        default=argparse.SUPPRESS,
        help=f"{meaning} (default: {str(each.default).replace('%', '%%')})",
    )


def _whole(least: int) -> Callable[[str], int]:
    """Reads a whole number that is not below `least`."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= least):
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} on")
        return int(text)

    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2020-01-04") from None


def _renaming(text: str) -> tuple[str, str]:
    name, equals, field = text.partition("=")
    if not (name and equals and field in ("", *FIELDS)):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=FIELD with one of {', '.join(FIELDS)}")
    return name, field


def _choices(kind: Any) -> dict[str, Any]:
    return {"choices": [each.value for each in kind], "type": str}


def _serve(commands: Commands) -> None:
    _command(commands, "serve", "serve", "serving:serve", "serve the page and the API", answers=False)


def _ingest(commands: Commands) -> None:
    command = _command(
        commands, "ingest", "ingest [PLACE ...]", "ingesting:ingest", "read articles and keep who said what in them"
    )
    command.add_argument(
        "places",
        nargs="*",
        metavar="PLACE",
        help="articles: .html or .htm, anything else is text; - is standard input; an address is fetched if --fetch is "
        "on; or many at once: a folder, .jsonl or .csv with the fields of POST /v1/articles, .zip, .tar or .tar.gz",
    )
    command.add_argument(
        "--index", metavar="INDEX.json", help="file that gives title, publisher, author, published_on and url by file"
    )
    known: tuple[tuple[str, Callable[[str], Any], str], ...] = (
        ("--title", str, "headline"),
        ("--publisher", str, "who published it"),
        ("--author", str, "byline"),
        ("--published-on", _day, "day of publication, such as 2020-01-04"),
        ("--url", str, "where it was published"),
    )
    for flag, kind, meaning in known:
        command.add_argument(flag, type=kind, help=f"{meaning}; before what the index says")
    command.add_argument("--html", action="store_true", help="read every file as HTML, standard input too")
    many = command.add_argument_group("many articles at once", "run again after an interruption to go on from there")
    many.add_argument("--processes", type=_whole(1), metavar="N", help="processes that read (default: one a core)")
    many.add_argument(
        "--report",
        metavar="FILE.jsonl",
        help="one line an article: what became of it, and why it was not read (default: beside the store)",
    )
    many.add_argument(
        "--rename",
        action="append",
        type=_renaming,
        default=[],
        metavar="NAME=FIELD",
        help="a field or column of another name, such as date=published_on; NAME= leaves it out",
    )


def _verify(commands: Commands) -> None:
    command = _command(
        commands, "verify", "verify TEXT", "verifying:verify", "check one quotation against what is on record"
    )
    command.add_argument("text", metavar="TEXT", help="the words; - reads them from standard input")
    command.add_argument("--speaker", metavar="NAME", help="who is said to have said it; leave it out to ask who did")
    command.add_argument(
        "--form", default=ClaimForm.ANY, **_choices(ClaimForm), help="exact words, reported, or either"
    )
    command.add_argument("--said-on", type=_day, metavar="DATE", help="day on which it was said, such as 2020-01-04")
    command.add_argument("--profile", default=Profile.STRICT, **_choices(Profile), help="the house style")


def _check(commands: Commands) -> None:
    command = _command(
        commands, "check", "check FILE", "verifying:check", "check every quotation in a draft; nothing is kept"
    )
    command.add_argument("file", metavar="FILE", help="the draft: .html, .htm or text; - reads standard input")
    command.add_argument("--html", action="store_true", help="read it as HTML whatever its name")


def _speakers(commands: Commands) -> None:
    command = _command(
        commands,
        "speakers",
        "speakers [NAME | merge ID OTHER | split ID | history ID]",
        "browsing:speakers",
        "list the speakers, tell whom a name means, or say who is one and who is not",
    )
    command.add_argument(
        "words",
        nargs="*",
        metavar="NAME",
        help="a name or role, as you would type it; or merge, split or history with the ids of speakers",
    )
    command.add_argument("--on", type=_day, metavar="DATE", help="day on which an office was held, such as 2020-01-04")
    command.add_argument("--alias", action="append", metavar="NAME", help="split: a name as printed that leaves")
    command.add_argument("--merged", metavar="ID", help="split: a speaker that was merged in")
    command.add_argument("--quote", action="append", metavar="ID", help="split: a quote that is somebody else's")
    _paged(command)


def _quotes(commands: Commands) -> None:
    command = _command(commands, "quotes", "quotes", "browsing:quotes", "list what is on record")
    command.add_argument("--speaker", metavar="NAME", help="a name, an alias or an id")
    command.add_argument("--q", metavar="WORDS", help="words or meaning; the best come first")
    command.add_argument("--form", **_choices(Form), help="how the words are printed")
    command.add_argument("--role", help="title as printed")
    command.add_argument("--publisher", help="who published it")
    command.add_argument("--from", dest="published_from", type=_day, metavar="DATE", help="first day of publication")
    command.add_argument("--to", dest="published_to", type=_day, metavar="DATE", help="last day of publication")
    _paged(command)


def _paged(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", type=_whole(1), default=ROWS, metavar="N", help=f"most rows (default: {ROWS})")
    command.add_argument("--cursor", metavar="CURSOR", help="where the page before ended")


def _keys(commands: Commands) -> None:
    keys = commands.add_parser("keys", help="make, list and revoke keys", description="Make, list and revoke keys.")
    actions = keys.add_subparsers(title="commands", metavar="COMMAND", required=True)
    create = _command(actions, "create", "keys create", "keys:create", "make a key, which is shown this once")
    create.add_argument("--name", required=True, help="who holds it, for your own list")
    create.add_argument(
        "--scope", required=True, action="append", **_choices(Scope), help="what it is good for; may be given again"
    )
    _command(actions, "list", "keys list", "keys:show", "list every key, revoked ones too")
    revoke = _command(actions, "revoke", "keys revoke ID", "keys:revoke", "make a key good for nothing", answers=False)
    revoke.add_argument("id", metavar="ID", help="the key's id, as the list has it")


def _index(commands: Commands) -> None:
    does = "builds the files by which a large store is searched; a running service does so by itself"
    _command(commands, "index", "index", "keeping:index", does, answers=False)


def _backup(commands: Commands) -> None:
    does = "copy the store to a file while the service runs"
    command = _command(commands, "backup", "backup FILE", "keeping:backup", does, answers=False)
    command.add_argument("file", metavar="FILE", help="where the copy is made; there must be no such file")


def _restore(commands: Commands) -> None:
    does = "make the store what a copy holds; stop the service first"
    command = _command(commands, "restore", "restore FILE", "keeping:restore", does, answers=False)
    command.add_argument("file", metavar="FILE", help="a copy that backup made")
    command.add_argument("--replace", action="store_true", help="replace the store that there is")


def _claims(commands: Commands) -> None:
    claims = commands.add_parser("claims", help="erase claims", description="Erase claims.")
    actions = claims.add_subparsers(title="commands", metavar="COMMAND", required=True)
    does = "erase claims with the answers to them"
    command = _command(actions, "erase", "claims erase", "keeping:erase", does, answers=False)
    command.add_argument("--id", metavar="ID", help="the one with this id")
    command.add_argument("--before", type=_day, metavar="DATE", help="those that were asked before this day (UTC)")
    command.add_argument("--all", action="store_true", help="all of them")


def _models(commands: Commands) -> None:
    models = commands.add_parser("models", help="prepare the models", description="Prepare the models.")
    actions = models.add_subparsers(title="commands", metavar="COMMAND", required=True)
    does = "fetch the models by their pinned digests and make them ready; done once"
    _command(actions, "prepare", "models prepare", "preparing:prepare", does, answers=False)


def _evaluate(commands: Commands) -> None:
    does = "measure how good the answers are"
    add_arguments(_command(commands, "evaluate", "evaluate [WHAT]", "evaluating:evaluate", does, answers=False))


def _bench(commands: Commands) -> None:
    does = "measure how fast the answers are, beside a server that only compares vectors"
    bench_options.add_arguments(_command(commands, "bench", "bench", "benching:bench", does, answers=False))
