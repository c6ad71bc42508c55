"""Articles in folders, tables and archives: each is found, and what is no article says why."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from quoteservice.bulk import archives, files
from quoteservice.bulk.files import Reading
from quoteservice.bulk.item import Item
from quoteservice.bulk.places import count, gather, is_collection
from quoteservice.domain.quote import Document
from quoteservice.errors import InvalidInput

NOTES = {"title": "Harbour", "publisher": "The Quay", "author": None, "published_on": "2024-05-02"}
KNOWN = {"title": "Harbour", "publisher": "The Quay", "published_on": date(2024, 5, 2)}
Files = dict[str, bytes]


def folder(home: Path, contents: Files) -> Path:
    """A folder with these files."""
    for name, content in contents.items():
        (home / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (home / "news" / name).write_bytes(content)
    return home / "news"


def zipped(home: Path, contents: Files) -> Path:
    """A zip archive with these files."""
    with zipfile.ZipFile(home / "news.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return home / "news.zip"


def taped(home: Path, contents: Files) -> Path:
    """A tar.gz archive with these files."""
    with tarfile.open(home / "news.tar.gz", "w:gz") as archive:
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return home / "news.tar.gz"


def found(place: Path, reading: Reading | None = None) -> list[tuple[str, Document | str]]:
    """The name of each article below the place, and the document or why there is none."""
    items = list(gather(str(place), reading or Reading()))
    return [
        (each.place.removeprefix(str(place)), each.failure.what if each.failure else each.document) for each in items
    ]


Pack = Callable[[Path, Files], Path]
everywhere = pytest.mark.parametrize("pack", [folder, zipped, taped])


@everywhere
def test_articles_when_texts_pages_and_an_index_are_together(tmp_path: Path, pack: Pack) -> None:
    """Texts and pages are read, also gzipped; the index tells of them; other files and hidden ones are no articles."""
    contents = {
        "a.txt": b"\xef\xbb\xbfWe close.",
        "deep/b.HTML": b"<p>We open.",
        "deep/c.html.gz": gzip.compress(b"<p>We stay."),
        "index.json": json.dumps({"a.txt": NOTES, "deep/b.HTML": {"title": "Deep"}}).encode(),
        "picture.jpg": b"\xff\xd8",
        ".hidden.txt" if pack is folder else "__MACOSX/._a.txt": b"x",
    }
    listed = dict(found(pack(tmp_path, contents)))
    assert listed == {
        "/a.txt": Document(text="We close.", **KNOWN),
        "/deep/b.HTML": Document(html="<p>We open.", title="Deep"),
        "/deep/c.html.gz": Document(html="<p>We stay."),
    }


@everywhere
def test_articles_when_tables_are_among_them(tmp_path: Path, pack: Pack) -> None:
    """Rows of JSON lines and CSV in a folder or archive are articles with their line as place."""
    contents = {"a.jsonl": b'{"text": "We close."}\n\n{"text": "We open."}\n', "b.csv": b'text,title\n"We\nstay.",T\n'}
    assert found(pack(tmp_path, contents)) == [
        ("/a.jsonl:1", Document(text="We close.")),
        ("/a.jsonl:3", Document(text="We open.")),
        ("/b.csv:3", Document(text="We\nstay.", title="T")),
    ]


@everywhere
def test_articles_when_one_cannot_be_read(tmp_path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be used is named with the reason, and those behind it are read."""
    monkeypatch.setattr(files, "MOST_BYTES", 20)
    contents = {
        "a.txt": "Zürich".encode("latin-1"),
        "b.txt": b"x" * 21,
        "c.txt.gz": gzip.compress(b"We open.")[:-9],
        "d.txt": b"We close.",
    }
    listed = found(pack(tmp_path, contents))
    assert [name for name, _ in listed] == ["/a.txt", "/b.txt", "/c.txt.gz", "/d.txt"]
    assert listed[0][1] == "The text is not UTF-8"
    assert "MiB" in str(listed[1][1])
    assert isinstance(listed[2][1], str)
    assert listed[3][1] == Document(text="We close.", title="d")


