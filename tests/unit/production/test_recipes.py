"""Galleys are kept by what they are made of: whatever changes, a kept one is the one that would be composed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compendium.assembly import assemble
from compendium.composition import compose
from compendium.model.library import Library
from compendium.model.words import Lang
from compendium.production.building import check
from compendium.production.recipes import Recipes

FIRST, OTHER = "bench-0001", "bench-0002"


class Keeping(dict):
    """Keeps in memory."""

    put = dict.__setitem__


@pytest.fixture
def library(project) -> Library:
    return check(project)[0]


def galleys(library, project, kept) -> dict[str, str]:
    book = assemble(library, library.editions["bench"])
    recipes = Recipes(library, book, project.house)
    sections = [section for section in book.sections if section.kind == "instrument"]
    made = {section.id: recipes.galley(section, kept) for section in sections}
    assert made == {section.id: compose(section, book, project.house) for section in sections}
    return {section.id: recipes.of(section) for section in sections}


def with_text(library, name, text):
    """The library with other words in the third operative paragraph of an instrument."""
    instrument = library.instruments[name]
    paragraph = instrument.operative[2]
    adopted = paragraph.adopted.model_copy(update={"en": text})
    changed = (*instrument.operative[:2], paragraph.model_copy(update={"adopted": adopted}), *instrument.operative[3:])
    return with_instrument(library, instrument.model_copy(update={"operative": changed}))


def with_instrument(library, instrument):
    return replace(library, instruments={**library.instruments, instrument.id: instrument})


def with_record(library, table, name, /, **update):
    records = getattr(library, table)
    return replace(library, **{table: {**records, name: records[name].model_copy(update=update)}})


def shortened(library):
    """A paragraph less: references to it lead nowhere."""
    other = library.instruments[OTHER]
    return with_instrument(library, other.model_copy(update={"operative": other.operative[:-1]}))


def renamed(library):
    title = library.publication.title.model_copy(update={"en": "Another Title"})
    return replace(library, publication=library.publication.model_copy(update={"title": title}))


def themes_renamed(library):
    name, theme = next(iter(library.themes.items()))
    return with_record(library, "themes", name, label=theme.label.model_copy(update={"en": "Another Theme"}))


def bodies_renamed(library):
    for name, body in library.bodies.items():
        library = with_record(library, "bodies", name, name=body.name.model_copy(update={"en": "Another Body"}))
    return library


def in_french(library):
    return with_record(library, "editions", "bench", languages=(Lang.FR,))


@pytest.mark.parametrize("changed", [shortened, renamed, themes_renamed, bodies_renamed, in_french])
def test_what_concerns_all_is_seen_by_all(library, project, changed):
    kept = Keeping()
    before = galleys(library, project, kept)
    after = galleys(changed(library), project, kept)
    assert all(before[name] != after[name] for name in before)


def test_other_words_of_one_instrument_concern_no_other(library, project):
    kept = Keeping()
    before = galleys(library, project, kept)
    target = library.instruments[OTHER].operative[0]
    referring = with_text(library, FIRST, f"Recalls [this]({OTHER}#op{target.number}) and that;")
    after = galleys(referring, project, kept)
    assert [before[name] == after[name] for name in (FIRST, OTHER)] == [False, True]
    # What it refers to is gone: the words stay, the link does not.
    galleys(with_instrument(referring, shortened(library).instruments[OTHER]), project, kept)


def test_another_template_composes_anew(library, project):
    kept = Keeping()
    before = galleys(library, project, kept)
    template = project.root / "templates" / "book" / "instrument.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace("{% block", "<!-- anew -->{% block", 1), "utf-8")
    after = galleys(library, project, kept)
    assert all(before[name] != after[name] for name in before)
