"""``iscg eval calibrate``: learns from development questions how much support is enough, and writes it as data."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from assistant.answers.finding import find
from assistant.drafting import refusal_at_once
from assistant.library import Library
from assistant.support import FEATURES, Learned, Side, Support, Weights, likelihood_of
from assistant.understanding import understand
from eval.asking.answerability import DEV, UNANSWERABLE, read_asked
from eval.asking.conversations import CONVERSATIONS, read_conversations
from eval.gold import QUESTIONS, read_questions

WEIGHTS: Final = Path(__file__).parents[2] / "assistant" / "support_weights.json"
_RIDGE: Final = 0.02
"""What large weights cost: there are few questions, and no feature may decide alone."""
_DECLINED: Final = 2.0
"""What an answerable question that is declined weighs against an unanswerable one that is let through."""
_STEPS, _RATE = 4000, 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One question that reaches the search: its support, and whether the documents answer it."""

    question: str
    support: Support
    answerable: bool


def examples(library: Library, *, today: date) -> Iterator[Example]:
    """Yields the development questions that name no text, are not declined at once, and can or cannot be answered."""
    labelled = [
        (one.question, one.class_ == "answerable")
        for one in read_asked(DEV)
        if one.class_ == "answerable" or one.class_ in UNANSWERABLE
    ]
    labelled += [
        (one.question, one.abstain == "must-not") for one in read_questions(part="dev") if one.abstain != "may"
    ]
    opened = [one.turns[0] for one in read_conversations(part="dev")]
    labelled += [(one.question, True) for one in opened if one.documents and "sector" not in one.kind]
    for question, answerable in labelled:
        query = understand(question, library)
        if query.targets or query.unresolved or refusal_at_once(query, today) is not None:
            continue
        yield Example(question, find(query, library).support, answerable)


def learn(found: Sequence[Example]) -> Weights:
    """Returns the weights of a logistic regression with a ridge, and the likelihood that is enough.

    Answerable and unanswerable questions weigh the same as wholes, however many there are. Enough is the likelihood at
    which the shares of answerable questions declined (it counts twice) and of unanswerable ones let through add up to
    least: half of the unanswerable questions are declined by their words before any search.
    """
    rows = np.array([one.support.features for one in found], np.float64)
    wanted = np.array([one.answerable for one in found], np.float64)
    weights = np.where(wanted > 0, 0.5 / max(wanted.sum(), 1), 0.5 / max((1 - wanted).sum(), 1))
    fitted = _fit(np.hstack([rows, np.ones((len(rows), 1))]), wanted, weights)
    learned = Weights(
        constant=round(float(fitted[-1]), 4),
        weights={name: round(float(value), 4) for name, value in zip(FEATURES, fitted[:-1], strict=True)},
        enough=0.5,
    )
    likely = np.array([likelihood_of(one.support.features, learned) for one in found])
    ordered = np.unique(np.concatenate([[0.0], likely, [1.0]]))
    bars = (ordered[:-1] + ordered[1:]) / 2  # between neighbours, so that no question sits on the bar
    costs = [_DECLINED * np.mean(likely[wanted > 0] < bar) + np.mean(likely[wanted == 0] >= bar) for bar in bars]
    return msgspec.structs.replace(learned, enough=round(float(bars[int(np.argmin(costs))]), 4))


def _fit(rows: NDArray[np.float64], wanted: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the coefficients, the constant last; it alone pays no ridge. Plain gradient descent: always the same."""
    fitted = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], _RIDGE)
    ridge[-1] = 0.0
    for _ in range(_STEPS):
        likely = 1.0 / (1.0 + np.exp(-rows @ fitted))
        fitted -= _RATE * (rows.T @ (weights * (likely - wanted)) + ridge * fitted / 10)
    return fitted


def calibrate(argv: Sequence[str]) -> int:
    """Learns weights and thresholds and writes them; prints how the development questions fare with them.

    Raises:
        StoreError: the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.opening import open_libraries
    from assistant.settings import load_settings

    settings = load_settings(store=given.store, embedder=given.embedder)
    libraries = open_libraries(settings)
    library = libraries.current()
    if library.cosines is None:
        print("The embedder of this store has no measured range: there is nothing to learn.", file=sys.stderr)
        return 1
    found = list(examples(library, today=given.today))
    sides: dict[Side, list[Example]] = {"same": [], "across": []}
    for one in found:
        sides[one.support.side].append(one)
    learned = Learned(
        learned_by="iscg eval calibrate",
        embedder=given.embedder or settings.embedder,
        data={
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in (DEV, QUESTIONS, CONVERSATIONS)
        },
        same=learn(sides["same"]),
        across=learn(sides["across"]),
    )
    given.out.write_bytes(msgspec.json.format(msgspec.json.encode(learned)) + b"\n")
    for side, those in sides.items():
        _tell(side, those, getattr(learned, side))
    print(f"Written to {given.out}.")
    return 0


def _tell(side: Side, found: Sequence[Example], learned: Weights) -> None:
    yes = [one for one in found if one.answerable]
    no = [one for one in found if not one.answerable]
    under = [one for one in yes if likelihood_of(one.support.features, learned) < learned.enough]
    over = [one for one in no if likelihood_of(one.support.features, learned) >= learned.enough]
    print(f"{side}: enough {learned.enough:.2f}; answerable declined {len(under)} of {len(yes)}, "
          f"unanswerable let through {len(over)} of {len(no)}")  # fmt: skip
    for sign, those in (("declined", under), ("let through", over)):
        for one in those:
            print(f"  {sign}: {one.question}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval calibrate",
        description="Learns from the development questions how much support is enough to answer.",
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE", help="where to write what was learned")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--embedder", metavar="NAME", help="the embedder the store was built with")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), metavar="DATE", help="day of asking (default: today)"
    )
    return parser
