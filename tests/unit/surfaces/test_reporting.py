"""A report of a line opens where the operator wants it, with the line told."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from assistant.permalinks import permalink, report_address
from bots.web.reporting import sending_address

BODY = "Line:\nResolution 1 & 2 · résolves\n"


def test_every_permalink_has_an_address_to_report_it_at() -> None:
    link = permalink("pp-res-191", "pp-22", start=1, end=9, clause="resolves 1")
    assert report_address(link) == "/report/pp-res-191@pp-22?from=1&to=9#resolves_1"


def test_an_address_of_a_person_makes_a_mail_with_the_report_in_it() -> None:
    link = sending_address("desk@example.org", title="Resolution 1: resolves", body=BODY)
    assert link is not None
    assert link.startswith("mailto:desk@example.org?subject=Resolution%201%3A%20resolves&body=Line%3A%0A")
    assert parse_qs(urlsplit(link).query)["body"] == [BODY]


def test_an_issue_form_gets_title_and_body_as_parameters() -> None:
    link = sending_address("https://example.org/issues/new?labels=corpus", title="T & U", body=BODY)
    assert parse_qs(urlsplit(link or "").query) == {"labels": ["corpus"], "title": ["T & U"], "body": [BODY]}


def test_an_address_may_say_where_title_and_body_go() -> None:
    link = sending_address("https://example.org/?issue[title]={title}&issue[text]={body}", title="A b", body="c&d")
    assert link == "https://example.org/?issue[title]=A%20b&issue[text]=c%26d"


def test_a_long_report_is_cut_to_what_an_address_carries() -> None:
    link = sending_address("desk@example.org", title="T", body="x" * 9_000)
    assert len(link or "") < 2_000


def test_without_an_address_there_is_nowhere_to_send_it() -> None:
    assert sending_address(None, title="T", body=BODY) is None
