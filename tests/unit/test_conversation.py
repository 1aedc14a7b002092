"""What a question takes from the former turns of its conversation, and what it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from eval_world import answer
from library_double import library_of

from assistant.conversation import inherit
from assistant.library import Library
from assistant.question import Query
from assistant.retrieval import Filters
from assistant.turn import Inherited, Turn, turn_of
from assistant.understanding import understand
from corpus.document import Document, GroupProfile, RevisionStep, Term, ThemeProfile

AI, CYBER = "theme-ai", "theme-cybersecurity"


def resolution(body: Any, number: str, *steps: str, title: str, themes: tuple[str, ...] = ()) -> Document:
    history = tuple(RevisionStep(revision=one, action="adopted", basis="seen") for one in steps)
    return Document(
        id=f"{body}-res-{number}",
        kind="resolution",
        body=body,
        number=number,
        title=title,
        status="in-force",
        history=history,
        themes=themes,
    )


def theme(identifier: str, title: str, *terms: tuple[str, str], resolutions: tuple[str, ...] = ()) -> Document:
    profile = ThemeProfile(
        terms=tuple(Term(text=text, language=language, official=True, basis="seen") for language, text in terms),
        resolutions=resolutions,
    )
    return Document(id=identifier, kind="theme", body="itu", title=title, theme=profile)


def group(identifier: str, title: str, code: str) -> Document:
    profile = GroupProfile(code=code, form="study-group", sector="T")
    return Document(id=identifier, kind="group", body="itu", title=title, group=profile)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(
        (
            resolution("pp", "191", "pp-14", "pp-18", "pp-22", title="Coordination strategy", themes=(AI,)),
            resolution("pp", "139", "pp-06", "pp-18", title="Digital divide"),
            resolution("pp", "2", "pp-94", title="Policy forum"),
            resolution("wtsa", "2", "wtsa-20", title="Study group mandates"),
            resolution("wtdc", "2", "wtdc-22", title="Establishment of study groups"),
            resolution("wtdc", "37", "wtdc-06", "wtdc-22", title="Bridging the divide"),
            resolution("wtdc", "77", "wtdc-14", title="Broadband"),
            theme(
                AI,
                "Artificial intelligence",
                ("fr", "intelligence artificielle"),
                ("es", "inteligencia artificial"),
                ("ru", "искусственный интеллект"),
            ),
            theme(CYBER, "Cybersecurity", ("ru", "кибербезопасность"), ("es", "ciberseguridad")),
            group("group-itu-t-sg17", "Security", "ITU-T SG17"),
            group("group-itu-t-sg20", "Internet of things", "ITU-T SG20"),
        )
    )


class Talk:
    """A conversation in which each answer is given beforehand; ``last`` is how the last question was read."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.turns: list[Turn] = []
        self.last: Query | None = None

    def ask(
        self,
        question: str,
        *,
        kind: str = "document",
        cited: Sequence[str] = (),
        facts: dict[str, Any] | None = None,
        filters: Filters | None = None,
        as_of: str | None = None,
        **dropped: bool,
    ) -> Inherited:
        query = understand(question, self.library, filters=filters, as_of=as_of)
        self.last, taken = inherit(query, self.turns, self.library, **dropped)
        given = answer(kind=kind, facts=facts or {})
        turn = turn_of(self.last, given, asked=question, taken=taken)
        self.turns.append(replace(turn, cited=tuple(cited) or turn.targets))
        return taken

    @property
    def read(self) -> Query:
        assert self.last is not None
        return self.last


@pytest.fixture
def talk(library: Library) -> Talk:
    return Talk(library)


def test_the_first_question_takes_nothing(talk: Talk) -> None:
    assert talk.ask("who cites it?") == Inherited()
    assert talk.read.targets == ()


@pytest.mark.parametrize(
    "follow_up",
    [
        "who cites it?",
        "When was it adopted?",
        "Qui la cite ?",
        "¿Sigue en vigor?",
        "кто на неё ссылается?",
        "متى اعتمد؟",
    ],
)
def test_a_pronoun_or_no_subject_takes_the_text_of_the_former_question(talk: Talk, follow_up: str) -> None:
    talk.ask("What does PP Resolution 191 say?")
    taken = talk.ask(follow_up)
    assert talk.read.targets == ("pp-res-191",)
    assert taken.documents == ("pp-res-191",)
    assert taken.question is None


