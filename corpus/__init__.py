"""What the documents are: identifiers, conferences, documents, clauses, references; and the documents that ship."""
