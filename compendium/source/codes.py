"""The errors of form: what can be wrong with a file before its content is judged."""

from __future__ import annotations

from compendium.diagnostics import Code

NO_CONTENT = Code("C-S01", "The content folder is missing or empty")
NOT_UTF8 = Code("C-S02", "A file is not UTF-8")
TOO_LARGE = Code("C-S03", "A file is larger than the reader takes in")
CONTROL = Code("C-S04", "A file has a character that YAML does not allow")
BROKEN = Code("C-S05", "A file is not YAML")
TAB = Code("C-S06", "A tab stands where YAML wants spaces")
BOOLEAN_KEY = Code("C-S07", "A key that YAML reads as true or false")
DUPLICATE_KEY = Code("C-S08", "A key that stands twice in one record")
ALIASES = Code("C-S09", "Aliases that refer to themselves or unfold without end")
TAG = Code("C-S10", "A YAML tag that content may not use")
TOO_DEEP = Code("C-S11", "Lists and records nested too deep")
BAD_KEY = Code("C-S12", "A key that is not a word")
SHAPE = Code("C-S13", "A record where a list is wanted, or the reverse")
UNREADABLE = Code("C-S14", "A file that the system does not let us read")
OUTSIDE = Code("C-S15", "A file that leads outside the content folder")
UNKNOWN_FILE = Code("C-S16", "A file whose name is not one of the content's")
UNKNOWN_KEY = Code("C-S20", "A key that the record does not know")
MISSING_KEY = Code("C-S21", "A key that the record must have")
MISSING_LANGUAGE = Code("C-S22", "A text that is missing in one language")
DATE = Code("C-S23", "A date that is not in the calendar or not written year-month-day")
IDENTIFIER = Code("C-S24", "An identifier that is not lower-case letters, figures and single hyphens")
CHOICE = Code("C-S25", "A value that is not one of those allowed")
NUMBER = Code("C-S26", "A value that is not a whole number in its range")
TRUTH = Code("C-S27", "A value that is neither true nor false")
TEXT = Code("C-S28", "A text that is empty or not a text")
PATTERN = Code("C-S29", "A value that is not written as it must be")
OTHER = Code("C-S30", "A value that the record does not take")
DUPLICATE_ID = Code("C-S31", "An identifier that two records have")
FILE_NAME = Code("C-S32", "An identifier that is not the name of its file")

CODES: tuple[Code, ...] = tuple(
    sorted((c for c in tuple(globals().values()) if isinstance(c, Code)), key=lambda c: c.id)
)
"""Every error of form, for the documentation."""
