"""Attacks planted in documents, and what answers make of them: the folder's shape, the hosts, the judging."""
