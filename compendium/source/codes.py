"""The errors of form: what can be wrong with a file before its content is judged."""

from __future__ import annotations

from compendium.diagnostics import Code

NO_CONTENT = Code("C-S01", "the content folder is missing or empty")
NOT_UTF8 = Code("C-S02", "a file is not UTF-8")
TOO_LARGE = Code("C-S03", "a file is larger than the reader takes in")
CONTROL = Code("C-S04", "a file has a character that YAML does not allow")
BROKEN = Code("C-S05", "a file is not YAML")
TAB = Code("C-S06", "a tab stands where YAML wants spaces")
BOOLEAN_KEY = Code("C-S07", "a key that YAML reads as true or false")
DUPLICATE_KEY = Code("C-S08", "a key that stands twice in one record")
ALIASES = Code("C-S09", "aliases that refer to themselves or unfold without end")
TAG = Code("C-S10", "a YAML tag that content may not use")
TOO_DEEP = Code("C-S11", "lists and records nested too deep")
BAD_KEY = Code("C-S12", "a key that is not a word")
SHAPE = Code("C-S13", "a record where a list is wanted, or the reverse")
UNREADABLE = Code("C-S14", "a file that the system does not let us read")
OUTSIDE = Code("C-S15", "a file that leads outside the content folder")
UNKNOWN_FILE = Code("C-S16", "a file whose name is not one of the content's")
UNKNOWN_KEY = Code("C-S20", "a key that the record does not know")
MISSING_KEY = Code("C-S21", "a key that the record must have")
MISSING_LANGUAGE = Code("C-S22", "a text that is missing in one language")
DATE = Code("C-S23", "a date that is not in the calendar or not written year-month-day")
IDENTIFIER = Code("C-S24", "an identifier that is not lower-case letters, figures and single hyphens")
CHOICE = Code("C-S25", "a value that is not one of those allowed")
NUMBER = Code("C-S26", "a value that is not a whole number in its range")
TRUTH = Code("C-S27", "a value that is neither true nor false")
TEXT = Code("C-S28", "a text that is empty or not a text")
PATTERN = Code("C-S29", "a value that is not written as it must be")
OTHER = Code("C-S30", "a value that the record does not take")
DUPLICATE_ID = Code("C-S31", "an identifier that two records have")
FILE_NAME = Code("C-S32", "an identifier that is not the name of its file")

CODES: tuple[Code, ...] = tuple(
    sorted((c for c in tuple(globals().values()) if isinstance(c, Code)), key=lambda c: c.id)
)
"""Every error of form, for the documentation."""
