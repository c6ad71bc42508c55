from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from quoteservice.embedding import prepare as module
from quoteservice.embedding.manifest import MANIFEST, Manifest
from quoteservice.embedding.prepare import main, prepare
from quoteservice.embedding.prepared import ORIGINAL, SEAL, WEIGHTS, read_seal, seal
from quoteservice.errors import DigestMismatch, ModelMissing

WHEEL = "small_model-1.0-py3-none-any.whl"
FILES = {"config.cfg": b"[nlp]\n", "vocab/vectors": b"\x00\x01\x02"}


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package index of one wheel, which runs on no Python and would fail if it were imported."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    with zipfile.ZipFile(folder / WHEEL, "w") as archive:
        archive.writestr("small_model/__init__.py", "raise SystemExit('imported')")
        for name, content in FILES.items():
            archive.writestr(f"small_model/files/{name}", content)
        metadata = "Metadata-Version: 2.1\nName: small-model\nVersion: 1.0\nRequires-Python: >=99\n"
        archive.writestr("small_model-1.0.dist-info/METADATA", metadata)
        archive.writestr("small_model-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("small_model-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def models(tmp_path: Path, wheels: Path) -> Path:
    """A models folder with one manifest, for the wheel of the index."""
    folder = tmp_path / "models"
    (folder / "small").mkdir(parents=True)
    write_manifest(folder, wheel=sha256((wheels / WHEEL).read_bytes()))
    return folder


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_manifest(models: Path, *, wheel: str, version: str = "1.0", files: dict[str, str] | None = None) -> None:
    content = {
        "name": "small",
        "kind": "spacy",
        "licence": "MIT",
        "origin": "these tests",
        "packages": [
            {
                "name": "small-model",
                "version": version,
                "file": WHEEL,
                "sha256": wheel,
                "folder": "small_model/files",
            }
        ],
        "files": files or {name: sha256(bytes_) for name, bytes_ in FILES.items()},
    }
    (models / "small" / MANIFEST).write_text(json.dumps(content))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_prepare_takes_the_pinned_files_when_nothing_is_prepared(models: Path) -> None:
    """The weights are the pinned files and their seal, nothing else of the package; each step is told."""
    told: list[str] = []
    prepare(models, told.append)
    weights = contents(models / "small" / WEIGHTS)
    assert weights.pop(SEAL)
    assert weights == FILES
    assert read_seal(models / "small" / WEIGHTS).model == Manifest.read(models / "small").digest
    assert told == ["Model 1 of 1, small: fetching small-model 1.0 …", "Model 1 of 1, small: ready."]


def test_prepare_fetches_nothing_when_all_is_prepared(models: Path, wheels: Path) -> None:
    """A prepared model is left alone, without asking the package index."""
    prepare(models, list[str]().append)
    before = (models / "small" / WEIGHTS).stat().st_ino
    (wheels / WHEEL).unlink()
    told: list[str] = []
    prepare(models, told.append)
    assert told == ["Model 1 of 1, small: ready."]
    assert (models / "small" / WEIGHTS).stat().st_ino == before


def test_prepare_makes_it_again_when_a_file_has_changed(models: Path) -> None:
    """A prepared file that is not as it was sealed is replaced by the pinned one."""
    prepare(models, list[str]().append)
    (models / "small" / WEIGHTS / "vocab" / "vectors").write_bytes(b"\x00\x01\x03")
    prepare(models, list[str]().append)
    assert contents(models / "small" / WEIGHTS)["vocab/vectors"] == FILES["vocab/vectors"]


def test_prepare_makes_it_again_when_the_manifest_has_changed(models: Path, wheels: Path) -> None:
    """Weights that were made from other pins than those of the manifest are replaced."""
    prepare(models, list[str]().append)
    write_manifest(
        models, wheel=sha256((wheels / WHEEL).read_bytes()), files={"config.cfg": sha256(FILES["config.cfg"])}
    )
    prepare(models, list[str]().append)
    assert set(contents(models / "small" / WEIGHTS)) == {"config.cfg", SEAL}


def test_prepare_clears_what_a_killed_one_left(models: Path) -> None:
    """The half-made folder of a run that was killed is removed by the next."""
    (models / "small" / f"{module.WORKSHOP}killed").mkdir()
    prepare(models, list[str]().append)
    assert sorted(path.name for path in (models / "small").iterdir()) == [MANIFEST, WEIGHTS]


@pytest.mark.parametrize(
    ("pins", "says"),
    [
        pytest.param({"wheel": "0" * 64}, f"{WHEEL} has SHA-256 .* where {'0' * 64} was pinned", id="wheel"),
        pytest.param({"files": {"config.cfg": "0" * 64}}, "config.cfg has SHA-256", id="file"),
        pytest.param({"files": {"config.json": "0" * 64}}, "config.json is not in", id="absent file"),
    ],
)
def test_prepare_is_refused_and_keeps_nothing_when_a_digest_differs(
    models: Path, wheels: Path, pins: dict[str, object], says: str
) -> None:
    """What is not the pinned file is refused with both digests, and nothing of it is left."""
    write_manifest(models, **{"wheel": sha256((wheels / WHEEL).read_bytes()), **pins})  # type: ignore[arg-type]
    with pytest.raises(DigestMismatch, match=says):
        prepare(models, list[str]().append)
    assert os.listdir(models / "small") == [MANIFEST]


def test_prepare_keeps_the_old_weights_when_the_new_are_refused(models: Path) -> None:
    """A refused download leaves the model that was there."""
    prepare(models, list[str]().append)
    before = contents(models / "small" / WEIGHTS)
    write_manifest(models, wheel="0" * 64, files={"config.cfg": sha256(FILES["config.cfg"])})
    with pytest.raises(DigestMismatch):
        prepare(models, list[str]().append)
    assert contents(models / "small" / WEIGHTS) == before


def test_prepare_is_refused_when_the_package_cannot_be_fetched(models: Path) -> None:
    """A package that the index does not have is a missing model, told with what pip said."""
    write_manifest(models, wheel="0" * 64, version="2.0")
    with pytest.raises(ModelMissing, match=r"small-model 2.0 could not be fetched: .*No matching distribution"):
        prepare(models, list[str]().append)
    assert os.listdir(models / "small") == [MANIFEST]


def test_prepare_is_refused_when_there_is_no_manifest(tmp_path: Path) -> None:
    """A folder without manifests is not the folder of the models."""
    with pytest.raises(ModelMissing, match="There are no models"):
        prepare(tmp_path, list[str]().append)


def test_main_ends_with_an_error_when_a_digest_differs(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what is wrong and what to do, without a traceback, and scripts see that it failed."""
    write_manifest(models, wheel="0" * 64)
    assert main([str(models)]) == os.EX_CONFIG
    assert "was pinned" in capsys.readouterr().err


def test_main_ends_well_when_all_is_prepared(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command tells each step and ends with 0."""
    assert main([str(models)]) == os.EX_OK
    assert "Model 1 of 1, small: ready." in capsys.readouterr().out


def test_main_only_checks_when_asked(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --check nothing is fetched: models that are not prepared are named, and the status tells."""
    assert main([str(models), "--check"]) == os.EX_NOINPUT
    assert capsys.readouterr().err == "To be prepared: small.\n"
    assert os.listdir(models / "small") == [MANIFEST]
    prepare(models, list[str]().append)
    assert main([str(models), "--check"]) == os.EX_OK


def test_main_check_needs_no_original(models: Path, wheels: Path) -> None:
    """A model can be served without the original that it was exported from, but not without another of its files."""
    prepare(models, list[str]().append)
    weights = models / "small" / WEIGHTS
    (weights / ORIGINAL).mkdir()
    (weights / ORIGINAL / "model.safetensors").write_bytes(b"original")
    seal(weights, model=Manifest.read(models / "small").digest, recipe=module.RECIPE)
    (weights / ORIGINAL / "model.safetensors").unlink()
    assert main([str(models), "--check"]) == os.EX_OK
    (weights / "config.cfg").write_bytes(b"[other]")
    assert main([str(models), "--check"]) == os.EX_NOINPUT


def test_main_keeps_nothing_when_there_is_no_room(models: Path, wheels: Path) -> None:
    """A model that cannot be written whole is not kept in part; the command says so without a traceback."""
    room, size = 100_000, 1_000_000
    content = bytes(size)
    with zipfile.ZipFile(wheels / WHEEL, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("small_model/files/vectors", content)
        archive.writestr(
            "small_model-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: small-model\nVersion: 1.0\n"
        )
        archive.writestr("small_model-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
    write_manifest(models, wheel=sha256((wheels / WHEEL).read_bytes()), files={"vectors": sha256(content)})
    script = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}));"
        f"from quoteservice.embedding.prepare import main; sys.exit(main([{str(models)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == os.EX_CONFIG
    assert done.stderr.startswith("small cannot be written: File too large")
    assert os.listdir(models / "small") == [MANIFEST]


def test_a_model_in_parts_is_put_together(models: Path, wheels: Path) -> None:
    """Wheels can carry the parts of one archive: joined in the order of the manifest, it holds the pinned files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(f"small/{name}", content)
    packages = []
    for number, part in enumerate((whole.getvalue()[:90], whole.getvalue()[90:]), start=1):
        name, place = f"small-part-{number}", f"files/small.zip.{number}"
        wheel = wheels / f"small_part_{number}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(place, part)
            archive.writestr(f"small_part_{number}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n")
            archive.writestr(f"small_part_{number}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            archive.writestr(f"small_part_{number}-1.0.dist-info/RECORD", "")
        packages.append(
            {"name": name, "version": "1.0", "file": wheel.name, "sha256": sha256(wheel.read_bytes()), "folder": place}
        )
    manifest = models / "small" / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"packages": packages, "kind": "transformer"}))
    prepare(models, lambda _: None)
    made = contents(models / "small" / WEIGHTS / ORIGINAL)
    assert made == FILES
