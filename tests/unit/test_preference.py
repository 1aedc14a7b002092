"""What is quoted before what, on texts of our own invention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from library_double import library_of

from assistant.answers.preference import asks_for_a_group, names_the_theme, preferred, texts_first
from assistant.asof import AsOf
from assistant.library import Library
from assistant.question import Query
from assistant.retrieval import Hit
from assistant.themes import Mention
from corpus.document import Document, Part, ThemeProfile
from indexer.passages import Passage

THEME = "theme-lighthouses"
GROUP = Document(id="group-lamps", kind="group", body="itu", title="Lamp Group")


@pytest.fixture(scope="module")
def library() -> Library:
    theme = Document(
        id=THEME, kind="theme", body="itu", title="Lighthouses", theme=ThemeProfile(resolutions=("wtsa-res-902",))
    )
    texts = (
        Document(id="wtsa-res-902", kind="resolution", body="wtsa", number="902", title="Lamps"),
        Document(id="pp-res-901", kind="resolution", body="pp", number="901", title="Harbours"),
        Document(id="report", kind="council-report", body="council", title="Report"),
        Document(id="page", kind="web-page", body="itu", title="Page"),
    )
    return library_of((theme, *texts))


def hit(document: str, part: Part, score: float, *, clause: str = "resolves") -> Hit:
    passage = Passage(
        id=f"{document}-{clause}-{score}",
        document=document,
        revision=None,
        language="en",
        kind="digest",
        clause=clause,
        start=0,
        end=5,
        text="Lamps",
        context="",
        dated="",
        part=part,
    )
    return Hit(passage=passage, score=score, cosine=0.9, bm25=0.0, rank=1, row=0)


def asked(question: str, **more: Any) -> Query:
    given = {"language": "en", "written_in": "en", "intent": "passage", **more}
    return Query(question=question, topic=question, subject=question, **given)


def named(document: str) -> tuple[Mention, ...]:
    return (Mention(document=document, name=document, first=0, terms=1, language="en"),)


def test_a_clause_near_behind_a_line_on_roles_comes_first(library: Library) -> None:
    role, clause = hit(THEME, "role", 1.0, clause="Roles ITU-D"), hit("wtsa-res-902", "mandate", 0.8)
    assert texts_first([role, clause], library) == [clause, role]


def test_a_clause_far_behind_a_line_on_roles_stays_behind_it(library: Library) -> None:
    found = [hit(THEME, "role", 1.0), hit("wtsa-res-902", "mandate", 0.7)]
    assert texts_first(found, library) == found


@pytest.mark.parametrize(("part", "other"), [("point", "wtsa-res-902"), ("role", "page")])
def test_what_a_record_states_itself_and_what_is_no_resolution_keep_their_places(
    part: Part, other: str, library: Library
) -> None:
    found = [hit(THEME, part, 1.0), hit(other, "content" if other == "page" else "mandate", 0.9)]
    assert texts_first(found, library) == found


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which study group looks after lamps?", True),
        ("Quelle commission d’études s’occupe des phares ?", True),
        ("¿Qué comisión de estudio se ocupa de los faros?", True),
        ("Какая исследовательская комиссия занимается маяками?", True),
        ("哪个研究组负责灯塔？", True),
        ("ما لجنة الدراسات التي تعنى بالمنارات؟", True),
        ("Which Sector looks after lamps?", False),
        ("What does Study Group 5 do?", False),
        ("Что делает 5-я исследовательская комиссия?", False),
    ],
)
def test_it_is_told_whether_a_group_is_asked_for(question: str, asks: bool) -> None:
    assert asks_for_a_group(question) is asks


def test_a_group_s_own_line_gains_only_where_a_group_is_asked_for(library: Library) -> None:
    line = hit("page", "responsibility", 0.5)
    assert preferred(line, asked("Which group looks after lamps?"), library) > 0
    assert preferred(line, asked("Which Sector looks after lamps?"), library) == 0
    assert preferred(line, asked("Which group looks after lamps?", targets=("pp-res-901",)), library) == 0


def test_a_clause_of_the_conference_named_gains_and_that_of_another_does_not(library: Library) -> None:
    query = asked("Whom does WTSA name for lamps?", groups=named("group-wtsa"))
    assert preferred(hit("wtsa-res-902", "mandate", 0.5), query, library) > 0
    assert preferred(hit("pp-res-901", "mandate", 0.5), query, library) == 0
    assert preferred(hit("wtsa-res-902", "note", 0.5), query, library) == 0
    dated = replace(query, as_of=AsOf(day=date(2016, 11, 3), label="WTSA-16"))
    assert preferred(hit("wtsa-res-902", "mandate", 0.5), dated, library) == 0


def test_across_languages_a_named_theme_and_what_is_mapped_to_it_gain(library: Library) -> None:
    query = asked("灯塔如何运作？", written_in="zh", language="zh", themes=named(THEME))
    assert preferred(hit(THEME, "title", 0.5), query, library) > 0
    assert preferred(hit("wtsa-res-902", "mandate", 0.5), query, library) > 0
    assert preferred(hit("pp-res-901", "mandate", 0.5), query, library) == 0
    assert preferred(hit(THEME, "title", 0.5), asked("How do lighthouses work?", themes=named(THEME)), library) == 0


def test_the_title_of_a_named_theme_says_something_across_languages_alone(library: Library) -> None:
    title = hit(THEME, "title", 0.5, clause="Title")
    assert names_the_theme(title, asked("灯塔如何运作？", written_in="zh", themes=named(THEME)), library)
    assert not names_the_theme(title, asked("灯塔如何运作？", written_in="zh"), library)
    assert not names_the_theme(title, asked("How do lighthouses work?", themes=named(THEME)), library)


def test_a_document_of_the_kind_that_the_question_names_gains(library: Library) -> None:
    query = asked("Which report tells of lamps?")
    assert preferred(hit("report", "content", 0.5), query, library) > 0
    assert preferred(hit("page", "content", 0.5), query, library) == 0


def test_a_group_gains_where_hardly_more_than_its_name_is_asked_of(library: Library) -> None:
    own = hit("group-lamps", "responsibility", 0.5)
    library = library_of((*(library.document(one) for one in library.document_ids), GROUP))
    about = asked("What does LG advise on?", groups=named("group-lamps"), left_over=1)
    assert preferred(own, about, library) > 0
    more = asked("What does LG say of old harbours?", groups=named("group-lamps"), left_over=2)
    assert preferred(own, more, library) == 0
    beside = asked("What does LG say on lighthouses?", groups=named("group-lamps"), themes=named(THEME), left_over=1)
    assert preferred(own, beside, library) == 0
