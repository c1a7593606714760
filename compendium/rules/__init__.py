"""Judges a Library and returns a Report; changes nothing."""
