"""Whom a call speaks to and whether it asks for something."""

from __future__ import annotations

import pytest

from corpus.addressees import addressees_of, is_operative


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("instructs the Secretary-General", ("group-general-secretariat",)),
        ("instructs the Director of TSB", ("group-tsb",)),
        ("instructs the Director of the Telecommunication Development Bureau", ("group-bdt",)),
        ("instructs the Directors of the three Bureaux", ("group-br", "group-tsb", "group-bdt")),
        (
            "instructs the Secretary-General and the Directors of the Bureaux",
            ("group-general-secretariat", "group-br", "group-tsb", "group-bdt"),
        ),
        ("instructs the Council", ("group-council",)),
        ("instructs the Council Working Group on child online protection", ("group-cwg-cop",)),
        ("instructs the Council Working Group on space", ("council-working-groups",)),
        ("invites Member States, Sector Members and academia", ("member-states", "sector-members", "academia")),
        ("invites Members", ("member-states", "sector-members")),
        ("invites RAG, TSAG and TDAG", ("group-rag", "group-tsag", "group-tdag")),
        ("instructs ITU-D Study Group 2", ("group-itu-d-sg2",)),
        ("instructs the study groups of ITU-T", ("study-groups", "group-itu-t")),
        ("charge le Secrétaire général", ("group-general-secretariat",)),
        ("invita a los Estados Miembros", ("member-states",)),
        ("предлагает Государствам-Членам", ("member-states",)),
        ("责成秘书长", ("group-general-secretariat",)),
        ("请各成员国", ("member-states",)),
        ("يكلف الأمين العام", ("group-general-secretariat",)),
        ("resolves", ()),
        ("considering", ()),
    ],
)
def test_a_call_names_its_addressees_in_order(call: str, expected: tuple[str, ...]) -> None:
    assert addressees_of(call) == expected


def test_the_body_says_whose_study_group_is_meant() -> None:
    assert addressees_of("instructs Study Group 17", body="wtsa") == ("group-itu-t-sg17",)
    assert addressees_of("instructs Study Group 2", body="wtdc") == ("group-itu-d-sg2",)
    assert addressees_of("instructs Study Group 17") == ("group-itu-sg17",)


def test_the_body_says_which_director_is_meant() -> None:
    assert addressees_of("instructs the Director", body="wtsa") == ("group-tsb",)
    assert addressees_of("instructs the Director", body="wtdc") == ("group-bdt",)
    assert addressees_of("instructs the Director", body="pp") == ()
    assert addressees_of("instructs the Director of BDT", body="wtsa") == ("group-bdt",)


def test_letters_inside_a_word_are_no_bureau() -> None:
    assert addressees_of("instructs the BRIDGE team") == ()


@pytest.mark.parametrize(
    "call",
    [
        "resolves",
        "resolves to instruct TSAG",
        "further instructs the Council",
        "invites Member States",
        "calls upon the Director of TSB",
        "requests / invites the Secretary-General",
        "considering and resolves",
        "décide",
        "resuelve",
        "решает",
        "поручает Генеральному секретарю",
        "做出决议",
        "责成秘书长",
        "يقرر",
    ],
)
def test_calls_that_ask_are_operative(call: str) -> None:
    assert is_operative(call)


@pytest.mark.parametrize(
    "call",
    [
        "considering",
        "recalling",
        "noting further",
        "having considered",
        "considérant",
        "忆及",
        "إذ يلاحظ",
        "annex 1",
        "",
    ],
)
def test_calls_that_only_say_why_are_not(call: str) -> None:
    assert not is_operative(call)
