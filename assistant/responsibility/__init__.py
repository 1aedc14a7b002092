"""Who is responsible: evidence of documents turned into a Sector's role, by rules that stand as data."""
