"""The script as it is served: source, style and texts in one, with the hash a page can hold it to."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Final

from assistant.messages import LANGUAGES, catalogue

_PREFIX: Final = "widget."


@cache
def widget_script() -> bytes:
    """Returns the whole script; the same for the same version of the project."""
    here = files("bots.web.widget")
    source = (here / "widget.js").read_text(encoding="utf-8")
    style = (here / "widget.css").read_text(encoding="utf-8")
    script = source.replace("/*TEXTS*/{}", json.dumps(texts(), ensure_ascii=False, separators=(",", ":")), 1)
    return script.replace('/*STYLE*/""', json.dumps(style, ensure_ascii=False), 1).encode()


def texts() -> dict[str, dict[str, str]]:
    """Returns the widget's texts by language and key, without the prefix that the catalogues give them."""
    return {
        language: {
            key.removeprefix(_PREFIX): forms[0]
            for key, forms in catalogue(language).forms.items()
            if key.startswith(_PREFIX)
        }
        for language in LANGUAGES
    }


@cache
def integrity() -> str:
    """Returns what a script tag says in ``integrity``, so that a browser runs these bytes and no others."""
    return f"sha384-{b64encode(hashlib.sha384(widget_script()).digest()).decode()}"


def script_tag(home: str, *, language: str | None = None) -> str:
    """Returns the one line that puts the widget on a page; ``home`` is the address of the service."""
    said = f' data-lang="{language}"' if language else ""
    held = f'integrity="{integrity()}" crossorigin="anonymous"'
    return f'<script src="{home.rstrip("/")}/widget.js" {held}{said} defer></script>'
