"""Prose on top of an extractive answer: what a model makes of its citations, sentence by sentence, each one checked.

The extractive answer stands first and stays below: with the model silent, wrong or gone it is the answer. A sentence is
shown once it has passed, and is never taken back:

- it holds: it is shown with its marks, ``support: generated``;
- it does not, and names a passage it draws on: the words of that passage are quoted in its place;
- else it is left out.

If the first sentence is left out, the answer has lost its core, and the extractive one stands alone. Verdicts go into
``Answer.prose``, without the words that failed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from threading import Event
from typing import Any, Final

from assistant.answer import Answer, Block, Note, Prose, Statement, Verdict
from assistant.messages import say
from assistant.orders import gives_orders
from assistant.prose.across import Near, fault_of_translation
from assistant.prose.grounds import Ground, grounds_of, words_of
from assistant.prose.limits import Breaker, TokenBudget
from assistant.prose.model import LanguageModel, ModelFailure, Order
from assistant.prose.sentences import sentences
from assistant.prose.shown import Told, judge
from assistant.rendering import to_markdown
from indexer.tokens import count_tokens
from prompts.loading import Prompt, load_prompt

MOST_SENTENCES: Final = 8
"""A model that goes on is not read further."""
_FORMER: Final = 4
_LONGEST_QUESTION: Final = 300
Tell = Callable[[str, Any], None]
"""Told ``("status", state)`` and ``("sentence", runs so far)`` as they happen."""


def _silent(_: str, __: Any) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Lets ``model`` write. ``seconds``: for all it is asked on one question. ``near`` compares across languages; None
    where the embedder cannot, and then questions in other languages than their passages get no prose. ``withheld``:
    documents that are never sent, as shell patterns of their ids; an answer that rests on one is not sent at all."""

    model: LanguageModel
    seconds: float = 20.0
    near: Near | None = None
    withheld: tuple[str, ...] = ()
    breaker: Breaker = field(default_factory=Breaker)
    budget: TokenBudget = field(default_factory=TokenBudget)

    def write(self, answer: Answer, *, tell: Tell = _silent, stopped: Event | None = None) -> Answer:
        """Returns the answer with prose before it, or as it is with a note that says why there is none.

        Takes ``seconds`` at most. Answers without citations are returned untouched, and nothing is sent.
        """
        grounds = _grounds(answer)
        if answer.abstained or answer.kind == "clarification" or not grounds:
            return answer
        if any(fnmatchcase(one.document, pattern) for one in answer.citations for pattern in self.withheld):
            return answer
        language = next(iter(grounds.values())).language
        across = language != answer.language
        if across and self.near is None:
            return answer
        told, started = Told(), time.monotonic()
        deadline = started + self.seconds
        try:
            if across:
                checked = self._checked(answer, grounds, Told(), deadline, stopped, _silent)
                self._translated(checked, told, answer.language, language, deadline, stopped, tell)
            else:
                self._checked(answer, grounds, told, deadline, stopped, tell)
        except ModelFailure as failure:
            told.failure = failure
        return self._finished(answer, told, (time.monotonic() - started) * 1000)

    def rephrase(self, question: str, former: Sequence[str], *, language: str) -> str | None:
        """Returns a follow-up as a question that stands by itself; None where the model gives none that may be asked.

        It may be asked if it is one line whose words all stand in the question or in ``former``, the latest of them.
        """
        prompt, told = load_prompt("rephrase"), Told()
        values = {"former": "\n".join(former[-_FORMER:]), "question": question}
        try:
            deadline = time.monotonic() + self.seconds
            stated = " ".join("".join(self._pieces(prompt, values, told, deadline, None, _silent)).split())
        except ModelFailure:
            return None
        known = {word.key for text in (*former[-_FORMER:], question) for word in words_of(text, language)}
        said = words_of(stated, language)
        new = [word for word in said if word.key not in known and not word.neutral]
        return stated if said and not new and len(stated) <= _LONGEST_QUESTION and stated != question else None

    def _checked(
        self,
        answer: Answer,
        grounds: dict[int, Ground],
        told: Told,
        deadline: float,
        stopped: Event | None,
        tell: Tell,
    ) -> Told:
        prompt = load_prompt(answer.kind)
        given = _fitting(grounds, prompt.evidence_tokens)
        values = {"question": answer.question, "passages": "\n".join(ground.told() for ground in given.values())}
        for sentence in sentences(self._pieces(prompt, values, told, deadline, stopped, tell)):
            judge(sentence, given, told)
            if not told.runs:
                break  # the first one fell, and with it the core
            tell("sentence", tuple(told.runs))
            if len(told.verdicts) >= MOST_SENTENCES:
                break
        return told

    def _translated(
        self,
        checked: Told,
        told: Told,
        to: str,
        language: str,
        deadline: float,
        stopped: Event | None,
        tell: Tell,
    ) -> None:
        """Shows the checked sentences in the language of the question, as far as their translations hold."""
        told.verdicts += checked.verdicts
        told.prompt_tokens, told.completion_tokens = checked.prompt_tokens, checked.completion_tokens
        if not checked.statements:
            return
        prompt = load_prompt("explain")
        lines = "\n".join(f"[{n}] {one.text}" for n, one in enumerate(checked.statements, start=1))
        values = {"language": say("page.language_own", to), "sentences": lines}
        for line in _lines(self._pieces(prompt, values, told, deadline, stopped, tell)):
            number, _, words = line.strip().removeprefix("[").partition("]")
            if not number.isdigit() or not 0 < int(number) <= len(checked.statements):
                continue
            source = checked.statements[int(number) - 1]
            assert self.near is not None
            fault = fault_of_translation(source.text, words.strip(), language=language, to=to, near=self.near)
            told.verdicts.append(Verdict(n=int(number), verdict="left-out" if fault else "kept", reason=fault))
            if fault is None and words.strip() not in told.seen:
                told.seen.add(words.strip())
                told.show(Statement(text=words.strip(), citations=source.citations, support="generated"))
                tell("sentence", tuple(told.runs))

    def _pieces(
        self,
        prompt: Prompt,
        values: dict[str, str],
        told: Told,
        deadline: float,
        stopped: Event | None,
        tell: Tell,
    ) -> Iterator[str]:
        """Yields what the model writes, within budget and time. Raises ModelFailure as the model does."""
        system, user = prompt.fill(values)
        asked = count_tokens(system) + count_tokens(user)
        if not self.breaker.lets_through():
            raise ModelFailure("resting")
        if not self.budget.take(asked + prompt.answer_tokens):
            raise ModelFailure("spent")
        told.prompt_tokens += asked
        written = 0
        order = Order(system=system, user=user, max_tokens=prompt.answer_tokens, deadline=deadline)
        try:
            for piece in self.model.write(order, stopped=stopped):
                if not written:
                    tell("status", "writing")
                written += count_tokens(piece)
                yield piece
                if written > 2 * prompt.answer_tokens:
                    break  # it does not keep to what it was allowed
        except ModelFailure as failure:
            if failure.reason != "stopped":
                self.breaker.failed(retry_after=failure.retry_after)
            raise
        else:
            self.breaker.succeeded()
        finally:
            told.completion_tokens += written
            self.budget.give_back(max(0, prompt.answer_tokens - written))

    def _finished(self, answer: Answer, told: Told, milliseconds: float) -> Answer:
        language = answer.language
        values = {"model": self.model.name, "host": self.model.host}
        notes = list(answer.notes)
        if told.failure is not None:
            reason = say(f"prose.failure.{told.failure.reason}", language, **values)
            kept = "prose.partly" if told.runs else "prose.without"
            notes.append(Note(code="degraded", text=say(kept, language, reason=reason)))
        if told.runs:
            notes.append(Note(code="model", text=say("prose.written", language, **values)))
        elif told.failure is None:
            notes.append(Note(code="model", text=say("prose.nothing", language, **values)))
        prose = Block(type="paragraph", runs=tuple(told.runs))
        blocks = (prose, *answer.blocks) if told.runs else answer.blocks
        return replace(
            answer,
            text=to_markdown(blocks, answer.citations, language=language),
            blocks=blocks,
            statements=(*told.statements, *answer.statements),
            notes=tuple(notes),
            answered_by=f"llm:{self.model.name}" if told.runs else answer.answered_by,
            usage={"prompt_tokens": told.prompt_tokens, "completion_tokens": told.completion_tokens},
            timings_ms={
                **answer.timings_ms,
                "model": round(milliseconds, 2),
                "total": round(answer.timings_ms.get("total", 0.0) + milliseconds, 2),
            },
            prose=Prose(model=self.model.name, host=self.model.host, verdicts=tuple(told.verdicts)),
        )


def _grounds(answer: Answer) -> dict[int, Ground]:
    """Returns the citations a model may be shown: those in the language of the first, without what gives orders."""
    given = [one for one in answer.citations if not gives_orders(one.quote)]
    return grounds_of([one for one in given if one.language == given[0].language])


def _fitting(grounds: dict[int, Ground], tokens: int) -> dict[int, Ground]:
    """Returns the passages that fit, in order, each whole; one that does not is passed over."""
    fitting: dict[int, Ground] = {}
    left = tokens
    for number, ground in grounds.items():
        cost = count_tokens(ground.told()) + 1
        if cost <= left:
            fitting[number] = ground
            left -= cost
    return fitting


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """Yields each line once it is whole."""
    held = ""
    for piece in pieces:
        *whole, held = (held + piece).split("\n")
        yield from whole
    yield held
