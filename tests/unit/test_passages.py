"""Clauses become passages that say where they stand and from when they are known."""

from __future__ import annotations

from dataclasses import replace

from corpus.document import Clause, Document, GroupProfile, RevisionStep, Text
from indexer.passages import BUDGET, CONTEXT_BUDGET, Passage, context_line, cut_passages
from indexer.tokens import count_tokens

RESOLUTION = Document(
    id="pp-res-191",
    kind="resolution",
    body="pp",
    number="191",
    title="Coordination among the Sectors",
    history=(
        RevisionStep(revision="pp-14", action="adopted", basis="seen"),
        RevisionStep(revision="pp-22", action="revised", basis="seen"),
    ),
)


def text_of(*clauses: tuple[str, str], revision: str | None = "pp-22", part: str = "clause", **fields: object) -> Text:
    """Lines one below the other, each a clause with the path given."""
    content, found = "", []
    for path, words in clauses:
        found.append(
            Clause(path=path, start=len(content), end=len(content) + len(words), basis="seen", part=part, **fields)  # type: ignore[arg-type]
        )
        content += words + "\n"
    return Text(
        document="pp-res-191",
        revision=revision,
        language="en",
        kind="original",
        content=content,
        clauses=tuple(found),
    )


def passages_of(*texts: Text, document: Document = RESOLUTION) -> tuple[Passage, ...]:
    return cut_passages({document.id: document}, texts)


def test_one_clause_is_one_passage_with_its_exact_span() -> None:
    text = text_of(("resolves 1", "to go on;"), ("resolves 2", "to report,"))
    first, second = passages_of(text)
    assert (first.clause, first.text, first.start, first.end) == ("resolves 1", "to go on;", 0, 9)
    assert (second.clause, second.text, second.start, second.end) == ("resolves 2", "to report,", 10, 20)


def test_the_context_names_document_title_and_heading_without_ordinals() -> None:
    text = text_of(("invites Member States ·2", "to take part"))
    assert passages_of(text)[0].context == (
        "Resolution 191 (Rev. Bucharest, 2022) – Coordination among the Sectors – invites Member States"
    )


def test_a_short_lead_in_is_repeated_before_its_items() -> None:
    text = text_of(("resolves", "to instruct the Directors:"), ("resolves 1", "to cooperate;"))
    text = replace(text, clauses=(text.clauses[0], replace(text.clauses[1], call="resolves", labels=("1",))))
    assert passages_of(text)[1].context.endswith(" – resolves to instruct the Directors:")


def test_a_long_lead_in_is_not_repeated() -> None:
    lead_in = "to instruct the Directors of the three Bureaux and the Secretary-General, each in turn:"
    text = text_of(("resolves", lead_in), ("resolves 1", "to cooperate;"))
    text = replace(text, clauses=(text.clauses[0], replace(text.clauses[1], call="resolves", labels=("1",))))
    assert passages_of(text)[1].context.endswith(" – resolves")


def test_a_clause_over_the_budget_gives_several_passages_of_the_same_clause() -> None:
    words = "The Union shall coordinate its work among the Sectors. " * 60
    found = passages_of(text_of(("resolves", words.strip())))
    assert len(found) > 1
    assert {passage.clause for passage in found} == {"resolves"}
    assert all(count_tokens(passage.text) <= BUDGET for passage in found)
    assert " ".join(passage.text for passage in found) == words.strip()


def test_history_and_relation_lines_are_no_passages() -> None:
    assert passages_of(text_of(("History pp-14", "Adopted at PP-14."), revision=None, part="history")) == ()
    assert passages_of(text_of(("Relations x", "Cites Resolution 71."), revision=None, part="relation")) == ()


def test_what_is_not_known_is_marked_as_a_gap() -> None:
    (found,) = passages_of(text_of(("Gaps", "The text of PP-18 was not seen."), revision=None, part="gap"))
    assert (found.part, found.basis) == ("gap", "seen")


def test_a_revision_is_known_from_the_day_its_conference_closed() -> None:
    # PP-22 met in Bucharest from 26 September to 14 October 2022.
    assert passages_of(text_of(("resolves", "to go on")))[0].dated == "2022-10-14"


def test_a_record_line_of_a_revision_is_known_from_that_conference() -> None:
    # PP-14 met in Busan from 20 October to 7 November 2014.
    text = text_of(("Changes pp-14", "It was new."), revision=None, part="change")
    text = replace(text, clauses=(replace(text.clauses[0], revision="pp-14"),))
    assert passages_of(text)[0].dated == "2014-11-07"


def test_a_vague_date_counts_from_its_last_day() -> None:
    report = Document(id="c26-35", kind="council-report", body="council", title="Report", date="2026-02")
    text = replace(text_of(("Content", "One fact."), revision=None, part="content"), document="c26-35")
    assert passages_of(text, document=report)[0].dated == "2026-02-28"


def test_a_group_is_called_by_its_code() -> None:
    group = Document(
        id="group-itu-t-sg17",
        kind="group",
        body="itu",
        title="Security",
        group=GroupProfile(code="ITU-T SG17", form="study-group", sector="T"),
    )
    text = replace(text_of(("Responsible for", "Security."), revision=None, part="responsibility"), document=group.id)
    assert passages_of(text, document=group)[0].context == "ITU-T SG17 – Security – Responsible for"


def test_ids_stay_when_text_is_inserted_before_and_change_with_the_words() -> None:
    before = passages_of(text_of(("resolves 1", "to go on;")))[0]
    after = passages_of(text_of(("considering", "that it is so,"), ("resolves 1", "to go on;")))[1]
    changed = passages_of(text_of(("resolves 1", "to stop;")))[0]
    assert before.id == after.id
    assert before.start != after.start
    assert changed.id != before.id


def test_the_order_does_not_depend_on_the_order_of_texts() -> None:
    first, second = text_of(("resolves", "a"), revision="pp-14"), text_of(("resolves", "b"), revision="pp-22")
    record = text_of(("Points", "c"), revision=None, part="point")
    found = passages_of(second, record, first)
    assert found == passages_of(first, second, record)
    assert [passage.text for passage in found] == ["c", "a", "b"]


def test_a_long_title_is_shortened_and_the_heading_stays() -> None:
    line = context_line("Resolution 5", "strategy for everything " * 40, "resolves")
    assert line.startswith("Resolution 5 – strategy for")
    assert line.endswith("… – resolves")
    assert count_tokens(line) <= CONTEXT_BUDGET


def test_what_is_embedded_is_the_context_and_then_the_words() -> None:
    (found,) = passages_of(text_of(("resolves", "to go on")))
    assert found.embedded == f"{found.context}\nto go on"


def test_the_title_line_needs_no_context_and_names_in_other_languages_are_no_passages() -> None:
    text = text_of(
        ("Title", "Resolution 191 – Coordination among the Sectors"),
        ("Also called", "Also called: one Union."),
        ("Terms fr", "In French: coordination."),
        revision=None,
        part="title",
    )
    assert [(passage.clause, passage.context) for passage in passages_of(text)] == [
        ("Title", ""),
        ("Also called", "Resolution 191 – Coordination among the Sectors"),
    ]
