"""Roles told against roles of the gold: agreement by cell, macro-F1 with interval, what carries a filled cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

import msgspec
import numpy as np

from assistant.answer import Answer, Citation
from corpus.document import RoleName
from corpus.scope import SECTORS, SectorCode
from eval.bars import Figure, share
from eval.gold import GoldError, Part, part_of
from eval.intervals import Interval

TOPICS: Final = Path(str(files("eval"))) / "datasets" / "responsibility.jsonl"
BAR: Final = 0.92
_DRAWS: Final = 2_000
_SEED: Final = 20_261_125

_ORGANS: Final[dict[SectorCode, re.Pattern[str]]] = {
    "R": re.compile(r"ITU-R\b|\bBR\b|\bRAG\b|[Rr]adiocommunication|\bWRC\b|\bRRB\b|\bCPM\b|IRG|\bCCV\b|-wp-|WP \d"),
    "T": re.compile(
        r"ITU-T\b|\bTSB\b|\bTSAG\b|Standardization|\bWTSA\b|JCA|\bSG(?:2|3|5|9|1[1-7]|2[01])\b|\bSCV\b|CITS"
    ),
    "D": re.compile(r"ITU-D\b|\bBDT\b|\bTDAG\b|Telecommunication Development|\bWTDC\b|regional offices", re.IGNORECASE),
    "GS": re.compile(r"Secretar(?:y-General|iat)|Accessibility Coordinator|ISC-TF|CWG|ISCG|Council"),
}
"""What names a Sector or one of its organs, written for this check alone."""
_ALL_SECTORS: Final = re.compile(
    r"(?:three|each|other(?: two)?|all|the) (?:Bureaux?|Sectors?)|Directors\b(?! of (?:BR|TSB|BDT|the (?:Radio|Tele)))"
    r"|Sector advisory groups|study groups of the (?:three )?Sectors",
    re.IGNORECASE,
)


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One topic of the gold; ``roles_also`` names single cells in which another role is right too."""

    id: str
    language: str
    question: str
    topic: str | None
    off_topic: bool
    roles: Mapping[SectorCode, RoleName]
    roles_also: tuple[Mapping[SectorCode, RoleName], ...] = ()

    def accepted(self, sector: SectorCode) -> tuple[RoleName, ...]:
        """Returns the roles that are right in a cell, the first that of the theme's record."""
        return (self.roles[sector], *(one[sector] for one in self.roles_also if sector in one))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an answer said of a topic: the role in each cell, whether a line that names the Sector carries it."""

    topic: Topic
    answer: Answer
    roles: Mapping[SectorCode, RoleName]
    unnamed: tuple[SectorCode, ...]
    theme: str | None

    @property
    def filled(self) -> tuple[SectorCode, ...]:
        """Returns the cells that are not ``none``."""
        return tuple(sector for sector in SECTORS if self.roles[sector] != "none")

    @property
    def wrong(self) -> tuple[SectorCode, ...]:
        """Returns the cells with a role the gold does not accept."""
        return tuple(one for one in SECTORS if self.roles[one] not in self.topic.accepted(one))


def read_topics(path: Path = TOPICS, *, part: Part | Literal["all"] = "all") -> tuple[Topic, ...]:
    """Returns the topics of a part, in the order of the file. Raises GoldError where it cannot be read."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = [msgspec.json.decode(line, type=Topic) for line in lines]
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}. See eval/datasets/README.md.") from error
    return tuple(one for one in found if part in ("all", part_of(one.id)))


def told_of(topic: Topic, answer: Answer) -> Told:
    """Returns the roles an answer tells first; another kind of answer fills no cell."""
    first = next(iter(answer.facts.get("themes", ())), None) if answer.kind == "sector" else None
    sectors = first["sectors"] if first else {}
    cited = {one.n: one for one in answer.citations}
    roles: dict[SectorCode, RoleName] = {one: sectors.get(one, {}).get("role", "none") for one in SECTORS}
    unnamed = tuple(
        one
        for one in SECTORS
        if roles[one] != "none" and not any(names(cited[n], one) for n in sectors[one]["citations"] if n in cited)
    )
    return Told(topic=topic, answer=answer, roles=roles, unnamed=unnamed, theme=first["theme"] if first else None)


def names(citation: Citation, sector: SectorCode) -> bool:
    """Returns whether a citation's line, its clause or the document it stands in names the Sector or an organ of it."""
    place = f"{citation.document} {citation.label} {citation.title} {citation.clause} {citation.quote}"
    if _ORGANS[sector].search(place):
        return True
    return sector != "GS" and bool(_ALL_SECTORS.search(f"{citation.clause} {citation.quote}"))


def figures_of(told: Sequence[Told], name: str, *, held: bool = True) -> tuple[Figure, ...]:
    """Returns the figures of one part, each name with ``name`` before it; ``held``: the bars count."""
    cells = [(one, sector) for one in told if not one.topic.off_topic for sector in SECTORS]
    filled = [(one, sector) for one in told for sector in one.filled]
    off = [one for one in told if one.topic.off_topic]
    carried = sum(sector not in one.unnamed for one, sector in filled)
    return (
        Figure(f"{name}: macro-F1 of roles", macro_f1(told), len(told), interval_of(told), BAR if held else None),
        share(f"{name}: cells right, on topic", sum(s not in o.wrong for o, s in cells), len(cells)),
        share(f"{name}: filled cells cited by name", carried, len(filled), bar=1.0 if held else None),
        share(
            f"{name}: off-topic that fill a cell",
            sum(bool(one.filled) for one in off),
            len(off),
            bar=0.0 if held else None,
            at_most=True,
        ),
    )


def macro_f1(told: Sequence[Told]) -> float:
    """Returns the unweighted mean of the F1 of each role over all cells, of the roles that are due or told in any.

    Where several roles are right, the one told is the one due, else the first.
    """
    return _mean_f1(_counts(told).sum(0)) if told else 0.0


def interval_of(told: Sequence[Told]) -> Interval | None:
    """Returns the 95% percentile interval of macro-F1 when whole topics are drawn again; None of no topic."""
    if not told:
        return None
    counts = _counts(told)
    dice = np.random.default_rng(_SEED)
    drawn = [_mean_f1(counts[dice.integers(len(told), size=len(told))].sum(0)) for _ in range(_DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


_ROLES: Final[tuple[RoleName, ...]] = ("lead", "contributes", "asked", "none")


def _counts(told: Sequence[Told]) -> np.ndarray:
    """Returns, topic by role, how often it was told rightly, told, and due: an array of shape (topics, 4, 3)."""
    rows = np.zeros((len(told), len(_ROLES), 3))
    for row, one in zip(rows, told, strict=True):
        tally: Counter[tuple[RoleName, int]] = Counter()
        for sector in SECTORS:
            role, accepted = one.roles[sector], one.topic.accepted(sector)
            due = role if role in accepted else accepted[0]
            tally.update({(role, 0): int(role == due), (role, 1): 1})
            tally[due, 2] += 1
        for (role, place), count in tally.items():
            row[_ROLES.index(role), place] = count
    return rows


def _mean_f1(counts: np.ndarray) -> float:
    right, told, due = counts[:, 0], counts[:, 1], counts[:, 2]
    seen = told + due > 0
    return float((2 * right[seen] / (told + due)[seen]).mean())
