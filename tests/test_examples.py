"""Every example of the manual is followed: it ends as its page says, and answers what its page shows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples import ROOT, Block, Reader, blocks, clone, environment, pages, same_json, same_text, served

BLOCKS = {page.relative_to(ROOT).as_posix(): blocks(page) for page in pages()}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A clone with a service over the seeds, for all pages: one page must not need another one, nor mind it."""
    folder = clone(tmp_path_factory.mktemp("clone"))
    with served(folder) as port:
        yield folder, port


@pytest.mark.parametrize("page", [page for page, found in BLOCKS.items() if any(each.is_run for each in found)])
def test_page_when_it_is_followed(page: str, place: tuple[Path, int]) -> None:
    """What a page says to do can be done, from top to bottom, and gives what it shows."""
    folder, port = place
    reader = Reader(folder, port)
    for block in BLOCKS[page]:
        try:
            reader.follow(block)
        except AssertionError as error:
            raise AssertionError(f"{page}:{block.line}: {error}") from error


@pytest.mark.parametrize(
    ("words", "code"), [("is paramount", 0), ("will be inspected on Friday", 0), ("is not paramount", 1)]
)
def test_pipeline_when_a_draft_goes_through(words: str, code: int, place: tuple[Path, int], tmp_path: Path) -> None:
    """The pipeline of the page stops at a rejected quotation, and at nothing else."""
    folder, _ = place
    done = _sh(_titled("check-drafts.sh").text, _newsroom(words, tmp_path, folder), folder)
    assert (done.returncode, done.stderr) == (code, "")
    assert ("ask the desk" in done.stdout) is ("Friday" in words)


@pytest.mark.skipif(shutil.which("git") is None, reason="the hook needs git")
@pytest.mark.parametrize(("words", "code"), [("will be inspected on Friday", 0), ("is not paramount", 1)])
def test_hook_when_a_draft_is_committed(words: str, code: int, place: tuple[Path, int], tmp_path: Path) -> None:
    """The hook refuses a draft with a rejected quotation, and no other."""
    folder, _ = place
    newsroom = _newsroom(words, tmp_path, folder)
    assert _sh("git init -q . && git add drafts", newsroom, folder).returncode == 0
    # What is not to be committed is not looked at.
    (newsroom / "drafts" / "one.md").write_text("Not yet written.", encoding="utf-8")
    assert _sh(_titled("pre-commit").text, newsroom, folder).returncode == code


def test_json_when_something_is_left_out() -> None:
    """Only what is marked as left out may be missing from what is shown."""
    same_json({"a": [1, "…"], "…": "…"}, {"a": [1, 2], "b": 3})
    same_json({"a": "be…"}, {"a": "begin"})
    for shown, answered in [
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1, "…": "…"}, {"b": 2}),
        ({"a": 1}, {"a": 2}),
        ([1], [1, 2]),
        ([1, 2, "…"], [1]),
        ({"a": "be…"}, {"a": "end"}),
    ]:
        with pytest.raises(AssertionError):
            same_json(shown, answered)


def test_text_when_something_is_left_out() -> None:
    """Only what is marked as left out may be missing from what is shown."""
    same_text("one …\n…\nlast\n", "one two\nthree\nfour\nlast\n")
    for shown, printed in [("one\n", "one\ntwo\n"), ("one …\n", "two\n"), ("…\nlast\n", "first\n")]:
        with pytest.raises(AssertionError):
            same_text(shown, printed)


def _titled(title: str) -> Block:
    return next(each for found in BLOCKS.values() for each in found if each.title == title)


def _newsroom(words: str, folder: Path, clone_: Path) -> Path:
    """A folder with one draft in it, over the record of the clone."""
    (folder / "drafts").mkdir()
    (folder / "data").symlink_to(clone_ / "data")
    said = f"“The safety of our personnel in Iraq {words},” Dylan White said."
    (folder / "drafts" / "one.md").write_text(said, encoding="utf-8")
    return folder


def _sh(script: str, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", script], cwd=folder, env=environment(home), capture_output=True, text=True, check=False
    )
