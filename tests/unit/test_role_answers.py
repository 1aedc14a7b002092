"""Answers on responsibility and on what a revision touches: their blocks and facts, on texts of our own invention."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from library_double import linked_library_of
from lighthouses import SG, THEME, TSB, resolution

from assistant.answers import impact, sector
from assistant.answers.sector import draft_of
from assistant.draft import Draft
from assistant.library import Library
from assistant.question import Query
from assistant.responsibility.asks import asks_of_a_person, is_bare_topic, topic_alone
from assistant.responsibility.reading import of_theme
from assistant.themes import Mention
from assistant.verification import Verified, verify
from corpus.document import Document, Line, Relation, Role, ThemeProfile

HELP = "Help developing countries to repair lighthouses and lanterns."
PAGE = Document(
    id="isc-webpage",
    kind="web-page",
    body="itu",
    title="Coordination page",
    original="https://www.itu.int/coordination",
    lines=(
        Line(
            part="content",
            text="The list of themes is published there, with the Focal Points.",
            basis="seen",
            heading="What it is",
        ),
    ),
)


def library(*documents: Document, roles: tuple[Role, ...] = (), gaps: tuple[str, ...] = ()) -> Library:
    mapped = tuple(one.id for one in documents if one.kind == "resolution")
    theme = Document(
        id=THEME,
        kind="theme",
        body="itu",
        title="Lighthouses",
        theme=ThemeProfile(resolutions=mapped, roles=roles, coordinators=("keeper of the lamp",)),
        relations=tuple(Relation(document=one, relation="mapped", basis="seen") for one in mapped),
        lines=tuple(Line(part="gap", text=one, basis="recalled") for one in gaps),
    )
    return linked_library_of((*documents, theme, PAGE))


def asked(question: str, **more: Any) -> Query:
    plain = Query(question=question, language="en", intent="sector", written_in="en", topic=question, subject=question)
    return replace(plain, **more)


LIGHTHOUSES = (Mention(document=THEME, name="Lighthouses", first=0, terms=1, language="en"),)


def stood(draft: Any, held: Library) -> tuple[Verified, dict[str, Any], list[str]]:
    assert draft is not None
    verified = verify(draft, held.shelf)
    assert verified.dropped == ()
    facts = draft.facts(verified.numbers_of)
    return verified, facts, [block.text for block in verified.blocks if block.type == "heading"]


def test_a_theme_is_answered_with_conflicts_silences_the_official_list_gaps_and_rules() -> None:
    held = library(
        resolution("wtsa", "902", (TSB, HELP)),
        resolution("wtdc", "903", ("instructs the Director of the Telecommunication Development Bureau", HELP)),
        resolution("pp", "901", ("instructs the Directors of the three Bureaux", "Study lighthouses.")),
        roles=(Role(sector="T", role="lead", basis="inferred", units=("SG99",)),),
        gaps=("No text of the sea is known here.",),
    )
    draft = sector.compose(asked("Who handles lighthouses?", themes=LIGHTHOUSES), held)
    verified, facts, headings = stood(draft, held)
    (told,) = facts["themes"]
    assert {code: part["role"] for code, part in told["sectors"].items()} == {
        "R": "asked",
        "T": "lead",
        "D": "asked",
        "GS": "none",
    }
    assert told["sectors"]["T"]["rule"] == "recorded"
    assert told["sectors"]["T"]["reading"] is True
    assert told["sectors"]["GS"]["citations"] == []
    assert [(one["why"], one["sectors"], len(one["citations"])) for one in told["conflicts"]] == [
        ("same", ["T", "D"], 2)
    ]
    assert [one["sector"] for one in told["silences"]] == ["R"]
    assert headings == [
        "Lighthouses: who does what",
        "Where Sectors may get in each other's way",
        "Asked, without a resolution of its own",
        "On what authority",
        "Whom to ask",
        "Resolutions mapped to it",
        "What is not known here",
        "How roles are read",
    ]
    said = [statement.text for statement in verified.statements]
    assert "The official list of themes and focal points is kept at https://www.itu.int/coordination." in said
    assert "No text of the sea is known here." in said


def test_only_the_rules_that_were_used_are_printed() -> None:
    held = library(roles=(Role(sector="T", role="lead", basis="seen", units=("SG99",)),))
    one = of_theme(held.document(THEME), held)
    assert one is not None
    verified, _, _ = stood(draft_of((one,), asked("?", themes=LIGHTHOUSES), held), held)
    rules = [run.text for item in verified.blocks[-1].items for run in item]
    assert rules == [
        "record of the theme: The record of the theme names the Sector and its role; this counts before all else."
    ]


def test_a_group_is_answered_by_its_record_its_themes_and_the_clauses_that_ask_it() -> None:
    held = library(
        resolution("wtsa", "901", ("instructs Study Group 99", "Study lighthouses.")),
        SG,
        roles=(Role(sector="T", role="lead", basis="seen", units=("SG99",), groups=(SG.id,)),),
    )
    named = (Mention(document=SG.id, name="ITU-T SG99", first=0, terms=2, language="en"),)
    draft = sector.compose(asked("What is ITU-T SG99 responsible for?", groups=named), held)
    verified, facts, headings = stood(draft, held)
    assert headings[1:] == [
        "What it leads on",
        "What it is responsible for",
        "Its part in themes",
        "On what authority",
        "How roles are read",
    ]
    assert facts["themes"][0]["theme"] == SG.id
    assert [row[0][0].text for block in verified.blocks if block.type == "table" for row in block.rows] == ["ITU-T"]


def test_who_may_join_a_group_is_answered_by_what_its_record_says_of_that() -> None:
    club = replace(
        SG,
        lines=(
            Line(part="responsibility", text="Lamps.", basis="seen"),
            Line(part="responsibility", text="Made up of representatives of keepers.", basis="seen"),
        ),
    )
    held = library(club)
    named = (Mention(document=SG.id, name="ITU-T SG99", first=0, terms=2, language="en"),)
    draft = sector.compose(asked("Who may take part in ITU-T SG99?", groups=named), held)
    assert draft is not None
    assert draft.kind == "passage"
    verified, _, _ = stood(draft, held)
    assert [one.quote for one in verified.citations] == ["Made up of representatives of keepers."]


def test_who_chairs_or_leads_a_team_is_no_question_of_responsibility() -> None:
    held = library(roles=(Role(sector="T", role="lead", basis="seen", units=("SG99",)),))
    assert sector.compose(asked("Who chairs the lighthouses?", themes=LIGHTHOUSES), held) is None


def test_what_a_revision_touches_is_who_cites_it_with_the_words_and_the_revision_named() -> None:
    held = library(
        resolution("pp", "901", ("instructs the Secretary-General", "Study lighthouses."), title="Light"),
        resolution(
            "wtsa", "902", (TSB, "Carry out Resolution 901 (Bucharest, 2022) of the Plenipotentiary Conference.")
        ),
        resolution("wtdc", "903", ("resolves", "See Resolution 901 of the Plenipotentiary Conference.")),
    )
    query = asked("What must be looked at if Resolution 901 is suppressed?", targets=("pp-res-901",))
    verified, facts, headings = stood(impact.compose(query, held), held)
    assert headings[1:] == ["Texts that cite it", "Who is asked by it"]
    assert {one["document"]: [each["relation"] for each in one["relations"]] for one in facts["related"]} == {
        "wtsa-res-902": ["cited-by"],
        "wtdc-res-903": ["cited-by"],
    }
    named = [one.text for one in verified.statements if one.text.startswith("It names the revision")]
    assert len(named) == 1
    assert "Bucharest, 2022" in named[0]


def test_what_has_no_revisions_cannot_be_revised() -> None:
    held = library(SG)
    assert impact.compose(asked("What if it is revised?", targets=(SG.id,)), held) is None


def test_a_topic_alone_is_told_from_a_question_and_from_its_asking_words() -> None:
    def bare(question: str, left_over: int = 1) -> bool:
        return is_bare_topic(asked(question, themes=LIGHTHOUSES, left_over=left_over))

    assert bare("standards for lighthouses")
    assert not bare("What are lighthouses?")
    assert not bare("standards for lighthouses", left_over=2)
    assert not bare("lighthouses " * 9)
    assert topic_alone("which study group works on lightning protection") == "on lightning protection"
    assert topic_alone("who does it") == "who does it"


def test_the_sector_that_leads_stands_first_in_the_table() -> None:
    held = library(
        resolution("wtsa", "902", (TSB, HELP)),
        roles=(
            Role(sector="R", role="contributes", basis="seen", units=("SG98",)),
            Role(sector="D", role="lead", basis="seen", units=("SG99",)),
        ),
    )
    draft = sector.compose(asked("Who handles lighthouses?", themes=LIGHTHOUSES), held)
    verified, facts, _ = stood(draft, held)
    (told,) = facts["themes"]
    assert verified.citations[0].clause == "Roles ITU-D"
    assert told["sectors"]["D"]["citations"] == [1]
    assert told["sectors"]["R"]["citations"] == [2]


def _theme(identifier: str, title: str, *lines: Line) -> Document:
    roles = (Role(sector="D", role="lead", basis="seen", units=(f"SG of {title}",)),)
    return Document(id=identifier, kind="theme", body="itu", title=title, theme=ThemeProfile(roles=roles), lines=lines)


def test_of_two_themes_the_one_whose_record_speaks_of_the_other_comes_first() -> None:
    speaks = Line(part="point", text="There is training of keepers for lanterns.", basis="seen")
    held = linked_library_of(
        (_theme("theme-training", "Training of keepers"), _theme("theme-lanterns", "Lanterns", speaks))
    )
    themes = (
        Mention(document="theme-training", name="Training of keepers", first=0, terms=2, language="en"),
        Mention(document="theme-lanterns", name="Lanterns", first=2, terms=1, language="en"),
    )
    draft = sector.compose(asked("training of keepers on lanterns", themes=themes), held)
    assert draft is not None
    assert draft.rests_on[0] == "theme-lanterns"


def test_two_themes_that_do_not_speak_of_each_other_keep_their_order() -> None:
    held = linked_library_of((_theme("theme-training", "Training of keepers"), _theme("theme-lanterns", "Lanterns")))
    themes = (
        Mention(document="theme-training", name="Training of keepers", first=0, terms=2, language="en"),
        Mention(document="theme-lanterns", name="Lanterns", first=2, terms=1, language="en"),
    )
    draft = sector.compose(asked("training of keepers on lanterns", themes=themes), held)
    assert draft is not None
    assert draft.rests_on[0] == "theme-training"


def test_who_cooperates_and_whom_a_conference_names_are_no_questions_on_roles() -> None:
    assert asks_of_a_person("Who takes part in the painting of lamps?", "en")
    assert asks_of_a_person("Which bodies does WTSA name for lamps?", "en")
    assert not asks_of_a_person("Which bodies work on lamps for WTSA?", "en")


@pytest.mark.parametrize(
    ("question", "by_groups"),
    [
        ("Which study group handles lighthouses?", True),
        ("Какая исследовательская комиссия занимается lighthouses?", True),
        ("Which Sector handles lighthouses?", False),
    ],
)
def test_where_a_group_is_asked_for_its_own_line_goes_before_the_theme_s(
    question: str, by_groups: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = library(roles=(Role(sector="T", role="lead", basis="seen", units=("SG99",)),))
    own = Draft(kind="sector", blocks=(), confidence=0.5)
    monkeypatch.setattr(sector, "topic_of_groups", lambda *_, **__: own)
    query = asked(question, topic="lighthouses", themes=LIGHTHOUSES)
    assert (sector.compose(query, held) is own) is by_groups
