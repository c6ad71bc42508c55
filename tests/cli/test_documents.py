"""Files and an index, read into documents."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from quoteservice.cli.documents import Entry, entries
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput, UnreadableText

NOTES = {"title": "Harbour", "publisher": "The Quay", "author": None, "published_on": "2024-05-02", "url": None}


@pytest.mark.parametrize("name", ["a.html", "a.HTM"])
def test_document_when_the_file_is_html(tmp_path: Path, name: str) -> None:
    """Files that end in .html or .htm are read as HTML."""
    (tmp_path / name).write_text("<p>We close.")
    assert Entry(str(tmp_path / name), {}).document() == Document(html="<p>We close.")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_document_when_the_file_is_text(tmp_path: Path, name: str) -> None:
    """All other files are text, unless they are said to be HTML."""
    (tmp_path / name).write_text("We close.")
    assert Entry(str(tmp_path / name), {}).document() == Document(text="We close.", title="a")
    assert Entry(str(tmp_path / name), {"title": "Quay"}).document() == Document(text="We close.", title="Quay")
    assert Entry(str(tmp_path / name), {}).document(html=True) == Document(html="We close.")
    (tmp_path / name).write_text("Quay shut\n\nWe close.")
    assert Entry(str(tmp_path / name), {}).document().title == "Quay shut"


def test_document_when_the_file_keeps_windows_line_ends(tmp_path: Path) -> None:
    """The text is what the file holds, without the byte order mark: offsets are those of the file's text."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfWe\r\nclose.")
    assert Entry(str(tmp_path / "a.txt"), {}).document().text == "We\r\nclose."


def test_document_when_the_file_is_not_utf_8(tmp_path: Path) -> None:
    """Bytes in another encoding are refused, rather than read wrongly."""
    (tmp_path / "a.txt").write_bytes("Zürich".encode("latin-1"))
    with pytest.raises(UnreadableText, match="not UTF-8"):
        Entry(str(tmp_path / "a.txt"), {}).document()


@pytest.mark.parametrize("name", [".", "absent.txt"])
def test_document_when_there_is_no_such_file(tmp_path: Path, name: str) -> None:
    """What cannot be opened is refused by name."""
    with pytest.raises(InvalidInput) as refusal:
        Entry(str(tmp_path / name), {}).document()
    assert refusal.value.where == str(tmp_path / name)


def index(folder: Path, content: object) -> str:
    (folder / "index.json").write_text(json.dumps(content))
    return str(folder / "index.json")


def test_entries_when_only_an_index_is_named(tmp_path: Path) -> None:
    """Every file of the index is read, found beside it, with what it says; null says nothing."""
    listed = entries([], index(tmp_path, {"a.txt": NOTES, "b.txt": {}}), {})
    known = {"title": "Harbour", "publisher": "The Quay", "published_on": date(2024, 5, 2)}
    assert listed == [Entry(str(tmp_path / "a.txt"), known), Entry(str(tmp_path / "b.txt"), {})]


def test_entries_when_files_and_an_index_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index tells of the named files alone, however their path is written; flags win over it."""
    monkeypatch.chdir(tmp_path)
    where = index(tmp_path, {"a.txt": NOTES, "b.txt": NOTES})
    listed = entries(["./a.txt", "c.txt"], where, {"title": "Given"})
    assert listed[0].notes["title"] == "Given"
    assert listed[0].notes["publisher"] == "The Quay"
    assert [(entry.file, dict(entry.notes)) for entry in listed[1:]] == [("c.txt", {"title": "Given"})]


def test_entries_when_nothing_is_named() -> None:
    """Without a file or an index there is nothing to do."""
    with pytest.raises(InvalidInput, match="nothing to read"):
        entries([], None, {})


@pytest.mark.parametrize(
    "content",
    [
        ["a.txt"],
        {"a.txt": "Harbour"},
        {"a.txt": {"titel": "Harbour"}},
        {"a.txt": {"title": 3}},
        {"a.txt": {"published_on": "May"}},
    ],
)
def test_entries_when_the_index_is_wrong(tmp_path: Path, content: object) -> None:
    """An index that says something unknown is refused as a whole, before anything is read."""
    with pytest.raises(InvalidInput) as refusal:
        entries([], index(tmp_path, content), {})
    assert "index.json" in str(refusal.value.where)


def test_entries_when_the_index_is_not_json(tmp_path: Path) -> None:
    """Broken JSON is refused with its place."""
    (tmp_path / "index.json").write_text("{")
    with pytest.raises(InvalidInput, match="line 1"):
        entries([], str(tmp_path / "index.json"), {})
