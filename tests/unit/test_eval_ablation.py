"""Rules of fusion on lists worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from eval.beir import Asked, DataSet
from eval.retrieval.ablation import RULES, Lists, with_former

LISTS = Lists(
    rows=np.array([1, 2, 3, 4]),
    near=np.array([0.9, 0.8, 0.7, 0.7], np.float32),
    words=np.array([0.0, 12.0, 0.0, 6.0], np.float32),
    nearest=np.array([1, 2, 3]),
    matching=np.array([2, 4]),
    weight=0.45,
)


def test_each_rule_ranks_every_row_once() -> None:
    for name, rule in RULES.items():
        ranked = rule(LISTS)
        assert len(set(ranked)) == len(ranked), name


def test_rules_order_as_worked_out() -> None:
    # meaning 1, .5, 0, 0 and words 0, 1, 0, .5: at .45 the sums are .45, .775, 0, .275
    assert RULES["used"](LISTS) == [2, 1, 4, 3]
    # one-sided: words are 1 for row 2 and 0 for row 4, the lowest of its own list
    assert LISTS.one_sided(0.45) == [2, 1, 3, 4]
    # 1/62 + 1/61 for row 2, 1/61 for 1, 1/62 for 4, 1/63 for 3
    assert LISTS.by_rank() == [2, 1, 4, 3]


def test_former_turns_of_the_user_stand_before_the_question(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    turns = [{"role": "user", "text": "one"}, {"role": "assistant", "text": "no"}, {"role": "user", "text": "two"}]
    import json

    path.write_text(json.dumps({"_id": "q", "text": "three", "history": turns}), encoding="utf-8")
    dataset = DataSet("set", (), (Asked("q", "three", "en"),), {"q": {"d": 1}})
    assert with_former(dataset, path, 2).queries[0].text == "one two three"
    assert with_former(dataset, path, 1).queries[0].text == "two three"
