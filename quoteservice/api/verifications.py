"""/v1/verifications/{id}: an answer given earlier, and its claim asked again."""

from __future__ import annotations

from flask import Response

from quoteservice.api.access import caller
from quoteservice.api.blueprint import LOCATION, Blueprint
from quoteservice.api.context import service
from quoteservice.api.linked import JSON, LINKED, answer, claim_review, wanted
from quoteservice.api.schemas.verification import VerificationSchema
from quoteservice.domain.verdict import Verification

blueprint = Blueprint(
    "verifications", __name__, url_prefix="/v1/verifications", description="Answers that were given earlier."
)


@blueprint.at("/<verification_id>")
@blueprint.gives(200, VerificationSchema, description="The answer as it was given, with the versions of that day.")
@blueprint.also_as(LINKED)
@blueprint.refuses(404, 503)
def verification(verification_id: str) -> Verification | Response:
    """Look up an earlier answer


    Nothing is checked again; for an answer from today's record ask again. With `Accept: application/ld+json` it comes
    as a ClaimReview of schema.org.
    """
    found = service().verification(verification_id, key=caller())
    return found if wanted() == JSON else answer(claim_review(found), LINKED)


@blueprint.at("/<verification_id>/again", "POST")
@blueprint.gives(201, VerificationSchema, description="A new answer, linked to the earlier one.", headers=LOCATION)
@blueprint.refuses(404, 422, 503, 507)
def verify_again(verification_id: str) -> tuple[Verification, int, dict[str, str]]:
    """Ask an earlier claim again

    The same claim is held against the record as it is now. The answer is kept under an id of its own, names the earlier
    one as `previous`, and says whether it differs from it in `changed`: by what was read or withdrawn since, by merged
    or split speakers, or by other rules.
    """
    found = service().verify_again(verification_id, key=caller())
    return found, 201, {"Location": f"{blueprint.url_prefix}/{found.id}"}


@blueprint.at("/<verification_id>", "DELETE")
@blueprint.gives(204, description="The answer and its claim are kept nowhere any more.")
@blueprint.refuses(404, 503, 507)
def erase_verification(verification_id: str) -> None:
    """Erase an earlier answer with its claim

    Whoever may look it up may erase it.
    """
    service().erase_verification(verification_id, key=caller())
