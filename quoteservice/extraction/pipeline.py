"""The English pipeline of spaCy: words, their tags, and who depends on whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from quoteservice.errors import ModelMissing

# Named entities and lemmas are not used, and take half of the pipeline's time.
_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]

# Paragraphs parsed together: more does not go faster on a processor, and holds more memory.
_BATCH = 128


class Pipeline:
    """Parses paragraphs; loading takes one to four seconds, so that one is kept for a process."""

    def __init__(self, folder: Path) -> None:
        """Loads the pipeline from its folder. Raises ModelMissing."""
        if not (folder / "config.cfg").is_file():
            raise ModelMissing(
                "The English pipeline en_core_web_md is not there",
                where=str(folder),
                remedy="Run `make install`, or set QUOTESERVICE_MODELS to the folder that holds the models.",
            )
        # NumPy's own matrix product takes a third less time on ordinary processors than the one that spaCy brings.
        with use_ops("numpy", use_blis=False):
            self._language = spacy.load(folder, exclude=_UNUSED)
        # The products are too small to share: two threads wait for each other and take twice the time of one.
        self._threads = ThreadpoolController()

    def parse(self, texts: Iterable[str]) -> list[Doc]:
        """One parsed document for each text, in order."""
        with self._threads.limit(limits=1, user_api="blas"):
            return list(self._language.pipe(texts, batch_size=_BATCH))
