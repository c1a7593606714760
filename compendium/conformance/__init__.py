"""Reads the finished PDF back and proves it against the Book; never writes."""

from compendium.conformance.copies import prove_copy
from compendium.conformance.expectations import Expectations, PrintedNumber, PrintedText
from compendium.conformance.means import Means
from compendium.conformance.pictures import page_picture
from compendium.conformance.proving import CHECKS, proof_of_file, prove

__all__ = [
    "CHECKS",
    "Expectations",
    "Means",
    "PrintedNumber",
    "PrintedText",
    "page_picture",
    "proof_of_file",
    "prove",
    "prove_copy",
]
