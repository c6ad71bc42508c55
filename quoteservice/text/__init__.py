"""Strings in, strings and spans out: marks, words, fragments and diffs."""
