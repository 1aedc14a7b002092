"""Prompt templates, one versioned file each, and the loader that checks their variables."""
