"""What a reader is shown of a model's prose: sentences that held, quotations in the place of some that did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.answer import Run, Statement, Verdict
from assistant.prose.checking import draws_on, fault_of_sentence, has_markup
from assistant.prose.grounds import Ground
from assistant.prose.model import ModelFailure
from assistant.prose.sentences import Sentence


@dataclass(slots=True)
class Told:
    """What was shown so far."""

    runs: list[Run] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    failure: ModelFailure | None = None

    def show(self, statement: Statement) -> None:
        """Shows a statement behind those that were shown, with the marks of its citations."""
        lead = " " if self.runs else ""
        self.runs += [Run(text=lead + statement.text), *(Run(cite=number) for number in statement.citations)]
        self.statements.append(statement)


def judge(sentence: Sentence, grounds: Mapping[int, Ground], told: Told) -> None:
    """Shows the sentence, or what it should have quoted, or nothing; notes which."""
    number = len(told.verdicts) + 1
    fault = fault_of_sentence(sentence, grounds)
    if fault is None:
        repeated = sentence.text in told.seen
        told.verdicts.append(
            Verdict(n=number, verdict="left-out" if repeated else "kept", reason="repeats" if repeated else None)
        )
        if not repeated:
            told.seen.add(sentence.text)
            told.show(Statement(text=sentence.text, citations=sentence.marks, support="generated"))
        return
    ground = next((grounds[mark] for mark in sentence.marks if mark in grounds), None)
    replaced = ground is not None and ground.number not in told.quoted and _should_quote(sentence, ground)
    told.verdicts.append(Verdict(n=number, verdict="replaced" if replaced else "left-out", reason=fault))
    if replaced and ground is not None:
        told.quoted.add(ground.number)
        told.show(Statement(text=_extract(ground), citations=(ground.number,), support="quoted"))


def _should_quote(sentence: Sentence, ground: Ground) -> bool:
    """Returns whether the passage is what the sentence draws on, and may stand in the prose."""
    return draws_on(sentence.text, ground) and not has_markup(ground.citation.quote)


def _extract(ground: Ground) -> str:
    cited = ground.citation
    lead = ", ".join(part for part in (cited.label, cited.clause) if part)
    return f"{lead}: “{cited.quote}”"
