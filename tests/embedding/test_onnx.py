from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteservice.embedding.manifest import Manifest
from quoteservice.embedding.onnx import BATCH, GRAPH, TOKENIZER, OnnxEncoder
from quoteservice.embedding.prepared import SEAL, WEIGHTS
from quoteservice.errors import DigestMismatch, ModelMissing

# Kernels add in another order when the batch has another shape; the sums differ in the last bits of a float32.
ROUNDING = 1e-6

SENTENCES = (
    "The ferry will not sail tonight, the harbour master said.",
    "No.",
    "“We have 1,200 beds and 3,000 patients,” the surgeon told the inquiry, “and that was before the flood.”",
    "",
    "Œuvre naïve — 北京, Москва, القاهرة…",
    "The council voted nine to two to keep the library open on Sundays, against the advice of its treasurer. " * 8,
)


def test_encode_gives_unit_vectors_when_given_texts(encoder: OnnxEncoder) -> None:
    """Every text, the empty one too, has a float32 vector of length one."""
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (len(SENTENCES), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=ROUNDING)


def test_encode_gives_no_rows_when_given_no_text(encoder: OnnxEncoder) -> None:
    """No text gives shape (0, dimension)."""
    assert encoder.encode([]).shape == (0, 384)


def test_encode_keeps_order_when_lengths_are_mixed(encoder: OnnxEncoder) -> None:
    """Row n is the vector of text n, although texts of like length are computed together, in several batches."""
    texts = [f"{sentence} {number}" for number in range(BATCH // 2) for sentence in SENTENCES]
    together = encoder.encode(texts)
    for row in (0, 1, 5, BATCH, len(texts) - 1):
        np.testing.assert_allclose(together[row], encoder.encode([texts[row]])[0], atol=ROUNDING)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200), min_size=1, max_size=8))
def test_encode_gives_the_same_vector_when_the_company_differs(encoder: OnnxEncoder, others: list[str]) -> None:
    """The vector of a text does not depend on the texts that are encoded with it."""
    alone = encoder.encode([SENTENCES[0]])[0]
    np.testing.assert_allclose(encoder.encode([*others, SENTENCES[0]])[-1], alone, atol=ROUNDING)


def test_encode_gives_identical_vectors_when_repeated(encoder: OnnxEncoder) -> None:
    """The same texts give the same bits again, whatever the number of threads is."""
    np.testing.assert_array_equal(encoder.encode(SENTENCES), encoder.encode(SENTENCES))


def test_encode_reads_256_word_pieces_when_a_text_is_longer(encoder: OnnxEncoder) -> None:
    """A text is cut at 256 word pieces, of which two are the marks of its ends: what follows changes nothing."""
    # "harbour" and "ferry" are one word piece each.
    cut = "harbour " * 254
    vectors = encoder.encode([cut, cut + "ferry " * 300, "harbour " * 253 + "ferry"])
    np.testing.assert_allclose(vectors[0], vectors[1], atol=ROUNDING)
    assert np.abs(vectors[0] - vectors[2]).max() > 100 * ROUNDING


def test_encode_puts_a_paraphrase_nearer_than_another_topic(encoder: OnnxEncoder) -> None:
    """A sentence is nearer to the same thing in other words than to another topic."""
    sentence, paraphrase, other = encoder.encode(
        [
            "The factory will shut its doors in June.",
            "The plant is going to close this summer.",
            "Heavy snow fell on the northern hills overnight.",
        ]
    )
    assert sentence @ paraphrase > sentence @ other + 0.3


def test_name_tells_model_backend_and_pinned_digest(encoder: OnnxEncoder, folder: Path) -> None:
    """The name is the same wherever the same pinned files were prepared."""
    assert encoder.name == f"all-MiniLM-L6-v2/onnx@{Manifest.read(folder).digest[:12]}"


def test_opening_is_refused_when_the_model_is_not_prepared(tmp_path: Path) -> None:
    """A model without weights is missing, and the answer says how to prepare it."""
    with pytest.raises(ModelMissing, match="quoteservice models prepare") as refusal:
        OnnxEncoder(tmp_path / "all-MiniLM-L6-v2", threads=1)
    assert refusal.value.where == str(tmp_path / "all-MiniLM-L6-v2" / WEIGHTS)


@pytest.fixture
def changeable(folder: Path, tmp_path: Path) -> Path:
    """A copy of the prepared model, without the original."""
    copy = tmp_path / folder.name / WEIGHTS
    copy.mkdir(parents=True)
    for name in (GRAPH, TOKENIZER, SEAL):
        shutil.copy(folder / WEIGHTS / name, copy)
    return copy


def test_opening_needs_no_original(changeable: Path, encoder: OnnxEncoder) -> None:
    """Graph, tokenizer and seal are enough to serve."""
    served = OnnxEncoder(changeable.parent, threads=2)
    np.testing.assert_allclose(served.encode(SENTENCES), encoder.encode(SENTENCES), atol=ROUNDING)


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
def test_opening_is_refused_when_a_byte_has_changed(changeable: Path, name: str) -> None:
    """A file that is not as it was sealed is not served."""
    path = changeable / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(DigestMismatch, match=name):
        OnnxEncoder(changeable.parent, threads=1)


def test_opening_is_refused_when_a_file_is_gone(changeable: Path) -> None:
    """A prepared model without one of its files is missing."""
    (changeable / TOKENIZER).unlink()
    with pytest.raises(ModelMissing, match=TOKENIZER):
        OnnxEncoder(changeable.parent, threads=1)


def test_opening_is_refused_when_the_seal_cannot_be_read(changeable: Path) -> None:
    """A seal that was cut short seals nothing."""
    (changeable / SEAL).write_text('{"model": "1e19')
    with pytest.raises(ModelMissing, match="seal"):
        OnnxEncoder(changeable.parent, threads=1)


def test_serving_loads_neither_torch_nor_transformers(folder: Path) -> None:
    """A service that encodes with onnxruntime never imports torch, transformers or sentence-transformers."""
    script = (
        "import sys; from pathlib import Path; import quoteservice.bootstrap, quoteservice.app, quoteservice.server;"
        "from quoteservice.embedding import open_encoder;"
        f"open_encoder('onnx', {folder.name!r}, models=Path({str(folder.parent)!r}), threads=1).encode(['Yes.']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_encoding_notes_and_tells_nothing(folder: Path, tmp_path: Path) -> None:
    """Whoever encodes leaves no file behind: builds of the library would note every session and send it on."""
    script = (
        "from pathlib import Path; from quoteservice.embedding import open_encoder;"
        f"open_encoder('onnx', {folder.name!r}, models=Path({str(folder.parent)!r}), threads=1).encode(['Yes.'])"
    )
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", script], env=os.environ | home, check=True)
    assert list(tmp_path.iterdir()) == []
