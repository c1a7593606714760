"""Gathers the Proofs into one PDF."""
