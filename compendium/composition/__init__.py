"""Turns a Section into a Galley; the only door to Jinja2."""

from compendium.composition.compose import SPECIMEN, compose, composed, specimen
from compendium.composition.house import House

__all__ = ["SPECIMEN", "House", "compose", "composed", "specimen"]
