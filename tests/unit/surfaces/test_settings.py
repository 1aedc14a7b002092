from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import load_settings, masked
from corpus.errors import SettingsError


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ISCG_")]:
        monkeypatch.delenv(name)


def test_without_any_setting_the_service_listens_on_loopback_and_uses_no_model() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.embedder) == ("127.0.0.1", 8000, "auto")
    assert settings.llm_base_url is None
    assert settings.store == Path(".iscg/store")


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("ISCG_PORT=1111\nISCG_HOST=10.0.0.1\nISCG_EMBEDDER=file\n", encoding="utf-8")
    monkeypatch.setenv("ISCG_PORT", "2222")
    monkeypatch.setenv("ISCG_HOST", "10.0.0.2")
    settings = load_settings(port=3333, host=None)
    assert (settings.port, settings.host, settings.embedder) == (3333, "10.0.0.2", "file")


def test_a_value_that_cannot_be_used_is_named_by_its_variable_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISCG_PORT", "canary-value")
    with pytest.raises(SettingsError, match="ISCG_PORT cannot be used") as caught:
        load_settings()
    assert "canary-value" not in str(caught.value)


def test_secrets_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISCG_LLM_API_KEY", "canary-secret")
    settings = load_settings()
    assert masked(settings)["ISCG_LLM_API_KEY"] == "set (hidden)"
    assert "canary-secret" not in repr(settings) + str(masked(settings))


@pytest.mark.parametrize("address", ["desk", "javascript:alert(1)", "desk@example.org?cc=all@example.org", "ftp://a.b"])
def test_a_report_goes_to_a_mailbox_or_a_web_address_and_nowhere_else(address: str) -> None:
    with pytest.raises(SettingsError, match="ISCG_REPORT_ADDRESS"):
        load_settings(report_address=address)
