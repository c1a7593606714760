"""Turns a Section into a Galley; the only door to Jinja2."""

from compendium.composition.compose import SPECIMEN, compose, composed, specimen

__all__ = ["SPECIMEN", "compose", "composed", "specimen"]
