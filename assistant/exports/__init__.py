"""Tables of what is known, for spreadsheets and programs. One line here adds a table or a format."""

from __future__ import annotations

TABLES: dict[str, str] = {
    "mapping": "corpus.tables:mapping_table",
    "pairs": "corpus.tables:pairs_table",
    "histories": "corpus.tables:history_table",
}
"""Table to ``module:function``; a function takes the documents and returns a ``corpus.tables.Table``."""

LIBRARY_TABLES: dict[str, str] = {
    "responsibility": "assistant.exports.of_library:responsibility_table",
    "roles": "assistant.exports.of_library:roles_table",
    "overlaps": "assistant.exports.of_library:overlaps_table",
    "stale": "assistant.exports.of_library:stale_table",
}
"""The same for tables that are read from texts; a function takes the library."""

FORMATS: dict[str, str] = {
    "csv": "assistant.exports.writing:to_csv",
    "xlsx": "assistant.exports.writing:to_xlsx",
}
"""Format to ``module:function``; a function takes a table and returns the bytes of a file."""
