"""Names are resolved as well as the project's own labelled names demand, and nobody is taken for somebody else."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from quoteservice.domain.speaker import Speaker, SpeakerProfile
from quoteservice.evaluation.names import measure, printed, typed
from quoteservice.evaluation.options import NAMES
from quoteservice.evaluation.people import NameBook, PrintedName, TypedName, own

LEAST_RIGHT = 98.0
"""Percent of the project's own names; what is left may be open, never wrong."""


def test_own_names_when_typed_and_printed() -> None:
    """At least 98 in 100 of the own names are resolved as labelled, and none to somebody else."""
    book = own(NAMES)
    for shares in (typed(book), printed(book)):
        assert shares["wrong"] == 0.0
        assert shares["right"] >= LEAST_RIGHT


ADA, IDA = (SpeakerProfile(Speaker(id_, name), (), (), 1) for id_, name in (("ada", "Ada Lund"), ("ida", "Ida Lund")))


def test_shares_when_names_are_right_wrong_and_open() -> None:
    """Right names exactly whom it should, wrong somebody else, open nobody."""
    names = (
        TypedName("Ada Lund", frozenset({"ada"})),
        TypedName("Lund", frozenset({"ada", "ida"}), None, False),
        TypedName("Ida Lund", frozenset({"ada"})),
        TypedName("Lund", frozenset({"ada"})),
    )
    assert typed(NameBook((ADA, IDA), names)) == {"names": 4, "right": 50.0, "wrong": 25.0, "open": 25.0}
    articles = (PrintedName("Ada Lund", "ada"), PrintedName("Ada Lund", None), PrintedName("A. Lund", "ada"))
    assert printed(NameBook((ADA, IDA), (), articles)) == {"names": 3, "right": 33.3, "wrong": 33.3, "open": 33.3}


def test_measure_when_a_folder_holds_some_of_the_lists(tmp_path: Path) -> None:
    """Every list that is in the folder is measured; the others are left out."""
    rows = ({"qid": "Q1", "names": {"Ada Lund": 9, "A. Lund": 1}}, {"qid": "Q2", "names": {"Olu Bryce": 2}})
    with gzip.open(tmp_path / "aliases_by_person.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    header = "case_group,schema,name1,name2,is_match,quality,category,notes\n"
    lines = "x,Person,Ada Lund,Lund; Ada,false,STRONG,,\nx,Person,Bob Bryce,Robert Bryce,true,STRONG,,\n"
    (tmp_path / "name_bench_cases.csv").write_text(header + lines, encoding="utf-8")
    found = measure(NAMES, tmp_path, 10, 1)["names"]
    assert found["aliases of 480 people, typed"]["right"] == 100.0
    assert found["name pairs, person, typed"] == {"names": 2, "right": 100.0, "wrong": 0.0, "open": 0.0}
    assert not any(name.startswith("legislators") for name in found)
