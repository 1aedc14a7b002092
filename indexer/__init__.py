"""From files to a store: loaders, the clause parser, passages, embeddings, and generations that are switched in one step."""
