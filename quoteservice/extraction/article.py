"""The one door of the reading: an article in, its attributed statements out.

1. paragraphs, and the quotations in them
2. the parse of every paragraph that could report something, or introduce who speaks in the next one
3. who said what, joined over the whole text
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from quoteservice.domain.quote import Document, Statement
from quoteservice.domain.span import Span
from quoteservice.extraction.attribution import attribute
from quoteservice.extraction.cues import CUES, Frame
from quoteservice.extraction.drafts import NOBODY, Draft, statements
from quoteservice.extraction.html import article_of
from quoteservice.extraction.lexicon import OFFICES_OF_COMPANIES
from quoteservice.extraction.nested import nested
from quoteservice.extraction.paragraphs import Layout, Paragraph, paragraphs
from quoteservice.extraction.people import People
from quoteservice.extraction.phrases import PHRASE_WORDS
from quoteservice.extraction.pipeline import Pipeline
from quoteservice.extraction.quotations import Quotation, quotations
from quoteservice.extraction.reading import Reading
from quoteservice.extraction.topics import TOPIC_WORDS
from quoteservice.extraction.transcripts import Turn, answers, draft_of_turn, is_answer, is_question, role_in, turns

# Words that can report something without quotation marks: a paragraph that has neither need not be parsed.
_WITHOUT_MARKS = Frame.CLAUSE | Frame.ORDER | Frame.OBJECT | Frame.FINDING | Frame.THOUGHT
_REPORTING = {word for word, cue in CUES.items() if cue.frames & _WITHOUT_MARKS} | PHRASE_WORDS | TOPIC_WORDS

# A long paragraph with a smaller share of letters is a table, or made to take long: its parse would tell nothing.
LEAST_LETTERS = 0.5
LONGEST_WITHOUT_LETTERS = 300

_WORD = re.compile(r"[a-z]+")
_HE_OR_SHE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


class ArticleReader:
    """Reads articles with the English pipeline in a folder; the `Reader` of the ports."""

    def __init__(self, pipeline_folder: Path) -> None:
        """Loads the pipeline. Raises ModelMissing."""
        self._pipeline = Pipeline(pipeline_folder)

    def read(self, text: str) -> tuple[Statement, ...]:
        """The attributed statements of a text, in its order; none for a text without any."""
        return tuple(statements(text, self.drafts(text)))

    def drafts(self, text: str) -> tuple[Draft, ...]:
        """The statements with what they were read off."""
        found = paragraphs(text)
        marked = quotations(text, found)
        marks: dict[int, list[Quotation]] = {}
        for each_mark in marked:
            marks.setdefault(each_mark.paragraph, []).append(each_mark)
        said = turns(text, found) or answers(text, found)
        spoken = {each.paragraph for each in said}
        chosen = [
            (number, each)
            for number, each in enumerate(found)
            if number not in spoken
            and (
                _may_report(each, has_marks=number in marks)
                or (number + 1 in marks and number + 1 not in spoken and _introduces(each, found[number + 1]))
            )
        ]
        parsed = self._pipeline.parse(each.plain for _, each in chosen)
        readings = [
            Reading(text, number, each, doc, tuple(marks.get(number, ())))
            for (number, each), doc in zip(chosen, parsed, strict=True)
        ]
        people = People(found)
        drafts = [*_transcript(said, people), *attribute(readings, people)]
        drafts += list(nested(text, drafts, people))
        _give_offices(drafts, people)
        return tuple(sorted(drafts, key=lambda draft: (draft.parts[0].start, draft.parts[-1].end)))

    def article(self, html: str) -> Document:
        """The article in a page: its text and what the page says about it. Raises NoArticle."""
        return article_of(html)


def _give_offices(drafts: Sequence[Draft], people: People) -> None:
    """Puts the office that stands beside a name elsewhere in the article to the first words of who has none.

    What a description said that turned out to be somebody with a name, that person said.
    """
    first: dict[str, Draft] = {}
    for draft in drafts:
        if (named := people.named_later.get(draft.known.speaker or "")) is not None:
            draft.known, draft.office = named, draft.mention.role if draft.mention else None
        if draft.known.speaker is not None:
            first.setdefault(draft.known.speaker, draft)
    known = {draft.known.speaker for draft in drafts if draft.role is not None}
    for speaker in first.keys() - known:
        first[speaker].office = first[speaker].office or people.office_of(speaker)
    for draft in drafts:
        draft.house = _house(draft, people)


def _house(draft: Draft, people: People) -> str | None:
    """Of what an office is whose article leaves that to be understood."""
    office = draft.office or draft.role
    if office is None:
        return None
    if office.casefold() in OFFICES_OF_COMPANIES:
        return people.company
    _, _, voiced = (draft.known.speaker or "").partition(f"{draft.mention.text} for " if draft.mention else "\n")
    return voiced or None


def _transcript(said: Sequence[Turn], people: People) -> list[Draft]:
    """What is said in a transcript; questions of nobody in particular are left out."""
    drafts: list[Draft] = []
    labels = {each.label for each in said}
    is_interview = bool(said) and (labels == {""} or bool(labels & {"A", "Answer"}))
    known = people.introduced_before(said[0].label_at) if is_interview else NOBODY
    asked = False
    for turn in said:
        asked = is_question(turn) if turn.label else asked
        if asked:
            continue
        draft = draft_of_turn(turn)
        if turn.label:
            draft.label = Span(turn.label_at, turn.label_at + len(turn.label))
            draft.known = known if is_answer(turn) else people.labelled(turn.label)
            draft.role = role_in(turn.label)
        elif drafts:
            draft.known, draft.follows = drafts[-1].known, drafts[-1]
        else:
            draft.known = known
        drafts.append(draft)
    return drafts


def _may_report(paragraph: Paragraph, *, has_marks: bool) -> bool:
    if paragraph.layout is not Layout.BODY or not _is_prose(paragraph.plain):
        return False
    if has_marks:
        return True
    if paragraph.plain.rstrip().endswith(":"):
        return True
    return any(word in _REPORTING for word in _WORD.findall(paragraph.plain.lower()))


def _introduces(paragraph: Paragraph, following: Paragraph) -> bool:
    """True if words of a "he" or "she" follow: whom the paragraph is about, its parse tells."""
    if paragraph.layout is not Layout.BODY or not _is_prose(paragraph.plain):
        return False
    return bool(_HE_OR_SHE.search(following.plain))


def _is_prose(text: str) -> bool:
    letters = sum(map(str.isalpha, text)) if len(text) > LONGEST_WITHOUT_LETTERS else len(text)
    return letters >= LEAST_LETTERS * len(text)
