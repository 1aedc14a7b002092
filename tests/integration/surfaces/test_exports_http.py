"""Tables over HTTP and on pages: both formats, a list of them, links where they belong."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import httpx
import openpyxl
import pytest
from factories_surfaces import fake_service, served
from holdings_double import Held

from assistant.api.exports import ALL_TABLES
from assistant.api.ports import Service
from assistant.messages import LANGUAGES
from assistant.settings import load_settings
from bots.app import create_app


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    fake = fake_service()
    service = Service(assistant=fake.assistant, holdings=Held())  # type: ignore[arg-type]
    app = create_app(load_settings(), open_service=lambda: service)
    with served(app) as base, httpx.Client(base_url=base) as made:
        yield made


def test_the_tables_are_listed(client: httpx.Client) -> None:
    assert client.get("/v1/exports").json() == {"tables": list(ALL_TABLES), "formats": ["csv", "xlsx"]}


@pytest.mark.parametrize("table", ALL_TABLES)
def test_a_table_comes_alike_in_both_formats(client: httpx.Client, table: str) -> None:
    plain = client.get(f"/v1/exports/{table}")
    assert plain.status_code == 200
    assert plain.headers["content-disposition"] == f'attachment; filename="iscg-{table}.csv"'
    rows = list(csv.reader(io.StringIO(plain.text, newline="")))
    book = client.get(f"/v1/exports/{table}?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows


def test_overlaps_stand_in_the_table(client: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/v1/exports/overlaps").text, newline="")))
    assert {(row["theme"], row["first document"], row["second document"]) for row in rows} == {
        ("theme-lights", "wtsa-res-9", "wtdc-res-9")
    }


@pytest.mark.parametrize("path", ["/v1/exports/bridges", "/v1/exports/mapping?format=ods"])
def test_what_there_is_not_is_a_problem(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (404, 422)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_links_every_table_in_both_formats(client: httpx.Client, language: str) -> None:
    page = client.get(f"/exports?language={language}").text
    links = re.findall(r'href="/v1/exports/([a-z]+)\?format=([a-z]+)"', page)
    assert sorted(links) == sorted((table, form) for table in ALL_TABLES for form in ("csv", "xlsx"))


@pytest.mark.parametrize(
    ("path", "table"), [("/resolutions", "histories"), ("/themes", "responsibility"), ("/overlaps", "overlaps")]
)
def test_tables_are_linked_where_they_belong(client: httpx.Client, path: str, table: str) -> None:
    assert f"/v1/exports/{table}?format=xlsx" in client.get(path).text


def test_every_list_is_reached_from_every_page(client: httpx.Client) -> None:
    page = client.get("/verify").text
    for there in ("/resolutions", "/themes", "/overlaps", "/verify", "/exports"):
        assert f'<a href="{there}"' in page
