"""Says with onnxruntime how a recorded text bears on a claimed one; loads neither torch nor transformers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quoteservice.embedding.prepared import REMEDY, WEIGHTS, verified
from quoteservice.embedding.runtime import open_session
from quoteservice.errors import ModelMissing

FOLDER = "meaning"
GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "logits"

# Word pieces. A claim is never cut, because what is cut would be confirmed unread; a record is cut at its end.
MOST_CLAIMED = 96
MOST_PIECES = 192

# Word pieces that mark where texts begin and end.
MARKS = 4

# Columns of what is returned.
SUPPORTS, CONTRADICTS, NEITHER = 0, 1, 2

Probabilities = NDArray[np.float32]
Integers = NDArray[np.int64]


class PairTokenizer:
    """Turns pairs into the word pieces that the network reads: start, recorded, end, end, claimed, end."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        vocabulary = tokenizer.get_vocab()
        self._start, self._end, self._pad = (vocabulary[each] for each in ("<s>", "</s>", "<pad>"))

    def pairs(self, texts: Sequence[tuple[str, str]]) -> list[tuple[list[int], list[int]]]:
        """The word pieces of each (recorded, claimed), without start and end.

        Every record ends in a mark and no claim does, whatever was typed: what ends a text must not sway the answer.
        """
        recorded = self._pieces([_closed(one) for one, _ in texts])
        claimed = self._pieces([other.strip().rstrip(".!") for _, other in texts])
        return list(zip(recorded, claimed, strict=True))

    def _pieces(self, texts: list[str]) -> list[list[int]]:
        return [each.ids for each in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)]

    def batch(self, pairs: Sequence[tuple[list[int], list[int]]]) -> tuple[Integers, Integers, Integers]:
        """Ids, mask and segments of pairs of word pieces; records that are too long are cut at their end."""
        cut = [(one[: MOST_PIECES - len(other) - MARKS], other) for one, other in pairs]
        length = max(len(one) + len(other) + MARKS for one, other in cut)
        ids = np.full((len(cut), length), self._pad, dtype=np.int64)
        mask, segments = np.zeros_like(ids), np.zeros_like(ids)
        for row, (recorded, claimed) in enumerate(cut):
            joined = [self._start, *recorded, self._end, self._end, *claimed, self._end]
            ids[row, : len(joined)] = joined
            mask[row, : len(joined)] = 1
            segments[row, len(recorded) + 3 : len(joined)] = 1
        return ids, mask, segments


class OnnxEntailment:
    """The prepared model in `folder` (models/meaning); `threads` work on one call.

    Raises ModelMissing when it is not prepared, DigestMismatch when a file of it has changed.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        verified(folder / WEIGHTS, only=(GRAPH, TOKENIZER))
        self._open(folder / WEIGHTS, threads)

    @classmethod
    def unsealed(cls, folder: Path, *, threads: int) -> Self:
        """The graph and tokenizer in `folder` as they are, to be tried before they are sealed."""
        model = cls.__new__(cls)
        model._open(folder, threads)
        return model

    def _open(self, folder: Path, threads: int) -> None:
        try:
            self._session = open_session(folder / GRAPH, threads=threads)
            self._tokenizer = PairTokenizer(Tokenizer.from_file(str(folder / TOKENIZER)))
        # Both libraries raise plain exceptions of their own making; a model that does not load is one case for us.
        except Exception as error:
            raise ModelMissing(f"The model cannot be loaded: {error}", where=str(folder), remedy=REMEDY) from error

    def relate(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Probabilities of supports, contradicts, neither for each (recorded, claimed); shape (n, 3), rows sum to 1.

        A claim above MOST_CLAIMED word pieces is too long to be read whole: neither.
        """
        found = np.zeros((len(pairs), 3), dtype=np.float32)
        found[:, NEITHER] = 1
        for place, (recorded, claimed) in enumerate(self._tokenizer.pairs(pairs)):
            if recorded and 0 < len(claimed) <= MOST_CLAIMED:
                found[place] = self._run(recorded, claimed)
        return found

    def _run(self, recorded: list[int], claimed: list[int]) -> Probabilities:
        # One pair at a time: among others it would be rounded otherwise, and a claim could be answered in two ways.
        inputs = dict(zip(INPUTS, self._tokenizer.batch([(recorded, claimed)]), strict=True))
        shares: Probabilities = softmax(self._session.run([OUTPUT], inputs)[0])[0]
        return shares


def _closed(text: str) -> str:
    said = text.strip()
    return said if said[-1:] in _CLOSING else said.rstrip(",;") + "."


# A record that ends in one of these is left as it is.
_CLOSING = (".", "!", "?", '"', "”", "…")


def softmax(logits: Probabilities) -> Probabilities:
    """Each row as probabilities."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Probabilities = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
