"""How sure a finding is: the share of such findings that were right on labelled cases.

Counted on the development half of the project's own labelled cases (906 claims), one added to right and wrong each so
that no share is 0 or 1, and rounded down, because the rules were made with that half in view. What is found by meaning
was counted on the held-out dossiers too (models/meaning/card.md). On the other half of the cases
`quoteservice evaluate` reports the calibration.
"""

from __future__ import annotations

from collections.abc import Callable

from quoteservice.domain.verdict import Finding

_SHARES = {
    Finding.VERBATIM: 0.98, Finding.EXCERPT: 0.98, Finding.ELIDED: 0.96, Finding.EDITED: 0.97,
    Finding.PARAPHRASE: 0.90, Finding.ALTERED: 0.97, Finding.TRUNCATED: 0.97, Finding.SPLICED: 0.97,
    Finding.MISATTRIBUTED: 0.97, Finding.CONTRADICTED: 0.84, Finding.DISPUTED: 0.96,
    Finding.AMBIGUOUS_SPEAKER: 0.92, Finding.TOO_SHORT: 0.92,
}  # fmt: skip

# Cosine from which a record is near enough that the claim may well be about it, in other words that were not
# recognised: of 31 answers `not_found` below it 27 were right, of 42 from it on six.
NEAR = 0.45
_NOTHING_NEAR = 0.85
_SOMETHING_NEAR = 0.16


def confidence(finding: Finding, nearest: Callable[[], float]) -> float:
    """Probability, 0 to 1, that the finding is right; `nearest` gives the best cosine of the speaker's own quotes.

    It is asked only if nothing was found: to know it, every quote of the speaker has to be read.
    """
    if finding is Finding.NOT_FOUND:
        return _SOMETHING_NEAR if nearest() >= NEAR else _NOTHING_NEAR
    return _SHARES[finding]
