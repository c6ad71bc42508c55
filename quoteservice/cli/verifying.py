"""quoteservice verify and check: answers a quotation, or every quotation of a draft."""

from __future__ import annotations

import sys

from quoteservice.cli import exits
from quoteservice.cli.command import Command, print_json
from quoteservice.cli.documents import STANDARD_INPUT, Entry, read_text
from quoteservice.cli.terminal import Terminal
from quoteservice.domain.claim import Claim, ClaimForm, Profile
from quoteservice.domain.verdict import Verdict


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
    if chosen.json:
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
