"""``iscg brief ID``: one or two pages on a resolution or a theme."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from assistant.papers.handing import add_options, form_of, hand_out
from corpus.errors import UsageError


def brief(argv: Sequence[str]) -> int:
    """Writes the brief of one document.

    Raises:
        UsageError: there is no such document, or it is neither a resolution nor a theme.
        StoreError: nothing was indexed yet, or the store cannot serve.
        SourceError: the file cannot be written.
    """
    given = _parser().parse_args(argv)
    form = form_of(given)

    from assistant.briefs.brief import brief_paper
    from assistant.opening import open_libraries
    from assistant.papers.paper import markdown, to_json
    from assistant.papers.word import to_docx
    from assistant.settings import load_settings

    libraries = open_libraries(load_settings(store=given.store))
    library = libraries.current()
    document = library.catalogue.document(given.document.strip().lower())
    if document is None:
        raise UsageError(f"There is no document “{given.document[:80]}” in the store. iscg export pairs lists them.")
    paper = brief_paper(document, library, generation=libraries.generation, language=given.language)
    if form == "docx":
        hand_out(to_docx(paper), given.out)
    elif form == "json":
        hand_out(json.dumps(to_json(paper), ensure_ascii=False).encode() + b"\n", given.out)
    else:
        hand_out(markdown(paper).encode(), given.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="iscg brief", description="Write one or two pages on a resolution or theme.")
    parser.add_argument("document", metavar="ID", help="pp-res-191, theme-accessibility")
    add_options(parser)
    return parser
