"""What stands above a label: the open levels, and the annex, call or heading over them."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.parsing.labels import Form, Label, ordinal


@dataclass(frozen=True, slots=True)
class Step:
    """One open level of labels: its form, what the path shows, the paragraph style's level, the path down to it."""

    form: Form
    label: Label
    level: int
    path: str
    parent: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What stands above the labels: annex, call or heading."""

    scope: str = ""
    base: str = ""
    call: str = ""
    operative: bool = False
    heading: str = ""

    @property
    def path(self) -> str:
        """The path of what has no label of its own."""
        return f"{self.scope} {self.base}".strip()


def is_sibling(step: Step, label: Label, form: Form, level: int) -> bool:
    """Returns whether a label is the next one of an open level."""
    if step.form != form or (level and step.level and level != step.level):
        return False
    if form == "bullet":
        return step.label.sign == label.sign or (level > 0 and step.level == level)
    before, here = ordinal(step.label, form), ordinal(label, form)
    return here == before + 1 or (here == before and label.text != step.label.text)
