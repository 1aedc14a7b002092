"""Which questions ask who is responsible, who has to act by a text, who may join a group, or of a person."""

from __future__ import annotations

import pytest

from assistant.answers.relation_focus import Focus, asks_of_impact, asks_of_stale, focus_of
from assistant.responsibility.asks import (
    asks_of_a_person,
    asks_who,
    asks_who_may_join,
    asks_whom_it_tells,
    tells_who_may_join,
)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("my brother is deaf: who at ITU takes care of subtitles?", "en"),
        ("UHD television: whose field is that?", "en"),
        ("support for start-ups: which Bureau?", "en"),
        ("where do they study how radio waves travel", "en"),
        ("Is it ITU-R or ITU-T that handles cable television?", "en"),
        ("frais d'itinérance : à qui s'adresser ?", "fr"),
        ("¿a quién corresponde la numeración?", "es"),
        ("кому подчиняются региональные отделения?", "ru"),
        ("网络安全归哪个组管？", "zh"),
        ("من يعمل في الاتحاد على حماية الأطفال؟", "ar"),
    ],
)
def test_who_works_on_something_is_asked_in_many_ways(question: str, language: str) -> None:
    assert asks_who(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who chairs the ISCG?", "en"),
        ("Who proposed the resolution on Sudan?", "en"),
        ("Who leads the project team that links the plans?", "en"),
        ("To whom would the ISCG report after PP-26?", "en"),
        ("What does Resolution 191 say?", "en"),
        ("Qui préside le groupe ?", "fr"),
        ("Кто является председателем группы?", "ru"),
        ("谁是主席？", "zh"),
    ],
)
def test_persons_authors_and_plain_questions_are_not_of_who_is_responsible(question: str, language: str) -> None:
    assert not asks_who(question, language)


def test_who_drafts_a_plan_is_of_a_task_and_who_drafted_a_resolution_of_a_person() -> None:
    assert asks_who("who drafts the strategic plan", "en")
    assert asks_of_a_person("Who drafted the resolution on Sudan?", "en")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who is asked to do something by WTSA Resolution 88", True),
        ("Res. 183: who has to do what, R, T, D?", True),
        ("Who adopted Resolution 88?", False),
        ("What does Resolution 88 ask of the Director?", False),
    ],
)
def test_whom_a_text_tells_to_act_is_told_from_what_it_says(question: str, told: bool) -> None:
    assert asks_whom_it_tells(question, "en") is told


@pytest.mark.parametrize(
    ("question", "joins"),
    [
        ("Who may take part in the ISCG?", True),
        ("What is the ISCG composed of?", True),
        ("What has the ISCG said about members who attend online?", False),
        ("Who coordinates remote participation?", False),
    ],
)
def test_who_may_join_a_group(question: str, joins: bool) -> None:
    assert asks_who_may_join(question, "en") is joins


def test_a_line_tells_who_may_join_where_it_says_of_whom_a_group_is_made_up() -> None:
    assert tells_who_may_join("Made up of representatives of RAG, TSAG and TDAG.")
    assert not tells_who_may_join("Coordination with RAG and TDAG, and naming members of ISCG.")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What must be looked at if Resolution 175 is suppressed?", True),
        ("If Resolution 191 is amended, which other texts are affected?", True),
        ("Que faut-il revoir si la Résolution 191 est révisée ?", True),
        ("如果第191号决议修订，应审视什么？", True),
        ("When was Resolution 191 revised?", False),
        ("Tell me if Resolution 191 was revised.", False),
        ("How was Resolution 191 revised in Dubai?", False),
    ],
)
def test_what_a_revision_touches_is_told_from_when_it_happened(question: str, asked: bool) -> None:
    assert asks_of_impact(question) is asked


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("Which WTSA resolutions cite it?", Focus(relations=("cited-by",), body="wtsa", resolutions=True)),
        ("What is the WTDC counterpart of WTSA Resolution 70?", Focus(relations=("counterpart",), body="wtdc")),
        ("What are the PP and WTDC counterparts of it?", Focus(relations=("counterpart",))),
        ("Which texts cite it?", Focus(relations=("cited-by",))),
        ("¿Qué resoluciones citan la Resolución 191?", Focus(relations=("cited-by",), resolutions=True)),
        ("Which resolutions are similar to it?", Focus(relations=("similar",), resolutions=True)),
        ("What is related to it?", Focus()),
    ],
)
def test_a_question_narrows_relations(question: str, focus: Focus) -> None:
    assert focus_of(question) == focus


def test_stale_references_are_asked_for_by_several_words() -> None:
    assert asks_of_stale("Which outdated references are in WTSA Resolution 70?")
    assert not asks_of_stale("Which references are in WTSA Resolution 70?")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What are the conflicts between Sectors on cybersecurity?", "en"),
        ("qui est responsable de la cybersécurité et qui contribue ?", "fr"),
        ("Where do mandates of the Bureaux overlap on accessibility?", "en"),
    ],
)
def test_conflicts_between_sectors_are_asked_of_who_is_responsible(question: str, language: str) -> None:
    assert asks_who(question, language)
