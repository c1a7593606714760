"""Reads `content/` into a Library; every value keeps its file, line and column."""
