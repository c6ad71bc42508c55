"""quoteservice verify, answer and check: answers a quotation, once more, or every quotation of a draft."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quoteservice.cli import exits
from quoteservice.cli.claims import Row, rows
from quoteservice.cli.command import Command, print_json
from quoteservice.cli.documents import STANDARD_INPUT, Entry, read_text, warn
from quoteservice.cli.terminal import Terminal
from quoteservice.domain.access import Key, Scope
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.verdict import Verdict, Verification
from quoteservice.errors import InvalidInput

if TYPE_CHECKING:
    from quoteservice.service import Service


# Claims answered with one round of look-ups, as many as in one batch of the API.
AT_ONCE = 100


def verify(command: Command) -> int:
    """Answers one claim, or those of a file; the exit code is the verdict, or the worst of them."""
    chosen = command.chosen
    asked: dict[str, Any] = {
        "speaker": chosen.speaker,
        "form": ClaimForm(chosen.form),
        "said_on": chosen.said_on,
        "profile": Profile(chosen.profile),
    }
    if chosen.batch is not None:
        return _verify_all(command, list(rows(chosen.batch, asked)))
    text = read_text(STANDARD_INPUT).strip() if chosen.text == STANDARD_INPUT else chosen.text
    with command.service() as service:
        verification = service.verify(Claim(text, **asked))
    return _answered(command, verification)


def _verify_all(command: Command, asked: list[Row]) -> int:
    """Answers every row that can be used; one that cannot does not stop the others, and is named at the end."""
    verdicts: list[Verdict] = []
    refused = [(row.line, row.error) for row in asked if row.error]
    show = _as_json if command.chosen.json else Terminal.of(sys.stdout).row
    with command.service() as service:
        usable = [row for row in asked if row.claim]
        for start in range(0, len(usable), AT_ONCE):
            some = usable[start : start + AT_ONCE]
            for row, answer in _each(service, some):
                if isinstance(answer, InvalidInput):
                    refused.append((row.line, answer))
                else:
                    show(row.line, answer)
                    verdicts.append(answer.judgement.verdict)
    if not command.chosen.json:
        Terminal.of(sys.stdout).summary(verdicts)
    for line, error in sorted(refused, key=lambda each: each[0]):
        print(f"quoteservice: line {line}: {error}", file=sys.stderr)
    return exits.INPUT if refused or not asked else exits.for_verdicts(verdicts)


def _each(service: Service, some: Sequence[Row]) -> Iterator[tuple[Row, Verification | InvalidInput]]:
    claims = [row.claim for row in some if row.claim]
    try:
        yield from zip(some, service.verify_batch(claims), strict=True)
    except InvalidInput as error:
        if len(some) == 1:
            yield some[0], error
            return
        # One that cannot be used stops all of a batch: each by itself.
        for row in some:
            yield from _each(service, [row])


def _as_json(line: int, verification: Verification) -> None:
    from quoteservice.api.schemas.verification import VerificationSchema

    print_json({"line": line} | dict(VerificationSchema().dump(verification)), indent=None)


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
    with command.record() as service:
        checked = service.check(Entry(chosen.file, {}).document(html=chosen.html))
    warn(checked.warnings, chosen.file)
    if chosen.json:
        from quoteservice.api.schemas.verification import CheckedDraftSchema

        print_json(CheckedDraftSchema().dump(checked))
    else:
        Terminal.of(sys.stdout).checked(checked)
    return exits.for_verdicts(checked.verdicts)
