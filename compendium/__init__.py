"""Typeset, proved, print-ready compendia of resolutions and declarations, in English and French."""

__version__ = "0.1.0"
