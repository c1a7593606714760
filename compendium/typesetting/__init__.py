"""Turns a Galley into a Proof; the only door to WeasyPrint."""
