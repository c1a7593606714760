"""Micro-typography on the text nodes of a page: the rules common to both languages, and their order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from compendium.languages import english, french
from compendium.languages.edits import Rule, apply

BREAK = "\u2028"
"""Stands for a kept line break among text nodes."""

OBJECT = "\ufffc"
"""Stands for what is set elsewhere, such as words of another language, among text nodes."""

_LETTERS: dict[str, tuple[Rule, ...]] = {"en": english.LETTERS, "fr": french.LETTERS}
_SPACING: dict[str, tuple[Rule, ...]] = {"en": english.SPACING, "fr": french.SPACING}


def typeset(text: str, lang: str, *, verbatim: bool = False) -> str:
    """Set one text node by the rules of its language; see `typeset_nodes`."""
    return _typeset_one(text, str(lang), verbatim)


def typeset_nodes(texts: Sequence[str], lang: str, *, verbatim: bool = False) -> list[str]:
    """Set the text nodes of one paragraph, read as one text: a quotation or a full stop may stand in the next node.

    The rules see neither addresses on the web, e-mail, symbols such as A/RES/58/164, times nor ISO dates. Setting a
    text twice changes nothing.

    Args:
        texts: the text nodes in order. What stands between them and is set elsewhere has a stand-in, which no rule
            touches: `BREAK` for a kept line break, `OBJECT` for words of another language or a picture. The call of a
            note needs none: the spaces about it are those of the text that it hangs on.
        lang: `en` or `fr`; any other language comes back as it is.
        verbatim: the text is another's (adopted text): its spaces may change their width and become unbreakable, and
            French gets the thin spaces of its punctuation; no other character is touched.

    Returns:
        As many texts as were given.
    """
    rules = _SPACING.get(lang, ()) if verbatim else (*_LETTERS.get(lang, ()), *_SPACING.get(lang, ()))
    return apply(rules, texts)


@lru_cache(maxsize=4096)
def _typeset_one(text: str, lang: str, verbatim: bool) -> str:  # noqa: FBT001 - a cache takes its arguments by place
    return typeset_nodes((text,), lang, verbatim=verbatim)[0]
