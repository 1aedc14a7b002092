"""Overlaps and briefs over the corpus that ships, without a store."""

from __future__ import annotations

import time

import pytest
from library_double import library_of

from assistant.briefs.brief import brief_paper
from assistant.library import Library
from assistant.overlaps.between_sectors import silences
from assistant.overlaps.pairing import Finder
from assistant.overlaps.report import overlaps_facts, overlaps_paper, reason_of
from assistant.papers.paper import markdown
from assistant.responsibility.reading import of_theme
from corpus.document import KINDS_WITH_REVISIONS
from corpus.force import document_status
from corpus.scope import SECTOR_OF_BODY
from corpus.shelf import read_shelf
from eval.responsibility.overlaps import BAR, judge, precision, shipped_labels


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(read_shelf().documents.values())


@pytest.fixture(scope="module")
def finder(library: Library) -> Finder:
    return Finder(library)


def test_the_finder_agrees_with_labels_written_before_it_was_run(finder: Finder) -> None:
    right, counted = precision(judge(shipped_labels(), finder))
    assert right / counted >= BAR


def test_every_pair_is_of_two_bodies_and_both_quotations_stand(finder: Finder, library: Library) -> None:
    themes = finder.themes()
    _, pairs, verified = overlaps_paper(finder, themes, generation="1-a")
    assert verified.dropped == ()
    assert len(pairs) == sum(len(finder.on(theme)) for theme in themes) > 200
    for one in pairs:
        assert library.shelf.cut(one.a) == one.a.quote
        assert library.shelf.cut(one.b) == one.b.quote
        if one.type != "orphan":
            assert library.document(one.a.document).body != library.document(one.b.document).body
            assert one.words
        assert reason_of(one, "en")


def test_the_contracts_json_has_a_citation_at_both_ends_of_every_pair(finder: Finder, library: Library) -> None:
    theme = library.document("theme-ai")
    _, pairs, verified = overlaps_paper(finder, [theme], generation="1-a")
    facts = overlaps_facts(pairs, verified)["pairs"]
    assert "orphan" in {one["type"] for one in facts}
    assert all(set(one) == {"type", "a", "b", "reason"} for one in facts)
    assert all(one[end]["quote"] and one[end]["permalink"] for one in facts for end in ("a", "b"))


def test_a_silent_sector_has_no_resolution_on_the_theme(library: Library) -> None:
    seen = 0
    for theme in library.documents("theme"):
        one = of_theme(theme, library)
        for silence in silences(one, library) if one else ():
            seen += 1
            assert silence.evidence
            mapped = [library.document(each) for each in one.resolutions]
            bodies = {each.body for each in mapped if document_status(each) != "suppressed"}
            assert silence.sector not in {SECTOR_OF_BODY.get(body) for body in bodies}
    assert seen > 10


def test_itu_r_is_silent_on_artificial_intelligence(library: Library) -> None:
    one = of_theme(library.document("theme-ai"), library)
    assert one is not None
    assert [silence.sector for silence in silences(one, library)] == ["R"]


def test_every_resolution_and_theme_has_a_brief_and_nothing_in_it_falls(library: Library) -> None:
    began = time.process_time()
    for document in library.documents("theme", *KINDS_WITH_REVISIONS):
        paper = brief_paper(document, library, generation="1-a")
        assert paper.citations, document.id
        assert len(markdown(paper).split("## Sources")[0].split()) < 1_400, document.id
    assert time.process_time() - began < 60
