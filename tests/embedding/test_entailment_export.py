from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from quoteservice.embedding.entailment import FOLDER, OnnxEntailment
from quoteservice.embedding.entailment_export import TOLERANCE, meaning_is_prepared, prepare_meaning
from quoteservice.embedding.entailment_network import Relating, load_learned, open_base, save_learned
from quoteservice.embedding.manifest import sha256_of
from quoteservice.embedding.prepared import WEIGHTS, read_seal
from quoteservice.embedding.probes import FILE, read_probes, write_probes
from quoteservice.errors import DigestMismatch
from quoteservice.training.meaning import ADAPTER, write_manifest
from quoteservice.training.probes import PAIRS, related


@pytest.fixture(scope="module")
def adapter(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Adapters and a head that were never fitted but change something, and what torch makes of them."""
    torch.manual_seed(6)
    path = tmp_path_factory.mktemp("adapter") / ADAPTER
    network = Relating(open_base(base)).eval()
    with torch.no_grad():
        for name, value in network.learned().items():
            value.copy_(value + 0.02 * torch.randn_like(value) if name.endswith(".up") else value)
    save_learned(network, path)
    write_probes(path.parent, PAIRS, related(network, base))
    return path


def test_probes_are_what_torch_answers(folder: Path, base: Path) -> None:
    """What the model is held against where torch is missing, torch answers itself."""
    network = Relating(open_base(base)).eval()
    load_learned(network, folder.parent / FOLDER / ADAPTER)
    asked, answers = read_probes(folder.parent / FOLDER)
    assert [tuple(pair) for pair in asked] == list(PAIRS)
    np.testing.assert_allclose(related(network, base), answers, rtol=0, atol=1e-5)


@pytest.fixture
def models(base: Path, adapter: Path, tmp_path: Path) -> Path:
    """A models folder with the prepared base and adapters that are not merged yet."""
    made_of = base.parent.parent
    (tmp_path / made_of.name).symlink_to(made_of)
    (tmp_path / FOLDER).mkdir()
    for file in (adapter, adapter.with_name(FILE)):
        shutil.copyfile(file, tmp_path / FOLDER / file.name)
    write_manifest(tmp_path / FOLDER, sha256_of(base / "model.safetensors"))
    return tmp_path


def test_prepare_merges_and_seals_when_adapters_are_committed(models: Path) -> None:
    """The model is made from base and adapters alone, near to what torch answers, and is then left alone."""
    lines: list[str] = []
    assert not meaning_is_prepared(models)
    prepare_meaning(models, lines.append)
    assert meaning_is_prepared(models)
    assert 0 < (read_seal(models / FOLDER / WEIGHTS).parity or 0) <= TOLERANCE
    assert OnnxEntailment(models / FOLDER, threads=1).relate([("Yes.", "No.")]).shape == (1, 3)
    said = len(lines)
    prepare_meaning(models, lines.append)
    assert len(lines) == said


def test_prepare_refuses_when_the_adapters_are_others(models: Path) -> None:
    """Adapters that are not the pinned ones are refused and nothing is made."""
    with (models / FOLDER / ADAPTER).open("ab") as file:
        file.write(b"more")
    with pytest.raises(DigestMismatch, match=ADAPTER):
        prepare_meaning(models, print)
    assert not (models / FOLDER / WEIGHTS).exists()


def test_models_without_meaning_are_prepared(tmp_path: Path) -> None:
    """A models folder that has no meaning model lacks nothing."""
    assert meaning_is_prepared(tmp_path)
