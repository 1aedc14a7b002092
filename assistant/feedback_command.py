"""``iscg feedback``: what readers said and what was asked in vain, one JSON object a line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from assistant.opening import open_signals
from assistant.settings import load_settings


def feedback(argv: Sequence[str]) -> int:
    """Prints the signals that are kept, oldest first, or writes them to a file for ``iscg eval candidates``.

    Raises:
        StoreError: the file of the feedback cannot be read.
    """
    parser = argparse.ArgumentParser(
        prog="iscg feedback", description="What readers said of answers, and what was asked in vain, as JSON lines."
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write there instead of the terminal")
    given = parser.parse_args(list(argv))
    signals = open_signals(load_settings(store=given.store)).signals()
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in signals)
    if given.out is not None:
        given.out.write_bytes(lines)
        print(f"{len(signals)} signals are in {given.out}. Make drafts of them: iscg eval candidates {given.out}")
    else:
        sys.stdout.write(lines.decode())
        if not signals:
            print("Nothing was said yet, or it has expired.", file=sys.stderr)
    return 0
