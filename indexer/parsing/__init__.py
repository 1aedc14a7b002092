"""Paragraphs to clauses: the grammar of resolutions, and the numbered or headed paragraphs of other documents."""
