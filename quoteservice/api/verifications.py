"""GET /v1/verifications/{id}: an answer given earlier."""

from __future__ import annotations

from quoteservice.api.access import caller
from quoteservice.api.blueprint import Blueprint
from quoteservice.api.context import service
from quoteservice.api.schemas.verification import VerificationSchema
from quoteservice.domain.verdict import Verification

blueprint = Blueprint(
    "verifications", __name__, url_prefix="/v1/verifications", description="Answers that were given earlier."
)


@blueprint.at("/<verification_id>")
@blueprint.gives(200, VerificationSchema, description="The answer as it was given, with the versions of that day.")
@blueprint.refuses(404, 503)
def verification(verification_id: str) -> Verification:
    """Look up an earlier answer

    Nothing is checked again; send the claim once more for an answer from today's record.
    """
    return service().verification(verification_id, key=caller())
