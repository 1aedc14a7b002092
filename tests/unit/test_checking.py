"""Verdicts on references and quotations, held to a table written by hand, and where they stand in the user's text."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.checking import Item
from assistant.checking.quotations import find_quotations
from corpus.document import Document, Line
from eval.checking.verify_gold import Case, GoldLibrary, read_items, read_library

LIBRARY = read_library()
CHECKER = LIBRARY.checker()
CASES = (*read_items(), *read_items("second"))


def check(text: str) -> tuple[Item, ...]:
    return CHECKER.check(text)


def test_the_gold_has_thirty_items_of_each_verdict_and_six_languages() -> None:
    counted = Counter(one.verdict for one in CASES)
    assert len(counted) == 9
    assert min(counted.values()) >= 30
    assert {one.language for one in CASES} == {"en", "fr", "es", "ru", "zh", "ar"}


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{one.verdict}-{n}") for n, one in enumerate(CASES)])
def test_an_item_gets_its_verdict_at_its_place(case: Case) -> None:
    start, end = case.span
    assert [item.verdict for item in check(case.text) if (item.start, item.end) == (start, end)] == [case.verdict]


@pytest.mark.parametrize("verdict", ["exact", "exact-in-other-revision", "altered", "spliced"])
def test_each_citation_stands_in_its_text(verdict: str) -> None:
    for case in (one for one in CASES if one.verdict == verdict):
        for citation in (item.citation for item in check(case.text) if item.type == "quotation"):
            assert citation is not None
            stored = LIBRARY.text(citation.document, citation.revision, language=citation.language)
            assert stored is not None
            assert stored.content[citation.start : citation.end] == citation.quote


def test_an_altered_quotation_shows_the_words_that_differ() -> None:
    (item,) = check("“to share landing stations wherever this is economically possible”")
    assert [(run.text, run.mark) for run in item.differences] == [
        ("to share landing stations wherever this is ", None),
        ("technically", "removed"),
        ("economically", "added"),
        (" possible", None),
    ]
    assert item.citation is not None
    assert (item.citation.document, item.citation.revision) == ("pp-res-901", "pp-22")


def test_a_spliced_quotation_names_what_it_was_put_together_from() -> None:
    (item,) = check("“that natural disasters cut off an island more often than any harbour may use free of charge”")
    assert [(one.document, one.revision) for one in item.candidates] == [
        ("pp-res-901", "pp-22"),
        ("wtsa-res-902", "wtsa-24"),
    ]


def test_candidates_tell_what_a_reference_may_be_or_should_be() -> None:
    ambiguous, stale, unknown = check(
        "Resolution 2, Resolution 71 (Rev. Dubai, 2018), Resolution 202 (Rev. Dubai, 2018)"
    )
    assert {one.document for one in ambiguous.candidates} == {"pp-res-2", "wtsa-res-2", "wtdc-res-2"}
    assert [(one.document, one.revision) for one in stale.candidates] == [("pp-res-71", "pp-22")]
    assert [(one.document, one.revision) for one in unknown.candidates] == [("pp-res-202", "pp-14")]


def test_the_reference_beside_a_quotation_tells_which_revision_it_should_be_of() -> None:
    quote = "that the traffic of small islands rarely repays an investment within ten years"
    behind = check(f"“{quote}” (Resolution 901 (Rev. Busan, 2014))")[0]
    assert behind.citation is not None
    assert (behind.verdict, behind.citation.revision) == ("exact", "pp-14")
    other = check(f"Resolution 901 (Rev. Bucharest, 2022) says “{quote}”")
    assert other[-1].verdict == "exact-in-other-revision"


def test_citations_are_numbered_in_the_order_of_the_items() -> None:
    items = check("PP Resolution 71 and Resolution 999 and PP Resolution 202 and WTSA Resolution 2.")
    assert [item.citation.n if item.citation else None for item in items] == [1, None, 2, 3]


def test_a_text_without_either_has_no_items() -> None:
    assert check("There is nothing here to check, not even a number.") == ()


@pytest.mark.parametrize(
    ("text", "cautions"),
    [
        ("“to share landing stations wherever this is technically possible”", ()),
        ("PP Resolution 71 says “to share landing stations wherever this is technically possible”", ("elsewhere",)),
        (
            "PP Resolution 901\n\nPP Resolution 71: “to share landing stations wherever this is technically possible”",
            ("elsewhere",),
        ),
        ("“to share landing stations wherever [sic] this is technically possible”", ("brackets",)),
        (
            "Resolution 901 (Rev. Busan, 2014) asks “to set aside more funds for this work within the biennial budget”",
            ("other-revision",),
        ),
        ("“Two study groups are kept, each with its own list of Questions”", ("digest",)),
        (
            "Resolution 901 (Antalya, 2006) says “to share landing stations wherever possible at all times”",
            ("not-held",),
        ),
        ("WTSA-16 Resolution 902 says “nothing of this kind stands in any of the texts”", ("not-held",)),
        ("PP Resolution 901 says “nothing of this kind stands in any of the texts”", ()),
        ("“nothing of this kind stands in any of the texts”", ()),
    ],
)
def test_what_qualifies_a_verdict_is_said_beside_it(text: str, cautions: tuple[str, ...]) -> None:
    (item,) = (one for one in check(text) if one.type == "quotation")
    assert item.cautions == cautions


def test_an_unknown_reference_tells_what_other_bodies_have_of_its_number() -> None:
    (item,) = check("WTDC Resolution 902")
    assert (item.verdict, [one.document for one in item.candidates]) == ("unknown", ["wtsa-res-902"])
    (nothing,) = check("WTDC Resolution 999")
    assert (nothing.verdict, nothing.candidates) == ("unknown", ())


def test_a_report_that_repeats_a_resolution_is_not_where_the_words_are_from() -> None:
    words = "that the three Sectors share the results of their studies on the subject"
    line = Line(part="content", text=f"The meeting recalled {words}.", basis="seen", heading="Report")
    report = Document(id="c26-1", kind="council-report", body="council", title="A report", lines=(line,))
    texts = [text for text in LIBRARY.texts.values() if text.revision is not None]
    library = GoldLibrary([report, *LIBRARY.documents.values()], texts)
    (item,) = library.checker().check(f"“{words}”")
    assert item.citation is not None
    assert (item.citation.document, item.citation.revision) == ("pp-res-901", "pp-22")
    assert [one.document for one in item.candidates] == ["c26-1"]


QUOTED = "one two three four five"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“one two three four five”", [QUOTED]),
        ('"one two three four five"', [QUOTED]),
        ("«one two three four five»", [QUOTED]),
        ("„one two three four five“", [QUOTED]),
        ("« one two three four five »", [f" {QUOTED} "]),
        ("“one two three four”", []),
        ("the “Patent Statement and Licensing Declaration” form", []),
        ("“THE THREE SECTORS SHARE THEM ALL”", ["THE THREE SECTORS SHARE THEM ALL"]),
        ("“Member States Should Share Landing stations”", ["Member States Should Share Landing stations"]),
        ('"one two three four five” and “six seven eight nine ten"', [QUOTED, "six seven eight nine ten"]),
        ('“one two "three four" five”', ['one two "three four" five']),
        ('"one two “three” four five"', ["one two “three” four five"]),
        ('a "one two three four five" b "six seven eight nine ten"', [QUOTED, "six seven eight nine ten"]),
        ("“one two “three four” five”", ["one two “three four” five"]),
        ("«one two «three» four five»", ["one two «three» four five"]),
        ("“one two three\nfour five”", ["one two three\nfour five"]),
        ("“one two three\n\nfour five”", []),
        ('it is 5" long and one two three four five', []),
        ("“one two three four five and no end", []),
        ("He says:\n\n> one two three\n> four five\n\nNext.", ["one two three\n> four five"]),
        ("He says:\r\n\r\n> one two three\r\n> four five\r\n\r\nNext.", ["one two three\r\n> four five"]),
        ("He says:\n\n    one two three\n    four five\n\nNext.", ["one two three\n    four five"]),
        ("> “one two three four five”", [QUOTED]),
        ("    one two three four five", []),
        ("「责成秘书长提交年度报告」", ["责成秘书长提交年度报告"]),
    ],
)
def test_quotations_are_found_with_their_place(text: str, found: list[str]) -> None:
    spans = find_quotations(text)
    assert [text[one.start : one.end] for one in spans] == found


def test_twenty_pages_are_checked_in_two_seconds() -> None:
    import time

    page = "\n".join(case.text for case in CASES)
    text = (page * 20)[:60_000]
    started = time.process_time()
    assert len(check(text)) > 500
    assert time.process_time() - started < 2
