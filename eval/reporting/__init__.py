"""A run as one page that opens from disk: its plots, its tables, its worst answers."""
