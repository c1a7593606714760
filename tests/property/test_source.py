"""Laws of the reader: what is written in YAML is read back, and no bytes make it stumble."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.model.instrument import (
    Adoption,
    Annex,
    Instrument,
    Kind,
    Note,
    Paragraph,
    Source,
    Suggestions,
    Table,
)
from compendium.model.words import BothWords, Lang, Worded, Words
from compendium.rules import judge
from compendium.source import read

PUBLICATION = "id: s\ntitle: {en: S, fr: S}\npublisher: {en: P, fr: P}\ndate: 2026-11-01\n"

# Control characters and lone surrogates are not characters of a text; YAML could only carry the first as escapes.
texts = st.one_of(
    st.sampled_from(["no", "null", "~", "2003-02-30", "1_000", "*a*", "[^1]", "- x", "a: b", "# x", "'", '"', "0x1F"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.just("\n"), min_size=1, max_size=40),
)
idents = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
both = st.builds(BothWords, en=texts, fr=texts)
words = st.builds(Words, en=st.none() | texts, fr=st.none() | texts)
worded = st.builds(Worded, adopted=st.none() | words, digest=st.none() | words)
suggestions = st.builds(Suggestions, themes=st.lists(idents, max_size=2).map(tuple))
tables = st.dictionaries(
    st.sampled_from(list(Lang)),
    st.builds(Table, rows=st.lists(st.lists(texts, max_size=2).map(tuple), max_size=2).map(tuple)),
    max_size=2,
)


def paragraphs(items: st.SearchStrategy[tuple[Paragraph, ...]]) -> st.SearchStrategy[Paragraph]:
    return st.builds(
        Paragraph,
        adopted=st.none() | words,
        digest=st.none() | words,
        number=st.none() | st.integers(1, 99),
        label=st.none() | texts,
        lead=st.none() | words,
        themes=st.lists(idents, max_size=2).map(tuple),
        items=items,
        quotation=st.booleans(),
        tables=tables,
        after=st.none() | worded,
        suggested=st.none() | suggestions,
    )


nested = st.lists(paragraphs(st.lists(paragraphs(st.just(())), max_size=1).map(tuple)), max_size=2).map(tuple)
notes = st.dictionaries(
    st.sampled_from(["n", "y", "no", "1", "*"]) | st.from_regex(r"[A-Za-z0-9*†‡-]{1,3}", fullmatch=True),
    st.builds(Note, adopted=st.none() | words, digest=st.none() | words, editor=st.none() | words),
    max_size=2,
)
instruments = st.builds(
    Instrument,
    id=st.just("x"),
    kind=st.sampled_from(list(Kind)),
    body=idents,
    title=both,
    symbol=st.none() | texts,
    adopted=st.builds(Adoption, date=st.dates(min_value=date(1000, 1, 1)), place=st.none() | both),
    source=st.builds(Source, authentic=st.lists(st.sampled_from(list(Lang)), max_size=2).map(tuple)),
    preamble=nested,
    operative=nested,
    closing=st.lists(worded, max_size=1).map(tuple),
    annexes=st.lists(st.builds(Annex, title=st.none() | words, paragraphs=nested), max_size=1).map(tuple),
    notes=notes,
)


def read_back(data: bytes) -> tuple[Instrument | None, list[str]]:
    """The instrument of a file and the faults of its form; the rules are run too, and must not stumble either."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        (content / "publication.yaml").write_text(PUBLICATION, "utf-8")
        (content / "instruments").mkdir()
        (content / "instruments" / "x.yaml").write_bytes(data)
        library, report = read(content)
        assert library is not None
        assert all(str(d) for d in judge(library))
        return library.instruments.get("x"), [str(d) for d in report]


@given(instruments, st.sampled_from([None, "'", '"', "|", ">"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_an_instrument_written_as_yaml_is_read_back(instrument: Instrument, style: str | None, flow: bool) -> None:
    data = instrument.model_dump(mode="json", exclude_defaults=True)
    # Styles other than plain would quote figures and truths too, which the reader takes as they are meant.
    written = yaml.safe_dump(data, allow_unicode=True, default_style=style, default_flow_style=flow, sort_keys=False)

    found, report = read_back(written.encode())

    assert report == []
    assert found == instrument


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=150, deadline=None)
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    found, report = read_back(data)

    assert found is not None or report


@given(st.text("[]{}:-&*!|>'\"%@`#,? \n\tab~<=1", max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_yaml_makes_the_reader_stumble(text: str) -> None:
    found, report = read_back(f"id: x\n{text}".encode())

    assert found is not None or report


@given(
    st.lists(st.from_regex(r"[a-z]{2,6}", fullmatch=True), min_size=3, max_size=40, unique=True),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_a_needle_is_found_where_it_stands(found: list[str], style: str | None, data: st.DataObject) -> None:
    text = "«é» " + " ".join(found)
    needle = " ".join(found[(at := data.draw(st.integers(0, len(found) - 2))) : at + 2])
    record = {"id": "x", "name": {"en": text, "fr": "Nom"}}
    written = yaml.safe_dump([record], allow_unicode=True, default_style=style, sort_keys=False, width=40)
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        (content / "publication.yaml").write_text(PUBLICATION, "utf-8")
        (content / "bodies.yaml").write_text(written, "utf-8")
        library, _ = read(content)
        assert library is not None
        place = library.places.find(library.bodies["x"], "name", "en", needle=needle)

    line = written.split("\n")[place.line - 1][place.column - 1 :]
    assert line.startswith(needle.split(" ", maxsplit=1)[0])
