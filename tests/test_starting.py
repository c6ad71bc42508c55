"""What starting the service loads."""

from __future__ import annotations

import subprocess
import sys


def test_start_when_a_claim_is_answered(tmp_path: object) -> None:
    """A service that answers a claim has loaded neither torch nor sentence-transformers."""
    program = f"""
import sys
from quoteservice.bootstrap import build
from quoteservice.config import Config
from quoteservice.domain.claim import Claim
service = build(Config(store="sqlite:///{tmp_path}/store.db"))
assert service.verify(Claim("nobody has said anything about the harbour wall")).id
print(sorted(each for each in ("torch", "sentence_transformers", "transformers") if each in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
