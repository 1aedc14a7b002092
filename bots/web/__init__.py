"""Pages for people: plain HTML that works without JavaScript. Texts of documents are escaped, always."""
