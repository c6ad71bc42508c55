"""The server that a user would otherwise write: Flask, encode, cosine with all vectors, and a fixed threshold.

It encodes with SentenceTransformer on torch, as its documentation shows, or with the service's own encoder (the same
model in onnxruntime), which few would think of. The server is the service's: gunicorn, one worker, as many threads. It
compares no words and keeps no answer, which is less work.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from flask import Flask, jsonify, request

from quoteservice.embedding import open_encoder
from quoteservice.store.sqlite import SqliteStore

# Cosine from which such servers call a quotation confirmed; its value has no bearing on their speed.
THRESHOLD = 0.8

QUOTES_AT_ONCE = 2_000  # read from the store

VECTORS = "vectors.npy"
QUOTES = "quotes.json"


def export(store_path: Path, folder: Path) -> int:
    """Writes the store's utterances and their vectors as the baseline keeps them; returns the bytes that they take."""
    store = SqliteStore(store_path)
    try:
        found = [(each.quote_id, each.vectors[0]) for each in store.vector_changes(0) if each.vectors is not None]
        texts: list[dict[str, str | None]] = []
        for at in range(0, len(found), QUOTES_AT_ONCE):
            for quote in store.quotes_with_ids([quote_id for quote_id, _ in found[at : at + QUOTES_AT_ONCE]]):
                texts.append({"text": quote.content, "speaker": quote.speaker.name if quote.speaker else None})
    finally:
        store.close()
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / VECTORS, np.stack([vector for _, vector in found]))
    (folder / QUOTES).write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    return sum((folder / name).stat().st_size for name in (VECTORS, QUOTES))


def create(folder: str, backend: str, models: str, model: str, threads: str) -> Flask:
    """The application over the exported `folder`; `backend` is what encodes."""
    encoder = open_encoder(backend, model, models=Path(models), threads=int(threads))
    vectors = np.load(Path(folder) / VECTORS)
    quotes = json.loads((Path(folder) / QUOTES).read_text(encoding="utf-8"))
    app = Flask("baseline")

    @app.get("/readyz")
    def ready() -> Any:
        return jsonify(quotes=len(quotes))

    @app.post("/v1/verify")
    def verify() -> Any:
        claim = request.get_json()
        similarities = vectors @ encoder.encode([claim["text"]])[0]
        best = int(similarities.argmax())
        similar = float(similarities[best]) >= THRESHOLD
        confirmed = similar and quotes[best]["speaker"] == claim.get("speaker")
        verdict = "confirmed" if confirmed else "rejected" if similar else "unverified"
        return jsonify(verdict=verdict, quote=quotes[best], similarity=float(similarities[best]))

    return app
