"""Texts and files checked over HTTP, on the page and by the command."""

from __future__ import annotations

import csv
import json
import re
from base64 import b64decode
from pathlib import Path

import httpx
import pytest
from checking_files import tracked_file
from factories import Line, as_docx

from eval.checking.verify_gold import read_library

TEXT = (
    "As Resolution 901 (Rev. Dubai, 2018) says, “to share landing stations wherever this is economically possible”.\n"
)
LIST = re.compile(r'href="data:[^,"]+;base64,([^"]+)" download="([^"]+)"')
QUOTE = "to share landing stations wherever this is economically possible"


def test_each_item_has_its_place_its_verdict_and_its_citation(client: httpx.Client) -> None:
    response = client.post("/v1/verify", json={"text": TEXT})
    assert response.status_code == 200
    assert set(response.json()) == {"items"}
    reference, quotation = response.json()["items"]
    assert set(reference) == set(quotation) == {
        "start", "end", "text", "type", "verdict", "candidates", "citation", "differences", "cautions",
    }  # fmt: skip
    assert (reference["type"], reference["verdict"]) == ("reference", "stale")
    assert TEXT[reference["start"] : reference["end"]] == "Resolution 901 (Rev. Dubai, 2018)"
    assert [one["revision"] for one in reference["candidates"]] == ["pp-22"]
    assert (quotation["type"], quotation["verdict"]) == ("quotation", "altered")
    assert TEXT[quotation["start"] : quotation["end"]] == QUOTE
    assert quotation["citation"]["clause"] == "invites Member States 1"
    assert {"text": "economically", "mark": "added", "cite": None} in quotation["differences"]


def test_a_file_gives_back_the_text_its_places_count_in(client: httpx.Client) -> None:
    docx = as_docx([Line("plain", "A proposal"), Line("plain", TEXT.strip())], styled=False)
    for name, data in (("a.docx", docx), ("a.txt", b"A proposal\r\n" + TEXT.encode())):
        body = client.post("/v1/verify", files={"file": (name, data)}).json()
        assert [item["verdict"] for item in body["items"]] == ["stale", "altered"]
        for item in body["items"]:
            assert body["text"][item["start"] : item["end"]] == item["text"]
    assert body["text"].startswith("A proposal\r\n")


def test_each_item_of_a_file_is_told_by_its_paragraph_or_line(client: httpx.Client) -> None:
    docx = as_docx([Line("plain", "A proposal"), Line("plain", TEXT.strip())], styled=False)
    word = client.post("/v1/verify", files={"file": ("a.docx", docx)}).json()["places"]
    assert [(one["kind"], one["number"]) for one in word] == [("paragraph", 2), ("paragraph", 2)]
    assert word[0]["before"] == "As"
    plain = client.post("/v1/verify", files={"file": ("a.txt", b"A proposal\n" + TEXT.encode())}).json()["places"]
    assert [(one["kind"], one["number"]) for one in plain] == [("line", 2), ("line", 2)]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {}}, 422),
        ({"json": {"text": 5}}, 422),
        ({"json": {"text": "  "}}, 422),
        ({"json": {"text": "x" * 400_001}}, 422),
        ({"content": '{"text": "\\ud800 Resolution 2"}', "headers": {"content-type": "application/json"}}, 422),
        ({"content": "text", "headers": {"content-type": "text/plain"}}, 415),
        ({"files": {"other": ("a.txt", b"words")}}, 422),
        ({"files": {"file": ("a.exe", b"MZ")}}, 422),
        ({"files": {"file": ("a.docx", b"no Word file")}}, 422),
        ({"content": b"--broken", "headers": {"content-type": "multipart/form-data"}}, 400),
    ],
)
def test_what_cannot_be_checked_is_a_problem(client: httpx.Client, sent: dict[str, object], status: int) -> None:
    response = client.post("/v1/verify", **sent)  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]


