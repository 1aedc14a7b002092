"""Search by words: BM25 over the terms of passages, each analysed in its own language."""

from __future__ import annotations

from indexer.lexical.bm25 import LexicalIndex

__all__ = ["LexicalIndex"]
