"""The reader that every test of the reading shares: loading the pipeline takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteservice.config import Config
from quoteservice.extraction.article import ArticleReader


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    return ArticleReader(Path(Config().models) / "en_core_web_md" / "weights")
