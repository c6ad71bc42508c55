"""The English pipeline of spaCy: words, their tags, and who depends on whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

from quoteservice.errors import ModelMissing

# Named entities and lemmas are not used, and take half of the pipeline's time.
_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]

# Paragraphs parsed together: more does not go faster on a processor, and holds more memory.
_BATCH = 32


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
        self._language = spacy.load(folder, exclude=_UNUSED)

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One parsed document for each text, in order."""
        return self._language.pipe(texts, batch_size=_BATCH)
