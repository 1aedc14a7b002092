"""``iscg eval conversations``: scripted conversations, each turn held against what it should be about."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal, Protocol

import msgspec

from assistant.answer import Answer
from assistant.retrieval import Filters
from assistant.turn import Turn
from eval.bars import Figure, as_json, as_table, exit_code, share
from eval.gold import GoldError, Part, part_of

CONVERSATIONS: Final = Path(__file__).parents[1] / "datasets" / "conversations.jsonl"
DOCUMENT_BAR: Final = 0.90
INHERITED_BAR: Final = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTurn:
    """One question of a conversation and what is right for it.

    ``documents``: any is right as the first one cited. ``revision``: of that citation, null where any will do.
    ``kind``: the kinds of answer that are right. ``inherits`` and ``not_inherits``: what it has to
    take from the turns before, and must not: ``document:ID``, ``theme:ID``, ``group:ID``, ``as_of:PP-18`` or
    ``filter:VALUE``.
    """

    question: str
    documents: tuple[str, ...] = ()
    revision: str | None = None
    kind: tuple[str, ...] = ()
    inherits: tuple[str, ...] = ()
    not_inherits: tuple[str, ...] = ()
    abstain: bool = False
    as_of: str | None = None
    filters: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """One conversation; turns in order."""

    id: str
    language: str
    turns: tuple[GoldTurn, ...]
    asker: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one turn: ``answered`` right, and what was taken wrongly or missed, in the form of the gold."""

    gold: GoldTurn
    answer: Answer
    answered: bool
    wrongly: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation with the outcome of each turn."""

    scripted: Scripted
    outcomes: tuple[Outcome, ...] = field(default_factory=tuple)

    @property
    def clean(self) -> bool:
        """Whether no turn took anything wrongly."""
        return not any(one.wrongly for one in self.outcomes)


class Talking(Protocol):
    """What is asked: an assistant with conversations."""

    def ask(
        self,
        question: str,
        *,
        as_of: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        conversation: str | None = None,
    ) -> Answer:
        """Returns the answer."""


class Keeping(Protocol):
    """Where the turns are found again."""

    def begin(self) -> str:
        """Returns the id of a new conversation."""

    def turns(self, identifier: str) -> Sequence[Turn]:
        """Returns the turns, oldest first."""


def read_conversations(path: Path = CONVERSATIONS, *, part: Part | Literal["all"] = "all") -> tuple[Scripted, ...]:
    """Returns the conversations of a part, in the order of the file. Raises GoldError where it cannot be read."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = [msgspec.json.decode(line, type=Scripted) for line in lines]
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}. See eval/datasets/README.md.") from error
    return tuple(one for one in found if part in ("all", part_of(one.id)))


def hold(scripted: Scripted, assistant: Talking, conversations: Keeping) -> Held:
    """Asks every turn in one conversation and returns what became of each."""
    identifier = conversations.begin()
    outcomes = []
    for gold in scripted.turns:
        answer = assistant.ask(gold.question, as_of=gold.as_of, filters=gold.filters, conversation=identifier)
        outcomes.append(judge(gold, answer, conversations.turns(identifier)[-1]))
    return Held(scripted, tuple(outcomes))


def judge(gold: GoldTurn, answer: Answer, turn: Turn) -> Outcome:
    """Returns whether the answer is right, and how what the turn took differs from the gold.

    Wrongly taken is what the gold forbids and the turn took from those before it; missed is what the gold asks for and
    the turn is not read as being about. What the gold does not name counts neither way.
    """
    taken, read = _items(turn.taken.documents, turn.taken.as_of, turn.taken.filters), _read(turn)
    wrongly = tuple(one for one in gold.not_inherits if _same_in(one, taken))
    missed = tuple(one for one in gold.inherits if not _same_in(one, read))
    return Outcome(gold, answer, _answered(gold, answer), wrongly, missed)


def _answered(gold: GoldTurn, answer: Answer) -> bool:
    if gold.abstain:
        return answer.kind in ("abstention", "clarification")
    if gold.documents and answer.kind != "clarification":
        return bool(answer.citations) and answer.citations[0].document in gold.documents
    if "clarification" in gold.kind or not gold.documents:
        return answer.kind in gold.kind
    return False


