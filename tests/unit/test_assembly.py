"""What files yield is put together: manuscripts before sketches, originals before digests, nothing silently lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.document import Clause, Document, Extract, Line, Relation, RevisionStep, Text
from corpus.errors import IdentifierError, SourceError
from indexer.assembly import Holdings, TextKey, assemble
from indexer.check import check_extract, flaw_of
from indexer.serving import held_revisions, serving_texts

MANUSCRIPT = Document(
    id="pp-res-191",
    kind="resolution",
    body="pp",
    number="191",
    title="Coordination",
    status="in-force",
    history=(
        RevisionStep(revision="pp-14", action="adopted", basis="seen"),
        RevisionStep(revision="pp-22", action="revised", basis="seen"),
    ),
    lines=(
        Line(part="mandate", text="Keep going.", basis="seen", heading="resolves", revision="pp-14"),
        Line(part="mandate", text="Keep going on.", basis="seen", heading="resolves", revision="pp-22"),
    ),
)


def original(document: str, revision: str | None, words: str = "to go on", language: str = "en") -> Text:
    clause = Clause(path="resolves", start=0, end=len(words), basis="original")
    return Text(
        document=document,
        revision=revision,
        language=language,
        kind="original",
        content=words,
        clauses=(clause,),
        title="COORDINATION",
    )


def sketch(document: str, revision: str | None) -> Document:
    """What an original brings along on its document."""
    steps = (RevisionStep(revision=revision, action="revised", basis="original"),) if revision else ()
    kind = "resolution" if revision else "document"
    return Document(id=document, kind=kind, body="pp", number="191", title="COORDINATION", history=steps)  # type: ignore[arg-type]


def brought(document: str, revision: str | None, words: str = "to go on", language: str = "en") -> Extract:
    return Extract(documents=(sketch(document, revision),), texts=(original(document, revision, words, language),))


def keys(holdings: Holdings) -> set[tuple[str | None, str]]:
    return {(text.revision, text.kind) for text in holdings.texts}


def test_a_manuscript_gives_a_record_and_a_digest_for_each_revision_with_lines() -> None:
    assert keys(assemble([("a.md", Extract(documents=(MANUSCRIPT,)))])) == {
        (None, "digest"),
        ("pp-14", "digest"),
        ("pp-22", "digest"),
    }


@pytest.mark.parametrize("first", ["manuscript", "original"])
def test_the_manuscript_wins_over_the_sketch_in_either_order(first: str) -> None:
    pairs = [("a.md", Extract(documents=(MANUSCRIPT,))), ("b.docx", brought("pp-res-191", "pp-22"))]
    holdings = assemble(pairs if first == "manuscript" else reversed(pairs))
    assert holdings.documents["pp-res-191"] == MANUSCRIPT
    assert ("pp-22", "original") in keys(holdings)
    assert holdings.warnings == ()


def test_a_revision_the_record_does_not_know_is_added_at_its_place_in_time() -> None:
    holdings = assemble([("a.md", Extract(documents=(MANUSCRIPT,))), ("b.docx", brought("pp-res-191", "pp-18"))])
    assert [(step.revision, step.basis) for step in holdings.documents["pp-res-191"].history] == [
        ("pp-14", "seen"),
        ("pp-18", "original"),
        ("pp-22", "seen"),
    ]


def test_an_original_alone_gets_a_record_of_what_its_sketch_knows() -> None:
    holdings = assemble([("b.docx", brought("pp-res-191", "pp-22"))])
    assert keys(holdings) == {(None, "digest"), ("pp-22", "original")}


@pytest.mark.parametrize("first", ["older", "newer"])
def test_two_files_of_two_revisions_tell_that_the_first_was_adopted_and_the_title_of_the_later(first: str) -> None:
    step = RevisionStep(revision="pp-18", action="adopted", basis="original")
    adopted = replace(sketch("pp-res-950", "pp-18"), title="TIDES", language="en", history=(step,))
    revised = replace(sketch("pp-res-950", "pp-22"), title="TIDES AND GAUGES", language="en")
    older = ("a.docx", Extract(documents=(adopted,), texts=(original("pp-res-950", "pp-18"),)))
    newer = ("b.docx", Extract(documents=(revised,), texts=(original("pp-res-950", "pp-22"),)))
    found = assemble([older, newer] if first == "older" else [newer, older]).documents["pp-res-950"]
    assert [(one.revision, one.action) for one in found.history] == [("pp-18", "adopted"), ("pp-22", "revised")]
    assert found.title == "TIDES AND GAUGES"


def test_an_original_without_revisions_is_its_own_record() -> None:
    assert keys(assemble([("r.txt", brought("c26-35", None))])) == {(None, "original")}


def test_an_original_without_revisions_keeps_the_digest_of_its_manuscript_beside_it() -> None:
    report = Document(id="c26-35", kind="council-report", body="council", title="Report")
    holdings = assemble([("r.txt", brought("c26-35", None)), ("r.md", Extract(documents=(report,)))])
    assert keys(holdings) == {(None, "original"), (None, "digest")}


def test_of_two_files_with_the_same_text_the_first_stays_and_the_other_is_named() -> None:
    holdings = assemble(
        [("a.docx", brought("pp-res-191", "pp-22", "first")), ("b.docx", brought("pp-res-191", "pp-22", "second"))]
    )
    assert [text.content for text in holdings.texts if text.kind == "original"] == ["first"]
    assert holdings.warnings == ("b.docx: pp-res-191@pp-22 (en) was read from a.docx already; left out",)


def test_the_same_text_in_another_language_is_no_duplicate() -> None:
    pairs = [("a", brought("pp-res-191", "pp-22")), ("b", brought("pp-res-191", "pp-22", "poursuivre", "fr"))]
    holdings = assemble(pairs)
    assert {text.language for text in holdings.texts if text.kind == "original"} == {"en", "fr"}
    assert holdings.warnings == ()


def test_of_two_manuscripts_of_one_document_the_first_stays_and_the_other_is_named() -> None:
    other = replace(MANUSCRIPT, title="Another title")
    holdings = assemble([("a.md", Extract(documents=(MANUSCRIPT,))), ("b.md", Extract(documents=(other,)))])
    assert holdings.documents["pp-res-191"].title == "Coordination"
    assert holdings.warnings == ("b.md: pp-res-191 is described by a.md already; left out",)


def test_the_newest_revision_held_serves_with_the_record_and_older_ones_do_not() -> None:
    served = serving_texts(assemble([("a.md", Extract(documents=(MANUSCRIPT,)))]))
    assert served == {
        TextKey("pp-res-191", None, "en", "digest"),
        TextKey("pp-res-191", "pp-22", "en", "digest"),
    }


def test_an_original_serves_in_place_of_the_digest_of_its_revision_and_language() -> None:
    manuscript = ("a.md", Extract(documents=(MANUSCRIPT,)))
    served = serving_texts(assemble([manuscript, ("b.docx", brought("pp-res-191", "pp-22"))]))
    assert {(key.revision, key.kind) for key in served} == {(None, "digest"), ("pp-22", "original")}
    served = serving_texts(assemble([manuscript, ("b.docx", brought("pp-res-191", "pp-22", "poursuivre", "fr"))]))
    assert {(key.revision, key.language) for key in served} == {(None, "en"), ("pp-22", "en"), ("pp-22", "fr")}


def test_a_suppressed_document_does_not_serve() -> None:
    gone = replace(
        MANUSCRIPT,
        status="suppressed",
        history=(*MANUSCRIPT.history[:1], RevisionStep(revision="pp-22", action="suppressed", basis="seen")),
    )
    assert serving_texts(assemble([("a.md", Extract(documents=(gone,)))])) == frozenset()


def test_every_revision_of_the_history_is_told_as_held_or_missing() -> None:
    document = replace(
        MANUSCRIPT,
        history=(
            MANUSCRIPT.history[0],
            RevisionStep(revision="pp-18", action="revised", basis="recalled"),
            MANUSCRIPT.history[1],
        ),
    )
    held = [
        TextKey("pp-res-191", None, "en", "digest"),
        TextKey("pp-res-191", "pp-14", "en", "digest"),
        TextKey("pp-res-191", "pp-22", "en", "original"),
        TextKey("pp-res-191", "pp-22", "fr", "digest"),
    ]
    assert held_revisions(document, held) == {"pp-14": "digest", "pp-18": "missing", "pp-22": "original"}


def test_a_clause_outside_of_its_text_or_a_path_that_stands_twice_is_a_flaw() -> None:
    text = original("c26-35", None, "to go on")
    assert flaw_of(text) is None
    beyond = replace(text, clauses=(replace(text.clauses[0], end=99),))
    assert flaw_of(beyond) == "the clause “resolves” lies outside of the text"
    assert flaw_of(replace(text, clauses=text.clauses * 2)) == "the clause “resolves” is there twice"


def test_a_file_with_a_flaw_or_an_unknown_conference_fails_alone() -> None:
    bad = brought("c26-35", None)
    bad = replace(bad, texts=(replace(bad.texts[0], clauses=bad.texts[0].clauses * 2),))
    with pytest.raises(SourceError, match="the clause “resolves” is there twice"):
        check_extract(bad, name="bad.docx")
    with pytest.raises(IdentifierError):
        check_extract(brought("pp-res-191", "pp-99"), name="bad.docx")
    related = replace(MANUSCRIPT, relations=(Relation(document="pp-res-71", relation="cites", basis="seen"),))
    check_extract(Extract(documents=(related,)), name="good.md")
