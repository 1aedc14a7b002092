"""What a question takes for granted of a text, and what the record says to it."""

from __future__ import annotations

from typing import Any

import pytest
from library_double import library_of

from assistant.answers.correction import compose
from assistant.citing import Shelf
from assistant.conference_words import conference_marks
from assistant.language import detect_language
from assistant.library import Library
from assistant.premise import premises_of
from assistant.question import Query
from assistant.understanding import understand
from assistant.verification import verify
from corpus.document import Document, GroupProfile, Line, RevisionStep, Role, ThemeProfile
from corpus.references import find_references


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("at PP-18", [["pp-18"]]),
        ("en la CMDT-22", [["wtdc-22"]]),
        ("на ВАСЭ-16", [["wtsa-16"]]),
        ("ПК-18", [["pp-18"]]),
        ("the Plenipotentiary Conference of 2014", [["pp-14"]]),
        ("مؤتمر المندوبين المفوضين لعام 2018", [["pp-18"]]),
        ("2018年全权代表大会", [["pp-18"]]),
        ("at bucharest", [["pp-22"]]),
        ("в Бухаресте", [["pp-22"]]),
        ("在安塔利亚通过", [["pp-06"]]),
        ("from Busan to Bucharest", [["pp-14"], ["pp-22"]]),
        ("no conference", []),
    ],
)
def test_conferences_are_found_by_label_body_and_year_or_place(text: str, codes: list[list[str]]) -> None:
    found = [[one.code for one in mark.conferences] for mark in conference_marks(text)]
    assert found == codes


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("Since PP-18 suppressed Resolution 191, who coordinates?", "suppressed"),
        ("Why was WTSA Resolution 50 abrogated?", "suppressed"),
        ("Pourquoi la Résolution 175 a-t-elle été abrogée ?", "suppressed"),
        ("¿Por qué suprimió la PP-14 la Resolución 70?", "suppressed"),
        ("Почему ПК-18 аннулировала Резолюцию 139?", "suppressed"),
        ("PP-18废止第191号决议之后，由谁协调？", "suppressed"),
        ("لماذا ألغى المؤتمر القرار 175؟", "suppressed"),
        ("Which resolution replaced PP Resolution 139?", "replaced"),
        ("After Resolutions 70 and 175 were merged, which remained?", "merged"),
        ("What does WTSA Resolution 33, which is in force, ask?", "valid"),
        ("What did PP-02 change in Resolution 175?", "revised"),
        ("La Resolución 182, adoptada en Antalya, ¿qué encarga?", "adopted"),
        ("Resolution 214 was first adopted at PP-18; what did it say?", "begun"),
        ("Why is Resolution 191 no longer in force?", "suppressed"),
        ("Pourquoi la Résolution 175 n'est-elle plus en vigueur ?", "suppressed"),
        ("Почему Резолюция 139 больше не действует?", "suppressed"),
        ("Why did PP-22 not revise Resolution 191?", "unchanged"),
        ("Does ITU-D act since PP-18 suppressed Resolution 191?", "suppressed"),
    ],
)
def test_an_event_is_recognized_by_its_words_in_every_language(question: str, event: str) -> None:
    found = premises_of(question, detect_language(question), find_references(question))
    assert event in [one.event for one in found]


@pytest.mark.parametrize(
    "question",
    [
        "Was Resolution 191 suppressed?",
        "Has PP-18 suppressed Resolution 191?",
        "Is it true that Resolution 191 was suppressed?",
        "Резолюция 191 аннулирована ли?",
        "第191号决议被废止了吗？",
        "هل ألغي القرار 191؟",
        "What does Resolution 191 say on suppressed bodies?"[:33],
        "Who was suppressed?",
    ],
)
def test_who_asks_whether_it_is_so_takes_nothing_for_granted(question: str) -> None:
    assert premises_of(question, detect_language(question), find_references(question)) == ()


def test_a_replaced_revision_is_no_text_that_another_replaced() -> None:
    question = "Which texts still cite a replaced revision of Resolution 191?"
    assert "replaced" not in [one.event for one in premises_of(question, "en", find_references(question))]


def resolution(body: Any, number: str, title: str, *steps: tuple[str, str], status: Any, **more: Any) -> Document:
    history = tuple(RevisionStep(revision=code, action=action, basis="seen") for code, action in steps)  # type: ignore[arg-type]
    identifier = f"{body}-res-{number}"
    return Document(
        id=identifier, kind="resolution", body=body, number=number, title=title, status=status, history=history, **more
    )


ALL_THREE = (("pp-14", "adopted"), ("pp-18", "revised"), ("pp-22", "revised"))