@everywhere
def test_articles_when_the_index_is_wrong(tmp_path: Path, pack: Pack) -> None:
    """An index that says something unknown is refused before anything is read."""
    place = pack(tmp_path, {"a.txt": b"We close.", "index.json": b'{"a.txt": {"titel": "x"}}'})
    with pytest.raises(InvalidInput, match="titel"):
        found(place)


def test_articles_when_the_index_names_what_is_not_there(tmp_path: Path) -> None:
    """A file that only the index knows is reported as missing."""
    place = folder(tmp_path, {"a.txt": b"We close.", "index.json": b'{"b.txt": {}}'})
    assert found(place)[1] == ("/b.txt", "The index names it, and it is not there")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"text": ', "is not JSON"),
        ("[" * 5000, "is not JSON"),
        ('["text"]', "no JSON object"),
        ('{"text": "x", "titel": "y"}', "'titel'"),
        ('{"text": "x", "title": 3}', "title is not a text"),
        ('{"text": "x", "published_on": "May"}', "published_on is not a date"),
    ],
)
def test_lines_when_one_is_wrong(tmp_path: Path, line: str, what: str) -> None:
    """A wrong line is named, and the next one is read."""
    (tmp_path / "a.jsonl").write_text(f'{line}\n{{"text": "We close.", "url": null}}\n')
    wrong, right = found(tmp_path / "a.jsonl")
    assert wrong[0] == ":1"
    assert what in str(wrong[1])
    assert right == (":2", Document(text="We close."))


def test_lines_when_one_has_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond the limit ends the reading of its file, however long it goes on."""
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    (tmp_path / "a.jsonl").write_text('{"text": "We close."}\n' + "x" * 1000)
    assert [name for name, _ in found(tmp_path / "a.jsonl")] == [":1", ":2"]


def test_table_when_columns_have_other_names(tmp_path: Path) -> None:
    """Columns can be renamed or left out; one that is not known is an error of every row, never passed over."""
    (tmp_path / "a.csv").write_text("id,date,text\n7,2024-05-02,We close.\n")
    assert "'id'" in str(found(tmp_path / "a.csv")[0][1])
    reading = Reading(given={"publisher": "The Quay"}, renamed={"id": "", "date": "published_on"})
    expected = Document(text="We close.", publisher="The Quay", published_on=date(2024, 5, 2))
    assert found(tmp_path / "a.csv", reading) == [(":2", expected)]


def test_table_when_rows_are_wrong(tmp_path: Path) -> None:
    """Rows of another length are named; bytes that are no UTF-8 spoil their own row alone; empty cells say nothing."""
    (tmp_path / "a.csv").write_bytes(b"title,text\na,b,c\nZ\xfcrich,We close.\n ,We open.\n")
    first, second, third = found(tmp_path / "a.csv")
    assert "cells" in str(first[1])
    assert isinstance(second[1], Document)
    assert "\udcfc" in str(second[1].title)
    assert third[1] == Document(text="We open.")


def test_table_when_a_quotation_mark_is_never_closed(tmp_path: Path) -> None:
    """A table that breaks off says where; what stood before it is read."""
    (tmp_path / "a.csv").write_text('text\nWe close.\n"We open.\n')
    right, wrong = found(tmp_path / "a.csv")
    assert right[1] == Document(text="We close.")
    assert "breaks off" in str(wrong[1])


@pytest.mark.parametrize("pack", [zipped, taped])
@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "C:\\a.txt", "..\\a.txt"])
def test_archive_when_a_name_leads_out_of_it(tmp_path: Path, pack: Pack, name: str) -> None:
    """Such a member is refused by name; the others are read."""
    refused, read = found(pack(tmp_path, {name: b"We close.", "b.txt": b"We open."}))
    assert refused[1] == "Its name leads out of the archive"
    assert read == ("/b.txt", Document(text="We open.", title="b"))


def test_archive_when_it_holds_links_and_devices(tmp_path: Path) -> None:
    """Links and devices are refused: what they name is not in the archive."""
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/hostname"
            archive.addfile(member)
    assert [what for _, what in found(tmp_path / "a.tar")] == ["It is a link or a device, not a file"] * 3


@pytest.mark.parametrize("pack", [zipped, taped])
@pytest.mark.parametrize("name", ["zeros.txt", "zeros.bin", "zeros.jsonl"])
def test_archive_when_it_is_a_bomb(tmp_path: Path, pack: Pack, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that unpacks to far more than it holds is refused, whether its bulk would be read or passed over."""
    monkeypatch.setattr(archives, "ALWAYS", 2**20)
    place = pack(tmp_path, {"a.txt": b"We close.", name: b"0" * 2**25, "z.txt": b"We open."})
    listed = found(place)
    assert "unpacks to far more than it holds" in str([what for _, what in listed])
    assert "/z.txt" not in [name for name, _ in listed]


