"""Fits adapters and head to labelled pairs."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch

from quoteservice.embedding.entailment import PairTokenizer
from quoteservice.embedding.entailment_network import Relating
from quoteservice.training.pairs import Pair

# Pairs in one step.
BATCH = 32

# Batches whose pairs are sorted by length together: long enough that little is padded, short enough to stay mixed.
SORTED_BATCHES = 30

# Highest learning rate of the adapters and of the head, which begins from nothing, and the share of steps over which
# both rise; then they fall to nothing.
RATE, RATE_OF_HEAD, WARM_UP = 5e-4, 5e-3, 0.06

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

    def on(self, device: torch.device) -> Batch:
        """The same on a device."""
        parts = (self.ids, self.mask, self.segments, self.allowed, self.weights)
        return Batch(*(part.to(device) for part in parts))


def fit(network: Relating, steps: Sequence[Batch], seed: int, report: Report = print, rate: float = RATE) -> None:
    """Changes `network` in place, on its own device, once through `steps`.

    The head learns as much faster as it always does.
    """
    torch.manual_seed(seed)
    device = next(network.parameters()).device
    learned = [value for value in network.parameters() if value.requires_grad]
    head = {id(value) for value in network.head.parameters()}
    groups = [
        {"params": [value for value in learned if id(value) not in head], "lr": rate},
        {"params": [value for value in learned if id(value) in head], "lr": rate * RATE_OF_HEAD / RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate((step + 1) / (len(steps) + 1)))
    losses: list[float] = []
    start = time.monotonic()
    for number, batch in enumerate(steps, start=1):
        batch = batch.on(device)
        with torch.autocast(device.type, torch.bfloat16):
            logits = network(batch.ids, batch.mask, batch.segments)
        loss = loss_of(logits.float(), batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learned, MOST_GRADIENT)
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


def batches(tokenizer: PairTokenizer, pairs: Sequence[Pair], seed: int) -> Iterator[Batch]:
    """The pairs as tensors; pairs of like length share a step."""
    chance = random.Random(seed)
    pieces = tokenizer.pairs([(pair.recorded, pair.claimed) for pair in pairs])
    weighed = weights(pairs)
    order = list(range(len(pairs)))
    chance.shuffle(order)
    stretch = BATCH * SORTED_BATCHES
    for start in range(0, len(order), stretch):
        near = sorted(order[start : start + stretch], key=lambda at: len(pieces[at][0]) + len(pieces[at][1]))
        steps = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        chance.shuffle(steps)
        for places in steps:
            ids, mask, segments = map(torch.from_numpy, tokenizer.batch([pieces[at] for at in places]))
            allowed = torch.tensor([pairs[at].allowed for at in places])
            yield Batch(ids, mask, segments, allowed, torch.tensor([weighed[at] for at in places]))


def weights(pairs: Sequence[Pair]) -> list[float]:
    """One weight a pair: within each set and band of overlap supported and unsupported pairs weigh the same."""
    counts: Counter[tuple[str, int, bool]] = Counter((each.origin, each.band, each.allowed[0]) for each in pairs)
    found = []
    for each in pairs:
        own = counts[each.origin, each.band, each.allowed[0]]
        other = counts[each.origin, each.band, not each.allowed[0]]
        # Bounded, so that a few odd pairs in a band do not weigh as much as all others.
        found.append(min(MOST_WEIGHT, max(LEAST_WEIGHT, (own + other) / (2 * own))))
    return found


LEAST_WEIGHT, MOST_WEIGHT = 0.4, 2.0


def _rate(share: float) -> float:
    return share / WARM_UP if share < WARM_UP else max(0.0, (1 - share) / (1 - WARM_UP))
