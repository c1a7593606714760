"""Takes existing texts into YAML and accounts for every character."""

from compendium.intake.outcome import Options, Outcome, take_in
from compendium.intake.proof import prove
from compendium.intake.readers import FORMATS
from compendium.intake.record import REASONS, Aside
from compendium.intake.register import Register, load_register
from compendium.intake.taking import Intake, describe, read_text

__all__ = [
    "FORMATS",
    "REASONS",
    "Aside",
    "Intake",
    "Options",
    "Outcome",
    "Register",
    "describe",
    "load_register",
    "prove",
    "read_text",
    "take_in",
]
