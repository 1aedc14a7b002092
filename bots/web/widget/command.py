"""``iscg widget``: the line that puts the assistant on a page, and what the page's policy has to allow."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from urllib.parse import urlsplit

from assistant.messages import LANGUAGES
from bots.web.widget.bundle import script_tag
from corpus.errors import UsageError


def widget(argv: Sequence[str]) -> int:
    """Prints the tag for a service at an address.

    Raises:
        UsageError: the address is none.
    """
    parser = argparse.ArgumentParser(prog="iscg widget", description="The line that puts the assistant on a page.")
    parser.add_argument(
        "home", metavar="ADDRESS", help="where the service is reached, such as https://iscg.example.org"
    )
    parser.add_argument("--language", choices=LANGUAGES, help="language of the widget (default: that of the page)")
    given = parser.parse_args(list(argv))
    parts = urlsplit(given.home)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f"“{given.home[:80]}” is no address of a service. Give one such as https://iscg.example.org.")
    home = f"{parts.scheme}://{parts.netloc}"
    print(script_tag(home, language=given.language))
    print(f"\nThe page's policy has to allow: script-src {home}; connect-src {home}")
    print("The service has to allow the page: ISCG_ORIGINS=https://the-page's-site.example")
    return 0
