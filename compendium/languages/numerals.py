"""Numbers in words and figures: roman folios, ordinals."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A number in small roman figures, as folios of the prelims have them.

    Args:
        number: from 1 to 3999, the reach of the plain roman letters.

    Raises:
        ValueError: the number is out of reach.
    """
    if not 1 <= number <= 3999:
        raise ValueError(f"no roman figure for {number}")
    figures = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        figures += letters * count
    return figures


def from_roman(figures: str) -> int:
    """The number that roman figures stand for, in small letters or capitals.

    Raises:
        ValueError: they are not the roman figures of any number from 1 to 3999.
    """
    rest, number = figures.lower(), 0
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            rest, number = rest[len(letters) :], number + value
    if rest or not 1 <= number <= 3999 or roman(number) != figures.lower():
        raise ValueError(f"not a roman figure: {figures!r}")
    return number


def letter(position: int) -> str:
    """A small letter for a position from 0: `a` to `z`, then `aa` to `zz`."""
    return chr(ord("a") + position % 26) * (position // 26 + 1)


def ordinal(number: int, lang: str, *, feminine: bool = False) -> str:
    """An ordinal in figures: `21st`, `1er`, `1re`, `2e` (Imprimerie nationale, Lexique, "abréviations").

    Args:
        number: from 1.
        lang: `en` or `fr`.
        feminine: French only: the ordinal of a feminine noun.
    """
    if lang == "fr":
        return f"{number}e" if number != 1 else "1re" if feminine else "1er"
    teens = 11 <= number % 100 <= 13
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
