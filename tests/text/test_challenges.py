"""Passages that speak against words printed before."""

from __future__ import annotations

import pytest

from quoteservice.domain.challenge import ChallengeKind
from quoteservice.text.challenges import challenges

DENIAL, CORRECTION, RETRACTION = ChallengeKind.DENIAL, ChallengeKind.CORRECTION, ChallengeKind.RETRACTION


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Lund has denied saying that the pier was unsafe.", DENIAL, ()),
        ("A spokesman for Lund, Ada Roe, denied it: she had spoken to no one.", DENIAL, ()),
        ("Lund had said nothing of the kind.", DENIAL, ()),
        ("She denied that she had called the pier unsafe.", DENIAL, ()),
        ("“I never said that,” Lund told the Post.", DENIAL, ()),
        ("Lund said she had been misquoted.", DENIAL, ()),
        ("A spokesman said her words were taken out of context.", DENIAL, ()),
        ("“Those were not my words,” Lund said.", DENIAL, ()),
        ("The minister denied the remark.", DENIAL, ()),
        ("Lund denied telling members that the pier was safe.", DENIAL, ()),
        ("“I don't recall using those words,” she said.", DENIAL, ()),
        ("Lund withdrew her remark on Friday.", RETRACTION, ()),
        ("Lund apologised on Friday for her comments about nurses.", RETRACTION, ()),
        ("“I take that back,” Lund said.", RETRACTION, ()),
        ("Lund withdrew, however, her own allegation that the pier was unsafe.", RETRACTION, ()),
        ("Lund corrected her figures for the pier.", RETRACTION, ()),
        ("The Post has retracted its report of 3 May.", RETRACTION, ()),
        ("Correction: “The pier is safe” was said by Ada Lund, not Tom Ray.", CORRECTION, ("Tom Ray",)),
        (
            "An earlier version of this article attributed the words “the pier is safe” to Tom Ray. It was Ada Lund.",
            CORRECTION,
            ("Tom Ray",),
        ),
        ("The quotation was wrongly attributed to Councillor Tom Ray.", CORRECTION, ("Councillor Tom Ray",)),
        ("An earlier version had the wrong name.", CORRECTION, ()),
        ("An earlier version of this report misquoted the harbour master, Ada Lund.", CORRECTION, ("Ada Lund",)),
    ],
)
def test_challenges_when_words_are_spoken_against(text: str, kind: ChallengeKind, names: tuple[str, ...]) -> None:
    """Each passage has its kind, its place in the text, and whom a correction takes the words from."""
    before = "The pier opened on Monday.\n\n"
    found = challenges(f"{before}{text}\nNobody was hurt.")
    (passage,) = found
    assert (passage.kind, passage.text, passage.names) == (kind, text, names)
    assert passage.span.cut(f"{before}{text}") == text
    assert text in passage.context


@pytest.mark.parametrize(
    "text",
    [
        "The company did not say when the pier would open.",
        "He denied that the wall was unsafe.",
        "The club withdrew its offer.",
        "Troops took back the village.",
        "She was sorry for the victims.",
        "The bank corrected its forecast.",
        "",
    ],
)
def test_challenges_when_nothing_is_spoken_against(text: str) -> None:
    """Other denials, withdrawals and corrections are about no words."""
    assert challenges(text) == ()