@pytest.fixture(scope="module")
def library() -> Library:
    roles = (Role(sector="D", role="lead", basis="seen"), Role(sector="T", role="contributes", basis="seen"))
    return library_of(
        (
            resolution("pp", "191", "Strategy", *ALL_THREE, status="in-force"),
            resolution("pp", "11", "Events", ("pp-94", "adopted"), ("pp-22", "suppressed"), status="suppressed"),
            resolution("pp", "131", "Measuring", ("pp-02", "adopted"), ("pp-14", "revised"), status="in-force"),
            resolution(
                "pp", "157", "Projects", ("pp-06", "adopted"), ("pp-18", "revised"), status="in-force",
                lines=(Line(part="gap", text="What PP-22 (Bucharest, 2022) did to it is not known.", basis="seen"),),
            ),
            resolution(
                "pp", "175", "Accessibility for persons with disabilities", ("pp-10", "adopted"), status="in-force",
                themes=("theme-accessibility",),
            ),
            resolution("wtsa", "1", "Rules", ("wtsa-24", "revised"), status="in-force"),
            Document(
                id="theme-accessibility", kind="theme", body="itu", title="Accessibility",
                theme=ThemeProfile(roles=roles, resolutions=("pp-res-175",)),
            ),
            Document(
                id="group-itu-t-sg17", kind="group", body="itu", title="ITU-T SG17 – Security",
                group=GroupProfile(code="ITU-T SG17", form="study-group", sector="T"),
            ),
        )
    )  # fmt: skip


def asked(question: str, library: Library) -> Query:
    return understand(question, library)


def told(question: str, library: Library) -> list[str]:
    draft = compose(asked(question, library), library)
    return [one.text for one in verify(draft, Shelf(library.catalogue)).statements] if draft else []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Since PP-18 suppressed Resolution 191, who coordinates?", "Resolution 191 was not suppressed: "),
        ("Почему ПК-18 аннулировала Резолюцию 191?", "Resolution 191 не исключена: "),
        ("Who runs it since PP-18 suppressed Resolution 11?", "Suppressed at PP-22 (Bucharest, 2022)."),
        ("What does Resolution 11, which is in force, ask?", "Suppressed at PP-22 (Bucharest, 2022)."),
        ("Which text replaced Resolution 191?", "Resolution 191 was not replaced by another text: "),
        ("Which clause did Antalya add to Resolution 191?", "Adopted at PP-14 (Busan, 2014)."),
        ("Resolution 191, adopted in 2006, says what?", "Adopted at PP-14 (Busan, 2014)."),
        ("What did WTDC-22 change in Resolution 191?", "a text of another body"),
        ("What did PP-10 change in Resolution 131?", "knows no revision there; the step next to it: Adopted at PP-02"),
        ("What does Resolution 131 on accessibility ask?", "Resolution 131 is on another subject: "),
        ("Why does ITU-R lead on accessibility?", "Another Sector leads on Accessibility: "),
        ("Why did PP-22 not revise Resolution 191?", "Revised at PP-22 (Bucharest, 2022)."),
        ("Why did WTDC adopt Resolution 191?", "a text of another body"),
        ("What does WTSA Resolution 191 say?", "another body has Resolution 191"),
        ("What did PP-18 in Bucharest say on Resolution 191?", "Revised at PP-18 (Dubai, 2018)."),
        ("What does Resolution 191 (Rev. Dubai, 2018), which is in force, say?", "Revised at PP-22 (Bucharest, 2022)."),
        ("What does Resolution 131, which deals with accessibility, ask?", "Resolution 131 is on another subject: "),
        (
            "What was revised in Resolution 191 in 2016?",
            "knows no revision there; the step next to it: Adopted at PP-14",
        ),
        ("Since ITU-T SG17 was dissolved, who acts?", "was not dissolved, merged or replaced: "),
        ("Which group replaced ITU-T SG17?", "was not dissolved, merged or replaced: "),
        ("What does ITU-D Study Group 17 do?", "is a group of another Sector: ITU-T SG17 – Security"),
    ],
)
def test_what_the_record_contradicts_is_put_right_with_its_line(question: str, said: str, library: Library) -> None:
    assert any(said in one for one in told(question, library))


@pytest.mark.parametrize(
    "question",
    [
        "What did PP-18 change in Resolution 191?",
        "What does Resolution 191, as adopted in Bucharest, say?",
        "Which conference suppressed Resolution 11?",
        "When was Resolution 11 suppressed at PP-22?",
        "What did PP-22 change in Resolution 157?",
        "What does Resolution 175 on accessibility ask?",
        "Why does ITU-D lead on accessibility?",
        "Which Sector leads on accessibility?",
        "What does ITU-T Study Group 17 do?",
        "Which group did ITU-T SG17 replace?",
        "Which groups were merged into ITU-T SG17?",
        "Was ITU-T SG17 dissolved?",
        "What does Resolution 191 say?",
        "What does Resolution 191 (Rev. Bucharest, 2022), which is in force, say?",
        "What did PP-18 in Dubai say on Resolution 191?",
        "What does WTSA Resolution 2 say?",
        "When did PP adopt the text on theft that is told in WTSA Resolution 1?",
    ],
)
def test_what_is_so_or_not_known_is_not_put_right(question: str, library: Library) -> None:
    assert told(question, library) == []


def test_beside_a_date_nothing_later_is_told(library: Library) -> None:
    query = understand("Which clause did Antalya add to Resolution 191?", library, as_of="PP-10")
    assert compose(query, library) is None
