"""Whom each operative clause of a text asks: told by its call, by its own head, or by the lead-in it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.asking import RESOLVE, Asked, asked_by
from corpus.document import Clause
from corpus.scope import BodyCode


def tell_asked(clauses: Sequence[Clause], content: str, *, body: BodyCode | None = None) -> tuple[Clause, ...]:
    """Returns the clauses with verb, addressees and partners of the operative ones; ``content`` is what they span.

    What stands under "2 to invite Member States:" is asked of them too, unless it says itself whom it asks.
    """
    told: dict[str, Asked] = {}
    found: list[Clause] = []
    for clause in clauses:
        if not clause.operative:
            found.append(clause)
            continue
        asked = asked_by(clause.call, content[clause.start : clause.end], body=body)
        if not asked.addressees and asked.verb in ("", RESOLVE):
            asked = told.get(_above(clause), asked)
        told[clause.path] = asked
        found.append(replace(clause, action=asked.verb, addressees=asked.addressees, partners=asked.partners))
    return tuple(found)


def _above(clause: Clause) -> str:
    """The path of the clause that leads in to this one."""
    if not clause.labels:
        return ""
    last = clause.labels[-1]
    above = clause.path.removesuffix(last).rstrip()
    if above != clause.path and (len(clause.labels) > 1 or "." not in last):
        return above
    return f"{above} {last.rpartition('.')[0]}".strip() if "." in last else above
