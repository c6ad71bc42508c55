"""How sure a finding is: the share of such findings that were right on labelled cases."""

from __future__ import annotations

from quoteservice.domain.verdict import Finding

# First estimates, to be replaced by shares counted on labelled cases; words decide more surely than meaning.
_BASE = {
    Finding.VERBATIM: 0.99, Finding.EXCERPT: 0.97, Finding.ELIDED: 0.95, Finding.EDITED: 0.95,
    Finding.PARAPHRASE: 0.80, Finding.ALTERED: 0.94, Finding.TRUNCATED: 0.88, Finding.SPLICED: 0.92,
    Finding.MISATTRIBUTED: 0.93, Finding.CONTRADICTED: 0.75, Finding.DISPUTED: 0.80,
    Finding.AMBIGUOUS_SPEAKER: 0.85, Finding.NOT_FOUND: 0.80, Finding.TOO_SHORT: 0.95,
}  # fmt: skip
# Words that agree only in part say less about which finding is right.
PARTIAL = 0.5


def confidence(finding: Finding, closeness: float) -> float:
    """Probability, 0 to 1, that the finding is right; `closeness` is that of the best evidence, 1 where none is."""
    return round(_BASE[finding] * (PARTIAL + (1 - PARTIAL) * min(1.0, closeness)), 2)
