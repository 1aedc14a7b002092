"""Slack's limits of a message, as its reference documents them (November 2026), and the tighter ones kept here."""

from __future__ import annotations

from typing import Final

BLOCKS: Final = 50
TEXT: Final = 3_000
"""Of a text object."""
HEADER: Final = 150
BUTTON: Final = 75
VALUE: Final = 2_000
ACTIONS: Final = 25
CONTEXT_ELEMENTS: Final = 10
TABLE_ROWS: Final = 100
TABLE_COLUMNS: Final = 20
FALLBACK: Final = 4_000
"""Of the text beside the blocks; more is cut by Slack sooner or later."""
MESSAGE: Final = 12_000
"""Signs of all blocks: above some 13,200 Slack refuses a message, which its reference does not say."""
PIECE: Final = 2_800
"""Words of one block made here, below ``TEXT`` so that marks and links have room."""
TABLE: Final = 8_000
"""Words of one table made here; it stands in a message alone of its kind."""
