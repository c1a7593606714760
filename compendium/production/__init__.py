"""Runs the walk: what has changed, what is written where."""
