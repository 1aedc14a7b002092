"""From files to a store: loaders, the clause parser, passages, embeddings, and the switch of generations."""
