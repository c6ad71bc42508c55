"""The network that relates a recorded and a claimed text: MPNet with low-rank adapters and a head; needs torch."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import MPNetModel
from transformers.utils.logging import disable_progress_bar, set_verbosity_error

from quoteservice.embedding.entailment_graph import CLASSES, SCALE

# Numbers in the waist of one low-rank adapter: all of them together stay about 11 MB in half precision.
RANK = 32

# Width of the head's one hidden layer: small beside the adapters, so that what is learned stays in the layers.
HEAD_WIDTH = 128


class LowRank(torch.nn.Module):
    """A linear layer that stays as it is, plus a learned change of low rank."""

    def __init__(self, base: torch.nn.Linear, rank: int = RANK) -> None:
        super().__init__()
        self.base = base
        self.down = torch.nn.Parameter(torch.randn(rank, base.in_features) / base.in_features**0.5)
        self.up = torch.nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """The layer's output with the change."""
        changed: torch.Tensor = self.base(inputs) + SCALE * (inputs @ self.down.T) @ self.up.T
        return changed

    def merged(self) -> torch.nn.Linear:
        """One linear layer that gives the same output."""
        layer = torch.nn.Linear(self.base.in_features, self.base.out_features)
        with torch.no_grad():
            layer.weight.copy_(self.base.weight + SCALE * self.up @ self.down)
            layer.bias.copy_(self.base.bias)
        return layer


class Relating(torch.nn.Module):
    """Word pieces of both texts in, three logits out: supports, contradicts, neither."""

    def __init__(self, base: MPNetModel) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        width = base.config.hidden_size
        for parent, name, layer in _linear_layers(base.encoder.layer):
            setattr(parent, name, LowRank(layer))
        self.head = torch.nn.Sequential(
            torch.nn.Linear(5 * width, HEAD_WIDTH), torch.nn.GELU(), torch.nn.Linear(HEAD_WIDTH, CLASSES)
        )

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        """Logits of shape (n, 3); `segments` is 0 on recorded and 1 on claimed word pieces."""
        hidden = self.base(ids, attention_mask=mask).last_hidden_state
        recorded = _mean(hidden, mask * (1 - segments))
        claimed = _mean(hidden, mask * segments)
        parts = (hidden[:, 0], recorded, claimed, (recorded - claimed).abs(), recorded * claimed)
        logits: torch.Tensor = self.head(torch.cat(parts, dim=1))
        return logits

    def learned(self) -> dict[str, torch.Tensor]:
        """Everything that training changed, by name; the rest is the pinned base."""
        return {name: value.detach() for name, value in self.named_parameters() if value.requires_grad}

    def merge(self) -> None:
        """Folds the adapters into the layers that they change; the output stays the same but for rounding."""
        for parent, name, layer in _adapted_layers(self.base):
            setattr(parent, name, layer.merged())


def open_base(folder: Path) -> MPNetModel:
    """The pinned sentence embedding's transformer in `folder`, without pooling; nothing is fetched."""
    # It would tell of the pooling that is left out on purpose.
    set_verbosity_error()  # type: ignore[no-untyped-call]
    disable_progress_bar()  # type: ignore[no-untyped-call]
    # The fused attention of torch has no counterpart in ONNX.
    return MPNetModel.from_pretrained(
        str(folder), add_pooling_layer=False, attn_implementation="eager", local_files_only=True
    )


def save_learned(network: Relating, path: Path) -> None:
    """Writes what was learned, in half precision."""
    save_file({name: value.half().contiguous() for name, value in network.learned().items()}, str(path))


def load_learned(network: Relating, path: Path) -> None:
    """Puts back what `save_learned` wrote; raises RuntimeError if names or shapes differ."""
    learned = load_file(str(path))
    expected = network.learned()
    if learned.keys() != expected.keys():
        raise RuntimeError(f"{path.name} was learned by another network")
    with torch.no_grad():
        for name, value in expected.items():
            value.copy_(learned[name].float())


def _mean(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)


def _linear_layers(module: torch.nn.Module) -> list[tuple[torch.nn.Module, str, torch.nn.Linear]]:
    return [
        (parent, name, child)
        for parent in list(module.modules())
        for name, child in list(parent.named_children())
        if isinstance(child, torch.nn.Linear)
    ]


def _adapted_layers(module: torch.nn.Module) -> list[tuple[torch.nn.Module, str, LowRank]]:
    return [
        (parent, name, child)
        for parent in list(module.modules())
        for name, child in list(parent.named_children())
        if isinstance(child, LowRank)
    ]
