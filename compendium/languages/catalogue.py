"""The printed words of the book, by key: English is one language among equals."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

from compendium.languages.typography import typeset

_FOLDER = Path(__file__).parent / "catalogues"


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Every printed phrase of a language by its key, as written in `catalogues/<lang>.po`.

    Args:
        lang: `en` or `fr`.

    Raises:
        FileNotFoundError: there is no catalogue for that language.
    """
    with (_FOLDER / f"{lang}.po").open("rb") as stream:
        messages = read_po(stream, locale=str(lang), charset="utf-8", abort_invalid=True)
    return MappingProxyType({str(m.id): str(m.string) for m in messages if m.id})


def phrase(key: str, lang: str, **values: object) -> str:
    """A printed phrase, its placeholders filled in and its spaces set as the language wants them.

    Args:
        key: name of the phrase, `<component>.<word>`, such as `contents.title`.
        lang: `en` or `fr`.
        values: what stands for each `{name}` of the phrase.

    Raises:
        KeyError: no such phrase, or a placeholder has no value.
    """
    phrases = catalogue(lang)
    if key not in phrases:
        near = get_close_matches(key, phrases, n=1)
        raise KeyError(f"no phrase {key!r} in {lang}.po" + (f"; did you mean {near[0]!r}?" if near else ""))
    try:
        return typeset(phrases[key].format_map(values), lang)
    except KeyError as missing:
        raise KeyError(f"the phrase {key!r} needs a value for {missing.args[0]!r}") from None
