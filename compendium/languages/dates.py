"""Dates in words."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from compendium.languages.edits import NBSP

LOCALES = {"en": "en_GB", "fr": "fr_FR"}
"""English dates and lists follow British usage, as the United Nations do."""


def long_date(day: date, lang: str) -> str:
    """A day in words, its figure held to its month: `22 December 2003`, `1er mars 2004`.

    French writes the first of the month as an ordinal (Imprimerie nationale, Lexique, "dates").

    Args:
        day: the day.
        lang: `en` or `fr`.
    """
    figure = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{figure}{NBSP}{format_date(day, 'MMMM y', locale=LOCALES[lang])}"


def vague_date(when: str, lang: str) -> str:
    """A date as exact as it is known: `2003`, `September 2003` or `3 September 2003`.

    Args:
        when: a year, a month or a day of ISO 8601, such as `2003-09`.
        lang: `en` or `fr`.

    Raises:
        ValueError: there is no such date.
    """
    match [int(part) for part in when.split("-")]:
        case [year]:
            return str(year)
        case [year, month]:
            return format_date(date(year, month, 1), "MMMM y", locale=LOCALES[lang])
        case [year, month, day]:
            return long_date(date(year, month, day), lang)
        case _:
            raise ValueError(f"not a year, a month or a day: {when!r}")
