"""Who receives a copy: the member cities, a list of them, or the rows of a CSV."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from compendium.assembly import Copy
from compendium.diagnostics import Code, ContentError, Diagnostic, Place, Report
from compendium.languages import country_name
from compendium.model.apparatus import City
from compendium.model.library import Library
from compendium.model.words import BothWords, Lang

ALL = "cities"
"""What stands for every city of the content."""

UNKNOWN = Code("PROD-CITY", "A city that is not known, or is meant by more than one.")
TABLE = Code("PROD-TABLE", "A table of cities that cannot be read.")

_COLUMNS = frozenset({"id", "name", "name_en", "name_fr", "country", "language", "french_to", "french_of"})
_DELIMITERS = ",;\t"


def recipients(library: Library, wanted: str) -> tuple[Copy, ...]:
    """The copies of a run, in the order in which they are wanted.

    A city of the content has the number of its place there, whoever else receives a copy; others come after them.

    Args:
        library: the content.
        wanted: `cities` for all; the name of a CSV; or names or ids, separated by commas.

    Raises:
        ContentError: a city is not known, or the table cannot be read; all findings at once.
    """
    if wanted == ALL:
        cities = tuple(library.cities.values())
    elif wanted.lower().endswith(".csv"):
        cities = _Table(library, Path(wanted)).cities()
    else:
        cities = _listed(library, [name.strip() for name in wanted.split(",") if name.strip()])
    if not cities:
        raise ContentError(UNKNOWN.at(Place(wanted or "--for"), "no city is named", "write `--for cities` for all"))
    numbers = {name: number for number, name in enumerate(library.cities, start=1)}
    for city in cities:
        numbers.setdefault(city.id, len(numbers) + 1)
    return tuple(Copy(city, numbers[city.id], len(numbers)) for city in cities)


def _listed(library: Library, names: list[str]) -> tuple[City, ...]:
    found: dict[str, City] = {}
    faults = []
    for name in names:
        meant = _meant(library.cities, name)
        if len(meant) == 1:
            found[meant[0].id] = meant[0]
        else:
            faults.append(_unknown(library.cities, name, meant, Place("--for")))
    if faults:
        raise ContentError(*faults)
    return tuple(found.values())


def _meant(cities: Mapping[str, City], name: str) -> list[City]:
    if name in cities:
        return [cities[name]]
    folded = name.casefold()
    return [city for city in cities.values() if folded in {city.name.en.casefold(), city.name.fr.casefold()}]


def _unknown(cities: Mapping[str, City], name: str, meant: Iterable[City], place: Place) -> Diagnostic:
    several = [city.id for city in meant]
    if several:
        return UNKNOWN.at(place, f"several cities are called `{name}`", f"write one of the ids: {', '.join(several)}")
    known = {text: city.id for city in cities.values() for text in (city.id, city.name.en, city.name.fr)}
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean `{known[near[0]]}`?" if near else "the cities are listed in cities.yaml"
    return UNKNOWN.at(place, f"there is no city `{name}`", hint)


class _Table:
    """A CSV of cities, with a row of headings."""

    def __init__(self, library: Library, path: Path) -> None:
        self._library = library
        self._path = path
        self._faults: list[Diagnostic] = []

    def cities(self) -> tuple[City, ...]:
        found: dict[str, City] = {}
        for line, row in self._rows():
            city = self._city(line, row)
            if city is None:
                continue
            if city.id in found:
                self._blame(line, f"the city `{city.id}` is there twice", "give one of them another `id`")
            found.setdefault(city.id, city)
        if self._faults:
            raise ContentError(*Report.of(self._faults))
        return tuple(found.values())

    def _rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        text = self._text()
        first = text.partition("\n")[0]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count))
        heads: list[str] | None = None
        try:
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if heads is None:
                    heads = [cell.strip().casefold() for cell in cells]
                    self._judge_heads(reader.line_num, heads)
                elif len(cells) > len(heads):
                    self._blame(reader.line_num, f"the row has {len(cells)} cells, the headings {len(heads)}", _QUOTES)
                else:
                    yield reader.line_num, {k: v.strip() for k, v in zip(heads, cells, strict=False) if v.strip()}
        except csv.Error as error:
            self._blame(reader.line_num, f"the table cannot be read: {error}", _QUOTES)

    def _text(self) -> str:
        data = self._path.read_bytes()
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else encoding)
            except UnicodeDecodeError:
                continue
        fault = TABLE.at(Place(str(self._path)), "the characters of the table cannot be read", "save it as UTF-8")
        raise ContentError(fault)

    def _judge_heads(self, line: int, heads: list[str]) -> None:
        unknown = [head for head in heads if head not in _COLUMNS]
        if unknown or not {"id", "name", "name_en"} & set(heads):
            message = f"unknown column `{unknown[0]}`" if unknown else "no column names the cities"
            hint = f"the first row names the columns, of these: {', '.join(sorted(_COLUMNS))}"
            raise ContentError(TABLE.at(Place(str(self._path), line), message, hint))

    def _city(self, line: int, row: dict[str, str]) -> City | None:
        name = row.get("id") or row.get("name_en") or row.get("name") or row.get("name_fr") or ""
        meant = [c for c in _meant(self._library.cities, name) if row.get("country", c.country).upper() == c.country]
        if len(meant) > 1:
            self._faults.append(_unknown(self._library.cities, name, meant, Place(str(self._path), line)))
            return None
        language = row.get("language", "").casefold()
        if language and language not in tuple(Lang):
            self._blame(line, f"`{language}` is no language of the book", f"write {' or '.join(Lang)}")
            return None
        known = meant[0] if meant else self._new(line, row, name)
        if known is None:
            return None
        own: dict[str, object] = {key: row[key] for key in ("french_to", "french_of") if key in row}
        return known.model_copy(update={**own, **({"language": Lang(language)} if language else {})})

    def _new(self, line: int, row: dict[str, str], name: str) -> City | None:
        country = row.get("country", "").upper()
        try:
            country_name(country, Lang.EN)
        except KeyError:
            message = f"`{country}` is the code of no country" if country else f"the city `{name}` has no country"
            self._blame(line, message, "write its ISO 3166-1 code, such as CH, or the name of a city of the content")
            return None
        english = row.get("name_en") or row.get("name") or row.get("name_fr") or name
        names = BothWords(en=english, fr=row.get("name_fr") or english)
        return City(id=_ident(row.get("id") or english, country, line), name=names, country=country)

    def _blame(self, line: int, message: str, hint: str) -> None:
        self._faults.append(TABLE.at(Place(str(self._path), line), message, hint))


_QUOTES = "put a cell that holds a separator in quotes"


def _ident(name: str, country: str, line: int) -> str:
    """An id of plain letters; a name in another script goes by its line."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", plain)
    return "-".join(parts) + f"-{country.lower()}" if parts else f"city-{line}-{country.lower()}"
