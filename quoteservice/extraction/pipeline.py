"""The English pipeline of spaCy: words, their tags, and who depends on whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from quoteservice.errors import ModelMissing

# Named entities and lemmas are not used, and take half of the pipeline's time.
_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]

# Characters parsed together: three articles of usual length. More holds more memory, up to gigabytes, for no gain.
_BATCH = 16_000

# Ranks that the parser does not know; "Lt.-Gen." becomes "Ltx-Gen ", which it takes for one word before a name.
_RANK = re.compile(
    r"\b(Maj|Lt|Brig|Col|Cpl|Sgt|Capt|Cmdr|Pte|Pvt|Det|Insp|Supt|Const|Atty|Asst|Dep|(?<=-)(?:Gen|Gov|Col|Cmdr|Supt|Sgt))\."
    r"(?=(-)|\s[A-Z])"
)


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
            return [doc for batch in _batches(texts) for doc in self._parsed(batch)]

    def _parsed(self, batch: list[str]) -> Iterator[Doc]:
        read = map(_as_parsed, batch)
        for text, doc in zip(batch, self._language.pipe(read, batch_size=len(batch)), strict=True):
            doc.user_data["text"] = text
            yield doc


def _as_parsed(text: str) -> str:
    """The text of equal length without the points of ranks, which the parser takes for the ends of sentences."""
    return _RANK.sub(lambda match: match.group(1) + ("x" if match.group(2) else " "), text)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
