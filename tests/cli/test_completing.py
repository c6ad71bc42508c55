"""Completion, in a real shell."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.cli.conftest import Run

BASH = shutil.which("bash")
FISH = shutil.which("fish")

ASK = """
eval "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_quoteservice
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(script: str, *words: str) -> list[str]:
    """What bash offers for the last of these words."""
    assert BASH
    done = subprocess.run([BASH, "-c", ASK, "bash", script, *words], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.skipif(BASH is None, reason="no bash on this machine")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("ver",), ["verify"]),
        (("keys", "c"), ["create"]),
        (("keys", "create", "--sc"), ["--scope"]),
        (("keys", "create", "--scope", "re"), ["read"]),
        (("verify", "We close", "--form", ""), ["any", "direct", "indirect"]),
        (("verify", "--spea"), ["--speaker"]),
        (("verify", "--speaker", ""), []),
        (("speakers", "--encoder-th"), ["--encoder-threads"]),
        (("completion", ""), ["bash", "zsh", "fish", "-h", "--help"]),
        (("check", "dra"), []),
    ],
)
def test_bash_when_it_completes(run: Run, words: tuple[str, ...], offered: list[str]) -> None:
    """Commands, the commands below them, flags and their choices are offered; where a value is free, files are."""
    script = run("completion", "bash").out
    assert sorted(completed(script, "quoteservice", *words)) == sorted(offered)


def test_zsh_when_it_completes(run: Run) -> None:
    """zsh runs the same completion."""
    assert run("completion", "zsh").out.endswith(run("completion", "bash").out)


@pytest.mark.skipif(FISH is None, reason="no fish on this machine")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ver", {"verify"}),
        ("keys c", {"create"}),
        ("keys create --scope re", {"read"}),
        ("verify Words --form ", {"any", "direct", "indirect"}),
        ("verify --spea", {"--speaker"}),
        ("verify --form=in", {"--form=indirect"}),
        ("speakers --encoder-th", {"--encoder-threads"}),
        ("completion ", {"bash", "zsh", "fish"}),
        ("check --nothing-such", set()),
        ("keys --sc", set()),
    ],
)
def test_fish_when_it_completes(run: Run, line: str, offered: set[str]) -> None:
    """fish offers the same, by a script of its own."""
    assert FISH
    script = f"{run('completion', 'fish').out}\ncomplete -C 'quoteservice {line}'"
    done = subprocess.run([FISH, "--no-config", "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert {each.partition("\t")[0] for each in done.stdout.splitlines()} == offered


def test_fish_when_its_script_is_read(run: Run) -> None:
    """Each command has a line for what follows it, and each flag one of its own."""
    script = run("completion", "fish").out
    assert """-n '__quoteservice_at "keys/create"' -l scope -x -a 'verify read write admin'""" in script
    assert """-n '__quoteservice_at "verify"' -l speaker -r""" in script


def test_completion_when_the_shell_is_unknown(run: Run) -> None:
    """Another shell is refused."""
    assert run("completion", "tcsh").code == 2
