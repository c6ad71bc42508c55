"""Fetches pages of the public web, and cannot be led into a private network."""
