"""Real but small stand-ins for the ports: a store in memory, an encoder by words, a fixed clock, counted ids."""

from tests.fakes.ambient import CountingIds, FixedClock
from tests.fakes.encoder import FakeEncoder
from tests.fakes.store import MemoryStore

__all__ = ["CountingIds", "FakeEncoder", "FixedClock", "MemoryStore"]
