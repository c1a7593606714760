"""The face of the walk on the command line."""

from compendium.cli.main import main

__all__ = ["main"]
