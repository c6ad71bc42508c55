"""Answers claims: prepare, gather, judge, record."""


class Verify:
    pass
