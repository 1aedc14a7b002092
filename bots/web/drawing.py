"""Templates to HTML. Everything is escaped; interface texts come from the message catalogues."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from assistant.answer import Citation, Run
from assistant.directions import Stretch, stretches
from assistant.messages import direction, say
from assistant.permalinks import anchor, document_address, report_address
from bots.web.interface import Interface
from bots.web.sources import UNVERIFIED, web_address
from corpus.conferences import conference, conference_label

_NAME = 12
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


def draw(template: str, *, interface: Interface | None = None, **values: Any) -> str:
    """Returns the page that ``template`` makes of ``values``, in the language of ``interface`` (default: English)."""
    seen = interface or Interface()
    return (
        _environment()
        .get_template(template)
        .render(
            **values,
            interface=seen,
            interface_language=seen.language,
            say=speaker(seen.language),
            carry=seen.carry,
            address=lambda document, revision=None: seen.carry(document_address(document, revision)),
            ask_address=lambda question, as_of=None, conversation=None: seen.carry(
                _ask_address(question, as_of, conversation)
            ),
        )
    )


def speaker(language: str) -> Callable[..., str]:
    """Returns what gives the interface's texts in ``language``."""

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
        direction=direction,
        document_address=document_address,
        speaker=speaker,
        conference=conference,
        conference_label=conference_label,
        unverified=UNVERIFIED,
    )
    environment.filters.update(
        web_address=web_address,
        report_address=report_address,
        path=lambda text: quote(text, safe=""),
        anchor=anchor,
        framed=_framed,
        voiced=_voiced,
    )
    return environment


def _ask_address(question: str, as_of: str | None = None, conversation: str | None = None) -> str:
    given = {"q": question, "as_of": as_of, "conversation": conversation}
    return "/?" + urlencode({name: value for name, value in given.items() if value})


@pass_context
def _framed(context: Context, text: str) -> Markup:
    """Returns words of the interface with what runs against its direction set apart."""
    return Markup("").join(map(_part, stretches(text, context["interface_language"])))


@pass_context
def _voiced(context: Context, text: str, runs: Sequence[Run], citations: Sequence[Citation]) -> Markup:
    """Returns one of ``runs`` with each quotation in it marked by its own language and direction."""
    cited = {run.cite for run in runs}
    quotes = [(one.quote, one.language) for one in citations if one.n in cited]
    return Markup("").join(map(_part, stretches(text, context["interface_language"], quotes)))


def _part(part: Stretch) -> Markup:
    if part.language is not None:
        marks = Markup('<span class="quoted" lang="{}" dir="{}">{}</span>')
        return marks.format(part.language, direction(part.language), part.text)
    if not part.against:
        return escape(part.text)
    # A short name stays on one line: ITU-T is not to break at its hyphen.
    marks = Markup('<bdi class="name">{}</bdi>') if len(part.text) <= _NAME else Markup("<bdi>{}</bdi>")
    return marks.format(part.text)
