"""Answers as a person reads them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from quoteservice.cli.terminal import Terminal
from quoteservice.domain.quote import Page
from quoteservice.domain.span import Span
from quoteservice.domain.speaker import Resolution, ResolutionStatus, Speaker, SpeakerKind, SpeakerProfile
from quoteservice.domain.verdict import (
    Change,
    ChangeKind,
    DiffOp,
    DiffPart,
    Evidence,
    Finding,
    Severity,
    Verdict,
)
from tests.web.builders import KEEPER, quote, verification

TEXT = "“The harbour closes on Monday,” Keeper said."
QUOTE = quote(TEXT, "The harbour closes on Monday")
DIFF = (
    DiffPart(DiffOp.EQUAL, "The harbour ", "The harbour "),
    DiffPart(DiffOp.INSERT, "never ", ""),
    DiffPart(DiffOp.EQUAL, "closes on ", "closes on "),
    DiffPart(DiffOp.REPLACE, "Sunday", "Monday"),
)
NEVER = Change(ChangeKind.NEGATION, Severity.MATERIAL, "never", "", Span(12, 17), Span(12, 12))


class Screen(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def written(width: int = 80, colour: bool = False) -> tuple[Terminal, io.StringIO]:
    out = io.StringIO()
    return Terminal(out, width, colour), out


def test_verification_when_words_differ() -> None:
    """Recorded and claimed words stand in the place where they differ; spaces stay outside the marks."""
    terminal, out = written()
    answer = verification(
        Verdict.REJECTED, Finding.ALTERED, changes=(NEVER,), evidence=(Evidence(QUOTE, 0.9, DIFF),), said_by=(KEEPER,)
    )
    terminal.verification(answer)
    text = out.getvalue()
    assert text.splitlines()[0] == "✗ REJECTED  altered (nearly certain, 97%)"
    assert "The harbour {+never+} closes on [-Monday-]{+Sunday+}" in text
    assert "On record from Mara Keeper." in text
    assert "Searched 2 statements by Mara Keeper in 1 source, published on 2 May 2024." in text


def test_verification_when_nearly_every_word_differs() -> None:
    """Evidence in other words is shown as it was printed, without marks."""
    terminal, out = written()
    diff = (DiffPart(DiffOp.REPLACE, "We shut the port after the weekend", QUOTE.content),)
    terminal.verification(verification(Verdict.CONFIRMED, Finding.PARAPHRASE, evidence=(Evidence(QUOTE, 0.8, diff),)))
    assert "“The harbour closes on Monday”" in out.getvalue()
    assert "[-" not in out.getvalue()


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)]
)
def test_colour_when_it_is_a_terminal(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    """Colour is for terminals, unless NO_COLOR is set to anything."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Terminal.of(Screen()).colour is coloured
    assert Terminal.of(io.StringIO()).colour is False


def test_colour_is_never_alone() -> None:
    """The marks of a difference stay where there is colour."""
    terminal, out = written(colour=True)
    terminal.verification(verification(Verdict.REJECTED, Finding.ALTERED, evidence=(Evidence(QUOTE, 0.9, DIFF),)))
    assert "\033[31m{+never+}\033[0m" in out.getvalue()


def test_lines_when_the_terminal_is_narrow() -> None:
    """No line is longer than the terminal, but for words that alone are."""
    terminal, out = written(width=40)
    far = replace(QUOTE, source=replace(QUOTE.source, url=f"https://quay.example/{'x' * 60}"))
    terminal.quotes(Page((far,)))
    assert [line for line in out.getvalue().splitlines() if len(line) > 40] == [f"    {far.source.url}"]


def test_resolution_when_a_name_fits_two() -> None:
    """An ambiguous name lists all whom it fits."""
    terminal, out = written()
    other = Speaker("p2", "Tom Keeper")
    found = (SpeakerProfile(KEEPER, quotes=2), SpeakerProfile(other, quotes=1))
    terminal.resolution("Keeper", Resolution(ResolutionStatus.AMBIGUOUS, None, found))
    assert out.getvalue() == (
        "“Keeper” fits 2 speakers:\nMara Keeper (person, 2 statements)\nTom Keeper (person, 1 statement)\n"
    )


def test_speakers_when_nobody_is_on_record() -> None:
    """An empty list is said to be empty."""
    terminal, out = written()
    terminal.speakers(Page(()))
    assert out.getvalue() == "Nobody is on record.\n"


def test_speakers_when_a_description_is_its_own_role() -> None:
    """A role that the name holds is not repeated."""
    from quoteservice.domain.speaker import Role

    terminal, out = written()
    officer = Speaker("p3", "a senior officer", SpeakerKind.ANONYMOUS)
    terminal.speakers(Page((SpeakerProfile(officer, (), (Role("senior officer"),), 1),)))
    assert out.getvalue() == "a senior officer (not named, 1 statement)\n"
