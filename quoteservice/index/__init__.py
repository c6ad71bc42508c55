"""Nearest vectors, in process."""
