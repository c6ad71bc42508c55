"""What all answers have in common."""

from __future__ import annotations

from marshmallow import EXCLUDE, Schema


class AnswerSchema(Schema):
    """Something that is only written; the document leaves room for fields that a later version adds."""

    class Meta:
        """Not part of the answer."""

        unknown = EXCLUDE
