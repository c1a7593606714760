"""Micro-typography of French: the spaces of punctuation, guillemets, ordinals, and what may not be parted.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (ponctuation, nombres, abréviations);
Le Ramat de la typographie; the thin space before ; ! ? is U+202F, the space before the colon U+00A0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compendium.languages.edits import NARROW, NBSP, SPACES, Edit, Rule, by_pattern
from compendium.languages.quotes import double_quotes

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_CITED = (
    r"(?:arts?|par|al|chap|vol|sect|fig|doc|pp?|fasc|t)\.|§§?|[nN][°º]s?|[nN]os?"
    r"|[Aa]rticles?|[Pp]aragraphes?|[Aa]linéas?|[Cc]hapitres?|[Aa]nnexe|[Pp]artie|[Ss]ection|[Nn]ote"
)
_UNITS = r"[%‰€$£]|°C|(?:millions?|milliards?|ans|mois|jours|heures|min|km|kg|cm|mm|ha|[mgh])\b"
_BEFORE_MARK = r"(?<=[^\s(\[«“‘;!?:])"

LETTERS: tuple[Rule, ...] = (
    by_pattern(r"\.\.\.(?!\.)(?<!\.\.\.\.)", "…"),
    by_pattern("'", "’"),
    by_pattern(r"(?<=~)(?P<gap>--?|—)(?=~)", "–"),
    by_pattern(r"\b[nN](?P<gap>[oº])(?=~?\d)", "°"),
    double_quotes(("«", "»"), ("“", "”")),
)
"""What changes letters and marks; never applied to adopted text."""


def _dashes(text: str) -> Iterator[Edit]:
    """Dashes that enclose words hold to them; a single one holds to the word before it."""
    gap = re.compile(rf"(?<=\S)({SPACES})–({SPACES})(?=\S)")
    for sentence in re.finditer(r"[^.!?\u2028]+", text):
        found = list(gap.finditer(text, sentence.start(), sentence.end()))
        for position, dash in enumerate(found):
            opens = position % 2 == 0 and position + 1 < len(found)
            yield Edit(*dash.span(1), " " if opens else NBSP)
            yield Edit(*dash.span(2), NBSP if opens else " ")


SPACING: tuple[Rule, ...] = (
    by_pattern(r"«(?P<gap>~?)(?=[^\s»])", NARROW),
    by_pattern(r"(?<=[^\s«])(?P<gap>~?)(?=»)", NARROW),
    by_pattern(rf"{_BEFORE_MARK}(?P<gap>~?)(?=[;!?])", NARROW),
    by_pattern(rf"{_BEFORE_MARK}(?P<gap>~?)(?=:(?:[\s)\]»”]|$))", NBSP),
    by_pattern(r"(?<![\d,])(?:\d|\d\d|\d\d\d)(?P<gap>~)(?=\d{3}(?!\d))", NARROW),
    by_pattern(r"(?<=[\u202f]\d{3})(?P<gap>~)(?=\d{3}(?!\d))", NARROW),
    by_pattern(rf"(?<![\w.])(?:{_CITED})(?P<gap>~)(?=[\dIVX])", NBSP),
    by_pattern(rf"(?<!\d)(?:\d{{1,2}}|1er)(?P<gap>~)(?=(?:{MONTHS})\b)", NBSP),
    by_pattern(rf"(?<=\d)(?P<gap>~)(?={_UNITS})", NBSP),
    by_pattern(r"(?<=\d[\u00a0]h)(?P<gap>~)(?=\d\d?\b)", NBSP),
    by_pattern(r"\b[IVX]+(?:e|er)(?P<gap>~)(?=siècles?\b)", NBSP),
    by_pattern(r"(?<![\w.])(?:MM?\.|M(?:mes?|lles?|gr|e)|Dr|Pr|S\.E\.)(?P<gap>~)(?=[^\W\d_a-zà-ÿ])", NBSP),
    by_pattern(r"(?<![\w'’])[^\W\d_a-zà-ÿ]\.(?P<gap>~)(?=[^\W\d_a-zà-ÿ][\w.’-])", NBSP),
    _dashes,
)
"""What changes the width of spaces and where a line may end."""
