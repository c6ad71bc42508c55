"""quoteservice completion: a script by which a shell completes commands, flags and their values.

It is made from the parser itself, so that it knows what this version knows; files are completed where a value is free.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from quoteservice.cli import exits
from quoteservice.cli.command import Command


@dataclass(frozen=True, slots=True)
class Level:
    """One command, such as `keys create`: the words that may follow it, and which of its flags take a value."""

    path: str
    words: tuple[str, ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """Each flag that takes a value, with its choices; none where it is free."""


def completion(command: Command) -> int:
    """Prints the script."""
    from quoteservice.cli.arguments import parser

    print(script(parser(), command.chosen.shell), end="")
    return exits.OK


def script(top: argparse.ArgumentParser, shell: str) -> str:
    """The script for `fish`, for `bash`, or for `zsh`, which runs that of bash."""
    levels = list(_levels(top, ""))
    if shell == "fish":
        return FISH.format(paths=_fish_paths(levels), completions="".join(map(_fish, levels)))
    body = BASH.format(
        paths=_cases((level.path, 'path="$next"') for level in levels if level.path),
        values=_cases(
            (f"{level.path} {flag}", f'words="{" ".join(choices)}"')
            for level in levels
            for flag, choices in level.values
        ),
        words=_cases((level.path, f'words="{" ".join(level.words)}"') for level in levels),
    )
    return ZSH + body if shell == "zsh" else body


def _levels(parser: argparse.ArgumentParser, path: str) -> Iterator[Level]:
    below = {}
    words: list[str] = []
    values = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            below = action.choices
            words = [*below, *words]
            continue
        choices = tuple(map(str, action.choices or ()))
        if not action.option_strings:
            words += choices
        words += action.option_strings
        if action.nargs != 0:
            values += [(flag, choices) for flag in action.option_strings]
    yield Level(path, tuple(words), tuple(values))
    for name, child in below.items():
        yield from _levels(child, f"{path}/{name}" if path else name)


def _cases(cases: Iterator[tuple[str, str]]) -> str:
    return "\n".join(f'    "{pattern}") {then} ;;' for pattern, then in cases)


def _fish_paths(levels: list[Level]) -> str:
    return " ".join(f"'{level.path}'" for level in levels if level.path)


def _fish(level: Level) -> str:
    """The lines of one command: what may follow, flags with a value, and flags without."""
    start = f"complete -c quoteservice -n '__quoteservice_at \"{level.path}\"'"
    words = [word for word in level.words if not word.startswith("-")]
    taking = dict(level.values)
    lines = [f"{start} -f -a '{' '.join(words)}'"] if words else []
    for flag in (word for word in level.words if word.startswith("-")):
        name = f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
        choices = taking.get(flag)
        # A value that is free may be a file.
        value = "" if choices is None else f" -x -a '{' '.join(choices)}'" if choices else " -r"
        lines.append(f"{start} {name}{value}")
    return "\n".join(lines) + "\n"


BASH = """\
# Completes quoteservice. To use it now: source <(quoteservice completion bash)
_quoteservice() {{
  local current previous path next words word
  current="${{COMP_WORDS[COMP_CWORD]}}"
  previous="${{COMP_WORDS[COMP_CWORD-1]}}"
  path=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    next="${{path:+$path/}}$word"
    case "$next" in
{paths}
    esac
  done
  COMPREPLY=()
  words="-"
  case "$path $previous" in
{values}
  esac
  if [ "$words" = "-" ]; then
    case "$path" in
{words}
    esac
  fi
  # A flag with a free value, and a word that is no flag and no command: files, by the option below.
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _quoteservice quoteservice
"""

FISH = """\
# Completes quoteservice. To use it now: quoteservice completion fish | source
function __quoteservice_at
  set -l path ''
  for word in (commandline -opc)[2..]
    set -l next (string join / -- (string split -n / -- $path) $word)
    contains -- "$next" {paths}; and set path $next
  end
  test "$path" = "$argv[1]"
end
{completions}"""

ZSH = """\
# For zsh, which runs the completion of bash.
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
"""
