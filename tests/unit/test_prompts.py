"""Templates are checked when they are read, and hold nothing that must not be known."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from assistant.answer import AnswerKind
from corpus.errors import CorpusError
from indexer.tokens import count_tokens
from prompts.loading import PROMPTS, load_prompt, read_prompt

GOOD = """---
version: 1
purpose: a test
variables: [question]
evidence_tokens: 10
answer_tokens: 10
---
# System
Be brief.
# User
{question}
"""


def test_the_table_names_every_file_of_the_folder() -> None:
    found = [one.name for one in files("prompts").iterdir() if one.name.endswith(".md")]
    there = {name.removesuffix(".md") for name in found if name.islower()}
    assert there == set(PROMPTS)


@pytest.mark.parametrize("name", PROMPTS)
def test_every_template_can_be_read_and_is_short(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.name == name
    assert 0 < count_tokens(prompt.system) < 700


@pytest.mark.parametrize("name", PROMPTS)
def test_publishing_a_template_harms_nobody(name: str) -> None:
    prompt = load_prompt(name)
    assert not re.search(r"key|secret|password|token|https?:|/v1/|iscg", prompt.system + prompt.user, re.IGNORECASE)


def test_every_kind_of_answer_that_cites_has_a_template() -> None:
    kinds: tuple[AnswerKind, ...] = ("sector", "history", "related", "document", "passage")
    assert set(kinds) <= set(PROMPTS)


def test_values_are_put_in_once_and_as_they_are() -> None:
    _, user = read_prompt(GOOD, name="x").fill({"question": "What of {question} and {system}?"})
    assert user == "What of {question} and {system}?"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("{question}", "{answer}"), "differ"),
        (("Be brief.", "Be {question}."), "no variables"),
        (("version: 1", "version: 0"), "positive"),
        (("purpose: a test\n", ""), "front matter"),
        (("# User", "# Else"), "have to follow"),
    ],
)
def test_a_template_that_breaks_the_form_is_refused_with_its_name(change: tuple[str, str], why: str) -> None:
    with pytest.raises(CorpusError, match=rf"prompts/x\.md.*{why}"):
        read_prompt(GOOD.replace(*change), name="x")


def test_a_value_too_many_or_too_few_is_an_error() -> None:
    prompt = read_prompt(GOOD, name="x")
    for values in ({}, {"question": "a", "more": "b"}):
        with pytest.raises(KeyError):
            prompt.fill(values)


@pytest.mark.parametrize("name", PROMPTS)
def test_a_changed_template_has_a_line_with_its_evaluation(name: str) -> None:
    prompt = load_prompt(name)
    changes = (files("prompts") / "CHANGES.md").read_text(encoding="utf-8")
    assert f"| {name} | {prompt.version} | `{prompt.fingerprint}` |" in changes
