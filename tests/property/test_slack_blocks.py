"""Any answer drawn for Slack: within its limits, without a mention or a foreign address, and nothing lost."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest
from factories_surfaces import RESOLUTION, abstention, fake_service
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_rules import broken

from assistant.answer import Answer, Block, Citation, Note, Run
from bots.channel import channel, choices_of, unkept
from bots.slack.blocks import SLACK

PROVE = os.environ.get("ISCG_PROVE") == "1"
HOME = "https://iscg.example.org/"
HOSTILE = [
    "<!channel> <!here|here> <@U0123> <#C0123|general> <!subteam^S1>",
    "&lt;!everyone&gt; & <https://evil.example|Resolution 191>",
    "*bold* _it_ ~no~ `code` ```\nblock\n```",
    "see https://evil.example/x?y=z, javascript://x, HTTP://EVIL.example and www.evil.example",
    "العربية تعليمات الأمين العام <!here> Resolution 191 (Rev. Bucharest, 2022)",
    "😀👩‍👩‍👧‍👦🏳️‍🌈 :tada: :skull:",
    "a\x00b\x1b[31m\u202e\u2066 c\u2028d",
    "x" * 3_500,
    "ع" * 2_950 + " ب",
    "word " * 900,
]
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(lambda text: text.strip() != ""),
    st.text("<>&!@#*_`|:/ []abc", min_size=1, max_size=60).filter(lambda text: text.strip() != ""),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    number = draw(st.sampled_from([0, 1, 3, 12, 40]))
    quotes = draw(st.lists(words, min_size=1, max_size=4))
    citations = tuple(
        citation(n, quotes[n % len(quotes)], draw(words) if n < 3 else "resolves 1") for n in range(1, number + 1)
    )
    cites = st.integers(1, number) if number else st.nothing()
    run = st.one_of(
        st.builds(
            lambda text, mark: Run(text=text, mark=mark), words, st.sampled_from([None, None, "added", "removed"])
        ),
        st.builds(lambda n: Run(cite=n), cites),
    )
    runs = st.lists(run, min_size=1, max_size=4).map(tuple)
    rows = draw(st.sampled_from([1, 7, 60, 130]))
    row = st.tuples(runs, runs, st.just(()))
    some = draw(st.lists(row, min_size=1, max_size=3))
    block = st.one_of(
        st.builds(lambda text: Block(type="heading", text=text, level=2), words),
        st.builds(lambda held: Block(type="paragraph", runs=held), runs),
        st.builds(lambda held: Block(type="list", items=tuple(held)), st.lists(runs, min_size=1, max_size=5)),
        st.builds(
            lambda head: Block(type="table", head=head, rows=tuple(some[n % len(some)] for n in range(rows))),
            st.tuples(words, words, words),
        ),
        st.builds(lambda n: Block(type="quote", cite=n), cites),
    )
    return replace(
        abstention("what?"),
        id=draw(words),
        kind=draw(st.sampled_from(["sector", "history", "related", "document", "passage"])),
        language=draw(st.sampled_from(["en", "fr", "zh", "ar"])),
        blocks=tuple(draw(st.lists(block, min_size=1, max_size=6))),
        citations=citations,
        notes=tuple(Note(code="gap", text=text) for text in draw(st.lists(words, max_size=3))),
        follow_ups=tuple(text[:500] for text in draw(st.lists(words, max_size=4))),
        abstained=False,
        reason=None,
    )


def citation(number: int, quote: str, clause: str) -> Citation:
    return Citation(
        n=number,
        document="pp-res-191",
        revision="pp-22",
        label="Resolution 191 (Rev. Bucharest, 2022)",
        title=HOSTILE[0],
        clause=clause,
        quote=quote,
        start=1,
        end=5,
        language="en",
        status="in-force",
        text_kind="digest",
        basis="recalled",
        permalink=f"/documents/pp-res-191@pp-22?from=1&to=5#a|b>{number}",
        url="https://elsewhere.example/original",
    )


@given(answers())
@settings(max_examples=1_000 if PROVE else 40)
def test_s6_s7_any_answer_keeps_to_the_limits_loses_nothing_names_nobody_and_leads_nowhere_else(answer: Answer) -> None:
    messages = SLACK.draw(answer, home=HOME)
    assert [fault for message in messages for fault in broken(message, home=HOME)] == []
    assert unkept(answer, SLACK.words(messages)) == ()


@given(answers())
@settings(max_examples=1_000 if PROVE else 10)
def test_s7_without_an_address_of_the_service_there_is_no_link_at_all(answer: Answer) -> None:
    assert [fault for message in SLACK.draw(answer, home=None) for fault in broken(message, home=None)] == []


@given(words)
def test_s7_one_sentence_is_within_the_limits_whatever_it_holds(text: str) -> None:
    assert broken(SLACK.sentence(text, language="en"), home=None) == []


def the_answer(question: str = "Who?") -> Answer:
    return fake_service().assistant.ask(question)


def test_the_table_of_channels_names_slack_and_a_channel_loses_nothing() -> None:
    drawn = channel("slack").draw(the_answer(), home=HOME)
    assert unkept(the_answer(), channel("slack").words(drawn)) == ()


def test_what_is_lost_is_named() -> None:
    answer = replace(the_answer(), notes=(Note(code="gap", text="Only this note."),), follow_ups=("And then?",))
    shown = SLACK.words(SLACK.draw(answer, home=HOME))
    assert unkept(answer, shown.replace("Only", "").replace("And then", "")) == ("Only this note.", "And then?")


def test_a_source_shows_its_place_status_basis_and_quotation_and_leads_to_its_words() -> None:
    answer = replace(
        the_answer(), citations=(replace(the_answer().citations[0], permalink="/documents/a@b?from=1&to=2#c"),)
    )
    (message,) = SLACK.draw(answer, home=HOME)
    first = next(b for b in message["blocks"] if b["type"] == "context" and len(b["elements"]) == 2)
    mark, place = first["elements"]
    assert mark == {
        "type": "mrkdwn",
        "text": "<https://iscg.example.org/documents/a@b?from=1&amp;to=2#c|[1]>",
        "verbatim": True,
    }
    assert place["text"] == (
        "Resolution 191 (Rev. Bucharest, 2022), instructs the Secretary-General 1, in force "
        "(digest, seen in a source): "
        f"“{RESOLUTION.lines[0].text}”"
    )


def test_an_answer_of_usual_length_is_one_message_that_ends_in_what_can_be_pressed() -> None:
    (message,) = SLACK.draw(the_answer(), home=HOME)
    follow_ups, judging = message["blocks"][-2:]
    assert [one["text"]["text"] for one in follow_ups["elements"]] == ["What is the history of Resolution 191?"]
    assert [one["text"]["text"] for one in judging["elements"]] == ["Right", "Incomplete", "Wrong"]


def test_an_abstention_is_its_sentence_without_sources() -> None:
    (message,) = SLACK.draw(abstention("tungsten?"), home=HOME)
    assert [block["type"] for block in message["blocks"]] == ["rich_text", "actions"]
    assert message["text"] == "Nothing that is held answers this."


def test_a_clarification_offers_each_candidate_as_a_question_of_its_own() -> None:
    candidates: list[dict[str, Any]] = [
        {"document": "pp-res-2", "label": "PP Resolution 2", "title": "One"},
        {"document": "wtsa-res-2", "label": "WTSA Resolution 2", "title": "Two"},
    ]
    answer = replace(abstention("What does Resolution 2 say?"), kind="clarification", facts={"candidates": candidates})
    assert [(one.label, one.question) for one in choices_of(answer)] == [
        ("PP Resolution 2", "What does Resolution 2 say? (PP Resolution 2)"),
        ("WTSA Resolution 2", "What does Resolution 2 say? (WTSA Resolution 2)"),
    ]


def test_s6_forty_sources_of_three_hundred_signs_go_into_two_messages_cut_between_sources() -> None:
    answer = replace(the_answer(), citations=tuple(citation(n, "q" * 300, "resolves 1") for n in range(1, 41)))
    messages = SLACK.draw(answer, home=HOME)
    numbers = [
        one["elements"][0]["text"][-4:-1] for m in messages for one in m["blocks"] if len(one.get("elements", ())) == 2
    ]
    assert len(messages) == 2
    assert [n for n in numbers if "]" in n] == [f"{n}]"[-3:].rjust(3, "[") for n in range(1, 41)]


def test_added_and_removed_words_are_told_without_a_style() -> None:
    runs = (Run(text="old", mark="removed"), Run(text="new", mark="added"))
    (message,) = SLACK.draw(replace(the_answer(), blocks=(Block(type="paragraph", runs=runs),)), home=HOME)
    assert [one["text"] for one in message["blocks"][0]["elements"][0]["elements"]] == ["[-old-]", "{+new+}"]


@pytest.mark.parametrize("columns", [21, 25])
def test_s6_a_table_wider_than_slack_takes_is_told_row_by_row(columns: int) -> None:
    table = Block(
        type="table",
        head=tuple(f"h{n}" for n in range(columns)),
        rows=(tuple((Run(text="c"),) for _ in range(columns)),),
    )
    (message,) = SLACK.draw(replace(the_answer(), blocks=(table,)), home=HOME)
    assert "table" not in {block["type"] for block in message["blocks"]}
    assert f"h{columns - 1}: c" in SLACK.words([message])
