"""Measures of answers on cases worked out by hand."""

from __future__ import annotations

import pytest
from eval_world import CLAUSES, NEWEST, abstention, answer, case, cite, question, unanswerable

from assistant.answer import Block, Note, Run, Statement
from eval.cli import COMMANDS, SUBCOMMANDS
from eval.gold import Nugget, Place
from eval.metrics import HEADLINE, INVARIANTS, MEASURES, measure
from eval.metrics.measure import Measure


def value(name: str, *of: object) -> float | None:
    return measure(name).of(case(*of))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", MEASURES)
def test_every_line_of_the_table_is_a_measure_that_says_what_it_is(name: str) -> None:
    found = measure(name)

    assert isinstance(found, Measure)
    assert found.title
    assert found.formula
    assert found.source


def test_families_are_of_the_table() -> None:
    assert set(HEADLINE) <= set(MEASURES)
    assert set(INVARIANTS) <= set(MEASURES)


def test_every_subcommand_can_be_run() -> None:
    assert set(COMMANDS) == set(SUBCOMMANDS)


NUGGETS = (
    Nugget(text="a", importance="vital", patterns=(("alpha", "beta"), ("gamma",))),
    Nugget(text="b", importance="vital", patterns=(("delta",),)),
    Nugget(text="c", importance="okay", patterns=(("epsilon",),)),
)


@pytest.mark.parametrize(
    ("words", "vital", "weighted"),
    [
        ("alpha beta delta epsilon", 1.0, 1.0),
        ("alpha", 0.0, 0.0),  # beta is wanted beside it
        ("gamma", 0.5, 1 / 2.5),
        ("epsilon", 0.0, 0.5 / 2.5),
        ("gamma epsilon", 0.5, 1.5 / 2.5),
    ],
)
def test_nuggets_count_as_said(words: str, vital: float, weighted: float) -> None:
    asked = question(nuggets=NUGGETS)
    given = answer(notes=(Note(code="gap", text=words),))

    assert value("nuggets", asked, given) == pytest.approx(vital)
    assert value("nuggets-weighted", asked, given) == pytest.approx(weighted)


def test_what_a_table_says_is_said_and_white_space_is_no_matter() -> None:
    row = ((Run(text="gamma\u00a0"), Run(text=" delta")),)
    given = answer(blocks=(Block(type="table", head=("x",), rows=(row,)),))

    assert value("nuggets", question(nuggets=NUGGETS), given) == 1


def test_a_note_may_speak_of_what_is_later_and_a_statement_may_not() -> None:
    asked = question()
    noted = answer(notes=(Note(code="superseded", text="Fact 0 of pp-18 was another"),))
    stated = answer([cite(0)], statements=(Statement(text="Fact 0 of pp-18", citations=(1,), support="derived"),))

    assert value("forbidden", asked, noted) == 0
    assert value("forbidden", asked, stated) == 1
    assert value("forbidden", asked, answer(follow_ups=("What of Fact 0 of pp-18?",))) == 1


def test_joined_questions_want_every_group() -> None:
    def place(number: int) -> Place:
        return Place(document=f"pp-res-{number}", revision=NEWEST, clause=CLAUSES[0])

    asked = question(evidence=((place(0), place(1)), (place(2),)))

    assert value("evidence", asked, answer([cite(1)])) == 0.5
    assert value("evidence", asked, answer([cite(0), cite(2, n=2)])) == 1
    assert value("evidence", question(), answer([cite(0)])) is None


ROLES = {"R": "none", "T": "lead", "D": "contributes", "GS": "contributes"}


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ({"R": "none", "T": "lead", "D": "contributes", "GS": "contributes"}, 1.0),
        ({"R": "asked", "T": "lead", "D": "contributes", "GS": "contributes"}, 1.0),
        ({"R": "lead", "T": "contributes", "D": "contributes", "GS": "contributes"}, 0.5),
        ({"T": "lead"}, 0.25),
    ],
)
def test_roles_agree_by_sector(told: dict[str, str], share: float) -> None:
    asked = question(roles=ROLES, kind="sector")
    theme = {"theme": "pp-res-0", "sectors": {sector: {"role": role} for sector, role in told.items()}}

    assert value("facts", asked, answer(facts={"themes": [{"theme": "other", "sectors": {}}, theme]})) == share


