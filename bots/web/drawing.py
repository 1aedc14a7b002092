"""Templates to HTML. Everything is escaped; interface texts come from the message catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from assistant.messages import say
from assistant.permalinks import document_address, permalink
from bots.web.sources import UNVERIFIED, web_address
from corpus.conferences import conference, conference_label
from corpus.scope import BODY_NAMES, SECTOR_NAMES

ASSETS = {"site.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


@cache
def asset(name: str) -> bytes:
    """Returns a file of ``assets``. Raises KeyError where there is none of that name."""
    if name not in ASSETS:
        raise KeyError(name)
    return (files("bots.web") / "assets" / name).read_bytes()


def asset_address(name: str) -> str:
    """Returns the address of an asset; it changes with the content, so a browser may keep it."""
    return f"/assets/{name}?v={hashlib.sha256(asset(name)).hexdigest()[:12]}"


def draw(template: str, *, language: str = "en", **values: Any) -> str:
    """Returns the page that ``template`` makes of ``values``."""
    return _environment().get_template(template).render(**values, say=_speaker(language), interface_language=language)


def _speaker(language: str) -> Callable[..., str]:
    def spoken(key: str, **values: object) -> str:
        return say(key, language, **values)

    return spoken


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bots.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        asset=asset_address,
        address=document_address,
        permalink=permalink,
        conference=conference,
        conference_label=conference_label,
        sector_names=SECTOR_NAMES,
        body_names=BODY_NAMES,
        unverified=UNVERIFIED,
        ask_address=_ask_address,
    )
    environment.filters.update(web_address=web_address, path=lambda text: quote(text, safe=""))
    return environment


def _ask_address(question: str, as_of: str | None = None) -> str:
    return "/?" + urlencode({"q": question, **({"as_of": as_of} if as_of else {})})
