"""References become links: each with the words that show it, resolved against what is held."""

from __future__ import annotations

from corpus.document import Clause, Document, Extract, Line, Relation, RevisionStep, Text, ThemeProfile
from indexer.assembly import assemble
from indexer.links import KnownDocuments, Link, find_links


def resolution(number: str, *revisions: str, **fields: object) -> Document:
    steps = tuple(
        RevisionStep(revision=code, action="revised" if order else "adopted", basis="seen")
        for order, code in enumerate(revisions)
    )
    return Document(
        id=f"pp-res-{number}",
        kind="resolution",
        body="pp",
        number=number,
        title=f"Title {number}",
        history=steps,
        **fields,  # type: ignore[arg-type]
    )


def links_of(*documents: Document, text: Text | None = None) -> list[Link]:
    pairs = [(f"{d.id}.md", Extract(documents=(d,))) for d in documents]
    if text:
        pairs.append(("original.docx", Extract(documents=(documents[0],), texts=(text,))))
    return list(find_links(assemble(pairs)))


def digest_line(words: str) -> Line:
    return Line(part="mandate", text=words, basis="seen", heading="resolves", revision="pp-22")


def test_a_reference_in_a_digest_links_to_the_document_and_revision_it_names() -> None:
    words = "Work as Resolution 71 (Rev. Bucharest, 2022) says."
    (link,) = links_of(resolution("191", "pp-22", lines=(digest_line(words),)), resolution("71", "pp-18", "pp-22"))
    assert (link.document, link.revision, link.kind, link.clause) == ("pp-res-191", "pp-22", "digest", "resolves")
    assert (link.target, link.target_revision, link.state) == ("pp-res-71", "pp-22", "resolved")
    assert link.text == "Resolution 71 (Rev. Bucharest, 2022)"
    assert link.relation == "cites"


def test_the_span_of_a_link_holds_the_words_of_the_reference() -> None:
    holdings = assemble(
        [
            ("a.md", Extract(documents=(resolution("191", "pp-22", lines=(digest_line("See Resolution 71."),)),))),
            ("b.md", Extract(documents=(resolution("71", "pp-22"),))),
        ]
    )
    (link,) = find_links(holdings)
    (text,) = [text for text in holdings.texts if text.document == "pp-res-191" and text.revision == "pp-22"]
    assert text.content[link.start : link.end] == link.text == "Resolution 71"


def test_what_a_record_says_of_its_own_document_is_no_link() -> None:
    assert links_of(resolution("191", "pp-22", lines=(digest_line("Resolution 191 stays."),))) == []


def test_an_original_may_cite_an_older_revision_of_itself() -> None:
    words = "recalling Resolution 191 (Busan, 2014)"
    text = Text(
        document="pp-res-191",
        revision="pp-22",
        language="en",
        kind="original",
        content=words,
        clauses=(Clause(path="recalling", start=0, end=len(words), basis="original"),),
    )
    (link,) = links_of(resolution("191", "pp-14", "pp-22"), text=text)
    assert (link.target, link.target_revision) == ("pp-res-191", "pp-14")


def test_a_recorded_relation_points_at_its_line_in_the_record() -> None:
    relation = Relation(document="pp-res-71", relation="mapped", basis="recalled")
    holdings = assemble(
        [
            ("a.md", Extract(documents=(resolution("191", "pp-22", relations=(relation,)),))),
            ("b.md", Extract(documents=(resolution("71", "pp-22"),))),
        ]
    )
    (link,) = find_links(holdings)
    assert (link.relation, link.target, link.state, link.revision) == ("mapped", "pp-res-71", "resolved", None)
    (record,) = [t for t in holdings.texts if t.document == "pp-res-191" and t.revision is None]
    assert record.content[link.start : link.end] == link.text
    assert "Resolution 71" in link.text


def test_a_relation_to_what_is_not_held_says_so() -> None:
    relation = Relation(document="wtsa-res-18", relation="cites", basis="recalled")
    (link,) = links_of(resolution("191", "pp-22", relations=(relation,)))
    assert (link.target, link.state) == ("wtsa-res-18", "not-held")


def test_the_resolutions_of_a_theme_are_mapped_to_it() -> None:
    theme = Document(
        id="theme-coordination",
        kind="theme",
        body="itu",
        title="Coordination",
        theme=ThemeProfile(resolutions=("pp-res-191",)),
    )
    (link,) = links_of(theme, resolution("191", "pp-22"))
    assert (link.document, link.target, link.relation) == ("theme-coordination", "pp-res-191", "mapped")


def test_a_symbol_is_known_however_its_parts_are_joined() -> None:
    report = Document(id="c26-35", kind="council-report", body="council", title="Report", symbol="C26/35")
    known = KnownDocuments([report])
    assert known.symbol_to_id("C26/35") == known.symbol_to_id("C26-35") == "c26-35"
    assert known.symbol_to_id("C26/36") is None


def test_revisions_known_leave_out_a_suppression() -> None:
    gone = RevisionStep(revision="pp-22", action="suppressed", basis="seen")
    document = resolution("16", "pp-98")
    known = KnownDocuments([Document(**{**_fields(document), "history": (*document.history, gone)})])
    assert known.revisions_of("pp-res-16") == ("pp-98",)
    assert known.revisions_of("pp-res-17") == ()


def _fields(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in document.__dataclass_fields__}
