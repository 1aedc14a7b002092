"""Histories of resolutions whose texts are held: invented ones, from Word files and plain text in five languages."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from revisions_in_word import word_revisions

from assistant.answer import Answer, Block
from assistant.opening import open_libraries
from assistant.service import Assistant
from assistant.settings import load_settings
from eval.lineage.lineage_gold import shipped_steps

DROPPED: list[tuple[str, int]] = []
PLAIN = ("flood-stations.fr", "northern-rivers.ru", "community-radio.es", "plateau-weather.zh")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Answers over Resolution 902 from Word files, and 903, 905 to 907 from plain text; nothing else is held."""
    from indexer.cli import index

    folder, store = tmp_path_factory.mktemp("originals"), tmp_path_factory.mktemp("store") / "store"
    for code, content in word_revisions("schools-in-mountains.en").items():
        (folder / f"902-{code}.docx").write_bytes(content)
    for name in PLAIN:
        for one in (files("eval") / "datasets" / "lineage" / name).iterdir():
            if one.name.endswith(".txt"):
                (folder / f"{name}-{one.name}").write_bytes(one.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISCG_EMBEDDER", "hashing")
        assert index([str(folder), "--only", "--store", str(store)]) == 0
    libraries = open_libraries(load_settings(store=store, embedder="hashing"))
    return Assistant(libraries.current, dropped=lambda kind, count: DROPPED.append((kind, count)))


def table_of(answer: Answer) -> Block:
    return next(block for block in answer.blocks if block.type == "table")


def words(cell: Any) -> str:
    return "".join(run.text or "" for run in cell)


def marked(answer: Answer, mark: str) -> list[str]:
    lines = [runs for block in answer.blocks for runs in (*block.items, *(cell for row in block.rows for cell in row))]
    return [run.text for runs in lines for run in runs if run.mark == mark and run.text]


def line(change: dict[str, Any]) -> str:
    editorial = " editorial" if change["editorial"] else ""
    return f"{change['change']}{editorial} {change['from_clause'] or '-'} -> {change['to_clause'] or '-'}"


def test_the_facts_hold_every_change_judged_by_hand(assistant: Assistant) -> None:
    facts = assistant.ask("What is the history of Resolution 902?").facts
    told = {one["revision"]: one for one in facts["revisions"]}
    assert [(code, one["action"], one["held"]) for code, one in told.items()] == [
        ("pp-10", "adopted", "original"),
        ("pp-14", "revised", "original"),
        ("pp-18", "revised", "original"),
        ("pp-22", "revised", "original"),
    ]
    assert told["pp-10"]["changes"] == []
    for step in shipped_steps():
        if step.name in ("schools-in-mountains.en pp-18", "schools-in-mountains.en pp-22"):
            changes = told[str(step.new.revision)]["changes"]
            assert sorted(map(line, changes)) == sorted(step.gold)
            assert {change["text_kind"] for change in changes} == {"original"}


def test_a_history_is_a_timeline_with_the_changed_words_marked(assistant: Assistant) -> None:
    answer = assistant.ask("history of Resolution 902")
    assert [words(row[0]) for row in table_of(answer).rows] == [
        "PP-10 (Guadalajara, 2010)",
        "PP-14 (Busan, 2014)",
        "PP-18 (Dubai, 2018)",
        "PP-22 (Bucharest, 2022)",
    ]
    assert ("40" in marked(answer, "removed"), "25" in marked(answer, "added")) == (True, True)
    assert "~~40~~**25** watts" in answer.text
    assert "comparing the original texts" in " ".join(note.text for note in answer.notes)


def test_a_timeline_says_where_the_changes_are_that_its_rows_leave_out(assistant: Assistant) -> None:
    page = "/documents/pp-res-902/history"
    whole = assistant.ask("history of Resolution 902").blocks
    assert [page in words(runs) for block in whole for runs in block.items or (block.runs,)].count(True) == 1
    for asked in ("history of Resolution 902 as of PP-18", "What did Busan change in Resolution 902?"):
        assert not any(page in words(block.runs) for block in assistant.ask(asked).blocks)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Is Resolution 902 in force?", "Whether Resolution 902 is in force"),
        ("Is Resolution 902 (Rev. Dubai, 2018) in force?", "No. Resolution 902"),
        ("Is Resolution 902 (Rev. Dubai, 2018) superseded?", "Resolution 902 (Rev. Dubai, 2018) has been replaced"),
        ("Was Resolution 902 outdated in 2016?", "Resolution 902 was in force"),
    ],
)
def test_yes_and_no_never_say_the_contrary_of_what_is_asked(assistant: Assistant, question: str, begins: str) -> None:
    told = assistant.ask(question).text.partition(": ")[2]
    assert told.startswith(begins)


