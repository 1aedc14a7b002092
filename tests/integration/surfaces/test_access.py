"""Keys, roles, rates and origins: every route by every role and every malformed token, over real HTTP."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from factories_surfaces import fake_service, served

from assistant.api.access import NEEDS, role_of
from assistant.keys import KeyStore
from assistant.keys_command import keys as keys_command
from assistant.settings import load_settings
from bots.app import create_app
from corpus.errors import SettingsError, UsageError

MALFORMED = (
    None,
    "",
    "Bearer",
    "Bearer iscg_",
    "Bearer iscg_" + "A" * 43,
    "Bearer iscg_" + "A" * 100_000,
    "Basic aXNjZzppc2Nn",
    "iscg_without_scheme",
    b"Bearer iscg_\xe9",
    "Bearer ' OR 1=1 --",
)


@contextmanager
def service(tmp_path: Path, **settings: Any) -> Iterator[tuple[httpx.Client, KeyStore]]:
    path = tmp_path / "keys.sqlite"
    app = create_app(load_settings(keys=path, **settings), open_service=fake_service)
    with served(app) as base, httpx.Client(base_url=base, timeout=30) as client:
        yield client, KeyStore(path)


def routes() -> list[tuple[str, str]]:
    """Every method and path of the description, with values put in, and what it does not list."""
    app = create_app(load_settings(), open_service=fake_service)
    described = [
        (
            method.upper(),
            path.replace("{name}", "pp-res-191").replace("{identifier}", "x").replace("{table}", "mapping"),
        )
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    ]
    return [
        *described,
        ("POST", "/mcp"),
        ("GET", "/v1/admin/anything"),
        ("GET", "/v1/../v1/themes"),
        ("HEAD", "/v1/themes"),
    ]


GUARDED = [(method, path) for method, path in routes() if role_of(path.replace("/v1/../", "/"))]


def test_without_a_key_in_the_store_the_service_is_open(tmp_path: Path) -> None:
    with service(tmp_path) as (client, _):
        assert client.get("/v1/themes").status_code == 200
        assert not (tmp_path / "keys.sqlite").exists()


def test_every_guarded_route_refuses_every_malformed_token_before_it_reads_a_body(tmp_path: Path) -> None:
    assert len(GUARDED) > 15
    with service(tmp_path) as (client, store):
        store.add("somebody")
        for (method, path), token in itertools.product(GUARDED, MALFORMED):
            headers = {} if token is None else {"Authorization": token}
            if len(token or "") > 1_000:
                continue
            told = client.request(method, path, headers=headers, content=b"{" * 10)
            assert told.status_code == 401, (method, path, token)
            assert told.headers["www-authenticate"].startswith("Bearer")
            if method != "HEAD":
                assert told.json()["detail"].startswith("This service answers programs with a key")


def test_a_reader_asks_and_an_operator_sees_figures_too(tmp_path: Path) -> None:
    with service(tmp_path) as (client, store):
        (_, reader), (_, operator) = store.add("a reader"), store.add("an operator", role="operator")
        for method, path in GUARDED:
            for secret, role in ((reader, "reader"), (operator, "operator")):
                told = client.request(method, path, headers={"Authorization": f"Bearer {secret}"})
                refused = role_of(path) == "operator" and role == "reader"
                assert (told.status_code == 403) == refused, (method, path, role)
                assert told.status_code != 401
                assert told.status_code < 500, (method, path)


def test_what_is_for_people_and_for_the_watch_stays_open(tmp_path: Path) -> None:
    with service(tmp_path) as (client, store):
        store.add("somebody")
        for path in ("/", "/healthz", "/readyz", "/documents/pp-res-191", "/openapi.json", "/v1x"):
            assert client.get(path).status_code in (200, 404)


def test_a_revoked_or_ended_key_is_refused(tmp_path: Path) -> None:
    with service(tmp_path) as (client, store):
        key, secret = store.add("for a while")
        store.add("another")
        _, ended = store.add("yesterday's", days=-1)
        headers = {"Authorization": f"Bearer {secret}"}
        assert client.get("/v1/themes", headers=headers).status_code == 200
        assert client.get("/v1/themes", headers={"Authorization": f"Bearer {ended}"}).status_code == 401
        store.revoke(key.id)
        assert _within(1.5, lambda: client.get("/v1/themes", headers=headers).status_code == 401)


def _within(seconds: float, holds: Any) -> bool:
    import time

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_the_file_holds_no_key_and_no_one_else_may_read_it(tmp_path: Path) -> None:
    store = KeyStore(tmp_path / "keys.sqlite")
    _, secret = store.add("somebody")
    assert (tmp_path / "keys.sqlite").stat().st_mode & 0o077 == 0
    assert not any(secret[5:].encode() in file.read_bytes() for file in tmp_path.iterdir())
    assert sqlite3.connect(tmp_path / "keys.sqlite").execute("SELECT name FROM key").fetchall() == [("somebody",)]


def test_more_than_the_rate_is_told_when_to_come_again_and_the_watch_is_not_counted(tmp_path: Path) -> None:
    with service(tmp_path, rate="3/minute") as (client, _):
        assert [client.get("/v1/themes").status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = client.get("/v1/themes", headers={"X-Forwarded-For": "203.0.113.9"})
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["x-content-type-options"] == "nosniff"
        assert client.get("/healthz").status_code == 200


def test_each_key_has_a_rate_of_its_own(tmp_path: Path) -> None:
    with service(tmp_path, rate="2/minute") as (client, store):
        secrets = [store.add(name)[1] for name in ("one", "two")]
        for secret in secrets:
            headers = {"Authorization": f"Bearer {secret}"}
            told = [client.get("/v1/themes", headers=headers).status_code for _ in range(3)]
            assert told == [200, 200, 429]


def test_only_the_sites_named_may_ask_and_never_with_cookies(tmp_path: Path) -> None:
    with service(tmp_path, origins="https://a.example, https://b.example") as (client, _):
        for origin, allowed in (("https://a.example", True), ("https://evil.example", False), ("null", False)):
            asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
            told = client.options("/v1/ask", headers={**asked, "Access-Control-Request-Headers": "content-type"})
            assert (told.headers.get("access-control-allow-origin") == origin) == allowed
            assert "access-control-allow-credentials" not in told.headers
            plain = client.get("/v1/themes", headers={"Origin": origin})
            assert (plain.headers.get("access-control-allow-origin") == origin) == allowed


def test_without_a_site_named_none_may(tmp_path: Path) -> None:
    with service(tmp_path) as (client, _):
        told = client.get("/v1/themes", headers={"Origin": "https://a.example"})
        assert not [name for name in told.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "given", [{"origins": "*"}, {"origins": "https://*.example"}, {"rate": "many"}, {"rate": "0/day"}]
)
def test_a_setting_that_would_open_too_much_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        load_settings(**given)


def test_the_command_makes_lists_and_revokes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path)]
    keys_command(["list", *store])
    assert "no keys" in capsys.readouterr().out
    keys_command(["add", "The widget", "--role", "reader", "--days", "30", *store])
    shown = capsys.readouterr().out
    secret = shown.splitlines()[0]
    (key,) = KeyStore(tmp_path / "keys.sqlite").all()
    assert KeyStore(tmp_path / "keys.sqlite").find(secret) == key
    keys_command(["list", *store])
    listed = capsys.readouterr().out
    assert key.id in listed
    assert secret not in listed
    keys_command(["revoke", key.id, *store])
    with pytest.raises(UsageError, match="no key"):
        keys_command(["revoke", key.id, *store])


def test_the_table_names_the_narrower_path_first() -> None:
    for at, (below, _) in enumerate(NEEDS):
        assert not any(below.startswith(f"{earlier}/") for earlier, _ in NEEDS[:at])
