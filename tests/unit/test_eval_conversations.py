"""Scripted conversations and tables of what can be answered are judged as their gold says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from eval_world import answer, cite

from assistant.retrieval import Filters
from assistant.turn import Inherited, Turn
from eval.asking.abstention import figures_of
from eval.asking.answerability import DEV, Asked, Correction, Judged, read_asked
from eval.asking.conversations import GoldTurn, Held, Scripted, judge, read_conversations
from eval.asking.conversations import figures_of as talked
from eval.gold import GoldError, Part, Place

PARTS: tuple[Part, ...] = ("dev", "test")
TURN = Turn(question="q", read_as="q", language="en", kind="document", intent="document", targets=("pp-res-1",))


def taken(**given: object) -> Turn:
    return replace(TURN, taken=Inherited(**given))  # type: ignore[arg-type]


def test_a_turn_is_right_where_the_first_document_cited_is_one_of_the_gold() -> None:
    gold = GoldTurn(question="q", documents=("pp-res-1", "pp-res-2"))
    assert judge(gold, answer([cite(2), cite(5)]), TURN).answered
    assert not judge(gold, answer([cite(5), cite(2)]), TURN).answered
    assert not judge(gold, answer([]), TURN).answered


def test_where_nothing_is_to_be_answered_declining_and_asking_back_are_right() -> None:
    gold = GoldTurn(question="q", abstain=True)
    assert judge(gold, answer(kind="abstention"), TURN).answered
    assert judge(gold, answer(kind="clarification"), TURN).answered
    assert not judge(gold, answer([cite(1)]), TURN).answered


def test_only_what_the_gold_forbids_and_the_turn_took_is_wrongly_taken() -> None:
    gold = GoldTurn(question="q", not_inherits=("as_of:pp-18", "document:pp-res-3", "filter:bodies=wtdc"))
    assert judge(gold, answer(), taken(as_of="PP-18")).wrongly == ("as_of:pp-18",)
    assert judge(gold, answer(), taken(filters=Filters(bodies=("wtdc",)))).wrongly == ("filter:bodies=wtdc",)
    assert judge(gold, answer(), taken(documents=("pp-res-4",), as_of="PP-22")).wrongly == ()
    assert judge(gold, answer(), replace(TURN, targets=("pp-res-3",))).wrongly == (), "it was named, not taken"


def test_what_is_due_and_not_read_is_missed() -> None:
    gold = GoldTurn(question="q", inherits=("document:pp-res-1", "theme:theme-ai"))
    assert judge(gold, answer(), TURN).missed == ("theme:theme-ai",)


def test_the_bars_are_on_last_turns_and_on_whole_conversations() -> None:
    right = judge(GoldTurn(question="q", documents=("pp-res-1",)), answer([cite(1)]), TURN)
    wrong = judge(GoldTurn(question="q", not_inherits=("as_of:pp-18",)), answer(), taken(as_of="PP-18"))
    held = [
        Held(Scripted(id=str(number), language="en", turns=()), (right, wrong if number == 0 else right, right))
        for number in range(10)
    ]
    document, inherited, *_ = talked(held)
    assert (document.value, document.holds) == (1.0, True)
    assert (inherited.value, inherited.holds) == (0.9, False)


def asked(kind: str, **more: object) -> Asked:
    return Asked(id="a", language="en", question="q", class_=kind, **more)  # type: ignore[arg-type]


DECLINED = answer(kind="abstention", abstained=True)


def test_precision_recall_and_false_refusals_are_of_their_classes() -> None:
    yes = asked("answerable", documents=("pp-res-1",), form="resolution")
    judged = [
        *[Judged(asked=yes, answer=answer([cite(1)]))] * 3,
        Judged(asked=yes, answer=DECLINED),
        *[Judged(asked=asked("nonsense"), answer=DECLINED)] * 3,
        Judged(asked=asked("unknowable"), answer=answer([cite(1)])),
        Judged(asked=asked("false-premise", correction=None), answer=DECLINED),
    ]
    figures = {one.name: one.value for one in figures_of(judged)}
    assert figures["abstentions that are right (precision)"] == 0.75
    assert figures["unanswerable declined (recall)"] == 0.75
    assert figures["answerable declined"] == 0.25
    assert figures["false premises declined"] == 1.0
    assert figures["document cited first is right (success@1)"] == 0.75


def test_a_premise_is_corrected_where_it_is_said_and_cited() -> None:
    false = asked("false-premise", correction=Correction(patterns=("Fact 1",), documents=("pp-res-1",)))
    assert Judged(asked=false, answer=answer([cite(1)])).corrected
    assert not Judged(asked=false, answer=answer([cite(2)])).corrected
    assert not Judged(asked=false, answer=DECLINED).corrected


def test_clauses_count_among_the_first_ten_places_of_answer_and_search() -> None:
    place = Place(document="pp-res-1", revision="pp-22", clause="resolves 1")
    yes = asked("answerable", documents=("pp-res-1",), clauses=((place,),))
    others = tuple((f"pp-res-{number}", "pp-22", "resolves 1") for number in range(2, 12))
    there = ("pp-res-1", "pp-22", "resolves 1")
    assert Judged(asked=yes, answer=answer(), places=(*others[:9], there)).clauses_found == 1
    assert Judged(asked=yes, answer=answer(), places=(*others, there)).clauses_found == 0


def test_the_tables_that_ship_can_be_read_and_others_are_refused(tmp_path: Path) -> None:
    assert len(read_asked(DEV)) >= 150
    assert {one.id for one in read_conversations(part="dev")} & {
        one.id for one in read_conversations(part="test")
    } == set()
    (tmp_path / "broken.jsonl").write_text("{}", encoding="utf-8")
    for read in (read_asked, read_conversations):
        with pytest.raises(GoldError, match=r"broken\.jsonl"):
            read(tmp_path / "broken.jsonl")
