"""A typed client of the HTTP API, for programs in Python.

from quoteservice.client import Client

with Client("http://127.0.0.1:8000") as quotes:
    answer = quotes.verify("We close on Monday", speaker="Mara Keeper")
    print(answer.verdict, answer.explanation)
"""

from quoteservice.client.client import Client
from quoteservice.client.exchange import Problem, Unreachable

__all__ = ["Client", "Problem", "Unreachable"]
