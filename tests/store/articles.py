"""Writes articles of three quotes into a store, one transaction each, and prints the id of each one acknowledged.

    python -m tests.store.articles STORE NAME COUNT [DIES_IN]

Runs as a process of its own, which the tests kill; with DIES_IN it kills itself in the middle of that article.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import date

from quoteservice.bootstrap import open_store
from quoteservice.domain.quote import Form, Quote, Source, Statement
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Role, Speaker
from quoteservice.ports import Indexed, QuoteStore, StoreWriter
from tests.fakes import FakeEncoder

ENCODER = FakeEncoder(32)
QUOTES = 3


def write_article(store: QuoteStore, id_: str, *, dies: bool = False) -> None:
    """An article with its quotes; whoever speaks first brings the speaker, whom all articles share."""
    sentences = [f"In {id_} she said {word}" for word in ("yes", "no", "perhaps")]
    text = ". ".join(sentences)
    source = Source(id_, id_.encode().hex(), published_on=date(2021, 5, 3))
    with store.writing() as writer:
        writer.add_source(source, text)
        speaker = _speaker(writer, id_)
        writer.add_role(speaker.id, Role("witness", None, source.published_on, source.id))
        for number, sentence in enumerate(sentences):
            start = text.index(sentence)
            statement = Statement(sentence, (Span(start, start + len(sentence)),), Form.INDIRECT)
            indexed = Indexed((sentence,), sentence, ENCODER.encode([sentence]), ENCODER.name)
            writer.add_quote(Quote(f"{id_}-{number}", source, statement, speaker), indexed)
            if dies and number == 1:
                os.kill(os.getpid(), signal.SIGKILL)


def _speaker(writer: StoreWriter, id_: str) -> Speaker:
    known = writer.speakers_named(["Quill"])
    if known:
        return known[0].speaker
    speaker = Speaker(f"p-{id_}", "Marta Quill")
    writer.add_speaker(speaker)
    return speaker


def main(address: str, name: str, count: str, dies_in: str = "-1") -> None:
    """Writes `count` articles, NAME-0, NAME-1, ..."""
    store = open_store(address)
    for number in range(int(count)):
        write_article(store, f"{name}-{number}", dies=number == int(dies_in))
        print(f"{name}-{number}", flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