def test_roles_of_another_theme_are_no_answer() -> None:
    told = {"theme": "other", "sectors": {sector: {"role": role} for sector, role in ROLES.items()}}

    assert value("facts", question(roles=ROLES), answer(facts={"themes": [told]})) == 0


def test_a_history_is_compared_step_by_step_and_pays_for_steps_too_many() -> None:
    asked = question(steps=("pp-14 adopted", "pp-18 revised", "pp-22 revised"))

    def told(*steps: tuple[str, str], document: str = "pp-res-0") -> float | None:
        rows = [{"revision": revision, "action": action} for revision, action in steps]
        return value("facts", asked, answer(facts={"document": document, "revisions": rows}))

    whole = (("pp-14", "adopted"), ("pp-18", "revised"), ("pp-22", "revised"))
    assert told(*whole) == 1
    assert told(*whole[:2]) == pytest.approx(2 / 3)
    assert told(*whole, ("pp-10", "revised")) == pytest.approx(3 / 4)
    assert told(*whole, document="pp-res-1") == 0
    assert value("facts", asked, abstention()) == 0


def test_related_documents_and_candidates_are_recalled() -> None:
    related = question(related=("a", "b", "c", "d"))
    choice = question(candidates=("a", "b"), kind="clarification")

    assert value("facts", related, answer(facts={"related": [{"document": "a"}, {"document": "x"}]})) == 0.25
    assert value("facts", choice, answer(facts={"candidates": [{"document": "b"}, {"document": "a"}]})) == 1
    assert value("facts", question(), answer()) is None
    assert value("document@any", choice, answer()) is None


def test_a_citation_outside_its_clause_is_not_valid() -> None:
    second = cite(0, CLAUSES[1])
    asked = question()

    assert value("citation-valid", asked, answer([cite(0, start=second.start, end=second.end)])) == 0
    assert value("citation-valid", asked, answer([cite(0), cite(0, clause="resolves 9", n=2)])) == 0.5


def test_statements_need_a_citation_and_quoted_ones_their_quotation() -> None:
    whole = cite(0)
    given = answer(
        [whole],
        statements=(
            Statement(text=f"It says: “{whole.quote}”", citations=(1,), support="quoted"),
            Statement(text="It says something.", citations=(1,), support="quoted"),
            Statement(text="It says something.", citations=(1,), support="derived"),
            Statement(text="Nothing carries this.", citations=(), support="derived"),
        ),
    )

    assert value("unsupported", question(), given) == 0.5
    assert value("unsupported", question(), abstention()) is None


def test_questions_on_which_both_are_right_count_in_neither_figure_of_abstention() -> None:
    either = question(abstain="may", kind="abstention", also=("passage",))

    for name in ("abstention-precision", "abstention-recall", "declined-wrongly", "document@any", "nuggets"):
        assert value(name, either, abstention()) is None
    assert value("kind", either, abstention()) == 1
    assert value("document@any", either, answer([cite(0)])) == 1


def test_asking_back_does_not_decline() -> None:
    asks = answer(kind="clarification")

    assert value("abstention-recall", unanswerable(0), asks) == 0
    assert value("declined-wrongly", question(), asks) == 0
    assert value("declined-wrongly", question(), abstention()) == 1


def test_histories_and_relations_may_cite_older_texts() -> None:
    older = cite(0, revision="pp-18")

    assert value("wrong-revision", question(), answer([older, cite(1, n=2)])) == 0.5
    assert value("wrong-revision", question(), answer([older], kind="history")) is None
    assert value("wrong-revision", question(), answer()) is None


def test_nonsense_has_no_language() -> None:
    nonsense = question(unanswerable="nonsense", abstain="must")

    assert value("language", nonsense, abstention()) is None
    assert value("language", question(language="fr"), answer()) == 0
