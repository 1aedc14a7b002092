"""``iscg keys``: make, list and revoke keys to the service."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.keys import ROLES, Key
from assistant.opening import open_keys
from assistant.settings import load_settings


def keys(argv: Sequence[str]) -> int:
    """Runs one of ``add``, ``list``, ``revoke``. A new key is printed once and can never be read again.

    Raises:
        UsageError: there is no such key, or a name cannot be used.
        StoreError: the file of the keys cannot be read or written.
    """
    given = _parser().parse_args(list(argv))
    store = open_keys(load_settings(store=given.store))
    if given.act == "add":
        key, secret = store.add(given.name, role=given.role, days=given.days)
        print(f"{secret}\n\nKey {key.id} of {key.name}, {key.role}, {_end(key)}. It is not shown again.")
        print(
            "Send it as: Authorization: Bearer KEY. While there is a key, the service answers programs with one alone."
        )
    elif given.act == "revoke":
        store.revoke(given.id)
        print(f"Key {given.id} is revoked; running services refuse it within a second.")
    else:
        for key in store.all():
            print(f"{key.id}  {key.role:<8}  {_day(key.made)}  {_end(key):<20}  {key.name}")
        if not store.all():
            print("There are no keys: the service is open to whoever can reach it.")
    return 0


def _end(key: Key) -> str:
    return "without an end" if key.ends is None else f"until {_day(key.ends)}"


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="iscg keys", description="Make, list and revoke keys to the service.")
    acts = parser.add_subparsers(dest="act", required=True, metavar="add | list | revoke")
    add = acts.add_parser("add", help="make a key")
    add.add_argument("name", help="whose it is")
    add.add_argument("--role", choices=ROLES, default="reader", help="what it is good for (default: reader)")
    add.add_argument("--days", type=float, help="days until it ends (default: never)")
    revoke = acts.add_parser("revoke", help="take a key back")
    revoke.add_argument("id", help="as iscg keys list shows it")
    for one in (add, revoke, acts.add_parser("list", help="show what keys there are")):
        one.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    return parser
