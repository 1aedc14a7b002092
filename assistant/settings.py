"""Settings: environment variables with the prefix ``ISCG_``, and a ``.env`` file. Defaults need no network, no key."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError
from indexer.cli import DEFAULT_STORE


class Settings(BaseSettings):
    """What an operator can decide. Frozen: whoever builds objects reads it once."""

    model_config = SettingsConfigDict(
        env_prefix="ISCG_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    store: Path = Field(default=Path(DEFAULT_STORE), description="folder of the store that iscg index writes")
    embedder: str = Field(default="auto", min_length=1, description="name of the embedder, or its endpoint")
    host: str = Field(default="127.0.0.1", min_length=1, description="address the service listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port the service listens on; 0 picks a free one")
    public_url: str | None = Field(
        default=None, pattern=r"^https?://[^/\s]+/?$", description="address people reach the service at; links begin so"
    )
    workers: int = Field(default=4, ge=1, le=64, description="questions answered at the same time")
    conversations: Path | None = Field(default=None, description="file of the conversations; unset: in the store")
    conversation_days: int = Field(default=30, ge=1, le=3650, description="days an unused conversation is kept")
    keys: Path | None = Field(default=None, description="file of the keys; unset: in the store")
    rate: str | None = Field(
        default=None,
        pattern=r"^[1-9]\d{0,6}/(second|minute|hour|day)$",
        description="requests of one principal, as 60/minute; unset: as many as it likes",
    )
    origins: str = Field(
        default="",
        pattern=r"^(https?://[^\s,/*]+(,\s*https?://[^\s,/*]+)*)?$",
        description="web sites whose pages may ask, with commas, each exactly; none by default",
    )
    feedback: Path | None = Field(default=None, description="file of what readers say; unset: in the store")
    feedback_days: int = Field(default=90, ge=1, le=3650, description="days that is kept")
    keep_unanswered: bool = Field(default=False, description="keep questions that got no answer, to learn from them")
    report_address: str | None = Field(
        default=None,
        pattern=r"^(https?://\S+|[^\s@:/?]+@[^\s@:/?]+)$",
        description="e-mail address, or the address of an issue form, for reports on a line; unset: the repository",
    )
    slack_bot_token: SecretStr | None = Field(default=None, description="token of the Slack app's bot (xoxb-…)")
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="signing secret of the Slack app; both set: /slack/… exists"
    )
    llm_base_url: str | None = Field(default=None, description="OpenAI-compatible endpoint; unset: no model is used")
    llm_model: str | None = Field(default=None, description="name of the model at that endpoint")
    llm_api_key: SecretStr | None = Field(default=None, description="its key")
    llm_seconds: float = Field(default=20.0, gt=0, le=300, description="time a model has for one question, in all")
    llm_tries: int = Field(default=2, ge=1, le=5, description="times a model is asked before it has written anything")
    llm_withhold: str = Field(
        default="", description="documents never sent to the model, by id, with commas; * stands for anything"
    )
    llm_daily_tokens: int | None = Field(
        default=None, ge=1, description="tokens a day (UTC) a model may cost; unset: all"
    )


def load_settings(**overrides: object) -> Settings:
    """Returns the settings of this environment; an override of None leaves the setting as it is.

    Raises:
        SettingsError: a value cannot be used; the message names the variable, never its value.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"])
        raise SettingsError(f"ISCG_{name.upper()} cannot be used: {first['msg']}. Set it to another value.") from None


def masked(settings: Settings) -> dict[str, str]:
    """Returns every setting as text by the name of its variable; of a secret only that it is set."""
    shown: dict[str, str] = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        text = "set (hidden)" if isinstance(value, SecretStr) else str(value)
        shown[f"ISCG_{name.upper()}"] = "not set" if value is None else text
    return shown