def _read(turn: Turn) -> frozenset[str]:
    """What a turn was read as being about."""
    subjects = (*turn.targets, *(one.document for one in (*turn.themes, *turn.groups)))
    return _items(subjects, turn.as_of, turn.filters)


def _items(documents: Sequence[str], as_of: str | None, filters: Filters) -> frozenset[str]:
    values = (*filters.bodies, *filters.sectors, *filters.kinds, *filters.themes, *filters.status)
    dates = [f"as_of:{as_of}"] if as_of else []
    return frozenset((*(f"document:{one}" for one in documents), *dates, *(f"filter:{one}" for one in values)))


def _sort(item: str) -> str:
    """Texts, themes and groups are of one sort: either may stand for what was talked about."""
    sort = item.partition(":")[0]
    return "document" if sort in ("document", "theme", "group") else sort


def _same_in(item: str, read: frozenset[str]) -> bool:
    wanted = f"{_sort(item)}:{item.partition(':')[2]}".casefold()
    if wanted.startswith("filter:"):
        value = wanted.rpartition("=")[2].rpartition(":")[2]
        return any(one.casefold() == f"filter:{value}" for one in read)
    return any(one.casefold() == wanted for one in read)


def figures_of(held: Sequence[Held]) -> list[Figure]:
    """Returns the two figures with bars, then those that tell where it went wrong, then the first by language."""
    last = [one.outcomes[-1] for one in held]
    turns = [outcome for one in held for outcome in one.outcomes[1:]]
    figures = [
        share(
            "last turn: first document cited is right", sum(one.answered for one in last), len(last), bar=DOCUMENT_BAR
        ),
        share("conversations: nothing inherited wrongly", sum(one.clean for one in held), len(held), bar=INHERITED_BAR),
        share("follow-ups: first document cited is right", sum(one.answered for one in turns), len(turns)),
        share("follow-ups: nothing inherited wrongly", sum(not one.wrongly for one in turns), len(turns)),
        share("follow-ups: all that was due was inherited", sum(not one.missed for one in turns), len(turns)),
    ]
    for language in sorted({one.scripted.language for one in held}):
        those = [one.outcomes[-1] for one in held if one.scripted.language == language]
        figures.append(share(f"last turn, {language}", sum(one.answered for one in those), len(those)))
    return figures


def conversations(argv: Sequence[str]) -> int:
    """Holds the scripted conversations of a part and prints the figures; exit code 1 below a bar.

    Raises:
        GoldError: the file of conversations cannot be read.
        StoreError: the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.conversation_store import ConversationStore
    from assistant.settings import load_settings
    from eval.opening import open_system

    scripted = read_conversations(given.gold, part=given.set)
    if not scripted:
        raise GoldError(f"{given.gold} has no conversation of the part “{given.set}”.")
    settings = load_settings(store=given.store, embedder=given.embedder)
    kept = ConversationStore(None)
    system = open_system(settings.store, embedder=settings.embedder, today=given.today, conversations=kept)
    held = [hold(one, system.assistant, kept) for one in scripted]
    figures = figures_of(held)
    print(as_json(figures) if given.json else as_table(figures))
    if given.show:
        _show(held)
    return exit_code(figures)


def _show(held: Sequence[Held]) -> None:
    """Tells each turn that went wrong, on standard error."""
    for one in held:
        for place, outcome in enumerate(one.outcomes, 1):
            if outcome.answered and not outcome.wrongly and not outcome.missed:
                continue
            cited = outcome.answer.citations[0].document if outcome.answer.citations else "nothing"
            print(
                f"{one.scripted.id}, turn {place}: {outcome.gold.question}\n  {outcome.answer.kind}, {cited}; "
                f"wrongly {', '.join(outcome.wrongly) or '–'}; missed {', '.join(outcome.missed) or '–'}",
                file=sys.stderr,
            )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval conversations", description="Holds scripted conversations and judges each turn."
    )
    parser.add_argument("--set", choices=("dev", "test", "all"), default="dev", help="which part (default: dev)")
    parser.add_argument("--gold", type=Path, default=CONVERSATIONS, metavar="FILE", help="other conversations")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--embedder", metavar="NAME", help="the embedder the store was built with")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), metavar="DATE", help="day of asking (default: today)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--show", action="store_true", help="tell each turn that went wrong (not for the test part)")
    return parser
