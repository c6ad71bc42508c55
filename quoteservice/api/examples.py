"""Requests and one answer as the documentation shows them; the tests send the requests and compare the answer."""

from __future__ import annotations

from typing import Any

from quoteservice import __version__
from quoteservice.domain.verdict import RULES_VERSION

CLAIM: dict[str, Any] = {
    "text": "The safety of our personnel in Iraq is not paramount",
    "speaker": "Dylan White",
    "form": "any",
    "said_on": None,
    "profile": "strict",
}

CLAIMS: dict[str, Any] = {
    "claims": [
        {"text": "The safety of our personnel in Iraq is paramount", "speaker": "Dylan White"},
        {"text": "We continue to take all precautions necessary.", "speaker": "Harjit Sajjan", "form": "direct"},
    ]
}

DRAFT: dict[str, Any] = {
    "text": "“The safety of our personnel in Iraq is paramount,” said NATO spokesman Dylan White on Saturday."
}

ARTICLE: dict[str, Any] = {
    "text": "“The bridge is open again,” said Ada Example, the mayor, on Monday.",
    "title": "Bridge opens",
    "publisher": "The Example Courier",
    "author": "B. Liner",
    "published_on": "2024-05-13",
    "url": "https://courier.example/bridge-opens",
}

RECORD: dict[str, Any] = {
    "text": "The bridge is open again",
    "speaker": "Ada Example",
    "role": "mayor",
    "form": "direct",
    "source": {"title": "Press conference", "publisher": "Town of Example", "published_on": "2024-05-13"},
}

MERGE: dict[str, Any] = {"other": "5f1c1d9c5d0b4a5aa4ad1f6b6a0f4b11"}

SPLIT: dict[str, Any] = {"aliases": ["Ada Example"]}

_CONTENT = (
    "The safety of our personnel in Iraq is paramount We continue to take all precautions necessary. "
    "NATO's mission is continuing, but training activities are temporarily suspended."
)

_QUOTE: dict[str, Any] = {
    "id": "f0ce362074e84ec7ae99388c773e8424",
    "content": _CONTENT,
    "form": "direct",
    "speaker": {"id": "0d0a11e6f75145e589247c27b7cf7d0a", "name": "Dylan White", "kind": "person"},
    "mention": "Dylan White",
    "role": "acting NATO spokesman",
    "organisation": "NATO",
    "cue": "said",
    "channel": "in a statement",
    "start": 714,
    "end": 948,
    "parts": [[714, 762], [821, 948]],
    "relayed_by": [],
    "chain": [],
    "withdrawn": False,
    "source": {
        "id": "5d8978a35f0040039a90f8ac95f6d8b1",
        "title": "NATO suspends Canadian-led Iraq training mission after Soleimani killing",
        "publisher": "CBC News",
        "author": None,
        "published_on": "2020-01-04",
        "url": None,
        "cluster": None,
        "sha256": "65afdb35237cbf5625849c1c4660ed92435bbff385d354ce6e985925ea215adf",
    },
}

VERIFICATION: dict[str, Any] = {
    "id": "4338b21cadbe4517acc2e78bcbafcf99",
    "verdict": "rejected",
    "finding": "altered",
    "confidence": 0.97,
    "explanation": "Dylan White is on record with “The safety of our personnel … is paramount”; the claim adds “not”.",
    "claim": CLAIM,
    "speaker": {"id": "0d0a11e6f75145e589247c27b7cf7d0a", "name": "Dylan White"},
    "said_by": [],
    "changes": [
        {
            "kind": "negation",
            "severity": "material",
            "claimed": "not",
            "recorded": "",
            "claimed_span": [39, 42],
            "recorded_span": [39, 39],
        }
    ],
    "evidence": [
        {
            "quote": _QUOTE,
            "similarity": 0.9284,
            "diff": [
                {
                    "op": "equal",
                    "claimed": "The safety of our personnel in Iraq is ",
                    "recorded": "The safety of our personnel in Iraq is ",
                },
                {"op": "insert", "claimed": "not ", "recorded": ""},
                {"op": "equal", "claimed": "paramount", "recorded": "paramount "},
                {"op": "delete", "claimed": "", "recorded": _CONTENT[49:]},
            ],
            "independent_sources": 1,
            "selector": {
                "type": "TextQuoteSelector",
                "exact": _CONTENT,
                "prefix": 'e spokesman said on Saturday.\n\n"',
                "suffix": '"\n\nHe said NATO Secretary Genera',
                "start": 714,
                "end": 948,
            },
        }
    ],
    "challenges": [],
    "coverage": {"quotes": 3, "sources": 1, "from": "2020-01-04", "to": "2020-01-04"},
    "versions": {
        "service": __version__,
        "encoder": "all-MiniLM-L6-v2/onnx@1e1905441ddc",
        "rules": RULES_VERSION,
    },
    "checked_at": "2024-05-13T09:30:00.000000+00:00",
    "previous": None,
    "changed": None,
}
