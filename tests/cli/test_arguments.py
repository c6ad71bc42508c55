"""The commands and flags."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from quoteservice.cli.arguments import parser, settings
from quoteservice.config import Config

COMMANDS = {
    "serve": ["serve"],
    "ingest": ["ingest", "a.txt"],
    "verify": ["verify", "We close."],
    "check": ["check", "a.txt"],
    "speakers": ["speakers"],
    "quotes": ["quotes"],
    "models": ["models", "prepare"],
    "evaluate": ["evaluate"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_settings_are_flags_of_every_command(words: list[str]) -> None:
    """Each setting is a flag of the same name, on every command; numbers become numbers."""
    wanted = {each.name: 7 if each.type in (int, "int") else "x" for each in fields(Config)}
    flags = [part for name, value in wanted.items() for part in (f"--{name.replace('_', '-')}", str(value))]
    assert settings(parser().parse_args([*words, *flags])) == wanted


def test_settings_when_no_flag_is_given() -> None:
    """What is not given on the command line is left to the environment."""
    assert settings(parser().parse_args(["serve"])) == {}


def test_verify_when_everything_is_given() -> None:
    """Every part of a claim can be given."""
    words = ["verify", "We close.", "--speaker", "Keeper", "--form", "direct", "--said-on", "2024-05-02"]
    chosen = parser().parse_args([*words, "--profile", "clean-up", "--json"])
    assert (chosen.text, chosen.speaker, chosen.form) == ("We close.", "Keeper", "direct")
    assert (chosen.said_on, chosen.profile, chosen.json) == (date(2024, 5, 2), "clean-up", True)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["sing"],
        ["verify"],
        ["verify", "We close.", "--said-on", "May"],
        ["verify", "We close.", "--form", "sung"],
        ["serve", "--port", "eighty"],
        ["serve", "--port", "-1"],
        ["quotes", "--limit", "-1"],
        ["verify", "We close.", "--spea", "Keeper"],
    ],
)
def test_parser_when_a_command_is_written_wrongly(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with 2 and says what is wrong; an abbreviated flag is wrong too."""
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(words)
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--help"], *([*words, "--help"] for words in COMMANDS.values())], ids=str)
def test_help_names_exit_codes(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every help page says what the exit codes mean."""
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(words)
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert "1    rejected" in printed
    assert "4    the service cannot start" in printed


def test_help_names_each_default(capsys: pytest.CaptureFixture[str]) -> None:
    """A command's help gives each setting's meaning and default, and where else it is read from."""
    with pytest.raises(SystemExit):
        parser().parse_args(["serve", "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert "--port N port to listen on; 0 is any that is free, which is printed (default: 8000)" in printed
    assert "QUOTESERVICE_NAME" in printed
