"""The OpenAPI document against a served instance: requests that schemathesis makes up, each answer checked.

`make conformance` runs it over a fresh store with the seeds; what stands behind the module's name goes to schemathesis.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.examples import ROOT, clone, served

SETTINGS = Path(__file__).with_name("schemathesis.toml")


def main() -> int:
    """The exit code of schemathesis: 0 if every answer was as documented."""
    with TemporaryDirectory() as folder, served(clone(Path(folder) / "clone")) as port:
        program = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(SETTINGS), "run"]
        asked = [*program, f"http://127.0.0.1:{port}/openapi.json", *sys.argv[1:]]
        # It keeps what it finds in the folder in which it runs.
        return subprocess.run(asked, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
