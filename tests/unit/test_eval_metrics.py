"""Measures of answers on cases worked out by hand."""

from __future__ import annotations

import math

import pytest
from eval_world import CLAUSES, NEWEST, abstention, answer, case, cite, question, unanswerable

from assistant.answer import Block, Note, Run, Statement
from eval.cli import COMMANDS, SUBCOMMANDS
from eval.gold import Nugget, Place
from eval.metrics import HEADLINE, INVARIANTS, MEASURES, measure
from eval.metrics.measure import Measure


def value(name: str, *of: object, **changes: object) -> float | None:
    return measure(name).of(case(*of, **changes))  # type: ignore[arg-type]


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


def place(number: int, clause: str = CLAUSES[0]) -> Place:
    return Place(document=f"pp-res-{number}", revision=NEWEST, clause=clause)


JOINED = question(evidence=((place(0), place(1)), (place(2),)))


def test_evidence_is_cited_by_the_clause_and_any_place_of_a_group_will_do() -> None:
    assert value("citation-recall", JOINED, answer([cite(1)])) == 0.5
    assert value("citation-recall", JOINED, answer([cite(0), cite(1, n=2), cite(2, n=3)])) == 1
    assert value("citation-recall", JOINED, answer([cite(2, CLAUSES[1])])) == 0
    assert value("citation-recall", JOINED, abstention()) == 0
    assert value("citation-recall", unanswerable(0), abstention()) is None


def test_a_pinpoint_is_judged_among_citations_of_the_right_document() -> None:
    # Three of gold documents, one of them of the gold clause; the fourth is of another document.
    cited = [cite(0), cite(0, CLAUSES[1], n=2), cite(0, revision="pp-18", n=3), cite(5, n=4)]

    assert value("pinpoint", question(), answer(cited)) == pytest.approx(1 / 3)
    assert value("pinpoint", question(), answer([cite(5)])) is None
    assert value("pinpoint", question(), None) is None


FOUND = (place(7), place(1, CLAUSES[2]), place(1), place(2, CLAUSES[1]))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        # Documents in order: 7, 1, 2; the groups stand at ranks 2 and 3 of 1 / log2(2) + 1 / log2(3) at best.
        ("found-document@1", 0.0),
        ("found-documents@10", 1.0),
        ("ndcg-documents", (1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3))),
        ("mrr-documents", 1 / 2),
        # Clauses in order: four, the third of them finds the first group; nothing finds the second.
        ("found-clause@1", 0.0),
        ("found-clauses@10", 0.5),
        ("ndcg-clauses", (1 / 2) / (1 + 1 / math.log2(3))),
        ("mrr-clauses", 1 / 3),
    ],
)
def test_what_retrieval_found_is_judged_by_document_and_by_clause(name: str, wanted: float) -> None:
    assert value(name, JOINED, abstention(), retrieved=FOUND) == pytest.approx(wanted)


def test_a_group_found_twice_gains_nothing_more() -> None:
    twice = (place(0), place(1), place(2))

    # The second finds the first group again and stands between the two.
    assert value("ndcg-clauses", JOINED, None, retrieved=twice) == pytest.approx((1 + 1 / 2) / (1 + 1 / math.log2(3)))


@pytest.mark.parametrize("name", ["found-document@1", "found-clauses@10", "ndcg-documents", "mrr-clauses"])
def test_retrieval_is_not_judged_where_it_was_not_kept_or_nothing_is_to_be_found(name: str) -> None:
    assert value(name, question(), answer([cite(0)])) is None
    assert value(name, unanswerable(0), abstention(), retrieved=FOUND) is None
    assert value(name, question(), answer(), retrieved=()) == 0


def test_words_are_those_of_statements() -> None:
    given = answer(
        statements=(
            Statement(text="It is so.", citations=(1,), support="derived"),
            Statement(text="And  so.", citations=(1,), support="derived"),
        )
    )

    assert value("words", question(), given) == 5
    assert value("words", question(), abstention()) is None


def test_tokens_and_cost_apply_where_a_model_was_asked_and_a_price_is_known() -> None:
    asked = answer([cite(0)], answered_by="llm:some", usage={"prompt_tokens": 1000, "completion_tokens": 200})
    quoted = answer([cite(0)], usage={"prompt_tokens": 0, "completion_tokens": 0})

    assert value("tokens", question(), asked) == 1200
    # 1000 of 2.00 a million and 200 of 10.00 a million
    assert value("cost", question(), asked, price=(2.0, 10.0)) == pytest.approx(0.004)
    assert value("cost", question(), asked) is None
    for name in ("tokens", "cost"):
        assert value(name, question(), quoted, price=(2.0, 10.0)) is None
        assert value(name, question(), None, price=(2.0, 10.0)) is None


def test_measures_of_many_cases_together_give_a_single_one_nothing() -> None:
    together = [name for name in MEASURES if callable(measure(name).over)]

    assert together == ["aurc", "ece"]
    for name in together:
        assert value(name, question(), answer([cite(0)])) is None
