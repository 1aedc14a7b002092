"""Blocks into messages: none over Slack's limits, cut between blocks, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bots.slack.limits import BLOCKS, MESSAGE

Piece = dict[str, Any]


def messages_of(blocks: Sequence[Piece], keep: int = 0) -> tuple[tuple[Piece, ...], ...]:
    """Returns the blocks in as few groups as Slack takes. The last ``keep`` blocks are small and stay together."""
    groups: list[list[Piece]] = [[]]
    units = [[block] for block in blocks[: len(blocks) - keep]] + ([list(blocks[-keep:])] if keep else [])
    for unit in units:
        if not _fits([*groups[-1], *unit]) and groups[-1]:
            groups.append([])
        groups[-1] += unit
    return tuple(tuple(group) for group in groups if group)


def weight(block: Any) -> int:
    """Returns the signs of all texts, addresses and values of a block."""
    if isinstance(block, dict):
        return sum(weight(value) for value in block.values())
    if isinstance(block, list | tuple):
        return sum(map(weight, block))
    return len(block) if isinstance(block, str) else 0


def _fits(blocks: Sequence[Piece]) -> bool:
    one_table = sum(block["type"] == "table" for block in blocks) <= 1
    return len(blocks) <= BLOCKS and sum(map(weight, blocks)) <= MESSAGE and one_table
