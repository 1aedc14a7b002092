"""Who is responsible: roles by rules, whose clause says so, how near a clause is to its theme. On invented texts."""

from __future__ import annotations

import pytest
from library_double import library_of
from lighthouses import SG, THEME, TSB, group, resolution

from assistant.library import Library
from assistant.messages import say
from assistant.responsibility.asking import askings, strongest
from assistant.responsibility.group import clauses_on, of_group, themes_of
from assistant.responsibility.named_groups import is_named_group
from assistant.responsibility.reading import of_resolution, of_theme
from assistant.responsibility.rules import role_rules
from assistant.themes import Mention
from corpus.document import Document, Line, Relation, RevisionStep, Role, ThemeProfile


def library(*documents: Document, roles: tuple[Role, ...] = (), others: tuple[Document, ...] = ()) -> Library:
    mapped = tuple(one.id for one in documents)
    theme = Document(
        id=THEME,
        kind="theme",
        body="itu",
        title="Lighthouses",
        theme=ThemeProfile(resolutions=mapped, roles=roles, aliases=("SFP-WG",)),
        relations=tuple(Relation(document=one, relation="mapped", basis="seen") for one in mapped),
    )
    return library_of((*documents, theme, *others))


def roles_of(held: Library) -> dict[str, tuple[str, str | None]]:
    one = of_theme(held.document(THEME), held)
    assert one is not None
    return {part.sector: (part.role, part.rule) for part in one.parts}


def test_the_record_of_the_theme_decides_though_a_clause_asks() -> None:
    held = library(
        resolution("wtsa", "901", (TSB, "Study lighthouses.")),
        roles=(Role(sector="T", role="contributes", basis="inferred", units=("SG99",)),),
    )
    one = of_theme(held.document(THEME), held)
    assert one is not None
    part = next(part for part in one.parts if part.sector == "T")
    assert (part.role, part.rule, part.reading, part.units) == ("contributes", "recorded", True, ("SG99",))
    assert part.evidence[0].quote == "ITU-T contributes: SG99."


def test_a_role_that_a_source_says_is_not_our_reading() -> None:
    held = library(roles=(Role(sector="D", role="lead", basis="seen", units=("BDT",)),))
    one = of_theme(held.document(THEME), held)
    assert one is not None
    assert not one.inferred
    assert one.rules == ("recorded",)


def test_who_is_named_behind_with_is_asked_to_cooperate() -> None:
    call = f"{TSB}, in collaboration with the Directors of BR and BDT"
    held = library(resolution("wtsa", "901", (call, "Study lighthouses.")))
    assert roles_of(held) == {
        "R": ("asked", "together"),
        "T": ("asked", "asked"),
        "D": ("asked", "together"),
        "GS": ("none", None),
    }


def test_a_bare_with_parts_those_who_are_told_from_those_who_take_part() -> None:
    call = "resolves to instruct the Director of TSB with the Directors of BDT and BR"
    held = library(resolution("wtsa", "901", (call, "Study lighthouses.")))
    assert {code: rule for code, (_, rule) in roles_of(held).items()} == {
        "R": "together",
        "T": "asked",
        "D": "together",
        "GS": None,
    }


def test_a_clause_on_something_else_fills_no_cell() -> None:
    held = library(
        resolution("pp", "901", ("instructs the Secretary-General", "Count the ships in port.")),
        resolution("wtsa", "902", (TSB, "Study lighthouses.")),
    )
    assert roles_of(held)["GS"] == ("none", None)


@pytest.mark.parametrize(
    ("one", "distance"),
    [
        (resolution("wtsa", "901", (TSB, "Study lighthouses.")), 0),
        (resolution("wtsa", "901", (TSB, "Report."), themes=(THEME,)), 1),
        (resolution("wtsa", "901", (TSB, "Report."), title="Lighthouses"), 1),
        (resolution("pp", "901", (TSB, "Report."), title="Lighthouses"), 2),
        (resolution("pp", "901", (TSB, "Report."), themes=("theme-other", THEME)), 3),
    ],
)
def test_the_distance_of_a_clause_from_its_theme(one: Document, distance: int) -> None:
    held = library(one)
    assert [asking.distance for asking in askings([one.id], held, theme=THEME)] == [distance]


def test_clauses_of_several_documents_come_before_a_second_one_of_the_same() -> None:
    first = resolution("wtsa", "901", (TSB, "Study lighthouses."), (TSB, "Paint lighthouses."))
    second = resolution("pp", "902", (TSB, "Fund lighthouses."))
    held = library(first, second)
    asked = askings([first.id, second.id], held, theme=THEME)
    assert [one.evidence.quote for one in strongest(asked, "T", most=2)] == ["Study lighthouses.", "Fund lighthouses."]


def test_a_suppressed_resolution_asks_nobody_on_a_theme_and_tells_when_it_is_asked_about_itself() -> None:
    gone = resolution("wtsa", "901", (TSB, "Study lighthouses."))
    step = RevisionStep(revision="wtsa-24", action="suppressed", basis="seen")
    ended = Document(
        **{
            **{name: getattr(gone, name) for name in gone.__slots__},
            "status": "suppressed",
            "history": (RevisionStep(revision="wtsa-20", action="adopted", basis="seen"), step),
            "lines": tuple(
                Line(part="mandate", text=one.text, basis="seen", heading=one.heading, revision="wtsa-20")
                for one in gone.lines
            ),
        }
    )
    held = library(ended)
    assert of_theme(held.document(THEME), held) is None
    one = of_resolution(held.document(ended.id), held)
    assert one is not None
    assert [part.role for part in one.parts] == ["none", "asked", "none", "none"]


def test_a_group_leads_for_its_sector_where_its_record_says_that_it_leads() -> None:
    held = library(
        resolution("wtsa", "901", ("instructs Study Group 99", "Study lighthouses.")),
        roles=(Role(sector="T", role="lead", basis="seen", units=("SG99",), groups=(SG.id,)),),
        others=(SG,),
    )
    one = of_group(held.document(SG.id), held)
    assert one is not None
    part = next(part for part in one.parts if part.sector == "T")
    assert (part.role, part.rule, part.groups) == ("lead", "leads-on", (SG.id,))
    assert [evidence.quote for evidence in part.evidence] == ["Light.", "Lamps."]
    assert [found.theme for found in themes_of(held.document(SG.id), held)] == [THEME]
    assert [evidence.quote for evidence in clauses_on(held.document(SG.id), held)] == ["Study lighthouses."]


def test_a_group_of_no_sector_has_no_part() -> None:
    council = group(
        "group-council", "Council", "governing-body", "–", Line(part="responsibility", text="Rule.", basis="seen")
    )
    held = library(others=(council,))
    assert of_group(held.document(council.id), held) is None


def test_the_short_name_of_a_team_is_told_from_a_field_of_work() -> None:
    team = Document(
        id="sfp-wg", kind="terms-of-reference", body="itu", title="Planning Working Group (SFP-WG) of the secretariat"
    )
    held = library(others=(team, group("group-wrc", "WRC", "conference", "R")))

    def named(name: str) -> bool:
        return is_named_group(Mention(document=THEME, name=name, first=0, terms=1, language="en"), held)

    assert (named("SFP-WG"), named("lighthouses"), named("WRC")) == (True, False, False)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_every_rule_has_a_name_and_a_sentence_in_every_language(language: str) -> None:
    for name in role_rules().rules:
        assert say(f"rule.name.{name}", language)
        assert len(say(f"rule.{name}", language)) > 15
