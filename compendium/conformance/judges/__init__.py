"""Judges from outside: programs of others that read a finished PDF and say whether it keeps a standard.

They are not needed to build a book. veraPDF comes with the `dev` extra and wants Java 11 or later; qpdf is a program of
its own. Where a judge is not there, `JudgeMissingError` says what to install.
"""

from compendium.conformance.judges.qpdf import judge_syntax
from compendium.conformance.judges.verapdf import judge_standards
from compendium.conformance.judges.verdict import Breach, JudgeMissingError, Verdict

__all__ = ["Breach", "JudgeMissingError", "Verdict", "judge_standards", "judge_syntax"]