def test_every_change_told_quotes_both_texts(assistant: Assistant) -> None:
    answer = assistant.ask("What did Busan change in Resolution 902?")
    (told,) = [one for one in answer.statements if "25 watts" in one.text]
    cited = [one for one in answer.citations if one.n in told.citations]
    assert [(one.revision, one.clause) for one in cited] == [("pp-14", "resolves 2"), ("pp-10", "resolves 2")]
    assert "40 watts" in told.text
    step = next(one for one in answer.facts["revisions"] if one["revision"] == "pp-14")
    assert set(told.citations) <= set(step["citations"])


@pytest.mark.parametrize(
    ("question", "language", "revision", "added"),
    [
        ("What did Bucharest change in Resolution 902?", "en", "pp-22", "that no school should be left without"),
        ("Qu'a changé Bucarest dans la Résolution 903 ?", "fr", "pp-22", "que les mesures soient accessibles à tous"),
        ("¿Qué cambió Kigali en la Resolución 905?", "es", "wtdc-22", "crear una red de talleres"),
        ("Что изменил Бухарест в Резолюции 906?", "ru", "pp-22", "создать базу данных береговых станций"),
        ("布加勒斯特对第907号决议做了哪些修改？", "zh", "pp-22", "研究低温条件下电池的寿命"),
        ("ماذا غيرت بوخارست في القرار 902؟", "ar", "pp-22", "that no school should be left without"),
    ],
)
def test_what_one_conference_changed_is_asked_in_six_languages(
    assistant: Assistant, question: str, language: str, revision: str, added: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.kind, answer.language) == ("history", language)
    assert len(table_of(answer).rows) == 1
    assert any(text.startswith(added) for text in marked(answer, "added"))
    assert {one.revision for one in answer.citations if one.revision}.issuperset({revision})


