"""quoteservice verify, answer and check: answers a quotation, once more, or every quotation of a draft."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from quoteservice.cli import exits
from quoteservice.cli.command import Command, print_json
from quoteservice.cli.documents import STANDARD_INPUT, Entry, read_text
from quoteservice.cli.terminal import Terminal
from quoteservice.domain.access import Key, Scope
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.verdict import Verdict, Verification


def verify(command: Command) -> int:
    """Answers one claim; the exit code is the verdict."""
    chosen = command.chosen
    claim = Claim(
        text=read_text(STANDARD_INPUT).strip() if chosen.text == STANDARD_INPUT else chosen.text,
        speaker=chosen.speaker,
        form=ClaimForm(chosen.form),
        said_on=chosen.said_on,
        profile=Profile(chosen.profile),
    )
    with command.service() as service:
        verification = service.verify(claim)
    return _answered(command, verification)


def answer(command: Command) -> int:
    """Shows an answer given earlier, or asks its claim again; the exit code is the verdict."""
    chosen = command.chosen
    with command.service() as service:
        verification = service.verification(chosen.id, key=OPERATOR)
        if chosen.again:
            # What one key alone may see stays hidden from the others.
            key = OPERATOR if verification.asked_by else None
            verification = service.verify_again(chosen.id, key=key)
    if verification.previous and not chosen.json:
        print(f"The answer is {'not ' if verification.changed else ''}the same as before.")
    return _answered(command, verification)


# Whoever may read the store needs no key: this one sees every answer, and is on record nowhere.
OPERATOR = Key("command-line", "the command line", (Scope.ADMIN,), datetime.min.replace(tzinfo=UTC))


def _answered(command: Command, verification: Verification) -> int:
    if command.chosen.json:
        from quoteservice.api.schemas.verification import VerificationSchema

        print_json(VerificationSchema().dump(verification))
    else:
        Terminal.of(sys.stdout).verification(verification)
    return exits.VERDICTS[verification.judgement.verdict]


def check(command: Command) -> int:
    """Answers every statement of a draft; the exit code is the worst verdict."""
    chosen = command.chosen
    with command.service() as service:
        checked = service.check(Entry(chosen.file, {}).document(html=chosen.html))
    verdicts = [each.verification.judgement.verdict for each in checked.statements]
    if chosen.json:
        from quoteservice.api.schemas.verification import CheckedDraftSchema

        summary = {verdict.value: verdicts.count(verdict) for verdict in Verdict}
        print_json(
            CheckedDraftSchema().dump({"text": checked.text, "statements": checked.statements, "summary": summary})
        )
    else:
        Terminal.of(sys.stdout).checked(checked)
    return exits.for_verdicts(verdicts)
