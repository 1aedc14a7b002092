"""How well documents are read: clauses, whom they ask, references, and how fast the loaders are."""
