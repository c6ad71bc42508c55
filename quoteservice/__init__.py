"""Quoteservice answers "did they really say that?", with the evidence."""

__version__ = "0.1.0"
