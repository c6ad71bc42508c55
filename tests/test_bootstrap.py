"""How the parts are joined."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from quoteservice.bootstrap import LateReader
from quoteservice.domain.quote import Document, Statement


class CountedReader:
    """A reader that finds nothing, and knows how many of its kind were opened."""

    opened = 0

    def __init__(self) -> None:
        type(self).opened += 1

    def read(self, text: str) -> tuple[Statement, ...]:
        """Nothing."""
        return ()

    def article(self, html: str) -> Document:
        """The whole of it."""
        return Document(text=html)


def test_late_reader_when_several_threads_need_it_first() -> None:
    """A late reader is not opened before it is needed, and then once, however many ask at the same time."""
    late = LateReader(CountedReader)
    assert CountedReader.opened == 0
    start = Barrier(8)

    def ask(number: int) -> Document:
        start.wait()
        late.read("text")
        return late.article(str(number))

    with ThreadPoolExecutor(8) as threads:
        assert [document.text for document in threads.map(ask, range(8))] == [str(number) for number in range(8)]
    assert CountedReader.opened == 1
