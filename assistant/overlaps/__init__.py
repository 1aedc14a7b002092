"""Where mandates overlap: operative clauses of several bodies on one theme, compared by rules that stand as data."""