@pytest.mark.parametrize(
    "question",
    [
        "history of Resolution 902",
        "historique de la Résolution 902",
        "historia de la Resolución 902",
        "история Резолюции 902",
        "第902号决议的历史",
        "تاريخ القرار 902",
    ],
)
def test_a_history_is_asked_in_six_languages(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.kind == "history"
    assert len(table_of(answer).rows) == 4


def test_between_two_conferences_only_what_lies_between_is_told(assistant: Assistant) -> None:
    rows = table_of(assistant.ask("What changed in Resolution 902 between PP-10 and PP-18?")).rows
    assert [words(row[0]) for row in rows] == ["PP-14 (Busan, 2014)", "PP-18 (Dubai, 2018)"]


def test_when_somebody_was_first_asked_is_told_with_the_words_and_whether_it_is_still_so(assistant: Assistant) -> None:
    answer = assistant.ask(
        "When was the Director of BDT first asked to train teachers, in what words, and is it still so?"
    )
    assert answer.kind == "history"
    first, last = answer.citations[0], answer.citations[1]
    assert (first.revision, first.quote) == ("pp-10", "to train teachers through the centres of excellence;")
    assert (last.revision, last.clause) == (
        "pp-22",
        "instructs the Director of the Telecommunication Development Bureau 5",
    )
    assert answer.text.startswith("First asked at PP-10 (Guadalajara, 2010)")
    assert "It still stands" in answer.text
    assert ", above all women," in marked(answer, "added")


def test_what_is_no_longer_asked_is_said_to_have_been_dropped(assistant: Assistant) -> None:
    answer = assistant.ask(
        "When was the Director of BDT first asked to keep a directory of manufacturers, and is it still so?"
    )
    assert "no longer asked; PP-18 (Dubai, 2018) dropped it" in answer.text


def test_mandates_dropped_since_a_year_are_listed_with_their_words(assistant: Assistant) -> None:
    answer = assistant.ask("Which mandates of Resolution 902 were dropped since 2014?")
    rows = [[words(cell) for cell in row] for row in table_of(answer).rows]
    assert rows == [
        [
            "PP-18 (Dubai, 2018)",
            "instructs the Director of the Telecommunication Development Bureau 5",
            "to keep a directory of manufacturers of suitable equipment,",
        ]
    ]


def test_what_a_conference_added_on_a_subject_is_told_by_resolution(assistant: Assistant) -> None:
    answer = assistant.ask("What did PP-22 add on schools in mountain regions?")
    assert answer.kind == "history"
    assert [words(row[0]) for row in table_of(answer).rows] == [
        "Resolution 902 – Connecting schools in mountain regions"
    ]
    assert "to map all schools in mountain regions and to keep the map open to all;" in marked(answer, "added")


def test_a_history_as_of_a_date_knows_nothing_later(assistant: Assistant) -> None:
    answer = assistant.ask("history of Resolution 902", as_of="PP-14")
    assert [one["revision"] for one in answer.facts["revisions"]] == ["pp-10", "pp-14"]
    assert {one.revision for one in answer.citations} <= {None, "pp-10", "pp-14"}
    assert "2018" not in " ".join(one.text for one in answer.statements)


def test_a_text_that_is_still_asked_or_says_something_is_followed_by_its_words(assistant: Assistant) -> None:
    asked = assistant.ask("Is Resolution 902 still asking to keep a directory of manufacturers?")
    assert "no longer asked; PP-18 (Dubai, 2018) dropped it" in asked.text
    said = assistant.ask("Since when does Resolution 902 mention women?")
    assert said.text.startswith("First said at PP-18 (Dubai, 2018)")
    nowhere = assistant.ask("Since when does Resolution 902 mention unicorns?")
    assert any("says “unicorns”" in note.text for note in nowhere.notes if note.code == "gap")


@pytest.mark.parametrize(
    ("question", "conferences"),
    [
        ("What is new in Resolution 902?", ["PP-22"]),
        ("What changed in Resolution 902 since Busan?", ["PP-18", "PP-22"]),
        ("Has Resolution 902 been changed since 2015?", ["PP-18", "PP-22"]),
        ("Which clauses of Resolution 902 were added in Dubai?", ["PP-18"]),
        ("Compare Resolution 902 (Rev. Busan, 2014) and Resolution 902 (Rev. Bucharest, 2022)", ["PP-18", "PP-22"]),
        ("What is new in Resolution 902 (Rev. Busan, 2014)?", ["PP-14"]),
        ("What was changed in Resolution 902 from Busan to Bucharest?", ["PP-18", "PP-22"]),
        ("What was taken from Resolution 902 and changed at PP-18?", ["PP-18"]),
        ("第907号决议自2018年以来有哪些变化？", ["PP-22"]),
        ("自PP-14以来第902号决议有哪些变化？", ["PP-18", "PP-22"]),
    ],
)
def test_the_steps_asked_for_alone_are_told(assistant: Assistant, question: str, conferences: list[str]) -> None:
    rows = table_of(assistant.ask(question)).rows
    assert [words(row[0])[:5] for row in rows] == conferences


@pytest.mark.parametrize(
    ("question", "dropped"),
    [
        ("Which mandates did Dubai drop from Resolution 902?", "to keep a directory of manufacturers"),
        ("What was removed from Resolution 902 at PP-18?", "to keep a directory of manufacturers"),
        ("Quels mandats de la Résolution 903 ont été supprimés depuis 2014 ?", "de tenir une liste des fabricants"),
        ("¿Qué mandatos de la Resolución 905 se eliminaron desde 2017?", "eximir de impuestos"),
        ("Какие поручения были исключены из Резолюции 906?", "освободить суда от платы"),
    ],
)
def test_dropped_mandates_are_asked_in_other_words_and_languages(
    assistant: Assistant, question: str, dropped: str
) -> None:
    assert any(text.startswith(dropped) for text in marked(assistant.ask(question), "removed"))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_what_was_split_or_merged_stands_the_check_in_every_language(assistant: Assistant, language: str) -> None:
    DROPPED.clear()
    for question in (
        "What did Dubai change in Resolution 902?",
        "What did Bucharest change in Resolution 902?",
        "history of Resolution 903",
        "history of Resolution 907",
        "When was the Secretary-General first asked to report to the Council every year?",
        "Which mandates of Resolution 902 were dropped?",
        "What did PP-22 add on schools in mountain regions?",
    ):
        assert assistant.ask(question, language=language).kind == "history"
    assert DROPPED == []


def test_a_merger_quotes_the_new_clause_and_each_former_one(assistant: Assistant) -> None:
    answer = assistant.ask("What did Bucharest change in Resolution 902?")
    (told,) = [one for one in answer.statements if "resolves 2.3 → resolves 3" in one.text]
    cited = [one for one in answer.citations if one.n in told.citations]
    assert [(one.revision, one.clause) for one in cited] == [
        ("pp-22", "resolves 3"),
        ("pp-18", "resolves 2"),
        ("pp-18", "resolves 2.1"),
        ("pp-18", "resolves 2.2"),
        ("pp-18", "resolves 2.3"),
    ]


def test_words_that_run_against_the_frame_are_set_apart_as_one_line(assistant: Assistant) -> None:
    arabic = assistant.ask("What did Busan change in Resolution 902?", language="ar")
    (item,) = [runs for block in arabic.blocks for runs in block.items if any(run.text == "40" for run in runs)]
    texts = [run.text for run in item if run.text]
    at = texts.index("40")
    assert "\u2066" in texts[:at]
    assert "\u2069" in texts[at:]
    english = assistant.ask("What did Busan change in Resolution 902?")
    assert not any(run.text == "\u2066" for block in english.blocks for runs in block.items for run in runs)
