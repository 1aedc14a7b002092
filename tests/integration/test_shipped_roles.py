"""Roles and relations over the corpus that ships, without a store: held to their bars where no question is needed."""

from __future__ import annotations

import pytest
from library_double import linked_library_of

from assistant.answers.related import related_to
from assistant.citing import Shelf
from assistant.library import Library
from assistant.overlaps.between_sectors import conflicts
from assistant.responsibility.group import of_group
from assistant.responsibility.reading import of_resolution, of_theme
from corpus.document import KINDS_WITH_REVISIONS
from corpus.scope import SECTORS
from corpus.shelf import read_shelf
from eval.responsibility.brute_force import stale_by_brute_force, stale_found
from eval.responsibility.related import BAR, compare, figures_of, former_alone, one_sided, read_relations
from eval.responsibility.sector_scores import names


@pytest.fixture(scope="module")
def library() -> Library:
    return linked_library_of(read_shelf().documents.values())


def test_every_filled_cell_of_every_theme_and_resolution_cites_a_line_that_names_the_sector(library: Library) -> None:
    shelf: Shelf = library.shelf
    filled = 0
    for document in library.documents("theme", *KINDS_WITH_REVISIONS):
        read = of_theme if document.kind == "theme" else of_resolution
        one = read(document, library)
        for part in one.parts if one else ():
            if part.role == "none":
                assert (part.evidence, part.rule) == ((), None)
                continue
            filled += 1
            cited = [shelf.citation(evidence, number) for number, evidence in enumerate(part.evidence, 1)]
            assert any(names(citation, part.sector) for citation in cited), (document.id, part.sector)
    assert filled > 500


def test_every_group_of_a_sector_has_its_part_and_no_other(library: Library) -> None:
    seen = 0
    for group in library.documents("group"):
        one = of_group(group, library)
        if one is not None:
            seen += 1
            assert [part.sector for part in one.parts if part.role != "none"] == [library.sector_of_group(group.id)]
    assert seen > 60


def test_conflicts_are_few_and_of_two_bodies_or_of_one_record(library: Library) -> None:
    found = [
        (theme.id, each)
        for theme in library.documents("theme")
        if (one := of_theme(theme, library)) is not None
        for each in conflicts(one, library)
    ]
    assert {("theme-cybersecurity", "lead"), ("theme-mobile-device-theft", "same")} <= {
        (theme, each.why) for theme, each in found
    }
    assert len(found) < 15
    for _, each in found:
        assert SECTORS.index(each.sectors[0]) < SECTORS.index(each.sectors[1])
        first, second = (library.document(evidence.document).body for evidence in each.evidence)
        assert (first == second) == (each.why == "lead")


def test_relations_agree_with_what_was_written_by_hand(library: Library) -> None:
    rows = read_relations()
    former = former_alone(rows, library)
    figures = list(figures_of([compare(row, library, former=former) for row in rows], "all"))
    assert [figure.name for figure in figures if not figure.holds] == []
    assert len([figure for figure in figures if figure.bar == BAR]) == 4


def test_every_citation_is_told_on_both_sides(library: Library) -> None:
    asymmetric, pairs = one_sided(library)
    assert asymmetric == []
    assert pairs > 900


def test_stale_references_are_those_that_brute_force_finds(library: Library) -> None:
    assert stale_found(library) == stale_by_brute_force(library) != frozenset()


def test_no_theme_is_told_as_a_related_text_and_a_group_only_where_it_cites(library: Library) -> None:
    for document in library.documents("theme", *KINDS_WITH_REVISIONS):
        for one in related_to(document, library):
            kind = library.document(one.document).kind
            assert kind != "theme"
            assert kind != "group" or set(one.relations) <= {"cites", "cited-by", "cites-stale"}
