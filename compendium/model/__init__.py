"""Frozen values that pass through the walk: what was curated, what is to be printed, what was typeset."""
