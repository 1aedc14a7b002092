"""Retrieval measured on folders in BEIR's shape: the fused search, its parts, and LlamaIndex's default beside it."""
