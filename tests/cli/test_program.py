"""Commands, run on the real service."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from quoteservice.api.schemas.article import ReadArticleSchema
from quoteservice.app import create_app
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.quote import Document
from tests.cli.conftest import SEEDS, Run

PARAMOUNT = "The safety of our personnel in Iraq is paramount"
NEGATED = PARAMOUNT.replace("is", "is not")
UNHEARD = "Every lighthouse keeper deserves a brass telescope and a warm coat"
PROGRAM = [sys.executable, "-m", "quoteservice"]
PATIENCE = 120  # seconds after which something that should happen is taken not to

# What differs from one asking of the same to the next.
CHANGING = ("id", "checked_at")


@pytest.mark.parametrize(
    ("text", "code", "word"), [(PARAMOUNT, 0, "✓ CONFIRMED"), (NEGATED, 1, "✗ REJECTED"), (UNHEARD, 3, "? UNVERIFIED")]
)
def test_verify_ends_with_the_verdict(run: Run, store: str, text: str, code: int, word: str) -> None:
    """The exit code is the verdict, and the first line says it in a word."""
    outcome = run("verify", text, "--speaker", "White", "--store", store)
    assert outcome.code == code
    assert outcome.out.startswith(word)


def test_verify_shows_what_differs(run: Run, store: str) -> None:
    """Claimed and recorded words are marked in the record as `git diff --word-diff` does, without colour in a pipe."""
    outcome = run("verify", NEGATED, "--speaker", "White", "--store", store)
    assert "The safety of our personnel in Iraq is {+not+} paramount" in outcome.out
    assert "negation: added “not” (changes the meaning)" in outcome.out
    assert "acting NATO spokesman, said in a statement" in outcome.out
    assert "CBC News, 4 January" in " ".join(outcome.out.split())
    assert "\033" not in outcome.out


def test_verify_when_text_comes_from_standard_input(run: Run, store: str) -> None:
    """`-` reads the words, without the line end that `echo` adds."""
    outcome = run("verify", "-", "--speaker", "White", "--store", store, "--json", stdin=f"{PARAMOUNT}\n".encode())
    assert outcome.code == 0
    assert json.loads(outcome.out)["claim"]["text"] == PARAMOUNT


def test_verify_as_json_is_what_the_api_gives(run: Run, store: str) -> None:
    """`--json` prints what POST /v1/verify answers, in the same order."""
    outcome = run("verify", NEGATED, "--speaker", "White", "--store", store, "--json")
    config = Config(store=store)
    service = build(config)
    asked = {"text": NEGATED, "speaker": "White"}
    answer = create_app(service, config).test_client().post("/v1/verify", json=asked).get_json()
    service.close()
    printed = json.loads(outcome.out)
    assert list(printed) == list(answer)
    assert {**printed, **dict.fromkeys(CHANGING)} == {**answer, **dict.fromkeys(CHANGING)}


def test_check_ends_with_the_worst_verdict(run: Run, store: str, tmp_path: Path) -> None:
    """A draft with a rejected statement ends with 1, and lists every statement with its verdict."""
    draft = tmp_path / "draft.txt"
    draft.write_text(f"“{PARAMOUNT},” Dylan White said.\n\n“{NEGATED},” Dylan White said on Sunday.\n")
    outcome = run("check", str(draft), "--store", store)
    assert outcome.code == 1
    assert "1 confirmed, 1 rejected, 0 unverified" in outcome.out
    draft_lines = [line for line in outcome.out.splitlines() if "│" in line]
    assert draft_lines[0].startswith(f"     1✓ │ “{PARAMOUNT},” Dylan White said.")
    assert draft_lines[1:3] == ["        │", f"     2✗ │ “{NEGATED},” Dylan White said on Sunday."]
    assert "2 ✗ REJECTED  altered: Dylan White" in outcome.out
    printed = json.loads(run("check", str(draft), "--store", store, "--json").out)
    assert printed["summary"] == {"confirmed": 1, "rejected": 1, "unverified": 0}
    assert [each["verification"]["verdict"] for each in printed["statements"]] == ["confirmed", "rejected"]


def test_check_when_nobody_speaks(run: Run, store: str) -> None:
    """A draft without statements is fine."""
    outcome = run("check", "-", "--store", store, stdin=b"It rained all day.")
    assert (outcome.code, outcome.out) == (0, "No statement with a speaker was found.\n")


def test_speakers_lists_everybody(run: Run, store: str) -> None:
    """Each speaker is a line, with role, kind and number of statements."""
    outcome = run("speakers", "--store", store)
    assert outcome.code == 0
    assert "Dylan White, acting NATO spokesman (person, 3 statements)\n" in outcome.out
    assert len(json.loads(run("speakers", "--store", store, "--json").out)["speakers"]) == 6


@pytest.mark.parametrize(
    ("name", "status", "line"),
    [("Sajjan", "resolved", "means Harjit Sajjan"), ("Zebedee", "unknown", "Nobody on record is called “Zebedee”")],
)
def test_speakers_tells_whom_a_name_means(run: Run, store: str, name: str, status: str, line: str) -> None:
    """A name is resolved as verification does it."""
    assert line in run("speakers", name, "--store", store).out
    assert json.loads(run("speakers", name, "--store", store, "--json").out)["resolution"] == status


def test_quotes_by_speaker(run: Run, store: str) -> None:
    """The statements of one speaker, each with its source."""
    printed = json.loads(run("quotes", "--speaker", "Sajjan", "--store", store, "--json").out)
    assert {quote["speaker"]["name"] for quote in printed["quotes"]} == {"Harjit Sajjan"}
    assert len(printed["quotes"]) == 4
    assert run("quotes", "--speaker", "Sajjan", "--store", store).out.count("Harjit Sajjan: ") == 4


def test_quotes_in_pages(run: Run, store: str) -> None:
    """A list that is cut says how to go on, and goes on there."""
    first = run("quotes", "--limit", "6", "--store", store).out
    cursor = re.search(r"--cursor (\S+)", first)
    assert cursor
    rest = json.loads(run("quotes", "--cursor", cursor[1], "--store", store, "--json").out)
    assert (len(rest["quotes"]), rest["next"]) == (5, None)


def test_quotes_when_none_fits(run: Run, store: str) -> None:
    """An empty list is said to be empty."""
    outcome = run("quotes", "--publisher", "The Quay", "--from", "2024-01-01", "--store", store)
    assert (outcome.code, outcome.out) == (0, "Nothing on record fits.\n")


def test_ingest_when_some_files_cannot_be_used(run: Run, tmp_path: Path) -> None:
    """One bad file stops no other; each is named at the end with its reason, and the exit code says so."""
    own = f"sqlite:///{tmp_path}/own.db"
    (tmp_path / "good.txt").write_text("“We close the north basin on Monday,” Mara Keeper said.")
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "good.html").write_text(
        "<html><body><article><h1>Quay</h1><p>“The south basin stays open all year,” Mara Keeper said.</p>"
        "<p>She spoke to reporters at the quay for about an hour on a cold and windy morning.</p>"
        "</article></body></html>"
    )
    files = [str(tmp_path / name) for name in ("good.txt", "blank.txt", "absent.txt", "good.html")]
    outcome = run("ingest", *files, "--publisher", "The Quay", "--store", own)
    assert outcome.code == 2
    assert outcome.out.count("(added, 1 statement)") == 2
    assert "good (added" in outcome.out
    assert "blank.txt: The text has no letter or digit" in outcome.err
    assert "absent.txt: The file cannot be read" in outcome.err
    assert "2 of 4 articles were not read" in outcome.err
    assert json.loads(run("speakers", "Keeper", "--store", own, "--json").out)["resolved"]["quotes"] == 2


def test_ingest_as_json_is_what_the_api_gives(run: Run, tmp_path: Path, store: str) -> None:
    """`--json` prints what POST /v1/articles answers, one article a line."""
    outcome = run("ingest", "--index", str(SEEDS / "index.json"), "--store", store, "--json")
    (line,) = outcome.out.splitlines()
    config = Config(store=store)
    service = build(config)
    text = (SEEDS / "000_144e62c6aa327b5b.txt").read_bytes().decode()
    answer = ReadArticleSchema().dump(service.ingest(Document(text=text)))
    service.close()
    assert json.loads(line) == answer
    assert outcome.code == 0


def test_ingest_when_it_is_on_record(run: Run, store: str) -> None:
    """The same text again says that it was on record before."""
    assert (
        "on record before, 11 statements" in run("ingest", "--index", str(SEEDS / "index.json"), "--store", store).out
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["verify", " "], 2, "no letter or digit"),
        (["verify", "a" * 10_001], 2, "10,000 are the most"),
        (["verify", PARAMOUNT, "--speaker", "x" * 301], 2, "300 are the most"),
        (["check", "absent.txt"], 2, "cannot be read"),
        (["ingest"], 2, "nothing to read"),
        (["quotes", "--cursor", "nonsense"], 2, "cursor"),
        (["verify", PARAMOUNT, "--encoder", "abacus"], 4, "abacus"),
        (["verify", PARAMOUNT, "--models", "/nowhere"], 4, "/nowhere"),
    ],
)
def test_commands_when_they_cannot_answer(run: Run, store: str, words: list[str], code: int, said: str) -> None:
    """An error is one line on standard error that says what to do, with nothing on standard output."""
    outcome = run(*words, "--store", store)
    assert outcome.code == code
    assert outcome.err.startswith("quoteservice: ")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert outcome.out == ""


def test_commands_when_the_store_is_none(run: Run) -> None:
    """An address of an unknown store is a fault of the set-up."""
    outcome = run("speakers", "--store", "oracle://x")
    assert outcome.code == 4
    assert "oracle://x" in outcome.err


def test_commands_when_the_environment_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable is refused, rather than ignored."""
    monkeypatch.setenv("QUOTESERVICE_STROE", "x")
    outcome = run("speakers")
    assert outcome.code == 4
    assert "QUOTESERVICE_STROE" in outcome.err


