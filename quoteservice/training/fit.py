"""Fits adapters and head to labelled pairs, in one pass, on one or more processes that average their gradients."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
import torch.distributed

from quoteservice.embedding.entailment import PairTokenizer
from quoteservice.embedding.entailment_network import Relating
from quoteservice.training.build import weights
from quoteservice.training.pairs import Pair

# Pairs in one step of one process.
BATCH = 16

# Batches whose pairs are sorted by length together: long enough that little is padded, short enough to stay mixed.
SORTED_BATCHES = 60

# Highest learning rates of adapters and head, and the share of steps over which they rise; then they fall to nothing.
RATE, HEAD_RATE, WARM_UP = 1.2e-3, 1e-3, 0.06

# Norm to which a step's gradient is cut.
MOST_GRADIENT = 1.0


# Steps between two lines of progress.
PROGRESS = 50

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """One step's tensors: word pieces, mask, segments, allowed answers, weights."""

    ids: torch.Tensor
    mask: torch.Tensor
    segments: torch.Tensor
    allowed: torch.Tensor
    weights: torch.Tensor


def fit(network: Relating, steps: Sequence[Batch], seed: int, report: Report = print, workers: int = 1) -> None:
    """Changes `network` in place; one pass over `steps`, of which each of `workers` processes has as many."""
    torch.manual_seed(seed)
    adapters = [value for name, value in network.named_parameters() if value.requires_grad and "head" not in name]
    head = list(network.head.parameters())
    groups = [{"params": adapters, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate((step + 1) / (len(steps) + 1)))
    losses: list[float] = []
    start = time.monotonic()
    for number, batch in enumerate(steps, start=1):
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(batch.ids, batch.mask, batch.segments)
        loss = loss_of(logits.float(), batch)
        loss.backward()  # type: ignore[no-untyped-call]
        if workers > 1:
            _average_gradients([*adapters, *head], workers)
        torch.nn.utils.clip_grad_norm_(adapters, MOST_GRADIENT)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
        if number % PROGRESS == 0:
            mean = sum(losses[-PROGRESS:]) / PROGRESS
            report(f"step {number} of {len(steps)}, loss {mean:.3f}, {time.monotonic() - start:.0f} s")


def loss_of(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
    """How little probability falls on the allowed answers; 0 where all of it does."""
    shares = torch.log_softmax(logits, dim=1)
    allowed = torch.logsumexp(shares.masked_fill(~batch.allowed, -torch.inf), dim=1)
    return -(allowed * batch.weights).sum() / batch.weights.sum()


def _average_gradients(values: Sequence[torch.nn.Parameter], workers: int) -> None:
    gradients = [value.grad for value in values if value.grad is not None]
    flat = torch.cat([each.flatten() for each in gradients])
    torch.distributed.all_reduce(flat)
    at = 0
    for each in gradients:
        each.copy_(flat[at : at + each.numel()].view_as(each) / workers)
        at += each.numel()


def batches(tokenizer: PairTokenizer, pairs: Sequence[Pair], seed: int) -> Iterator[Batch]:
    """The pairs as tensors; pairs of like length share a step."""
    chance = random.Random(seed)
    recorded = tokenizer.pieces([pair.recorded for pair in pairs])
    claimed = tokenizer.pieces([pair.claimed for pair in pairs])
    weighed = weights(pairs)
    order = list(range(len(pairs)))
    chance.shuffle(order)
    stretch = BATCH * SORTED_BATCHES
    for start in range(0, len(order), stretch):
        near = sorted(order[start : start + stretch], key=lambda at: len(recorded[at]) + len(claimed[at]))
        steps = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        chance.shuffle(steps)
        for places in steps:
            ids, mask, segments = map(torch.from_numpy, tokenizer.batch([(recorded[at], claimed[at]) for at in places]))
            allowed = torch.tensor([pairs[at].allowed for at in places])
            yield Batch(ids, mask, segments, allowed, torch.tensor([weighed[at] for at in places]))


def _rate(share: float) -> float:
    return share / WARM_UP if share < WARM_UP else max(0.0, (1 - share) / (1 - WARM_UP))
