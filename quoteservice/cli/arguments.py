"""The commands and their flags; nothing heavy is imported before a command is chosen."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from quoteservice import __version__
from quoteservice.bench import options as bench_options
from quoteservice.bulk.item import FIELDS
from quoteservice.cli import exits
from quoteservice.cli.flags import Commands, choices, command, day, whole
from quoteservice.cli.record_arguments import add_record_commands
from quoteservice.config import Config
from quoteservice.domain.access import Scope
from quoteservice.domain.claim import ClaimForm, Profile
from quoteservice.evaluation.options import add_arguments


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
        add_record_commands,
        _keys,
        _backup,
        _index,
        _reembed,
        _restore,
        _claims,
        _models,
        _migrate,
        _evaluate,
        _bench,
        _mcp,
        _completion,
    ):
        add(commands)
    return top


def settings(chosen: argparse.Namespace) -> dict[str, Any]:
    """The settings that were given as flags, by name."""
    return {each.name: getattr(chosen, each.name) for each in fields(Config) if hasattr(chosen, each.name)}


def _renaming(text: str) -> tuple[str, str]:
    name, equals, field = text.partition("=")
    if not (name and equals and field in ("", *FIELDS)):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=FIELD with one of {', '.join(FIELDS)}")
    return name, field


def _serve(commands: Commands) -> None:
    command(commands, "serve", "serve", "serving:serve", "serve the page and the API", answers=False)


def _ingest(commands: Commands) -> None:
    made = command(
        commands, "ingest", "ingest [PLACE ...]", "ingesting:ingest", "read articles and keep who said what in them"
    )
    made.add_argument(
        "places",
        nargs="*",
        metavar="PLACE",
        help="articles: .html or .htm, anything else is text; - is standard input; an address is fetched if --fetch is "
        "on; or many at once: a folder, .jsonl or .csv with the fields of POST /v1/articles, .zip, .tar or .tar.gz",
    )
    made.add_argument(
        "--index", metavar="INDEX.json", help="file that gives title, publisher, author, published_on and url by file"
    )
    known: tuple[tuple[str, Callable[[str], Any], str], ...] = (
        ("--title", str, "headline"),
        ("--publisher", str, "who published it"),
        ("--author", str, "byline"),
        ("--published-on", day, "day of publication, such as 2020-01-04"),
        ("--url", str, "where it was published"),
    )
    for flag, kind, meaning in known:
        made.add_argument(flag, type=kind, help=f"{meaning}; before what the index says")
    made.add_argument("--html", action="store_true", help="read every file as HTML, standard input too")
    many = made.add_argument_group("many articles at once", "run again after an interruption to go on from there")
    many.add_argument("--processes", type=whole(1), metavar="N", help="processes that read (default: one a core)")
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
    made = command(
        commands,
        "verify",
        "verify TEXT | --batch FILE",
        "verifying:verify",
        "check one quotation, or a file of them, against what is on record",
    )
    what = made.add_mutually_exclusive_group(required=True)
    what.add_argument("text", nargs="?", metavar="TEXT", help="the words; - reads them from standard input")
    what.add_argument(
        "--batch",
        metavar="FILE",
        help="claims, one a row: .csv with names of columns, or .jsonl, with text, speaker, form, said_on and profile; "
        "- is JSON lines on standard input. The flags below stand where a row says nothing",
    )
    made.add_argument("--speaker", metavar="NAME", help="who is said to have said it; leave it out to ask who did")
    made.add_argument("--form", default=ClaimForm.ANY, **choices(ClaimForm), help="exact words, reported, or either")
    made.add_argument("--said-on", type=day, metavar="DATE", help="day on which it was said, such as 2020-01-04")
    made.add_argument("--profile", default=Profile.STRICT, **choices(Profile), help="the house style")


def _check(commands: Commands) -> None:
    made = command(
        commands, "check", "check FILE", "verifying:check", "check every quotation in a draft; nothing is kept"
    )
    made.add_argument("file", metavar="FILE", help="the draft: .html, .htm or text; - reads standard input")
    made.add_argument("--html", action="store_true", help="read it as HTML whatever its name")


def _keys(commands: Commands) -> None:
    keys = commands.add_parser("keys", help="make, list and revoke keys", description="Make, list and revoke keys.")
    actions = keys.add_subparsers(title="commands", metavar="COMMAND", required=True)
    create = command(actions, "create", "keys create", "keys:create", "make a key, which is shown this once")
    create.add_argument("--name", required=True, help="who holds it, for your own list")
    create.add_argument(
        "--scope", required=True, action="append", **choices(Scope), help="what it is good for; may be given again"
    )
    command(actions, "list", "keys list", "keys:show", "list every key, revoked ones too")
    revoke = command(actions, "revoke", "keys revoke ID", "keys:revoke", "make a key good for nothing", answers=False)
    revoke.add_argument("id", metavar="ID", help="the key's id, as the list has it")


def _index(commands: Commands) -> None:
    does = "builds the files by which a large store is searched; a running service does so by itself"
    command(commands, "index", "index", "keeping:index", does, answers=False)


def _reembed(commands: Commands) -> None:
    does = "renew at once what another encoder made; a running service does so by itself"
    command(commands, "reembed", "reembed", "keeping:reembed", does, answers=False)


def _backup(commands: Commands) -> None:
    does = "copy the store to a file while the service runs"
    made = command(commands, "backup", "backup FILE", "keeping:backup", does, answers=False)
    made.add_argument("file", metavar="FILE", help="where the copy is made; there must be no such file")


def _restore(commands: Commands) -> None:
    does = "make the store what a copy holds; stop the service first"
    made = command(commands, "restore", "restore FILE", "keeping:restore", does, answers=False)
    made.add_argument("file", metavar="FILE", help="a copy that backup made")
    made.add_argument("--replace", action="store_true", help="replace the store that there is")


def _claims(commands: Commands) -> None:
    claims = commands.add_parser("claims", help="erase claims", description="Erase claims.")
    actions = claims.add_subparsers(title="commands", metavar="COMMAND", required=True)
    does = "erase claims with the answers to them"
    made = command(actions, "erase", "claims erase", "keeping:erase", does, answers=False)
    made.add_argument("--id", metavar="ID", help="the one with this id")
    made.add_argument("--before", type=day, metavar="DATE", help="those that were asked before this day (UTC)")
    made.add_argument("--all", action="store_true", help="all of them")


def _models(commands: Commands) -> None:
    models = commands.add_parser("models", help="prepare the models", description="Prepare the models.")
    actions = models.add_subparsers(title="commands", metavar="COMMAND", required=True)
    does = "fetch the models by their pinned digests and make them ready; done once"
    command(actions, "prepare", "models prepare", "preparing:prepare", does, answers=False)


def _migrate(commands: Commands) -> None:
    made = command(
        commands,
        "migrate",
        "migrate --from STORE --to STORE",
        "migrating:migrate",
        "move everything on record to another store, which must be empty; stop what writes to the old one first",
        answers=False,
    )
    for flag, dest, meaning in (("--from", "source", "store that is read"), ("--to", "target", "store that is filled")):
        made.add_argument(flag, dest=dest, required=True, metavar="STORE", help=f"the {meaning}: its address")


def _evaluate(commands: Commands) -> None:
    does = "measure how good the answers are"
    add_arguments(command(commands, "evaluate", "evaluate [WHAT]", "evaluating:evaluate", does, answers=False))


def _bench(commands: Commands) -> None:
    does = "measure how fast the answers are, beside a server that only compares vectors"
    bench_options.add_arguments(command(commands, "bench", "bench", "benching:bench", does, answers=False))


def _mcp(commands: Commands) -> None:
    does = "answer assistants over the Model Context Protocol, on standard input and output"
    command(commands, "mcp", "mcp", "assisting:mcp", does, answers=False)


def _completion(commands: Commands) -> None:
    does = "print what makes a shell complete commands and flags"
    made = commands.add_parser("completion", help=does, description=f"{does[0].upper()}{does[1:]}.")
    made.set_defaults(run="quoteservice.cli.completing:completion")
    made.add_argument("shell", choices=["bash", "zsh", "fish"], help="the shell")
