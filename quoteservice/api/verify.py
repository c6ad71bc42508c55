"""POST /v1/verify and /v1/verify/batch: claims in, verifications out."""

from __future__ import annotations

from flask import Response

from quoteservice.api.access import caller
from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.examples import CLAIM, CLAIMS, VERIFICATION
from quoteservice.api.later import accepted, may_be_later
from quoteservice.api.schemas.verification import ClaimSchema, ClaimsSchema, VerificationSchema, VerificationsSchema
from quoteservice.domain.claim import Claim
from quoteservice.domain.job import JobKind, Work
from quoteservice.domain.verdict import Verification

blueprint = Blueprint("verify", __name__, url_prefix="/v1/verify", description="Did they really say that?")


@blueprint.at("", "POST")
@blueprint.takes(ClaimSchema, example=CLAIM)
@blueprint.gives(
    200,
    VerificationSchema,
    description="The answer, whatever the verdict: `not_found` included.",
    example=VERIFICATION,
)
@blueprint.refuses(400, 413, 415, 422, 503, 507)
def verify(claim: Claim) -> Verification:
    """Check one quotation

    Compares the claim with what is on record and says what differs. The answer is kept under its id.
    """
    return service().verify(claim, key=caller())


@blueprint.at("/batch", "POST")
@blueprint.takes(ClaimsSchema, example=CLAIMS)
@blueprint.gives(200, VerificationsSchema, description="One answer for each claim, in their order.")
@may_be_later(blueprint)
@blueprint.refuses(400, 413, 415, 422, 503, 507)
def verify_batch(batch: dict[str, list[Claim]]) -> dict[str, tuple[Verification, ...]] | Response:
    """Check several quotations at once

    If one claim cannot be used, none is checked.
    """
    later = accepted(Work(JobKind.VERIFY, claims=tuple(batch["claims"])))
    return later or {"verifications": service().verify_batch(batch["claims"], key=caller())}
