"""Text in two languages, and the two natures of text: adopted and digest."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints


class Lang(StrEnum):
    """A language of the compendium (ISO 639-1)."""

    EN = "en"
    FR = "fr"

    @property
    def other(self) -> Lang:
        """The counterpart."""
        return Lang.FR if self is Lang.EN else Lang.EN


class Nature(StrEnum):
    """What a wording is: the words of the body that adopted it, or our own account of them."""

    ADOPTED = "adopted"
    DIGEST = "digest"

    @property
    def other(self) -> Nature:
        """The counterpart."""
        return Nature.DIGEST if self is Nature.ADOPTED else Nature.ADOPTED


Ident = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Identifier: lower-case letters, figures and single hyphens."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""A text with inline markup (see `compendium.markup`); never empty."""


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed copy; what this value has worked out of its fields stays behind."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy


class Words(Value):
    """A text per language; either may be missing."""

    en: Text | None = None
    fr: Text | None = None

    def of(self, lang: Lang) -> str | None:
        """The text in a language, or None where it is missing."""
        return self.en if lang is Lang.EN else self.fr

    @property
    def languages(self) -> tuple[Lang, ...]:
        """The languages in which the text is there."""
        return tuple(lang for lang in Lang if self.of(lang) is not None)


class BothWords(Words):
    """A text that must be there in both languages, such as a title or a heading."""

    en: Text
    fr: Text

    def of(self, lang: Lang) -> str:
        """The text in a language."""
        return self.en if lang is Lang.EN else self.fr


class Worded(Value):
    """Something that has a wording: adopted, digest, or both."""

    adopted: Words | None = None
    digest: Words | None = None

    def wording(self, nature: Nature) -> Words:
        """The wording of one nature; empty where there is none."""
        found = self.adopted if nature is Nature.ADOPTED else self.digest
        return found or Words()

    def has(self, nature: Nature, lang: Lang) -> bool:
        """Whether there is a text of that nature in that language."""
        return self.wording(nature).of(lang) is not None
