"""Every setting: what it means, its unit, its default, and the name of its environment variable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from quoteservice.errors import InvalidSetting

PREFIX = "QUOTESERVICE_"

# A clone keeps its weights beside the package; an installation elsewhere names the folder.
MODELS_BESIDE_PACKAGE = Path(__file__).resolve().parent.parent / "models"


def setting(default: Any, meaning: str, *, least: int = 1) -> Any:
    """A field of Config that carries what it means, and of a number the least; the manual's table is made of these."""
    return field(default=default, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True, slots=True)
class Config:
    """The settings; from_environment reads them from variables named PREFIX + the field in capitals."""

    store: str = setting(
        "sqlite:///data/quoteservice.db",
        "where quotes are kept: `sqlite:///path/to/store.db` or `postgresql://user@host/database`",
    )
    store_replica: str = setting("", "a replica of a PostgreSQL store to read from: `postgresql://user@host/database`")
    models: str = setting(str(MODELS_BESIDE_PACKAGE), "folder that holds the prepared models")
    encoder: str = setting("onnx", "what runs the sentence embedding: `onnx` or `sentence-transformers`")
    encoder_model: str = setting(
        "all-MiniLM-L6-v2",
        "a model in the models folder; with `sentence-transformers` also any path or name that it can load",
    )
    encoder_threads: int = setting(2, "threads for one call of the encoder")
    host: str = setting("127.0.0.1", "address to listen on")
    port: int = setting(8000, "port to listen on; 0 is any that is free, which is printed", least=0)
    threads: int = setting(8, "requests that each process answers at the same time")
    workers: int = setting(
        1, "processes that answer; they share the limits, the threads of the encoder and the jobs, not the models"
    )
    open: str = setting(
        "auto",
        "what needs no key: some of `verify`, `read`, `write`, or `none`; "
        "`auto` is all three on a loopback address and nothing elsewhere",
    )
    key_limit: str = setting(
        "auto", "requests that one key may send, such as `3000/minute`, which is `auto`, or `none`, as on loopback"
    )
    address_limit: str = setting(
        "auto", "requests without a key that one address may send: `300/minute` is `auto`, but `none` on loopback"
    )
    proxies: int = setting(
        0,
        "proxies in front whose `X-Forwarded-For`, `-Proto` and `-Host` are believed; everybody else's are not",
        least=0,
    )
    cors_origins: str = setting("", "origins whose pages may ask the API, such as `https://desk.example`; or `*`")
    request_seconds: int = setting(60, "time in which a whole request must have arrived, in seconds")
    max_claim_characters: int = setting(10_000, "longest claim, in characters")
    max_article_characters: int = setting(300_000, "longest article or draft, in characters of readable text")
    max_speaker_characters: int = setting(300, "longest speaker's name, in characters")
    max_body_bytes: int = setting(4_000_000, "largest request body, in bytes")
    max_batch_claims: int = setting(100, "most claims in one batch")
    max_jobs: int = setting(100, "most jobs that may wait, of requests with `Prefer: respond-async`")
    job_threads: int = setting(1, "jobs that are done at the same time; 0 leaves them to other processes", least=0)
    fetch: str = setting("off", "whether an article may be added by its address alone: `on` or `off`")
    fetch_ports: str = setting("80,443", "ports that pages may be fetched over, with commas between them")
    fetch_seconds: int = setting(
        15, "longest time for fetching one page, in seconds, with its robots.txt and redirects"
    )
    fetch_max_bytes: int = setting(4_000_000, "largest page that is fetched, in bytes when unpacked")
    keep_claims_days: int = setting(
        30, "days for which claims are kept with the answers to them, and can be looked up; 0 keeps none", least=0
    )
    log_format: str = setting("json", "how records are logged: `json`, or `text` for people")
    log_level: str = setting("INFO", "least level that is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **flags: Any) -> Config:
        """Settings from `environment`; `flags` that are not None win. Raises InvalidSetting."""
        known = {f"{PREFIX}{each.name.upper()}": each for each in fields(cls)}
        for name in environment:
            if name.startswith(PREFIX) and name not in known:
                raise InvalidSetting(
                    "There is no such setting", where=name, remedy=f"The settings are {', '.join(sorted(known))}."
                )
        values: dict[str, Any] = {
            each.name: _parse(environment[name], each, name) for name, each in known.items() if name in environment
        }
        values.update({name: value for name, value in flags.items() if value is not None})
        return cls(**values)


def _parse(text: str, kind: Field[Any], name: str) -> Any:
    if kind.type in (str, "str"):
        return text
    least = kind.metadata["least"]
    if not (text.isascii() and text.isdigit() and int(text) >= least):
        raise InvalidSetting(
            f"{text!r} is not a whole number from {least} on", where=name, remedy=f"Give one, such as {max(least, 8)}."
        )
    return int(text)
