"""Sentences in, unit vectors out."""
