"""quoteservice backup, restore, index and claims erase: what an operator does with a store as a whole."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import monotonic, sleep

from quoteservice.bootstrap import back_up, build_index, open_answers, open_renew, restore_from
from quoteservice.cli import exits
from quoteservice.cli.command import Command
from quoteservice.errors import InvalidInput, InvalidSetting, UnknownVerification

# A service beside it comes first; 19 would starve on a machine that is never idle.
NICENESS = 10

# Seconds until it is looked again whether another process, which renews already, has ended.
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_LINES = 5.0


def backup(command: Command) -> int:
    """Copies the store to a file while the service runs."""
    back_up(command.config, Path(command.chosen.file))
    print(f"Copied to {command.chosen.file}.")
    return exits.OK


def restore(command: Command) -> int:
    """Puts a copy back; the service must be stopped."""
    restore_from(command.config, Path(command.chosen.file), replace=command.chosen.replace)
    print(f"Restored from {command.chosen.file}.")
    return exits.OK


def index(command: Command) -> int:
    """Builds the files by which a large store is searched; gives way to whatever else the machine does."""
    os.nice(NICENESS)
    built = build_index(command.config)
    print("The index is built." if built else "Nothing was built: nothing is on record, or another process builds.")
    return exits.OK


def reembed(command: Command) -> int:
    """Renews until nothing is left, whichever process does it, and tells how far that is.

    Raises InvalidSetting if a service of another encoder starts meanwhile, whose vectors count from then on.
    """
    with open_renew(command.config) as renew:
        left = total = renew.left()
        told = monotonic()
        while left:
            if not renew.batch():
                if (rival := renew.rival()) is not None:
                    raise InvalidSetting(
                        f"The quotes are renewed with {rival} now, by a process that started later",
                        where="QUOTESERVICE_ENCODER_MODEL",
                        remedy="Give this command the same encoder as the services, or start those with this one.",
                    )
                sleep(SECONDS_BETWEEN_LOOKS)
            left = renew.left()
            if monotonic() - told >= SECONDS_BETWEEN_LINES:
                print(f"{total - left:,} of {total:,} quotes are renewed.", flush=True)
                told = monotonic()
    print(f"Renewed {total:,} quotes." if total else "Nothing is to be renewed.")
    return exits.OK


def erase(command: Command) -> int:
    """Erases answers with their claims: one, those before a day, or all."""
    chosen = command.chosen
    if [chosen.id is not None, chosen.before is not None, chosen.all].count(True) != 1:
        raise InvalidInput("It is not clear what to erase", remedy="Give one of --id, --before and --all.")
    with open_answers(command.config) as answers:
        if chosen.id is not None:
            if not answers.erase(chosen.id):
                raise UnknownVerification(f"There is no verification {chosen.id!r}", remedy="Check its id.")
            erased = 1
        else:
            day = date.max if chosen.all else chosen.before
            erased = answers.erase_before(datetime.combine(day, time(), UTC))
    print(f"Erased {erased} answers with their claims.")
    return exits.OK
