"""Words in quotation marks that nobody said are never kept as direct quotes."""

from __future__ import annotations

import pytest

from quoteservice.domain.quote import Form
from quoteservice.extraction.article import ArticleReader

# text, and the words in it that are nobody's
NOBODYS = [
    ('Known to colleagues as "the Boatman", Ashby said that he had missed the train.', "the Boatman"),
    ('Away fans mocked the keeper and unfurled a banner reading "Going down with the ship".', "Going down"),
    ('Walking in to chants of "Sack the board", Hale said the club was safe.', "Sack the board"),
    ('"We see more than weather," said Clare Roe, who has a "sell" rating on the stock. "They are lost."', "sell"),
    ('With the help of "Flip the Script with Liz Roe", the actor held an audition.', "Flip the Script"),
    ('He ended with "Para bellum", Latin for "if you wish peace, prepare for war."', "if you wish"),
    ('The hall, nicknamed "the shed", will close, Roe said.', "the shed"),
    ('The firm, whose slogan is "Like family", said checks had been made.', "Like family"),
    ('The word "safe" was never used, Roe said.', "safe"),
]


@pytest.mark.parametrize(("text", "words"), NOBODYS, ids=[words for _, words in NOBODYS])
def test_direct_quotes_when_words_are_only_mentioned(reader: ArticleReader, text: str, words: str) -> None:
    """A nickname, a slogan, a title or a word that is only mentioned is nobody's direct quote."""
    direct = [part.cut(text) for each in reader.read(text) if each.form is Form.DIRECT for part in each.parts]
    assert not any(words in part for part in direct)


def test_words_in_marks_when_a_sentence_ends_with_them_and_its_cue(reader: ArticleReader) -> None:
    """'It was "a farce," he said' reports the sentence, not the two words alone."""
    text = 'The plan he saw was "no more than a sketch," Tom Hale said.'
    (found,) = reader.read(text)
    assert (found.form, found.content) == (Form.MIXED, 'The plan he saw was "no more than a sketch,"')
