"""An encoder by words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from quoteservice.ports import Vectors
from quoteservice.store.words import words_of


class FakeEncoder:
    """Texts that share words get near vectors: each word is a fixed direction, a text the unit vector of their sum."""

    name = "words"

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text; a text without words is the first direction."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words_of(text):
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                # Two directions a word, so that two words that share one are still told apart.
                row[int.from_bytes(digest[:4]) % self.dimension] += 1
                row[int.from_bytes(digest[4:]) % self.dimension] += 0.5
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return vectors