def test_a_text_that_is_named_wins_over_the_one_before(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    assert talk.ask("What is PP Resolution 139 about?") == Inherited()
    assert talk.read.targets == ("pp-res-139",)


def test_a_theme_that_is_named_wins_over_the_text_before(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    assert talk.ask("Which Sector handles cybersecurity?") == Inherited()
    assert talk.read.targets == ()


def test_a_question_on_something_else_takes_nothing(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    assert talk.ask("What is the capital of France?") == Inherited()


@pytest.mark.parametrize("fragment", ["and in Dubai?", "а в Дубае?", "在迪拜呢？", "and at PP-18?"])
def test_a_place_asks_the_former_question_as_of_its_conference(talk: Talk, fragment: str) -> None:
    talk.ask("What does PP Resolution 191 say?")
    taken = talk.ask(fragment)
    assert talk.read.targets == ("pp-res-191",)
    assert talk.read.as_of is not None
    assert talk.read.as_of.label == "PP-18"
    assert taken.question == "What does PP Resolution 191 say?"


def test_a_year_alone_is_a_date(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    talk.ask("and in 2015?")
    assert talk.read.as_of is not None
    assert (talk.read.targets, talk.read.as_of.label) == (("pp-res-191",), "2015")


def test_a_date_stays_until_it_is_dropped(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say as of PP-18?")
    assert talk.ask("who cites it?").as_of == "PP-18"
    taken = talk.ask("and today?")
    assert taken.as_of is None
    assert talk.read.as_of is None
    assert talk.ask("When was it adopted?").as_of is None


def test_a_date_does_not_stay_when_the_subject_goes(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say as of PP-18?")
    assert talk.ask("Which Sector handles cybersecurity?").as_of is None
    assert talk.read.as_of is None


def test_filters_stay_with_the_subject_and_go_when_dropped_in_words_or_beside_the_question(talk: Talk) -> None:
    narrowed = Filters(bodies=("wtdc",))
    talk.ask("Which resolutions are on cybersecurity?", kind="related", filters=narrowed)
    assert talk.ask("and artificial intelligence?").filters == narrowed
    assert talk.read.filters == narrowed
    assert talk.ask("and in general?").filters == Filters()
    talk.ask("and cybersecurity?", filters=narrowed)
    assert talk.ask("and artificial intelligence?", unfiltered=True).filters == Filters()
    assert talk.read.filters == Filters()


def test_a_date_dropped_beside_the_question_is_gone(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?", as_of="PP-18")
    assert talk.ask("who cites it?", undated=True).as_of is None


@pytest.mark.parametrize(
    ("first", "fragment", "language"),
    [
        ("Which Sector handles artificial intelligence?", "and cybersecurity?", "en"),
        ("Какой Сектор занимается искусственным интеллектом?", "а кибербезопасностью?", "ru"),
        ("¿Qué Sector se ocupa de la inteligencia artificial?", "¿y de la ciberseguridad?", "es"),
    ],
)
def test_a_theme_alone_takes_the_kind_of_the_former_question_and_not_its_theme(
    talk: Talk, first: str, fragment: str, language: str
) -> None:
    talk.ask(first, kind="sector")
    taken = talk.ask(fragment)
    assert talk.read.intent == "sector"
    assert [one.document for one in talk.read.themes] == [CYBER]
    assert (taken.documents, taken.question) == ((), first)


def test_a_number_alone_is_of_the_same_series(talk: Talk) -> None:
    talk.ask("What does WTDC Resolution 77 say?")
    talk.ask("and 37?")
    assert talk.read.targets == ("wtdc-res-37",)


def test_a_number_of_several_bodies_is_of_the_body_before_and_this_is_told(talk: Talk) -> None:
    talk.ask("What does WTDC Resolution 77 say?")
    taken = talk.ask("And Resolution 2?")
    assert talk.read.targets == ("wtdc-res-2",)
    assert taken.body == "wtdc"


@pytest.mark.parametrize(
    ("reply", "chosen"),
    [("the WTDC one", "wtdc-res-2"), ("WTSA", "wtsa-res-2"), ("the first", "pp-res-2"), ("Policy forum", "pp-res-2")],
)
def test_a_question_asked_back_is_answered_by_body_place_or_title(talk: Talk, reply: str, chosen: str) -> None:
    choices = [{"document": one} for one in ("pp-res-2", "wtsa-res-2", "wtdc-res-2")]
    talk.ask("Is Resolution 2 in force?", kind="clarification", facts={"candidates": choices})
    assert talk.read.unresolved
    taken = talk.ask(reply)
    assert talk.read.targets == (chosen,)
    assert talk.read.unresolved == ()
    assert talk.read.intent == "history"
    assert taken.question == "Is Resolution 2 in force?"


def test_another_question_after_one_asked_back_is_no_reply(talk: Talk) -> None:
    choices = [{"document": one} for one in ("pp-res-2", "wtsa-res-2")]
    talk.ask("Is Resolution 2 in force?", kind="clarification", facts={"candidates": choices})
    assert talk.ask("Which Sector handles artificial intelligence?") == Inherited()


LISTED = {"related": [{"document": one} for one in ("pp-res-191", "wtdc-res-37", "wtsa-res-2", "wtdc-res-77")]}


def test_a_body_picks_its_only_text_of_those_listed(talk: Talk) -> None:
    talk.ask("Which resolutions are on cybersecurity?", kind="related", facts=LISTED, cited=[CYBER])
    taken = talk.ask("What does the PP one say?")
    assert talk.read.targets == ("pp-res-191",)
    assert taken.documents == ("pp-res-191",)


def test_of_several_texts_of_a_body_it_is_asked_which(talk: Talk) -> None:
    talk.ask("Which resolutions are on cybersecurity?", kind="related", facts=LISTED, cited=[CYBER])
    talk.ask("What does the WTDC one say?")
    assert talk.read.targets == ()
    assert talk.read.unresolved[0][1].candidates == ("wtdc-res-37", "wtdc-res-77")


@pytest.mark.parametrize("question", ["Is there a WTDC resolution on this?", "which WTDC resolutions?"])
def test_asked_which_texts_of_a_body_there_are_relations_are_narrowed_to_it(talk: Talk, question: str) -> None:
    talk.ask("Which Sector handles cybersecurity?", kind="sector", cited=[CYBER])
    taken = talk.ask(question)
    assert (talk.read.intent, talk.read.within) == ("related", "wtdc")
    assert taken.documents == (CYBER,)


def test_of_several_texts_that_were_cited_it_is_asked_which_one_is_meant(talk: Talk) -> None:
    talk.ask("Which resolutions are on cybersecurity?", kind="related", facts=LISTED, cited=[CYBER])
    talk.ask("Is that resolution in force?")
    assert len(talk.read.unresolved[0][1].candidates) == 4


def test_that_theme_is_the_one_a_text_is_mapped_to(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    taken = talk.ask("Who is responsible for that theme?")
    assert [one.document for one in talk.read.themes] == [AI]
    assert (talk.read.targets, taken.documents) == ((), (AI,))


def test_a_pronoun_beside_a_text_is_the_theme_before(talk: Talk) -> None:
    talk.ask("Which Sector handles artificial intelligence?", kind="sector", cited=[AI])
    taken = talk.ask("What does PP Resolution 191 say about it?")
    assert talk.read.targets == ("pp-res-191",)
    assert (talk.read.subject.casefold(), taken.documents) == ("artificial intelligence", (AI,))


def test_of_two_texts_the_one_that_cites_comes_first(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    talk.ask("Does it cite PP Resolution 139?")
    assert talk.read.targets == ("pp-res-191", "pp-res-139")


def test_the_two_are_those_of_the_last_two_questions(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    talk.ask("And PP Resolution 139?")
    talk.ask("how are the two related?")
    assert talk.read.targets == ("pp-res-191", "pp-res-139")


def test_whom_a_text_addresses_can_be_asked_without_naming_it(talk: Talk) -> None:
    talk.ask("What does PP Resolution 191 say?")
    assert talk.ask("What must the Council do?").documents == ("pp-res-191",)


def test_a_group_takes_the_place_of_a_group(talk: Talk) -> None:
    talk.ask("What is the mandate of ITU-T SG17?")
    talk.ask("And ITU-T SG20?")
    assert [one.document for one in talk.read.groups] == ["group-itu-t-sg20"]


def test_a_question_is_read_in_its_own_language_whatever_that_of_the_answer(library: Library) -> None:
    talk = Talk(library)
    talk.ask("What does PP Resolution 191 say?")
    query = understand("кто на неё ссылается?", library, language="en", written_in="ru")
    read, _ = inherit(query, talk.turns, library)
    assert read.targets == ("pp-res-191",)
