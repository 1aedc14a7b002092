"""An embedder at the other end of an OpenAI-compatible endpoint (``POST {base_url}/embeddings``)."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import numpy as np

from corpus.errors import IscgError, SettingsError
from indexer.embedding import Vectors

_TIMEOUT = 30.0
_ATTEMPTS = 3
_BATCH = 64
_PASSING = {408, 429, 500, 502, 503, 504}


class EndpointFailed(IscgError):
    """The endpoint gave no usable vectors."""


def open_openai(
    *,
    base_url: str,
    model: str,
    api_key: str | None = None,
    query_prefix: str = "",
    passage_prefix: str = "",
    client: httpx.Client | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> OpenAIEmbedder:
    """Return an embedder that asks an endpoint; one request is made at once, to learn the length of its vectors.

    Args:
        base_url: Address up to and including the version, without ``/embeddings``.
        model: Name of the model as the endpoint knows it.
        api_key: Sent as a bearer token; None sends none.
        query_prefix: Put before each question, for models that ask for it.
        passage_prefix: Put before each passage.
        client: HTTP client to use; by default one with a timeout of 30 s.
        wait: How to let time pass between attempts.

    Raises:
        SettingsError: Address or model is empty.
        EndpointFailed: The endpoint cannot be reached or does not answer with vectors.
    """
    if not base_url.startswith(("http://", "https://")) or not model:
        raise SettingsError("The embedder “openai” needs a base_url that starts with http:// or https://, and a model.")
    headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
    endpoint = _Endpoint(
        f"{base_url.rstrip('/')}/embeddings", model, headers, client or httpx.Client(timeout=_TIMEOUT), wait
    )
    return OpenAIEmbedder(endpoint, prefixes=(query_prefix, passage_prefix))


class OpenAIEmbedder:
    """Vectors from an endpoint, brought to norm 1; every call has a timeout and at most three attempts."""

    def __init__(self, endpoint: _Endpoint, *, prefixes: tuple[str, str]) -> None:
        self._endpoint = endpoint
        self._query, self._passage = prefixes
        self.dimensions = int(endpoint.ask(["length"]).shape[1])
        prefix_mark = hashlib.sha256("\0".join(prefixes).encode()).hexdigest()[:8]
        self.fingerprint = f"openai:{endpoint.model}:{self.dimensions}:{prefix_mark}"

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape ``(dimensions,)``."""
        vector: Vectors = self._embed([self._query + text])[0]
        return vector

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, shape ``(len(texts), dimensions)``."""
        return self._embed([self._query + text for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a passage, shape ``(len(texts), dimensions)``."""
        return self._embed([self._passage + text for text in texts])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), _BATCH):
            rows = self._endpoint.ask(texts[start : start + _BATCH])
            if rows.shape[1] != self.dimensions:
                raise EndpointFailed(f"{self._endpoint.model} changed the length of its vectors. Check the endpoint.")
            vectors[start : start + _BATCH] = rows
        return vectors


class _Endpoint:
    def __init__(
        self, address: str, model: str, headers: dict[str, str], client: httpx.Client, wait: Callable[[float], None]
    ) -> None:
        self.model = model
        self._address, self._headers, self._client, self._wait = address, headers, client, wait

    def ask(self, texts: Sequence[str]) -> Vectors:
        body = {"model": self.model, "input": list(texts), "encoding_format": "float"}
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                reply = self._client.post(self._address, json=body, headers=self._headers)
            except httpx.TransportError as error:
                problem = f"cannot be reached ({type(error).__name__})"
            else:
                if reply.is_success:
                    return _read(reply, len(texts), self._address)
                problem = f"answered {reply.status_code}"
                if reply.status_code not in _PASSING:
                    break
            if attempt < _ATTEMPTS:
                self._wait(0.5 * 2**attempt)
        raise EndpointFailed(f"The embedder at {self._address} {problem}. Check its address, model and key.")


def _read(reply: httpx.Response, expected: int, address: str) -> Vectors:
    """Return the rows in the order of the request, whatever order they came in; each of norm 1."""
    try:
        rows: list[Any] = sorted(reply.json()["data"], key=lambda row: row["index"])
        vectors = np.array([row["embedding"] for row in rows], np.float32)
    except (ValueError, KeyError, TypeError) as error:
        raise EndpointFailed(f"The embedder at {address} did not answer with vectors. Check its address.") from error
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True) if vectors.ndim == 2 else np.zeros(1)
    if len(vectors) != expected or not np.isfinite(norms).all() or not (norms > 0).all():
        raise EndpointFailed(f"The embedder at {address} answered with vectors that cannot be used. Check its model.")
    return vectors / norms
