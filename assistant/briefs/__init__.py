"""Briefs: what a delegate wants to have read of a resolution or a theme before a meeting, on one or two pages."""