def test_gzipped_file_when_it_is_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that unpacks without end is given up."""
    monkeypatch.setattr(archives, "ALWAYS", 2**20)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "We close."}\n' + b"\n" * 2**25))
    listed = found(tmp_path / "a.jsonl.gz")
    assert listed[0][1] == Document(text="We close.")
    assert "unpacks to far more" in str(listed[-1][1])


def test_archive_when_members_share_their_bytes(tmp_path: Path) -> None:
    """Members that overlap, by which a small archive unpacks to anything, are refused."""
    place = zipped(tmp_path, {"a.txt": b"We close.", "b.txt": b"We open."})
    content = place.read_bytes()
    at = content.rindex(b"PK\x01\x02")
    first = content.index(b"PK\x01\x02")
    # The second entry of the directory is made to point to the first member.
    place.write_bytes(content[: at + 42] + content[first + 42 : first + 46] + content[at + 46 :])
    assert "far more than it holds" in str(found(place))


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar", "a.jsonl.gz"])
def test_archive_when_it_is_damaged(tmp_path: Path, name: str) -> None:
    """What cannot be unpacked is named, without a traceback."""
    (tmp_path / name).write_bytes(b"no archive at all" * 100)
    ((_, what),) = found(tmp_path / name)
    assert "damaged" in str(what) or "not JSON" in str(what)


def test_place_when_there_is_none(tmp_path: Path) -> None:
    """A place that does not exist is refused by name."""
    with pytest.raises(InvalidInput, match="no such file"):
        found(tmp_path / "absent.zip")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_folder_when_a_file_may_not_be_read(tmp_path: Path) -> None:
    """A file without permission is named; it does not end the run."""
    place = folder(tmp_path, {"a.txt": b"x", "b.txt": b"We open."})
    (place / "a.txt").chmod(0)
    assert [type(what) for _, what in found(place)] == [str, Document]


def test_place_when_it_can_hold_many(tmp_path: Path) -> None:
    """Folders, tables and archives are collections; texts, pages and standard input are not."""
    assert all(map(is_collection, (str(tmp_path), "a.jsonl", "a.CSV", "a.zip", "a.tgz", "a.tar.gz", "a.jsonl.gz")))
    assert not any(map(is_collection, ("a.txt", "a.html", "-", "a", "https://quay.example/a.html")))


def test_count_when_it_can_be_told(tmp_path: Path) -> None:
    """Files and lines are counted without reading articles; an archive is not."""
    place = folder(tmp_path, {"a.txt": b"x", "b.html": b"x", "c.png": b"x"})
    (tmp_path / "a.jsonl").write_text("{}\n\n{}\n")
    assert [count(str(place)), count(str(tmp_path / "a.jsonl")), count("a.zip")] == [2, 2, None]


def test_digest_when_anything_differs() -> None:
    """The digest tells two articles apart by any field, and holds for halves of characters."""
    documents = [
        Document(),
        Document(text="a"),
        Document(html="a"),
        Document(text="a", title="b"),
        Document(text="a", publisher="b"),
        Document(text="\ud800"),
    ]
    assert len({Item("x", document).digest for document in documents}) == len(documents)