def test_the_page_has_a_form_and_shows_the_verdicts_escaped(client: httpx.Client) -> None:
    page = client.get("/verify")
    assert page.status_code == 200
    assert 'enctype="multipart/form-data"' in page.text
    sent = {"text": f"<script>alert(1)</script> {TEXT} “<b>nothing of this</b> stands anywhere at all”"}
    shown = client.post("/verify", files={"file": ("", b"")}, data=sent)
    assert shown.status_code == 200
    assert "<script>" not in shown.text
    assert "<b>nothing" not in shown.text
    assert "<ins>economically</ins>" in shown.text
    assert "<del>technically</del>" in shown.text
    assert 'href="/documents/pp-res-901@pp-18?from=' in shown.text


def test_the_page_tells_what_stands_in_the_way_and_keeps_the_text(client: httpx.Client) -> None:
    shown = client.post("/verify", files={"file": ("a.exe", b"MZ")}, data={"text": "words"})
    assert shown.status_code == 422
    assert "a.exe cannot be checked" in shown.text
    assert 'role="alert"' in shown.text
    assert "This was not checked." in shown.text
    assert re.search(r'<input id="file"[^>]*aria-invalid="true"', shown.text)


def test_the_page_gives_the_verdicts_as_lists_to_save(client: httpx.Client) -> None:
    shown = client.post("/verify", files={"file": ("", b"")}, data={"text": TEXT})
    lists = {name: b64decode(data).decode() for data, name in LIST.findall(shown.text)}
    assert set(lists) == {"verdicts.csv", "verdicts.md"}
    rows = list(csv.reader(lists["verdicts.csv"].splitlines()))
    assert rows[0][:3] == ["place", "verdict", "your words"]
    assert [row[:3] for row in rows[1:]] == [
        ["line 1", "no longer current", "Resolution 901 (Rev. Dubai, 2018)"],
        ["line 1", "altered", QUOTE],
    ]
    assert "\n2. **altered** · line 1" in lists["verdicts.md"]


def test_a_word_file_with_tracked_changes_says_which_text_was_checked(client: httpx.Client) -> None:
    shown = client.post("/verify", files={"file": ("a.docx", tracked_file())})
    assert "what is deleted was not" in shown.text
    assert "footnote 1 (paragraph 2)" in shown.text


def test_the_command_writes_lists_and_speaks_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from assistant import opening
    from bots.cli import main

    class Libraries:
        def checker(self) -> object:
            return read_library().checker()

    monkeypatch.setattr(opening, "open_libraries", lambda settings: Libraries())
    file = tmp_path / "a.docx"
    file.write_bytes(tracked_file())
    assert main(["verify", "--format", "csv", str(file)]) == 0
    assert capfdbinary.readouterr().out.decode().splitlines()[1].startswith("paragraph 2,exact,")
    assert main(["verify", "--language", "fr", str(file)]) == 0
    assert "note 1 (paragraphe 2)" in capfdbinary.readouterr().out.decode()


def test_the_command_prints_the_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from assistant import opening
    from bots.cli import main

    class Libraries:
        def checker(self) -> object:
            return read_library().checker()

    monkeypatch.setattr(opening, "open_libraries", lambda settings: Libraries())
    file = tmp_path / "a.txt"
    file.write_text(f"A proposal\n{TEXT}", encoding="utf-8")
    assert main(["verify", str(file)]) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0] == "line 2: no longer current: Resolution 901 (Rev. Dubai, 2018)"
    assert "    to share landing stations wherever this is [-technically-]{+economically+} possible" in lines
    assert main(["verify", "--json", str(file)]) == 0
    assert [one["verdict"] for one in json.loads(capfdbinary.readouterr().out)["items"]] == ["stale", "altered"]
    assert main(["verify", str(tmp_path / "b.txt")]) == 1
    assert main(["verify", str(tmp_path / "b.exe")]) != 0
