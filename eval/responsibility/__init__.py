"""How well Sectors, relations and overlaps are told."""
