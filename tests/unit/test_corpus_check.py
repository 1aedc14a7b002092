"""Each rule of the corpus: the fault is planted in a small corpus, and is seen at its file and row."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.check import RULES, check_shelf
from corpus.errors import SourceError
from corpus.finding import Finding
from corpus.shelf import read_shelf

RESOLUTION = """\
---
id: pp-res-900
kind: resolution
body: pp
number: "900"
title: Bridges between the Sectors
status: in-force
confidence: seen
themes: [theme-bridges]
history:
  - {revision: pp-14, action: adopted, basis: seen}
  - {revision: pp-18, action: revised, basis: recalled}
relations:
  - {document: wtsa-res-901, relation: mapped, basis: seen}
sources: ["https://example.org/900"]
original: null
---

# Mandate

## pp-18

### instructs the Secretary-General

- Build a bridge between any two Sectors that ask for one. [seen]

# Changes

## pp-18

- Resolution 900 (Busan, 2014) had named two Sectors only. [recalled]
"""

COUNTERPART = """\
---
id: wtsa-res-901
kind: resolution
body: wtsa
number: "901"
title: Bridges seen from standardization
themes: [theme-bridges]
history:
  - {revision: wtsa-16, action: adopted, basis: recalled}
sources: []
original: null
---

# Gaps

- The text was not seen. [seen]
"""

THEME = """\
---
id: theme-bridges
kind: theme
body: itu
title: Bridges
aliases: [crossings, viaducts]
terms:
  - {language: fr, text: ponts, official: true, basis: recalled}
resolutions: [pp-res-900]
groups: [group-masons]
relations:
  - {document: pp-res-900, relation: mapped, basis: inferred}
sources: []
---
"""

GROUP = """\
---
id: group-masons
kind: group
body: itu
title: Masons
group: {code: MASONS, form: team, sector: T}
sources: ["https://example.org/masons"]
---

# Responsible for

- Laying stones where the plans of the engineers show them. [seen]
- Repairing what the floods of the spring have carried away. [seen]
"""

REPORT = """\
---
id: c99-1
kind: council-report
body: council
symbol: C99/1
title: Report on bridges
date: "2099"
sources: ["https://example.org/c99-1"]
---

# Content

## Introduction

