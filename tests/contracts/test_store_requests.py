"""How every RequestStore remembers requests: by their key, for a while."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from quoteservice.domain.request import Repeat, SentRequest
from quoteservice.ports import Store
from tests.contracts.records import NOW

SENT = SentRequest("desk 1", "d1")
DAY, MINUTES = timedelta(hours=24), timedelta(minutes=10)


def begin(store: Store, sent: SentRequest, at: datetime = NOW) -> Repeat | None:
    """Begins a request at that moment; answers are forgotten after a day, what was begun after ten minutes."""
    return store.begin_request(sent, at, at - DAY, at - MINUTES)


def test_request_when_it_is_sent_again(store: Store) -> None:
    """It is new once, then being answered, then answered."""
    assert begin(store, SENT) is None
    assert begin(store, SENT) == Repeat(True, None)
    store.end_request(SENT.key, b"\x00answer\xff")
    assert begin(store, SENT) == Repeat(True, b"\x00answer\xff")


def test_request_when_the_key_was_another_requests(store: Store) -> None:
    """A key with another digest is told from the same request; other keys are new."""
    begin(store, SENT)
    assert begin(store, SentRequest("desk 1", "d2")) == Repeat(False, None)
    store.end_request(SENT.key, b"a")
    assert begin(store, SentRequest("desk 1", "d2")) == Repeat(False, b"a")
    assert begin(store, SentRequest("desk 2", "d1")) is None


def test_request_when_it_came_to_nothing(store: Store) -> None:
    """A request that was forgotten is new again."""
    begin(store, SENT)
    store.end_request(SENT.key, None)
    assert begin(store, SENT) is None


def test_request_when_time_has_passed(store: Store) -> None:
    """What was begun and died is forgotten after minutes, what was answered after a day."""
    begin(store, SENT)
    assert begin(store, SENT, NOW + MINUTES) is not None
    assert begin(store, SENT, NOW + MINUTES * 2) is None
    store.end_request(SENT.key, b"a")
    assert begin(store, SENT, NOW + DAY) is not None
    assert begin(store, SENT, NOW + DAY * 2) is None


def test_request_when_it_is_sent_twice_at_once(store: Store) -> None:
    """Of many at the same moment one is new."""
    found: list[Repeat | None] = []
    start = threading.Barrier(8)

    def send() -> None:
        start.wait()
        found.append(begin(store, SENT))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(None) == 1
    assert found.count(Repeat(True, None)) == 7
