"""Papers for a meeting: verified blocks with their sources and the store's fingerprint, as Markdown, Word or JSON."""
