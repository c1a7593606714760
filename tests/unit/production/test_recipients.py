"""Who receives a copy, and what is said of tables that cannot be read."""

from __future__ import annotations

import pytest

from compendium.diagnostics import ContentError
from compendium.production import check
from compendium.production.recipients import recipients


@pytest.fixture
def library(project):
    return check(project)[0]


def refused(library, wanted):
    with pytest.raises(ContentError) as raised:
        recipients(library, str(wanted))
    return [f"{finding}" for finding in raised.value.report]


def test_every_city_in_its_order_with_its_number(library):
    copies = recipients(library, "cities")
    assert [(c.city.id, c.number, c.of) for c in copies] == [
        ("geneva", 1, 4),
        ("le-havre", 2, 4),
        ("cambridge-gb", 3, 4),
        ("cambridge-us", 4, 4),
    ]


def test_a_list_names_cities_by_id_or_by_name_and_keeps_their_numbers(library):
    copies = recipients(library, "Le Havre, genève")
    assert [(c.city.id, c.number) for c in copies] == [("le-havre", 2), ("geneva", 1)]


def test_a_name_of_two_cities_is_refused_with_both_ids(library):
    with pytest.raises(ContentError) as raised:
        recipients(library, "Cambridge")
    (finding,) = raised.value.report
    assert "several cities are called `Cambridge`" in finding.message
    assert finding.hint == "write one of the ids: cambridge-gb, cambridge-us"


def test_an_unknown_city_is_refused_with_the_nearest(library):
    with pytest.raises(ContentError) as raised:
        recipients(library, "Geneve")
    (finding,) = raised.value.report
    assert finding.hint == "did you mean `geneva`?"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_all_kinds_are_read(library, tmp_path, delimiter, encoding):
    rows = [["name", "country", "language"], ["Genève", "CH", "en"], ["Orléans", "FR", "fr"], []]
    table = tmp_path / "cities.csv"
    table.write_text("\r\n".join(delimiter.join(row) for row in rows), encoding)
    copies = recipients(library, str(table))
    assert [(c.city.id, c.city.language, c.number) for c in copies] == [("geneva", "en", 1), ("orleans-fr", "fr", 5)]


def test_two_cities_of_one_name_are_told_apart_by_their_country(library, tmp_path):
    table = tmp_path / "cities.csv"
    table.write_text("name,country\nCambridge,US\nSpringfield,US\nSpringfield,CA\n")
    assert [c.city.id for c in recipients(library, str(table))] == ["cambridge-us", "springfield-us", "springfield-ca"]


def test_a_name_in_another_script_has_an_id_of_plain_letters(library, tmp_path):
    table = tmp_path / "cities.csv"
    table.write_text("name,country,french_to\nВолгоград,RU,à Volgograd\n", "utf-8")
    (copy,) = recipients(library, str(table))
    assert (copy.city.id, copy.city.name.en, copy.city.french_to) == ("city-2-ru", "Волгоград", "à Volgograd")


def test_every_fault_of_a_table_is_told_at_its_line(library, tmp_path):
    table = tmp_path / "cities.csv"
    table.write_text("name,country,language\nNowhere,,en\nGeneva,CH,xx\nOslo,XX,en\nParis,FR,fr,more\n")
    assert refused(library, table) == [
        f"{table}:2:1: PROD-TABLE the city `Nowhere` has no country",
        f"{table}:3:1: PROD-TABLE `xx` is no language of the book",
        f"{table}:4:1: PROD-TABLE `XX` is the code of no country",
        f"{table}:5:1: PROD-TABLE the row has 4 cells, the headings 3",
    ]


def test_a_table_without_headings_is_refused(library, tmp_path):
    table = tmp_path / "cities.csv"
    table.write_text("Geneva,CH\n")
    assert refused(library, table) == [f"{table}:1:1: PROD-TABLE unknown column `geneva`"]


def test_a_table_without_rows_names_no_city(library, tmp_path):
    table = tmp_path / "cities.csv"
    table.write_text("name,country\n")
    assert refused(library, table) == [f"{table}:1:1: PROD-CITY no city is named"]


def test_a_city_without_a_language_has_english(library, tmp_path):
    table = tmp_path / "cities.csv"
    table.write_text("name;country\nBergen;NO\n")
    (copy,) = recipients(library, str(table))
    assert copy.city.language == "en"
