import json

import httpx
import pytest

from corpus.errors import SettingsError
from indexer.embedding.openai import EndpointFailed, open_openai


class Server:
    """Answers each text with the vector (its length, 1), rows in reverse; keeps what it was sent."""

    def __init__(self, *, failures=()):
        self.failures = list(failures)
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        if self.failures:
            failure = self.failures.pop(0)
            if isinstance(failure, Exception):
                raise failure
            return httpx.Response(failure)
        texts = json.loads(request.content)["input"]
        rows = [{"index": i, "embedding": [len(text), 1]} for i, text in enumerate(texts)]
        return httpx.Response(200, json={"data": rows[::-1]})


def opened(server, **options):
    client = httpx.Client(transport=httpx.MockTransport(server))
    given = {"base_url": "http://embedder.example/v1/", "model": "m", "client": client, "wait": lambda seconds: None}
    return open_openai(**(given | options))


def test_rows_come_in_the_order_of_the_texts_with_norm_one():
    rows = opened(Server()).embed_passages(["abc", ""])
    assert rows[0] == pytest.approx([3 / 10**0.5, 1 / 10**0.5])
    assert rows[1] == pytest.approx([0.0, 1.0])


def test_the_request_names_the_model_the_prefix_and_the_key():
    server = Server()
    embedder = opened(server, api_key="secret", query_prefix="q: ")
    embedder.embed_query("why")
    request = server.requests[-1]
    assert str(request.url) == "http://embedder.example/v1/embeddings"
    assert request.headers["Authorization"] == "Bearer secret"
    assert json.loads(request.content) == {"model": "m", "input": ["q: why"], "encoding_format": "float"}


def test_many_texts_go_in_requests_of_64():
    server = Server()
    embedder = opened(server)
    server.requests.clear()
    assert embedder.embed_passages(["x"] * 130).shape == (130, 2)
    assert [len(json.loads(request.content)["input"]) for request in server.requests] == [64, 64, 2]


def test_a_busy_endpoint_is_asked_three_times_with_growing_pauses():
    server, waits = Server(failures=[503, httpx.ConnectError("refused")]), []
    opened(server, wait=waits.append)
    assert waits == [1.0, 2.0]


def test_an_endpoint_that_stays_busy_is_named():
    with pytest.raises(EndpointFailed, match="answered 503"):
        opened(Server(failures=[503] * 3))


def test_a_refusal_is_not_repeated():
    server = Server(failures=[401])
    with pytest.raises(EndpointFailed, match="answered 401"):
        opened(server)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        "no json",
        '{"data": []}',
        '{"data": [{"index": 0, "embedding": [0, 0]}]}',
        '{"data": [{"embedding": [1]}]}',
        "[]",
    ],
)
def test_an_answer_without_usable_vectors_is_an_error(body):
    with pytest.raises(EndpointFailed):
        opened(lambda request: httpx.Response(200, text=body))


def test_prefixes_are_part_of_the_fingerprint():
    assert opened(Server()).fingerprint != opened(Server(), query_prefix="q: ").fingerprint


@pytest.mark.parametrize(("base_url", "model"), [("ftp://x", "m"), ("", "m"), ("http://x", "")])
def test_address_and_model_are_needed(base_url, model):
    with pytest.raises(SettingsError, match="base_url"):
        open_openai(base_url=base_url, model=model)
