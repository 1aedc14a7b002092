"""What all further gold sets have in common: a schema, ids of their own, sources that are in the corpus."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "eval" / "datasets"
SETS = ("responsibility", "conversations", "answerability", "relations")

Line = dict[str, Any]


def lines_of(name: str) -> list[Line]:
    return [json.loads(line) for line in (DATASETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def sources_of(value: object) -> list[Line]:
    """Every place in the shipped files that a line names, however deep."""
    if isinstance(value, dict):
        own = [value] if {"file", "line", "words"} <= set(value) else []
        return own + [found for one in value.values() for found in sources_of(one)]
    return [found for one in value for found in sources_of(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", SETS)
def test_every_line_is_of_its_schema(name: str):
    schema = json.loads((DATASETS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    wrong = {line["id"]: error.message for line in lines_of(name) for error in validator.iter_errors(line)}
    assert wrong == {}


@pytest.mark.parametrize("name", SETS)
def test_no_id_stands_twice(name: str):
    assert [one for one, count in Counter(line["id"] for line in lines_of(name)).items() if count > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_no_question_is_asked_twice_nor_taken_from_the_first_set(name: str):
    first = {one["question"] for one in lines_of("questions")}
    asked = Counter(line["question"] for line in lines_of(name) if "question" in line)

    assert [words for words, count in asked.items() if count > 1 or words in first] == []


@pytest.mark.parametrize("name", SETS)
def test_the_words_each_line_was_written_from_are_in_the_file_named(name: str):
    """Where a line of the corpus was put in other words, read the fact again, then mend the source."""
    texts: dict[str, str] = {}
    lost = []
    for line in lines_of(name):
        for source in sources_of(line):
            held = texts.setdefault(source["file"], (ROOT / source["file"]).read_text(encoding="utf-8"))
            lost += [(line["id"], source["file"], source["words"])] if source["words"] not in held else []

    assert lost == []
