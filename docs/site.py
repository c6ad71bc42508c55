"""What mkdocs does beside its own: files beside docs/ join the site, and nothing may be loaded from elsewhere."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent

# Where files from beside docs/ stand in the site, in the folders that they have here.
BESIDE = "project"
JOINING = ("CHANGELOG.md", "DECISIONS.md", "results/*.md", "results/*.svg", "operations/grafana.json")

# A link that leaves docs/, as it works where the repository is read.
LEAVING = re.compile(r"(?<=\]\()(?P<up>(?:\.\./)+)(?P<to>[A-Za-z][^)\s]*)(?=\))")

# What a browser loads by itself; a link that somebody clicks may lead anywhere.
LOADED = re.compile(
    r"<(?:script|img|iframe|source|audio|video)\b[^>]*\bsrc=[\"']?(?:https?:)?//"
    r"|<link\b(?![^>]*rel=[\"']?(?:canonical|next|prev))[^>]*\bhref=[\"']?(?:https?:)?//"
    r"|@import\s+(?:url\()?[\"']?(?:https?:)?//|url\([\"']?(?:https?:)?//"
)


def joining() -> list[Path]:
    """The files beside docs/ that join the site."""
    return [file for pattern in JOINING for file in sorted(ROOT.glob(pattern))]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds them, unless they are pages of the navigation already."""
    for file in joining():
        uri = f"{BESIDE}/{file.relative_to(ROOT).as_posix()}"
        files.append(File.generated(config, uri, abs_src_path=str(file), inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leads links that leave docs/ to where their files stand in the site."""
    here = posixpath.dirname(page.file.src_uri)

    def led(link: re.Match[str]) -> str:
        beside = posixpath.normpath(posixpath.join("docs", here, link["up"], link["to"]))
        if beside.startswith("docs/") or page.file.src_uri.startswith(f"{BESIDE}/"):
            return link[0]
        return posixpath.relpath(posixpath.join(BESIDE, beside), here or ".") + (
            "/" if link["to"].endswith("/") else ""
        )

    return LEAVING.sub(led, markdown)


def on_post_build(config: MkDocsConfig) -> None:
    """Fails the build if a page or a style loads anything from elsewhere."""
    site = Path(config.site_dir)
    for file in sorted([*site.rglob("*.html"), *site.rglob("*.css")]):
        found = LOADED.search(file.read_text(encoding="utf-8"))
        if found:
            raise PluginError(f"{file.relative_to(site)} loads from elsewhere: {found[0]}")
