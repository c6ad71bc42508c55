"""Transcripts and interviews: who speaks stands before the words."""

from __future__ import annotations

from quoteservice.extraction.article import ArticleReader

HEARING = """The following is a transcript of the hearing.

CHAIR: Please state your name for the record.

MINISTER: (sighs) My name is Olaf Berg. The budget was approved in March.

It was signed in April.

CHAIR: Who approved it?

MINISTER: The cabinet did."""

INTERVIEW = """Our reporter spoke to the new coach, Lena Brandt.

Q: Are you ready for Saturday?

A: We have trained all summer.

Q: Who will be captain?

A: That is for the players to decide."""

PORTRAIT = """Mara Lind on salt, ships and her father's maps

The painter, 61, talked to us in her studio, while her assistant, Paul Ott, mended a chair.

Q: Why so long?

A: Fear. Ida Weiss told me in May, at this table, "You will never show it to anybody." She was right.

At this point Ott looks up. "She burned the first one," he says. "I have a photograph of it."

Q: Is that so?

A: Paul exaggerates. We burned a sketch."""

UNLABELLED = """'I paint the edge first'

The painter Mara Lind talks to Luke Farr about salt and ships

Her new show opens on Friday. We met at the harbour.

Seven years is a long time. Where have you been?

At sea, mostly. My father had a boat. I thought it would be a summer.

Did you think of giving up?

I did, and I told my dealer so. She only laughed.

Critics say you are afraid of colour.

I am not. Look at the red one.

What is next?

A wall, if my knees hold.

Her assistant, Paul Ott, mended a chair. "She says she is calm," he said. "She is not."
"""

LIST = """The fair opens on Friday.

Cost: Five pounds for adults.

Place: The old mill.

Time: From ten until six."""


def test_turns_when_labels_name_offices(reader: ArticleReader) -> None:
    """Each turn is a direct statement of its label; asides are left out, and a paragraph without a label goes on."""
    found = [(each.speaker, each.content) for each in reader.read(HEARING)]
    assert found == [
        ("CHAIR", "Please state your name for the record."),
        ("MINISTER", "My name is Olaf Berg. The budget was approved in March."),
        ("MINISTER", "It was signed in April."),
        ("CHAIR", "Who approved it?"),
        ("MINISTER", "The cabinet did."),
    ]


def test_turns_when_labelled_question_and_answer(reader: ArticleReader) -> None:
    """The answers are the words of the one person introduced; the questions are left out."""
    found = [(each.speaker, each.content) for each in reader.read(INTERVIEW)]
    assert found == [
        ("Lena Brandt", "We have trained all summer."),
        ("Lena Brandt", "That is for the players to decide."),
    ]


def test_turns_when_a_list_has_headings(reader: ArticleReader) -> None:
    """The headings of a list speak no words."""
    assert reader.read(LIST) == ()


def test_turns_when_one_person_answers(reader: ArticleReader) -> None:
    """The answers are whose name leads; what others say between them, or within them, is theirs."""
    found = [(each.speaker, each.content, each.relayed_by) for each in reader.read(PORTRAIT)]
    assert [each for each in found if each[0] != "Mara Lind"] == [
        ("Ida Weiss", "You will never show it to anybody.", ("Mara Lind",)),
        ("Paul Ott", "She burned the first one I have a photograph of it.", ()),
    ]
    assert [content[:4] for speaker, content, _ in found if speaker == "Mara Lind"] == ["Fear", "Paul"]


def test_turns_when_questions_have_no_labels(reader: ArticleReader) -> None:
    """What stands between questions is what the one who talks says; the reporter's own words are not."""
    found = [(each.speaker, each.content) for each in reader.read(UNLABELLED)]
    assert [content for speaker, content in found if speaker == "Mara Lind"] == [
        "At sea, mostly. My father had a boat. I thought it would be a summer.",
        "I did, and I told my dealer so. She only laughed.",
        "I am not. Look at the red one.",
        "A wall, if my knees hold.",
    ]
    assert ("Paul Ott", "She says she is calm She is not.") in found


def test_turns_when_an_article_asks_a_question(reader: ArticleReader) -> None:
    """A column with questions to its readers is no interview."""
    text = "\n\n".join(["Would you pay?", "The toll rose on Friday.", "Would you walk?", "The bridge is shut."] * 3)
    assert reader.read(text) == ()
