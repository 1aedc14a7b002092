"""A question that names a conference beside a text asks for that conference's text, not for today's."""

from __future__ import annotations

import pytest

from assistant.conference_named import conferences_named
from corpus.document import Document, RevisionStep

_DOCUMENT = Document(
    id="pp-res-900",
    kind="resolution",
    body="pp",
    number="900",
    title="An invented text",
    history=tuple(RevisionStep(revision=code, action="revised", basis="seen") for code in ("pp-10", "pp-14", "pp-18")),
)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("What did Guadalajara decide on Resolution 900?", ("pp-10",)),
        ("What did Dubai decide on Resolution 900?", ("pp-18",)),  # others met there too, of other bodies
        ("What did PP-14 and PP-18 decide on it?", ("pp-14", "pp-18")),
        ("What did Marrakesh decide on it?", ("pp-02",)),  # not in its history: the answer says so
        ("What did WTSA-16 decide on it?", ()),
        ("What did Hammamet decide on it?", ()),  # the assembly's, not the conference's
        ("What does Resolution 900 ask of the Council?", ()),
    ],
)
def test_conferences_of_the_documents_own_body_are_read_by_label_and_place(
    question: str, codes: tuple[str, ...]
) -> None:
    assert conferences_named(question, _DOCUMENT) == codes
