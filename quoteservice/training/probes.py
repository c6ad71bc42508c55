"""`python -m quoteservice.training.probes` writes what the originals of the models answer; needs torch."""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer

from quoteservice.embedding import open_encoder
from quoteservice.embedding.entailment import FOLDER, TOKENIZER, PairTokenizer, Probabilities
from quoteservice.embedding.entailment_network import Relating, load_learned, open_base
from quoteservice.embedding.prepared import ORIGINAL, WEIGHTS
from quoteservice.embedding.probes import TEXTS, write_probes
from quoteservice.training.meaning import ADAPTER, BASE

ENCODER = "all-MiniLM-L6-v2"

PAIRS = (
    ("The bridge will open on Monday, the mayor said.", "the mayor said the bridge would open on Monday"),
    ("The bridge will open on Monday, the mayor said.", "the bridge will stay closed on Monday"),
    ("We asked for 2,500 tents; we were sent 25. Nobody has told us why.", "they did not get the tents they wanted"),
    ("I have never met him, and I do not intend to.", "She has met him several times."),
    ("Prices rose in March, the third rise this year.", "wages fell"),
    ("No.", "Yes."),
    ("The committee heard evidence from the engineers, the crew and the insurers. " * 20, "engineers were heard"),
)


def main(models: Path = Path("models")) -> int:
    """Writes the probes of both models."""
    encoder = open_encoder("sentence-transformers", ENCODER, models=models, threads=1)
    write_probes(models / ENCODER, TEXTS, encoder.encode(TEXTS))
    original = models / BASE / WEIGHTS / ORIGINAL
    network = Relating(open_base(original)).eval()
    load_learned(network, models / FOLDER / ADAPTER)
    write_probes(models / FOLDER, PAIRS, related(network, original))
    return 0


def related(network: Relating, folder: Path) -> Probabilities:
    """What the network answers to PAIRS; the tokenizer is in `folder`."""
    tokenizer = PairTokenizer(Tokenizer.from_file(str(folder / TOKENIZER)))
    arrays = tokenizer.batch(tokenizer.pairs(PAIRS))
    with torch.inference_mode():
        shares: Probabilities = torch.softmax(network(*map(torch.from_numpy, arrays)), dim=1).numpy()
    return shares


if __name__ == "__main__":
    sys.exit(main())
