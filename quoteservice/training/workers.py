"""Fits the network in several processes of one thread each: faster than threads where the machine is shared."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.distributed
from tokenizers import Tokenizer
from torch.multiprocessing.spawn import spawn

from quoteservice.embedding.entailment import TOKENIZER, PairTokenizer
from quoteservice.embedding.entailment_network import Relating, open_base, save_learned
from quoteservice.embedding.prepared import ORIGINAL
from quoteservice.training.fit import batches, fit
from quoteservice.training.pairs import Pair
from quoteservice.training.progress import say


def fit_in_workers(base: Path, pairs: Sequence[Pair], target: Path, seed: int, workers: int) -> None:
    """Fits adapters of the prepared model in `base` to `pairs` and writes them to `target`."""
    with tempfile.TemporaryDirectory() as folder:
        meeting = f"file://{folder}/meeting"
        spawn(_work, (base, pairs, target, seed, workers, meeting), nprocs=workers)  # type: ignore[no-untyped-call]


def _work(rank: int, base: Path, pairs: Sequence[Pair], target: Path, seed: int, workers: int, meeting: str) -> None:
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=workers)
    # The same start in every process: what is averaged must be changes of the same numbers.
    torch.manual_seed(seed)
    network = Relating(open_base(base / ORIGINAL))
    steps = list(batches(PairTokenizer(Tokenizer.from_file(str(base / TOKENIZER))), pairs, seed))
    even = len(steps) - len(steps) % workers
    fit(network, steps[rank:even:workers], seed, say if rank == 0 else _quiet, workers)
    if rank == 0:
        save_learned(network, target)
    torch.distributed.destroy_process_group()


def _quiet(_: str) -> None:
    """Says nothing: the first process speaks for all."""
