"""How roles are scored: worked out by hand on topics of our own, and the gold that ships held to its own rules."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Answer, Citation
from corpus.document import RoleName
from corpus.scope import SECTORS, SectorCode
from eval.responsibility.sector_scores import Topic, figures_of, interval_of, macro_f1, names, read_topics, told_of


def topic(*roles: RoleName, also: tuple[dict[SectorCode, RoleName], ...] = (), off: bool = False) -> Topic:
    return Topic(
        id="resp-x",
        language="en",
        question="?",
        topic=None if off else "theme-x",
        off_topic=off,
        roles=dict(zip(SECTORS, roles, strict=True)),
        roles_also=also,
    )


def citation(number: int, quote: str, clause: str = "Roles") -> Citation:
    return Citation(
        n=number,
        document="theme-x",
        revision=None,
        label="Lighthouses",
        title="Lighthouses",
        clause=clause,
        quote=quote,
        start=0,
        end=len(quote),
        language="en",
        status=None,
        text_kind="digest",
        basis="seen",
        permalink="/documents/theme-x",
        url=None,
    )


def answer(*roles: RoleName, kind: str = "sector", quote: str = "ITU-R, ITU-T, ITU-D and the Secretariat") -> Answer:
    sectors: dict[str, Any] = {
        sector: {"role": role, "groups": [], "citations": [1]} for sector, role in zip(SECTORS, roles, strict=True)
    }
    return Answer(
        id="x" * 8,
        question="?",
        language="en",
        kind=kind,  # type: ignore[arg-type]
        text="",
        blocks=(),
        statements=(),
        notes=(),
        citations=(citation(1, quote),),
        facts={"themes": [{"theme": "theme-x", "sectors": sectors}]},
        coverage=(),
        follow_ups=(),
        confidence=1.0,
        abstained=False,
        reason=None,
        as_of=None,
        answered_by="extractive",
        timings_ms={},
        usage={},
    )


def test_macro_f1_is_the_mean_over_roles() -> None:
    due = topic("lead", "none", "none", "none")
    told = told_of(due, answer("lead", "lead", "none", "none"))
    # lead: told 2, due 1, right 1, F1 = 2/3; none: told 2, due 3, right 2, F1 = 4/5
    assert macro_f1([told]) == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert told.wrong == ("T",)


def test_another_role_that_a_document_supports_is_right_too() -> None:
    due = topic("none", "lead", "none", "none", also=({"R": "asked"}, {"D": "asked"}))
    told = told_of(due, answer("asked", "lead", "none", "none"))
    assert macro_f1([told]) == 1.0
    assert told.wrong == ()


def test_another_kind_of_answer_fills_no_cell() -> None:
    told = told_of(topic("lead", "none", "none", "none"), answer("lead", "none", "none", "none", kind="passage"))
    assert (told.filled, told.wrong) == ((), ("R",))


def test_off_topic_that_fills_a_cell_and_a_line_that_does_not_name_the_sector_miss_their_bars() -> None:
    told = told_of(
        topic("none", "none", "none", "none", off=True), answer("lead", "none", "none", "none", quote="Lighthouses.")
    )
    figures = {one.name: one for one in figures_of([told], "all")}
    assert (figures["all: off-topic that fill a cell"].value, figures["all: off-topic that fill a cell"].holds) == (
        1.0,
        False,
    )
    assert (figures["all: filled cells cited by name"].value, figures["all: filled cells cited by name"].holds) == (
        0.0,
        False,
    )


@pytest.mark.parametrize(
    ("quote", "clause", "sector", "named"),
    [
        ("ITU-D leads: BDT.", "Roles ITU-D", "D", True),
        ("Report.", "instructs the Directors of the three Bureaux", "R", True),
        ("Report.", "instructs the Director of TSB with the other Directors", "D", True),
        ("Report.", "instructs the Director of the Telecommunication Development Bureau", "R", False),
        ("Report.", "instructs the Secretary-General", "GS", True),
        ("Report.", "instructs the Secretary-General", "T", False),
        ("The three Sectors work jointly.", "Points", "T", True),
        ("The three Sectors work jointly.", "Points", "GS", False),
    ],
)
def test_a_line_names_a_sector_by_its_own_name_or_an_organ_of_it(
    quote: str, clause: str, sector: SectorCode, named: bool
) -> None:
    assert names(citation(1, quote, clause), sector) is named


def test_the_interval_holds_the_value_and_is_the_value_where_all_are_alike() -> None:
    right = told_of(topic("lead", "none", "none", "none"), answer("lead", "none", "none", "none"))
    wrong = told_of(topic("lead", "none", "none", "none"), answer("none", "none", "none", "none"))
    assert interval_of([right, right]) == (1.0, 1.0)
    low, high = interval_of([right, wrong] * 10) or (0.0, 0.0)
    assert low < macro_f1([right, wrong] * 10) < high
    assert interval_of([]) is None


def test_the_gold_has_sixty_topics_and_fifteen_off_topic() -> None:
    topics = read_topics()
    assert len([one for one in topics if not one.off_topic]) >= 60
    assert len([one for one in topics if one.off_topic]) >= 15
    assert {one.language for one in topics} == {"en", "fr", "es", "ru", "zh", "ar"}
    assert all(set(one.roles.values()) == {"none"} for one in topics if one.off_topic)
