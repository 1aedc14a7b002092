"""How well mandates are followed through time: changes between revisions, answers as of a date."""
