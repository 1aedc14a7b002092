"""The harness on trial: systems of which theory knows the scores get these scores, and the gate stops the bad ones."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from eval_world import CLAUSES, DOCUMENTS, NEWEST, OLDER, abstention, answer, cite, question, run, unanswerable

from assistant.answer import Answer
from eval.comparison import compare
from eval.gate import Baseline, judge
from eval.gold import Question
from eval.metrics import HEADLINE
from eval.runs import Run, RunError, read_run, write_run
from eval.scoring import Scores, score, write_scores

ROUNDS = 60
ANSWERABLE = tuple(question(n, id=f"q-{n}-{turn}") for turn in range(ROUNDS) for n in range(DOCUMENTS))
DECLINE = tuple(unanswerable(n) for n in range(150))
ALL = (*ANSWERABLE, *DECLINE)


def subject(asked: Question) -> int:
    return int(asked.id.split("-")[1])


def copies_gold(asked: Question) -> Answer:
    return abstention() if asked.abstain == "must" else answer([cite(subject(asked))])


def always_abstains(asked: Question) -> Answer:
    return abstention()


def quotes_beside_the_point(asked: Question) -> Answer:
    """Quotes well, from the right document, and answers nothing."""
    return answer([cite(subject(asked), CLAUSES[3])]) if asked.abstain != "must" else answer([cite(0, CLAUSES[3])])


def cites_the_older_revision(asked: Question) -> Answer:
    return abstention() if asked.abstain == "must" else answer([cite(subject(asked), revision=OLDER)])


def dumps_forty(asked: Question) -> Answer:
    """Every clause of the ten documents in the order of their numbers, the right one among them."""
    every = [(number, path) for number in range(DOCUMENTS) for path in CLAUSES]
    return answer([cite(number, path, n=place) for place, (number, path) in enumerate(every, 1)])


def alters_a_word(asked: Question) -> Answer:
    whole = cite(subject(asked) % DOCUMENTS)
    return answer([cite(subject(asked) % DOCUMENTS, quote=whole.quote.replace("Fact", "fact"))])


def crashes(asked: Question) -> Answer:
    raise RuntimeError("out of order")


def cites_at_random() -> Callable[[Question], Answer]:
    dice = random.Random(7)
    return lambda asked: answer([cite(dice.randrange(DOCUMENTS), dice.choice(CLAUSES))])


@cache
def scored(system: Callable[[Question], Answer]) -> Scores:
    """Once a system, as most tests ask about the same run."""
    return score(run(ALL, system))


def figures(system: Callable[[Question], Answer]) -> dict[str, float | None]:
    return {name: figure.value for name, figure in scored(system).overall.items()}


def baseline(scores: Scores) -> Baseline:
    return Baseline(
        gold=scores.header.gold, embedder="none", cases={one.id: one.values for one in scores.cases}, known={}
    )


RANDOM = cites_at_random()
GOOD = scored(copies_gold)


def test_who_copies_gold_is_flawless() -> None:
    got = figures(copies_gold)

    assert {name: got[name] for name in HEADLINE if name != "facts"} == {
        "kind": 1,
        "document@1": 1,
        "document@any": 1,
        "clause": 1,
        "nuggets": 1,
        "citation-precision": 1,
        "abstention-recall": 1,
        "declined-wrongly": 0,
    }
    assert (got["quotation"], got["citation-valid"], got["wrong-revision"], got["forbidden"]) == (1, 1, 0, 0)
    assert got["abstention-precision"] == 1
    assert got["unsupported"] == 0


def test_a_measure_that_applies_to_nothing_has_no_figure_rather_than_nought() -> None:
    figure = GOOD.overall["facts"]

    assert (figure.n, figure.value, figure.low, figure.high) == (0, None, None, None)


def test_who_always_abstains_declines_all_that_is_due_and_nothing_else_is_right() -> None:
    got = figures(always_abstains)

    assert got["abstention-recall"] == 1
    assert got["abstention-precision"] == pytest.approx(150 / 750)
    assert got["declined-wrongly"] == 1
    assert got["kind"] == pytest.approx(150 / 750)
    assert got["document@any"] == got["clause"] == got["nuggets"] == 0
    assert got["quotation"] is got["citation-valid"] is got["citation-precision"] is got["wrong-revision"] is None


def test_who_cites_at_random_finds_one_document_in_ten_and_one_clause_in_forty() -> None:
    got = figures(RANDOM)

    # 600 questions: standard errors are sqrt(.1 * .9 / 600) = .0122 and sqrt(.025 * .975 / 600) = .0064.
    assert got["document@1"] == got["document@any"] == pytest.approx(0.1, abs=4 * 0.0122)
    assert got["clause"] == got["nuggets"] == pytest.approx(0.025, abs=4 * 0.0064)
    assert (got["quotation"], got["citation-valid"], got["abstention-recall"]) == (1, 1, 0)


def test_the_interval_of_a_random_citer_holds_its_true_share() -> None:
    figure = scored(RANDOM).overall["document@1"]

    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 0.1 < figure.high
    assert figure.n == 600


def test_who_quotes_well_but_beside_the_point_has_documents_and_no_facts() -> None:
    got = figures(quotes_beside_the_point)

    assert (got["quotation"], got["citation-valid"], got["document@1"], got["citation-precision"]) == (1, 1, 1, 1)
    assert (got["nuggets"], got["clause"], got["abstention-recall"]) == (0, 0, 0)


def test_who_cites_the_older_revision_quotes_exactly_and_wrongly() -> None:
    got = figures(cites_the_older_revision)

    assert (got["quotation"], got["citation-valid"], got["document@1"]) == (1, 1, 1)
    assert (got["wrong-revision"], got["forbidden"], got["clause"], got["nuggets"]) == (1, 1, 0, 0)


def test_the_older_revision_is_right_as_of_its_time() -> None:
    asked = question(3, as_of="PP-18")

    scores = score(run([asked], cites_the_older_revision))
    newest = score(run([asked], copies_gold))

    assert scores.overall["wrong-revision"].value == 0
    assert newest.overall["wrong-revision"].value == 1


def test_who_dumps_forty_quotations_finds_all_and_pays_in_precision_and_budget() -> None:
    got = figures(dumps_forty)

    assert (got["document@any"], got["clause"], got["nuggets"]) == (1, 1, 1)
    assert got["document@1"] == pytest.approx(1 / DOCUMENTS)
    assert got["citation-precision"] == pytest.approx(4 / 40)
    assert (got["citation-budget"], got["abstention-recall"]) == (0, 0)


def test_a_word_altered_is_no_quotation() -> None:
    got = figures(alters_a_word)

    assert got["quotation"] == 0
    assert got["citation-valid"] == 1


def test_a_crash_counts_as_a_failure_and_is_named() -> None:
    scores = scored(crashes)
    got = {name: figure.value for name, figure in scores.overall.items()}

    assert len(scores.crashed) == len(ALL)
    assert got["kind"] == got["document@any"] == got["nuggets"] == got["abstention-recall"] == got["language"] == 0
    assert got["quotation"] is None


def test_a_citation_of_what_is_not_held_is_neither_exact_nor_valid() -> None:
    got = score(run([question()], lambda _: answer([cite(0, document="pp-res-999")])))

    assert (got.overall["quotation"].value, got.overall["citation-valid"].value) == (0, 0)


def test_a_statement_with_a_number_that_no_citation_has_is_invalid() -> None:
    lost = cite(0, n=1)
    given = answer([lost], statements=(answer([cite(0, n=2)]).statements[0],))

    assert score(run([question()], lambda _: given)).overall["citation-valid"].value == 0


@pytest.mark.parametrize(
    ("system", "why"),
    [
        (always_abstains, "A document cited is right"),
        (quotes_beside_the_point, "Vital facts are said"),
        (cites_the_older_revision, "Wrong revision cited"),
        (dumps_forty, "Citations are of gold documents"),
        (alters_a_word, "Quotations are exact"),
        (RANDOM, "First document cited is right"),
        (crashes, "crashed"),
    ],
)
def test_the_gate_stops_every_bad_system(system: Callable[[Question], Answer], why: str) -> None:
    faults = judge(scored(system), baseline(GOOD))

    assert any(why in fault for fault in faults), faults


def test_the_gate_lets_the_same_system_pass() -> None:
    assert judge(score(run(ALL, copies_gold)), baseline(GOOD)) == ()


def test_the_gate_names_the_questions_that_fell_and_no_other() -> None:
    lost = {one.id for one in ANSWERABLE[:40]}

    def forgets(asked: Question) -> Answer:
        return abstention() if asked.id in lost else copies_gold(asked)

    faults = judge(score(run(ALL, forgets)), baseline(GOOD))
    told = next(fault for fault in faults if fault.startswith("A document cited is right"))

    assert set(told.split("Fell: ")[1].rstrip(".").split(", ")) == lost


def test_the_gate_lets_a_fall_within_noise_pass() -> None:
    lost = {one.id for one in ANSWERABLE[:5]}  # 5 of 600: less than .01 of the mean

    faults = judge(score(run(ALL, lambda a: abstention() if a.id in lost else copies_gold(a))), baseline(GOOD))

    assert faults == ()


def test_a_known_breach_is_excused_and_a_new_one_is_not() -> None:
    def once(asked: Question) -> Answer:
        return cites_the_older_revision(asked) if asked.id == "q-0-0" else copies_gold(asked)

    scores = score(run(ALL, once))
    excused = Baseline(
        gold="gold",
        embedder="none",
        cases={one.id: one.values for one in scores.cases},
        known={"wrong-revision": ("q-0-0",)},
    )

    assert judge(scores, excused) == ()
    assert judge(scores, baseline(GOOD)) != ()


def test_a_run_read_from_its_folder_scores_to_the_same_bytes(tmp_path: Path) -> None:
    made = run((*ANSWERABLE[:20], *DECLINE[:5]), copies_gold)
    write_run(made, tmp_path / "a")
    write_run(made, tmp_path / "b")

    first = write_scores(score(read_run(tmp_path / "a")), tmp_path / "a").read_bytes()
    second = write_scores(score(read_run(tmp_path / "b")), tmp_path / "b").read_bytes()

    assert first == second
    assert read_run(tmp_path / "a") == made


def test_a_packed_run_is_the_same_run_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = run((*ANSWERABLE[:20], *DECLINE[:5]), copies_gold)
    write_run(made, tmp_path / "a", packed=True)
    write_run(made, tmp_path / "b", packed=True)

    assert read_run(tmp_path / "a") == made
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_packed_file_that_is_cut_short_is_no_run(tmp_path: Path) -> None:
    write_run(run(ANSWERABLE[:2], copies_gold), tmp_path, packed=True)
    path = tmp_path / "answers.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-12])

    with pytest.raises(RunError, match="holds no run"):
        read_run(tmp_path)


def test_a_run_is_never_written_over_and_half_a_run_is_none(tmp_path: Path) -> None:
    made: Run = run(ANSWERABLE[:2], copies_gold)
    write_run(made, tmp_path)
    with pytest.raises(RunError, match="already holds"):
        write_run(made, tmp_path)

    (tmp_path / "answers.jsonl").write_text("")
    with pytest.raises(RunError, match="do not match"):
        read_run(tmp_path)


def test_a_run_does_not_compare_with_one_on_other_questions() -> None:
    with pytest.raises(RunError, match="different questions"):
        compare(GOOD, score(run(ALL, copies_gold, gold="another")))


def test_the_same_run_twice_is_neither_better_nor_worse() -> None:
    outcome = compare(GOOD, GOOD)

    assert {one.verdict for one in outcome.differences} == {"cannot tell"}
    assert {one.p for one in outcome.differences} == {1.0}
    assert {(one.wins, one.losses) for one in outcome.differences} == {(0, 0)}


def test_a_system_that_lost_its_facts_is_worse_and_one_that_won_them_is_better() -> None:
    poor = scored(quotes_beside_the_point)

    worse = {one.measure: one.verdict for one in compare(GOOD, poor).differences}
    better = {one.measure: one.verdict for one in compare(poor, GOOD).differences}

    assert (worse["nuggets"], better["nuggets"]) == ("worse", "better")
    assert (worse["document@1"], better["document@1"]) == ("cannot tell", "cannot tell")


def test_the_newest_revision_is_the_one_the_world_serves() -> None:
    assert {one.revision for one in copies_gold(ANSWERABLE[0]).citations} == {NEWEST}