def test_models_when_they_are_prepared(run: Run) -> None:
    """Preparing again fetches nothing, and says that each model is ready."""
    outcome = run("models", "prepare")
    assert outcome.code == 0
    assert outcome.out.count("ready.") == 3


def test_program_when_it_is_started(store: str) -> None:
    """`python -m quoteservice` is the same command, and answers where the terminal knows no quotation marks."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = [*PROGRAM, "verify", NEGATED, "--speaker", "White", "--store", store]
    plain = subprocess.run(words, capture_output=True, env=environment, check=False)
    assert plain.returncode == 1
    assert b"REJECTED" in plain.stdout
    assert b"Traceback" not in plain.stderr
    printed = subprocess.run([*words, "--json"], capture_output=True, env=environment, check=False)
    assert json.loads(printed.stdout)["verdict"] == "rejected"


def test_help_imports_no_model() -> None:
    """Help comes at once: nothing that is needed only to answer is imported for it."""
    looks = "import sys, quoteservice.cli.arguments as a; a.parser(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "onnxruntime", "spacy", "torch", "flask", "marshmallow", "sqlite_utils"} & set(loaded)


def test_verify_imports_no_parser(store: str) -> None:
    """A question needs neither the parser nor torch."""
    words = ["verify", PARAMOUNT, "--store", store]
    asks = f"import sys, quoteservice.cli; quoteservice.cli.main({words!r}); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout
    assert not {"spacy", "torch", "flask"} & set(printed.splitlines()[-1].split())


def test_program_when_the_reader_of_its_output_stops(store: str) -> None:
    """`quoteservice … | head` ends without a word of complaint."""
    ends = f"{sys.executable} -m quoteservice quotes --json --store {store} | true; echo ${{PIPESTATUS[0]}}"
    outcome = subprocess.run(["bash", "-c", ends], capture_output=True, text=True, check=True)
    assert outcome.stderr == ""
    assert int(outcome.stdout) in (0, 128 + signal.SIGPIPE)


def test_serve_answers_until_it_is_told_to_stop(store: str) -> None:
    """`serve` answers on the port that it was given, 0 for any, and ends well on SIGTERM."""
    command = [*PROGRAM, "serve", "--port", "0", "--store", store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        assert served.stdout is not None
        try:
            address = served.stdout.readline().split()[-1]
            with urllib.request.urlopen(f"{address}/healthz") as answer:
                assert answer.status == 200
        finally:
            served.terminate()
        assert served.wait(PATIENCE) == 0


def test_check_when_the_store_is_mistyped(run: Run, tmp_path: Path) -> None:
    """A draft is held against a store that is there; one that is not is named, and not made."""
    outcome = run("check", "-", "--store", f"sqlite:///{tmp_path}/mistyped.db", stdin=b"It rains.")
    assert outcome.code == 4
    assert "There is no store at" in outcome.err
    assert "quoteservice ingest" in outcome.err
    assert list(tmp_path.iterdir()) == []
