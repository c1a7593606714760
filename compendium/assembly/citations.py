"""How a paragraph is cited in running text: instrument and paragraph, never a page."""

from __future__ import annotations

from compendium.languages import phrase
from compendium.model.anchors import anchor
from compendium.model.instrument import Cited, Instrument
from compendium.model.library import Library
from compendium.model.words import BothWords, Lang


def split(target: str) -> tuple[str, str]:
    """The instrument and the paragraph of a reference such as `a-res-58-164#op12`; either may be empty."""
    instrument, _, key = target.partition("#")
    return instrument, key


def anchor_of(target: str) -> str:
    """The anchor of a reference to a paragraph or to a whole instrument."""
    instrument, key = split(target)
    return anchor(instrument, key) if key else instrument


def cite(library: Library, target: str) -> BothWords:
    """The citation of a paragraph in both languages: `A/RES/58/164, para. 12`.

    Args:
        library: holds the instrument.
        target: a reference such as `a-res-58-164#op12`.

    Raises:
        KeyError: there is no such instrument or paragraph.
    """
    name, key = split(target)
    instrument = library.instruments[name]
    if not key:
        return BothWords(en=short_name(instrument, Lang.EN), fr=short_name(instrument, Lang.FR))
    cited = next((c for c in instrument.walk() if c.key == key), None)
    if cited is None:
        raise KeyError(target)
    return BothWords(en=_cite(instrument, cited, Lang.EN), fr=_cite(instrument, cited, Lang.FR))


def short_name(instrument: Instrument, lang: Lang) -> str:
    """The symbol of an instrument, or its heading where it has none."""
    return instrument.symbol or instrument.heading.of(lang)


def pinpoint(cited: Cited, lang: Lang) -> str:
    """The paragraph alone: `para. 12`, `preamble, para. 3`, `para. [4]` where the figure is ours."""
    part, _, steps = cited.key.rpartition("op") if "op" in cited.key else ("", "", cited.key.removeprefix("pp"))
    first, *rest = steps.split(".")
    numbered = cited.paragraph.number is not None or cited.depth > 0
    preambular = cited.key.startswith("pp")
    figure = first if numbered or preambular else f"[{first}]"
    figure += "".join(f" ({step})" for step in rest)
    if preambular:
        return phrase("paragraph.preambular", lang, n=figure)
    if part.startswith("annex"):
        return phrase("paragraph.annex", lang, annex=part.removeprefix("annex").rstrip("."), n=figure)
    return phrase("paragraph", lang, n=figure)


def _cite(instrument: Instrument, cited: Cited, lang: Lang) -> str:
    return f"{short_name(instrument, lang)}, {pinpoint(cited, lang)}"
