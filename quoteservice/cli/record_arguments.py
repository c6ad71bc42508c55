"""The commands that read, record and correct what is on record."""

from __future__ import annotations

import argparse

from quoteservice.cli.flags import Commands, choices, command, day, paged, whole
from quoteservice.domain.quote import Form, Order


def add_record_commands(commands: Commands) -> None:
    """Adds them to the command line."""
    for add in (_speakers, _quotes, _articles, _answer, _record, _withdraw, _changes, _export):
        add(commands)


def _speakers(commands: Commands) -> None:
    made = command(
        commands,
        "speakers",
        "speakers [NAME | merge ID OTHER | split ID | history ID]",
        "browsing:speakers",
        "list the speakers, tell whom a name means, or say who is one and who is not",
    )
    made.add_argument(
        "words",
        nargs="*",
        metavar="NAME",
        help="a name or role, as you would type it; or merge, split or history with the ids of speakers",
    )
    made.add_argument("--on", type=day, metavar="DATE", help="day on which an office was held, such as 2020-01-04")
    made.add_argument("--alias", action="append", metavar="NAME", help="split: a name as printed that leaves")
    made.add_argument("--merged", metavar="ID", help="split: a speaker that was merged in")
    made.add_argument("--quote", action="append", metavar="ID", help="split: a quote that is somebody else's")
    paged(made)


def _quotes(commands: Commands) -> None:
    made = command(commands, "quotes", "quotes [ID]", "browsing:quotes", "list what is on record, or show one quote")
    made.add_argument("id", nargs="?", metavar="ID", help="the id of a quote; a withdrawn one is shown too")
    made.add_argument("--q", metavar="WORDS", help="words or meaning; the best come first")
    _filtered(made)
    paged(made)


def _filtered(made: argparse.ArgumentParser) -> None:
    made.add_argument("--speaker", metavar="NAME", help="a name, an alias or an id")
    made.add_argument(
        "--sort", default=Order.ARRIVED, **choices(Order), help="the order; a minus is for the last first"
    )
    made.add_argument("--form", **choices(Form), help="how the words are printed")
    made.add_argument("--role", help="title as printed")
    made.add_argument("--publisher", help="who published it")
    made.add_argument("--from", dest="published_from", type=day, metavar="DATE", help="first day of publication")
    made.add_argument("--to", dest="published_to", type=day, metavar="DATE", help="last day of publication")


def _articles(commands: Commands) -> None:
    does = "list the articles that were read, or show one with what is said in it"
    made = command(commands, "articles", "articles [ID]", "browsing:articles", does)
    made.add_argument("id", nargs="?", metavar="ID", help="the id of an article")
    paged(made)


def _answer(commands: Commands) -> None:
    does = "show an answer given earlier, or ask its claim again"
    made = command(commands, "answer", "answer ID", "verifying:answer", does)
    made.add_argument("id", metavar="ID", help="the id of the answer")
    made.add_argument("--again", action="store_true", help="ask the claim of what is on record now")


def _record(commands: Commands) -> None:
    made = command(commands, "record", "record TEXT --speaker NAME", "recording:record", "record one quote by hand")
    made.add_argument("text", metavar="TEXT", help="the words, without outer quotation marks; - reads standard input")
    made.add_argument("--speaker", required=True, metavar="NAME", help="who said them")
    made.add_argument("--role", help="title as printed")
    made.add_argument("--form", default=Form.DIRECT, **choices(Form), help="how the words are printed")
    for name, meaning in (("title", "headline"), ("publisher", "who published it"), ("author", "byline")):
        made.add_argument(f"--{name}", help=f"{meaning} of the source")
    made.add_argument("--published-on", type=day, metavar="DATE", help="its day, such as 2020-01-04")
    made.add_argument("--url", help="where it was published")


def _withdraw(commands: Commands) -> None:
    does = "take a quote out of evidence; it stays in the audit trail"
    made = command(commands, "withdraw", "withdraw ID", "recording:withdraw", does, answers=False)
    made.add_argument("id", metavar="ID", help="the id of the quote")


def _changes(commands: Commands) -> None:
    does = "list what came onto the record or was withdrawn since"
    made = command(commands, "changes", "changes", "recording:changes", does)
    made.add_argument("--since", type=whole(0), default=0, metavar="N", help="after this change (default: 0, all)")
    made.add_argument("--limit", type=whole(1), default=1000, metavar="N", help="most changes (default: 1000)")


def _export(commands: Commands) -> None:
    does = "write all quotes that fit to a file"
    made = command(commands, "export", "export [--format csv|jsonl]", "recording:export", does, answers=False)
    made.add_argument("--format", choices=["csv", "jsonl"], default="jsonl", help="for a spreadsheet, or for programs")
    made.add_argument(
        "--output", metavar="FILE", help="the file (default: standard output); there must be no such file"
    )
    _filtered(made)
