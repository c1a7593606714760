"""The skeleton of an instrument: every key that an editor needs, each with a word on what it is for."""

from __future__ import annotations

import re

from compendium.diagnostics import ContentError, Place
from compendium.source import codes
from compendium.source.schema import schema_header

_IDENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SKELETON = """\
{header}
# An instrument. What stands in brackets is to be replaced; `check` says what is still missing.
id: {ident}  # the name of this file without .yaml
# symbol: A/RES/58/164
kind: resolution  # resolution, declaration, conclusions, recommendation, decision or statement
body: unknown-body  # [to be completed] an id of bodies.yaml
title:
  en: "[title to be translated]"
  fr: "[titre à traduire]"
# short_title:
#   en: …
#   fr: …
adopted:
  date: 2000-01-01  # [to be completed] year-month-day
  # place: {{en: Geneva, fr: Genève}}
  # meeting: {{en: 77th plenary meeting, fr: 77e séance plénière}}
source:
  language: en  # the language of the text that was taken in
  authentic: [en, fr]  # the languages in which the text is authentic

# masthead:  # lines as the source prints them
#   - {{en: United Nations, fr: Nations Unies}}

# introduction:  # our own paragraphs on the instrument
#   - en: …
#     fr: …

# How the source sets the words that open a paragraph: italic, bold or plain.
lead_style: italic

# `adopted:` is the wording of the body, word for word; `digest:` is our own account. A paragraph has one or both.
# Texts may hold *emphasis*, a call of a note [^1] and references: [paragraph 1](#op1), [a cited text](cited:its-id).
preamble:
  - digest:
      en: |-
        [To be completed] Says why the body acts.
      fr: |-
        [À compléter] Dit pourquoi l’organe agit.
    # lead: {{en: Says, fr: Dit}}  # the words that open the text and are set apart
    themes: []  # [to be completed] ids of themes.yaml

operative:
  - number: 1  # the figure that the source prints; leave it out where there is none
    digest:
      en: |-
        [To be completed] Says what the body asks for.[^1]
      fr: |-
        [À compléter] Dit ce que l’organe demande[^1].
    # addressee: {{en: all States, fr: tous les États}}  # whom it asks, for the table of operative verbs
    themes: []  # [to be completed] ids of themes.yaml
    # items:  # sub-paragraphs
    #   - label: (a)
    #     digest: {{en: …, fr: …}}

# closing:  # lines after the text
#   - adopted: {{en: 22 December 2003, fr: 22 décembre 2003}}

notes:
  "1":
    digest:
      en: "[To be completed] The text of the note."
      fr: "[À compléter] Le texte de la note."
"""


def skeleton(ident: str) -> str:
    """A commented skeleton of an instrument, for `new instrument ID`.

    It reads without an error of form; `check` reports its placeholders, its missing body and its missing themes until
    an editor has replaced them.

    Args:
        ident: the id of the instrument: lower-case letters, figures and single hyphens.

    Raises:
        ContentError: the id is not written so; nothing that is made of it can then lead out of the content folder.
    """
    if not _IDENT.fullmatch(ident):
        hint = "use lower-case letters, figures and single hyphens, such as a-res-58-164"
        raise ContentError(codes.IDENTIFIER.at(Place("instruments"), f"`{ident}` is not an identifier", hint))
    return _SKELETON.format(header=schema_header("instrument"), ident=ident)
