"""Paragraph styles of Word files: what ITU's templates, and Word's own headings, say of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.loaders.paragraph import Role

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ROLES: dict[str, tuple[Role, int]] = {
    "resno": ("resolution-number", 0),
    "decno": ("resolution-number", 0),
    "opinionno": ("resolution-number", 0),
    "restitle": ("resolution-title", 0),
    "dectitle": ("resolution-title", 0),
    "opiniontitle": ("resolution-title", 0),
    "resref": ("resolution-reference", 0),
    "decref": ("resolution-reference", 0),
    "resdate": ("resolution-reference", 0),
    "call": ("call", 0),
    "sectionno": ("section-number", 0),
    "sectiontitle": ("section-title", 0),
    "partno": ("section-number", 0),
    "parttitle": ("section-title", 0),
    "chapno": ("section-number", 0),
    "chaptitle": ("section-title", 0),
    "annexno": ("annex-number", 0),
    "annextitle": ("annex-title", 0),
    "annexref": ("annex-reference", 0),
    "appendixno": ("annex-number", 0),
    "appendixtitle": ("annex-title", 0),
    "appendixref": ("annex-reference", 0),
    "annexnotitle": ("annex-number", 0),
    "appendixnotitle": ("annex-number", 0),
    "enumlev1": ("item", 1),
    "enumlev2": ("item", 2),
    "enumlev3": ("item", 3),
    "headingb": ("heading", 4),
    "headingi": ("heading", 5),
    "note": ("note", 0),
    "figure": ("caption", 0),
    "figureno": ("caption", 0),
    "figuretitle": ("caption", 0),
    "figurenotitle": ("caption", 0),
    "tableno": ("caption", 0),
    "tabletitle": ("caption", 0),
    "tablenotitle": ("caption", 0),
    "figurelegend": ("legend", 0),
    "tablelegend": ("legend", 0),
    "title": ("title", 1),
    "title1": ("title", 1),
    "title2": ("title", 2),
    "rectitle": ("title", 1),
    "reptitle": ("title", 1),
    "proposal": ("instruction", 0),
    "reasons": ("reasons", 0),
}
"""Names of styles, without case, spaces and underscores, to the role and level of a paragraph."""
_PLAIN = re.compile(r"[\s_\-.]")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says.

    ``named``: it is one of ITU's or of Word's that tell a role. ``contents``: it is a line of a list of contents.
    """

    role: Role = "text"
    level: int = 0
    named: bool = False
    contents: bool = False
    italic: bool = False
    bold: bool = False
    hidden: bool = False
    numbering: tuple[str, int] | None = None


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a file by id, each read when it is first used."""

    elements: Mapping[str, Any]
    _known: dict[str, Style] = field(default_factory=dict)

    def of(self, identifier: str) -> Style:
        """Returns a style with what it inherits; a plain one where there is no such id."""
        if identifier not in self._known:
            known = identifier in self.elements
            self._known[identifier] = _style(identifier, self.elements) if known else Style()
        return self._known[identifier]


def read_styles(root: Any) -> Styles:
    """Returns the paragraph styles of ``styles.xml``; none if there is no such part."""
    found = root.iter(f"{W}style") if root is not None else ()
    return Styles({one.get(f"{W}styleId", ""): one for one in found if one.get(f"{W}type") == "paragraph"})


def default_style(root: Any) -> str:
    """Returns the id of the paragraph style used where none is named."""
    for one in root.iter(f"{W}style") if root is not None else ():
        if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true"):
            return str(one.get(f"{W}styleId", ""))
    return ""


def _style(identifier: str, elements: Mapping[str, Any]) -> Style:
    chain = _chain(identifier, elements)
    role, level, named = _role(chain)
    return Style(
        role=role,
        level=level,
        named=named,
        contents=any(re.match(r"(?:toc\d|tableofcontents|tableoffigures)", _key(one)) for one in chain[:1]),
        italic=_flag(chain, "i"),
        bold=_flag(chain, "b"),
        hidden=_flag(chain, "vanish"),
        numbering=_numbering(chain),
    )


def _chain(identifier: str, elements: Mapping[str, Any]) -> list[Any]:
    chain: list[Any] = []
    while identifier in elements and len(chain) < 12:
        element = elements[identifier]
        if element in chain:
            break
        chain.append(element)
        parent = element.find(f"{W}basedOn")
        identifier = parent.get(f"{W}val", "") if parent is not None else ""
    return chain


def _key(element: Any) -> str:
    name = element.find(f"{W}name")
    return _PLAIN.sub("", (name.get(f"{W}val", "") if name is not None else "").casefold())


def _role(chain: list[Any]) -> tuple[Role, int, bool]:
    """The style itself decides; what it is based on only where that is an item or a heading (they pass it on)."""
    for depth, element in enumerate(chain):
        key = _key(element)
        if heading := re.fullmatch(r"heading(\d)", key):
            return "heading", int(heading[1]), True
        if key in ROLES and (depth == 0 or ROLES[key][0] in ("item", "call", "resolution-number", "resolution-title")):
            return (*ROLES[key], True)
        if key.startswith(("normal", "bodytext", "footnote", "note")):
            return "text", 0, False
    return "text", 0, False


def _flag(chain: list[Any], tag: str) -> bool:
    for element in chain:
        found = element.find(f"{W}rPr/{W}{tag}")
        if found is not None:
            return is_on(found)
    return False


def is_on(element: Any) -> bool:
    """Returns whether a switch such as ``<w:i/>`` is on."""
    return element.get(f"{W}val", "true") not in ("0", "false", "off", "none")


def _numbering(chain: list[Any]) -> tuple[str, int] | None:
    for element in chain:
        found = element.find(f"{W}pPr/{W}numPr")
        if found is not None:
            number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
            depth = int(level.get(f"{W}val", "0")) if level is not None else 0
            return (number.get(f"{W}val", "0") if number is not None else "0"), depth
    return None
