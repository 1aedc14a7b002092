"""``iscg eval addressees``: whom operative clauses ask and by which verb, against gold that was written by hand.

Each clause of the gold is set into a resolution of its body and language, and read as any file is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from corpus.document import Clause
from eval.bars import Figure, as_json, as_table, exit_code, share

ADDRESSEE_BAR = 0.95
VERB_BAR = 0.98
_GOLD = "datasets/addressees.yaml"
_HELD_OUT = "datasets/addressees_held_out.yaml"
_NUMBER = {
    "en": "RESOLUTION 999 ({place})",
    "fr": "RÉSOLUTION 999 ({place})",
    "es": "RESOLUCIÓN 999 ({place})",
    "ru": "РЕЗОЛЮЦИЯ 999 ({place})",
    "zh": "第999号决议（{place}）",
    "ar": "القرار 999 ({place})",
}
_PLACE = {"pp": "PP-22", "wtsa": "WTSA-24", "wtdc": "WTDC-22", "ra": "RA-23"}
_TITLE = {
    "en": "A matter of interest to all",
    "fr": "Une question qui intéresse tout le monde",
    "es": "Un asunto de interés para todos",
    "ru": "Вопрос, представляющий общий интерес",
    "zh": "大家关心的问题",
    "ar": "مسألة تهم الجميع",
}
_PREAMBLE = {
    "en": ("considering", "that the matter is of interest,"),
    "fr": ("considérant", "que la question est importante,"),
    "es": ("considerando", "que el asunto es importante,"),
    "ru": ("учитывая", "что этот вопрос важен,"),
    "zh": ("考虑到", "此问题十分重要，"),
    "ar": ("إذ يضع في اعتباره", "أهمية هذه المسألة،"),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One operative clause of the gold; ``asked`` and ``partners`` are normalized bodies."""

    language: str
    body: str
    call: str
    text: str
    asked: frozenset[str]
    partners: frozenset[str]
    verb: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A clause of the gold and the one read; None where no operative clause stands under its call."""

    gold: Gold
    read: Clause | None

    @property
    def addressee_right(self) -> bool:
        """Whether exactly those asked were read."""
        return self.read is not None and frozenset(self.read.addressees) == self.gold.asked

    @property
    def partners_right(self) -> bool:
        """Whether exactly those they are to work with were read."""
        return self.read is not None and frozenset(self.read.partners) == self.gold.partners

    @property
    def verb_right(self) -> bool:
        """Whether the verb was read."""
        return self.read is not None and self.read.action == self.gold.verb


def shipped_gold() -> tuple[Gold, ...]:
    """Returns the clauses that ship."""
    return _gold_of(_GOLD)


def held_out_gold() -> tuple[Gold, ...]:
    """Returns the clauses that were written after the reader was mended on the others."""
    return _gold_of(_HELD_OUT)


def _gold_of(name: str) -> tuple[Gold, ...]:
    raw: Mapping[str, list[dict[str, Any]]] = yaml.safe_load((files("eval") / name).read_text(encoding="utf-8"))
    return tuple(_gold(language, row) for language, rows in raw.items() for row in rows)


def judge(gold: Iterable[Gold]) -> tuple[Judged, ...]:
    """Returns what the reader makes of each clause."""
    return tuple(Judged(one, _read(one)) for one in gold)


def figures_of(judged: Sequence[Judged]) -> tuple[Figure, ...]:
    """Returns the shares of addressees and verbs that are right, whole and by language, and that of partners."""
    named = [one for one in judged if one.gold.partners or (one.read is not None and one.read.partners)]
    whole = (
        share("addressee", sum(one.addressee_right for one in judged), len(judged), bar=ADDRESSEE_BAR),
        share("verb", sum(one.verb_right for one in judged), len(judged), bar=VERB_BAR),
        share("partners, where there are", sum(one.partners_right for one in named), len(named)),
    )
    languages = dict.fromkeys(one.gold.language for one in judged)
    by_language = []
    for language in languages:
        own = [one for one in judged if one.gold.language == language]
        by_language.append(share(f"addressee, {language}", sum(one.addressee_right for one in own), len(own)))
    return (*whole, *by_language)


def later_figures(judged: Sequence[Judged]) -> tuple[Figure, ...]:
    """Returns the shares of the clauses written later."""
    return (
        share("addressee, later clauses", sum(one.addressee_right for one in judged), len(judged), bar=ADDRESSEE_BAR),
        share("verb, later clauses", sum(one.verb_right for one in judged), len(judged), bar=VERB_BAR),
    )


def addressees(argv: Sequence[str]) -> int:
    """Prints the figures and what was read wrongly; exits with 1 below a bar."""
    parser = argparse.ArgumentParser(
        prog="iscg eval addressees", description="Hold whom clauses ask against gold written by hand."
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    given = parser.parse_args(list(argv))
    judged, later = judge(shipped_gold()), judge(held_out_gold())
    figures = (*figures_of(judged), *later_figures(later))
    print(as_json(figures) if given.json else "\n".join((as_table(figures), *_wrong((*judged, *later)))))
    return exit_code(figures)


def _wrong(judged: Sequence[Judged]) -> list[str]:
    lines = []
    for one in judged:
        if not (one.addressee_right and one.verb_right and one.partners_right):
            read = one.read
            made = (
                f"{read.action} {list(read.addressees)} with {list(read.partners)}" if read else "no operative clause"
            )
            lines.append(f"  {one.gold.language}: {one.gold.call} | {one.gold.text[:50]}: {made}")
    return lines


def _gold(language: str, row: Mapping[str, Any]) -> Gold:
    partners = frozenset(row.get("with", ()))
    body = row.get("body", "pp")
    return Gold(language, body, row["call"], row["text"], frozenset(row["to"]), partners, row["verb"])


def _read(gold: Gold) -> Clause | None:
    from indexer.extract import extract

    preamble, reason = _PREAMBLE[gold.language]
    number = _NUMBER[gold.language].format(place=_PLACE[gold.body])
    lines = (number, _TITLE[gold.language], preamble, reason, gold.call, gold.text)
    found = extract("\n\n".join(lines).encode(), name="clause.txt")
    clauses = [clause for text in found.texts for clause in text.clauses if clause.operative]
    return clauses[-1] if clauses and clauses[-1].call else None
