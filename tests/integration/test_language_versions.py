"""One resolution in three languages, side by side: a clause leads to the same clause in the others."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from factories_surfaces import served

from assistant.settings import load_settings
from assistant.versions import linked
from bots.app import create_app
from corpus.document import Text
from indexer.cli import index
from indexer.extract import extract

ENGLISH = """RESOLUTION 191 (REV. BUCHAREST, 2022)
Strategy for lighthouses
The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),
considering
a)\tthat lighthouses are costly;
b)\tthat all need them,
resolves
1\tthat the Sectors share their lighthouses;
2\tthat a list be kept,
instructs the Secretary-General
to report each year.
"""

FRENCH = """RÉSOLUTION 191 (RÉV. BUCAREST, 2022)
Stratégie relative aux phares
La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Bucarest, 2022),
considérant
a)\tque les phares coûtent cher;
b)\tque tous en ont besoin,
décide
1\tque les Secteurs partagent leurs phares;
2\tqu'une liste soit tenue,
charge le Secrétaire général
de faire rapport chaque année.
"""

ARABIC = """القرار 191 (المراجَع في بوخارست، 2022)
استراتيجية المنارات
إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (بوخارست، 2022)،
إذ يضع في اعتباره
أ )\tأن المنارات مكلفة؛
ب)\tأن الجميع بحاجة إليها،
يقرر
1\tأن تتقاسم القطاعات مناراتها،
يكلف الأمين العام
بأن يقدم تقريراً كل سنة.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("languages")
    for name, text in (("a-fr.txt", FRENCH), ("b-en.txt", ENGLISH), ("c-ar.txt", ARABIC)):
        (folder / name).write_text(text, encoding="utf-8")
    store = folder.parent / "store-of-languages"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISCG_EMBEDDER", "hashing")
        assert index([str(folder), "--store", str(store), "--only"]) == 0
    app = create_app(load_settings(store=store, embedder="hashing"))
    with served(app) as base, httpx.Client(base_url=base, timeout=30) as made:
        yield made


def test_each_clause_names_the_same_clause_in_the_other_languages(client: httpx.Client) -> None:
    answer = client.get("/v1/documents/pp-res-191@pp-22").json()
    assert (answer["language"], answer["languages"]) == ("en", ["ar", "en", "fr"])
    assert answer["title"] == "Strategy for lighthouses"
    found = {clause["path"]: clause["in_languages"] for clause in answer["clauses"]}
    assert found["considering b)"] == {"ar": "إذ يضع في اعتباره ب)", "fr": "considérant b)"}
    assert found["resolves 2"] == {"fr": "décide 2"}
    assert found["instructs the Secretary-General"] == {"fr": "charge le Secrétaire général"}


def test_a_version_divided_otherwise_says_where_it_cannot_be_linked_any_more(client: httpx.Client) -> None:
    versions = client.get("/v1/documents/pp-res-191@pp-22").json()["versions"]
    assert versions == [
        {"language": "ar", "complete": False, "linked": 3, "stops_at": "resolves 2"},
        {"language": "fr", "complete": True, "linked": 5, "stops_at": None},
    ]


def test_the_way_leads_back_from_another_language(client: httpx.Client) -> None:
    answer = client.get("/v1/documents/pp-res-191@pp-22", params={"language": "fr"}).json()
    found = {clause["path"]: clause["in_languages"] for clause in answer["clauses"]}
    assert found["décide 1"]["en"] == "resolves 1"


def test_the_page_links_each_clause_to_its_counterparts(client: httpx.Client) -> None:
    page = client.get("/documents/pp-res-191@pp-22").text
    assert 'href="/documents/pp-res-191@pp-22?language=fr#d%C3%A9cide_2"' in page
    assert 'aria-label="The same clause: French"' in page
    assert "every clause linked" in page
    assert "linked up to “resolves 2”" in page
    french = client.get("/documents/pp-res-191@pp-22", params={"language": "fr"}).text
    assert 'id="décide_2"' in french
    assert 'href="/documents/pp-res-191@pp-22?language=en&amp;interface=fr#resolves_2"' in french


def text_of(words: str) -> Text:
    (text,) = extract(words.encode(), name="a.txt").texts
    return text


def test_a_text_that_only_ends_sooner_is_linked_whole_and_said_to_go_on() -> None:
    shorter = text_of(ENGLISH.partition("instructs")[0])
    version = linked(shorter, text_of(FRENCH))
    assert (len(version.clauses), version.complete, version.stops_at) == (4, False, None)


def test_another_call_at_the_same_place_stops_the_links() -> None:
    other = text_of(FRENCH.replace("décide\n1\tque les Secteurs partagent leurs phares;\n2", "décide\n1"))
    version = linked(text_of(ENGLISH), other)
    assert version.stops_at == "resolves 2"


def test_two_revisions_are_compared_in_each_language_that_both_are_held_in(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("compared")
    former = {
        "en": ENGLISH.replace("REV. BUCHAREST, 2022", "REV. DUBAI, 2018").replace("Bucharest, 2022", "Dubai, 2018"),
        "fr": FRENCH.replace("RÉV. BUCAREST, 2022", "RÉV. DUBAÏ, 2018").replace("Bucarest, 2022", "Dubaï, 2018"),
    }
    former = {
        "en": former["en"].replace("a list be kept", "a short list be kept"),
        "fr": former["fr"].replace("une liste soit", "une courte liste soit"),
    }
    for name, text in (("18-en", former["en"]), ("18-fr", former["fr"]), ("22-en", ENGLISH), ("22-fr", FRENCH)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    store = folder.parent / "store-of-compared"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISCG_EMBEDDER", "hashing")
        assert index([str(folder), "--store", str(store), "--only"]) == 0
    app = create_app(load_settings(store=store, embedder="hashing"))
    with served(app) as base, httpx.Client(base_url=base, timeout=30) as client:
        page = client.get("/documents/pp-res-191/diff").text
        assert "short</del>" in page.replace(" </del>", "</del>")
        assert 'href="/documents/pp-res-191/diff?from=pp-18&amp;to=pp-22&amp;language=fr"' in page
        asked = {"from": "pp-18", "to": "pp-22", "language": "fr"}
        french = client.get("/v1/documents/pp-res-191/diff", params=asked).json()
        assert [(one["change"], one["to_clause"]) for one in french["changes"]] == [("modified", "décide 2")]
