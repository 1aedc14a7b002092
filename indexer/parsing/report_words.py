"""The data of ``reports.yaml``, and what it recognises: the headings of reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from indexer.parsing.words import fold

_INLINE = re.compile(r"(?P<heading>[^:：]{3,60}?)\s*[:：]\s*(?=\S)")


@cache
def report_words() -> Mapping[str, Any]:
    """Returns the data of ``reports.yaml``."""
    loaded: Mapping[str, Any] = yaml.safe_load((files("indexer.parsing") / "reports.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def known_headings() -> frozenset[str]:
    """Returns, folded, the headings known in all languages."""
    return frozenset(fold(form) for forms in report_words()["headings"].values() for form in forms)


def is_heading(line: str) -> bool:
    """Returns whether a line is a known heading, whatever its colon."""
    return fold(line.rstrip(" :：")) in known_headings()


def inline_heading(line: str) -> int:
    """Returns how many signs of a line are a known heading with its colon, before words of its own; 0 if none."""
    match = _INLINE.match(line)
    return match.end() if match is not None and fold(match["heading"]) in known_headings() else 0


def opens_with_heading(line: str) -> bool:
    """Returns whether a line is a known heading, or opens with one and a colon: "Action required: to note …"."""
    return is_heading(line) or inline_heading(line) > 0