- Seven bridges were built, four of them over water. [seen]
"""

FILES = {
    "resolutions/pp/900.md": RESOLUTION,
    "resolutions/wtsa/901.md": COUNTERPART,
    "themes/theme-bridges.md": THEME,
    "groups/group-masons.md": GROUP,
    "reports/c99-1.md": REPORT,
}


def findings(root: Path, files: dict[str, str]) -> tuple[Finding, ...]:
    for name, text in {**FILES, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check_shelf(read_shelf(root)).findings


def test_a_corpus_without_faults_is_clean(tmp_path: Path) -> None:
    assert findings(tmp_path, {}) == ()


PLANTED = {
    "a key that is none": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("status: in-force", "state: in-force"),
        ("resolutions/pp/900.md", 7, "schema"),
    ),
    "a paragraph that is no line": (
        "reports/c99-1.md",
        REPORT.replace("- Seven", "Seven"),
        ("reports/c99-1.md", 15, "schema"),
    ),
    "a line without its basis": (
        "reports/c99-1.md",
        REPORT.replace(" [seen]", ""),
        ("reports/c99-1.md", 15, "basis"),
    ),
    "a file with another number than its document": (
        "resolutions/pp/899.md",
        RESOLUTION.replace("pp-res-900", "pp-res-898").replace('"900"', '"898"'),
        ("resolutions/pp/899.md", 2, "file-name"),
    ),
    "a group among the reports": (
        "reports/group-carpenters.md",
        GROUP.replace("group-masons", "group-carpenters").partition("# Responsible")[0],
        ("reports/group-carpenters.md", 3, "file-name"),
    ),
    "one document in two files": (
        "iscg/c99-1.md",
        REPORT.replace("Seven bridges were built", "No bridge was built at all"),
        ("reports/c99-1.md", 2, "double-id"),
    ),
    "a relation to nothing": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("wtsa-res-901", "wtsa-res-999"),
        ("resolutions/pp/900.md", 14, "unknown-reference"),
    ),
    "a theme that does not exist": (
        "resolutions/wtsa/901.md",
        COUNTERPART.replace("theme-bridges", "theme-tunnels"),
        ("resolutions/wtsa/901.md", 7, "unknown-reference"),
    ),
    "a parent that does not exist": (
        "groups/group-masons.md",
        GROUP.replace("sector: T}", "sector: T, parent: group-guild}"),
        ("groups/group-masons.md", 6, "unknown-reference"),
    ),
    "a cited revision that never was": (
        "reports/c99-1.md",
        REPORT.replace("Seven", "Under Resolution 900 (Rev. Bucharest, 2022) seven"),
        ("reports/c99-1.md", 15, "unknown-revision"),
    ),
    "a conference that never was": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("revision: pp-14", "revision: pp-13"),
        ("resolutions/pp/900.md", 11, "unknown-conference"),
    ),
    "a conference of another body": (
        "resolutions/wtsa/901.md",
        COUNTERPART.replace("wtsa-16", "wtdc-17"),
        ("resolutions/wtsa/901.md", 9, "unknown-conference"),
    ),
    "a history in the wrong order": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("revision: pp-14, action: adopted", "revision: pp-22, action: revised"),
        ("resolutions/pp/900.md", 12, "history"),
    ),
    "two adoptions": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("pp-18, action: revised", "pp-18, action: adopted"),
        ("resolutions/pp/900.md", 12, "history"),
    ),
    "a revision of what was suppressed": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("pp-14, action: adopted", "pp-14, action: suppressed"),
        ("resolutions/pp/900.md", 12, "history"),
    ),
    "one conference twice": (
        "resolutions/wtsa/901.md",
        COUNTERPART.replace("sources:", "  - {revision: wtsa-16, action: revised, basis: seen}\nsources:"),
        ("resolutions/wtsa/901.md", 9, "history"),
    ),
    "in force though suppressed": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("pp-18, action: revised", "pp-18, action: suppressed"),
        ("resolutions/pp/900.md", 7, "history"),
    ),
    "suppressed, nobody knows when": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("status: in-force", "status: suppressed"),
        ("resolutions/pp/900.md", 7, "history"),
    ),
    "a mandate of a conference outside the history": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("## pp-18\n\n###", "## pp-22\n\n###"),
        ("resolutions/pp/900.md", 25, "foreign-revision"),
    ),
    "a theme that maps what does not list it": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("themes: [theme-bridges]", "themes: []"),
        ("resolutions/pp/900.md", 9, "one-sided-theme"),
    ),
    "a theme that lists what it has no relation to": (
        "themes/theme-bridges.md",
        THEME.replace("[pp-res-900]", "[pp-res-900, wtsa-res-901]"),
        ("themes/theme-bridges.md", 9, "two-lists"),
    ),
    "a theme that relates to what it does not list": (
        "themes/theme-bridges.md",
        THEME.replace(
            "{document: pp-res-900",
            "{document: wtsa-res-901, relation: mapped, basis: seen}\n  - {document: pp-res-900",
        ),
        ("themes/theme-bridges.md", 12, "two-lists"),
    ),
    "an alias of two themes": (
        "themes/theme-tunnels.md",
        THEME.replace("bridges", "tunnels")
        .replace("Bridges", "Tunnels")
        .replace("crossings, viaducts", "shafts, CROSSINGS")
        .replace("ponts", "tunnels en français")
        .replace("pp-res-900", "wtsa-res-901"),
        ("themes/theme-tunnels.md", 6, "double-name"),
    ),
    "a term that is the name of another theme": (
        "themes/theme-tunnels.md",
        THEME.replace("bridges", "tunnels")
        .replace("Bridges", "Tunnels")
        .replace("crossings, viaducts", "shafts")
        .replace("pp-res-900", "wtsa-res-901"),
        ("themes/theme-tunnels.md", 8, "double-name"),
    ),
    "the same fact twice": (
        "groups/group-masons.md",
        GROUP + "- Repairing what the floods of the new spring have carried away. [seen]\n",
        ("groups/group-masons.md", 14, "near-duplicate"),
    ),
    "a statement copied from another document": (
        "reports/c99-2.md",
        REPORT.replace("c99-1", "c99-2").replace("C99/1", "C99/2"),
        ("reports/c99-2.md", 15, "near-duplicate"),
    ),
    "a gap that was filled": (
        "reports/c99-1.md",
        REPORT + "\n# Gaps\n\n- It cites WTSA Resolution 901, which is not held. [seen]\n",
        ("reports/c99-1.md", 19, "stale-gap"),
    ),
    "a theme without a group": (
        "themes/theme-bridges.md",
        THEME.replace("groups: [group-masons]\n", ""),
        ("themes/theme-bridges.md", 2, "bare-theme"),
    ),
    "a theme without a resolution": (
        "themes/theme-bridges.md",
        THEME.replace("resolutions: [pp-res-900]\n", ""),
        ("themes/theme-bridges.md", 2, "bare-theme"),
    ),
    "a sentence of 61 words": (
        "reports/c99-1.md",
        REPORT.replace("Seven bridges were built, four of them over water.", " ".join(["stone"] * 61) + "."),
        ("reports/c99-1.md", 15, "long-sentence"),
    ),
    "seen, but where": (
        "reports/c99-1.md",
        REPORT.replace('["https://example.org/c99-1"]', "[]"),
        ("reports/c99-1.md", 15, "no-source"),
    ),
    "an original that is no address": (
        "resolutions/pp/900.md",
        RESOLUTION.replace("original: null", "original: somewhere at the ITU"),
        ("resolutions/pp/900.md", 16, "original"),
    ),
    "a number that is not the identifier's": (
        "resolutions/pp/900.md",
        RESOLUTION.replace('number: "900"', 'number: "901"'),
        ("resolutions/pp/900.md", 5, "number"),
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_seen_at_its_file_and_row(fault: str, tmp_path: Path) -> None:
    name, text, expected = PLANTED[fault]

    found = findings(tmp_path, {name: text})

    assert expected in [(one.path, one.row, one.rule) for one in found], [str(one) for one in found]


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_differs_from_the_clean_corpus(fault: str) -> None:
    name, text, _ = PLANTED[fault]

    assert FILES.get(name) != text


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for _, _, (_, _, rule) in PLANTED.values()} == set(RULES)


def test_a_relation_to_a_text_that_a_gap_names_may_stand(tmp_path: Path) -> None:
    told = (
        RESOLUTION.replace("wtsa-res-901", "wtsa-res-999") + "\n# Gaps\n\n- WTSA Resolution 999 is not held. [seen]\n"
    )

    assert findings(tmp_path, {"resolutions/pp/900.md": told}) == ()


def test_a_relation_to_a_resolution_of_the_council_may_stand(tmp_path: Path) -> None:
    assert findings(tmp_path, {"resolutions/pp/900.md": RESOLUTION.replace("wtsa-res-901", "council-res-1333")}) == ()


def test_a_theme_without_a_group_may_say_so(tmp_path: Path) -> None:
    alone = THEME.replace("groups: [group-masons]\n", "") + "\n# Gaps\n\n- No group on bridges is known. [recalled]\n"

    assert findings(tmp_path, {"themes/theme-bridges.md": alone}) == ()


def test_sixty_words_are_not_too_long(tmp_path: Path) -> None:
    long = REPORT.replace("Seven bridges were built, four of them over water.", " ".join(["stone"] * 60) + ".")

    assert findings(tmp_path, {"reports/c99-1.md": long}) == ()


def test_numbers_make_two_facts_of_like_words(tmp_path: Path) -> None:
    counted = REPORT + "- In 2020 there were 109 bridges over water.\n".replace(".\n", ". [seen]\n")
    counted += "- In 2025 there were 132 bridges over water. [seen]\n"

    assert findings(tmp_path, {"reports/c99-1.md": counted}) == ()


def test_a_finding_reads_as_file_row_rule_and_message() -> None:
    assert str(Finding("reports/c99-1.md", 15, "basis", "no basis")) == "reports/c99-1.md:15 basis: no basis"


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        read_shelf(tmp_path / "nowhere")


def test_a_folder_without_documents_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("no document", encoding="utf-8")

    with pytest.raises(SourceError, match="no document"):
        read_shelf(tmp_path)


def test_bytes_that_are_no_text_are_one_finding_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "broken.md").write_bytes(b"\xff\xfe\x00")

    found = findings(tmp_path, {})

    assert [(one.path, one.row, one.rule) for one in found] == [("reports/broken.md", 1, "schema")]
