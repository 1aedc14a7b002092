"""The rules of ``rules.yaml``, read once: from which lines which role, who takes part, where the official list is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from corpus.document import RoleName

RuleName = Literal["recorded", "asked", "together", "leads-on", "works-on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``role`` None takes the role that the line names; ``reading``: what it gives is always our reading."""

    name: RuleName
    lines: str
    role: RoleName | None
    reading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRules:
    """All rules, in the order in which they count; ``list_*``: where the official list of focal points is told of."""

    rules: Mapping[RuleName, Rule]
    list_document: str
    list_words: str


@cache
def role_rules() -> RoleRules:
    """Returns the rules that ship."""
    data = yaml.safe_load((files(__package__) / "rules.yaml").read_text(encoding="utf-8"))
    return RoleRules(
        rules={name: _rule(name, given) for name, given in data["rules"].items()},
        list_document=data["official_list"]["document"],
        list_words=data["official_list"]["words"],
    )


def _rule(name: RuleName, given: Mapping[str, object]) -> Rule:
    role = given["role"]
    named: RoleName | None = None if role == "recorded" else role  # type: ignore[assignment]
    return Rule(name=name, lines=str(given["from"]), role=named, reading=bool(given.get("reading", False)))
