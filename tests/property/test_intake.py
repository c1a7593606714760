"""Laws of intake: no character is lost, what is written is an instrument, and no input makes a traceback."""

from __future__ import annotations

import contextlib
import string
import tempfile
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compendium.diagnostics import ContentError
from compendium.intake import prove, read_text, take_in
from compendium.intake.readers import emphasis, markdown, plain
from compendium.intake.spans import Block
from compendium.model.instrument import Instrument
from tests.unit.intake import documents

SETTINGS = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(st.sampled_from("abcdeé '"), min_size=1, max_size=12).map(str.strip).filter(bool)
SNIPPETS = st.sampled_from(
    [
        "The General Assembly,",
        "L’Assemblée générale,",
        "Recalling",
        "1. Decides",
        "(a) ",
        "b) ",
        "ii) ",
        "Annex",
        "Article 1",
        "_____",
        "1 See A/1/2.",
        "22 December 2003",
        "A/RES/1/2",
        "United NationsA/RES/1/2",
        "**We call**",
        "*",
        "[^1]",
        "[^1]: x",
        "| a | b |",
        "|---|",
        "# T",
        "> q",
        "- x",
        "\t",
        "\n",
        "\n\n",
        " ",
        "Rights,1",
        "19935",
        "“x”",
        "\\",
        "{.sc}",
        "[",
        "](",
        "\u00a0",
        "\ufeff",
        "\f",
        "•",
        "1.\t2.",
        "<b>",
    ]
)
TEXTS = st.lists(st.one_of(SNIPPETS, WORDS, st.text(max_size=6)), max_size=40).map("".join)


def joined(blocks: list[Block]) -> str:
    return "".join(span.source for block in blocks for span in block.spans)


@SETTINGS
@given(TEXTS)
def test_readers_keep_every_character(text: str) -> None:
    assert joined(plain.read(text)) == text
    assert joined(markdown.read(text)) == text
    assert "".join(span.source for span in emphasis.inline(text)) == text


@SETTINGS
@given(TEXTS, st.sampled_from([".txt", ".md", ".html"]))
def test_no_text_makes_a_traceback_and_what_is_taken_in_is_proved(text: str, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(text.encode("utf-8", "ignore"))
        try:
            outcome = take_in(path, Path(folder))
        except ContentError:
            return
        Instrument.model_validate(yaml.safe_load(outcome.intake.instrument_yaml))
        report = prove(path, Path(folder), outcome.intake.ident)
        assert report.is_clean, [str(d) for d in report]
        assert not [a for a in outcome.intake.asides if a.reason == "unplaced" and a.text.strip()]


@SETTINGS
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".docx", ".xml", ".html"]))
def test_no_bytes_make_a_traceback(data: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data)
        with contextlib.suppress(ContentError):
            assert read_text(path).ident


SENTENCE = st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=8), min_size=2, max_size=8).map(" ".join)


@SETTINGS
@given(
    st.lists(SENTENCE, min_size=1, max_size=4),
    st.lists(st.tuples(SENTENCE, st.lists(SENTENCE, max_size=3)), min_size=1, max_size=5),
)
def test_a_resolution_written_out_in_each_form_is_the_same(
    preamble: list[str], operative: list[tuple[str, list[str]]]
) -> None:
    forms = {
        ".txt": _text(preamble, operative),
        ".html": _html(preamble, operative),
        ".xml": _akoma(preamble, operative),
    }
    forms[".md"] = (
        forms[".txt"].replace("\n", "\n\n").replace("Recalling", "*Recalling*").replace("Decides", "*Decides*")
    )
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for ending, text in forms.items():
            path = Path(folder) / f"a{ending}"
            path.write_text(text, encoding="utf-8")
        _docx(Path(folder) / "a.docx", preamble, operative)
        for ending in (*forms, ".docx"):
            data = yaml.safe_load(read_text(Path(folder) / f"a{ending}").instrument_yaml)
            found[ending] = (
                data["symbol"],
                data["title"]["en"],
                data["opening"],
                data["preamble"],
                data["operative"],
                data["closing"],
                data["notes"],
            )
    for shape in found.values():
        assert shape == found[".txt"]
    assert [note["adopted"]["en"] for note in found[".txt"][6].values()] == [f"See the {s}." for s in preamble]
    assert [p["number"] for p in found[".txt"][4]] == list(range(1, len(operative) + 1))
    assert [[i["adopted"]["en"] for i in p.get("items", ())] for p in found[".txt"][4]] == [
        [f"To {i};" for i in items] for _, items in operative
    ]


def _marks(items: list[str]) -> list[tuple[str, str]]:
    return [(f"({chr(97 + n)})", f"To {item};") for n, item in enumerate(items)]


def _text(preamble: list[str], operative: list[tuple[str, list[str]]]) -> str:
    lines = [
        "A/RES/70/5",
        "Resolution adopted by the General Assembly on 3 May 2016",
        "70/5. Wells of the land",
        "The General Assembly,",
    ]
    lines += [f"Recalling the {sentence},{number}" for number, sentence in enumerate(preamble, start=1)]
    for number, (sentence, items) in enumerate(operative, start=1):
        lines.append(f"{number}. Decides the {sentence};")
        lines += [f"{mark} {item}" for mark, item in _marks(items)]
    notes = [f"{number} See the {sentence}." for number, sentence in enumerate(preamble, start=1)]
    return "\n".join([*lines, "90th plenary meeting", "3 May 2016", *notes, ""])


def _html(preamble: list[str], operative: list[tuple[str, list[str]]]) -> str:
    lines = _text(preamble, operative).splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines)
    return body.replace("Recalling", "<i>Recalling</i>").replace("Decides", "<em>Decides</em>")


def _docx(path: Path, preamble: list[str], operative: list[tuple[str, list[str]]]) -> None:
    """The form of Word: lead words in italics, numbers and letters counted by Word itself."""
    italic = "<w:i/>"
    lines = _text([], []).splitlines()
    body = [documents.paragraph(documents.run(line)) for line in lines[:4]]
    for number, sentence in enumerate(preamble, start=1):
        runs = documents.run("Recalling", marks=italic), documents.run(f" the {sentence},"), documents.call(number)
        body.append(documents.paragraph(*runs))
    for sentence, items in operative:
        runs = documents.run("Decides", marks=italic), documents.run(f" the {sentence};")
        body.append(documents.numbered(0, *runs))
        body += [documents.numbered(1, documents.run(f"To {item};")) for item in items]
    body += [documents.paragraph(documents.run(line)) for line in lines[4:]]
    documents.write(path, body, notes=tuple(f"See the {sentence}." for sentence in preamble))


def _akoma(preamble: list[str], operative: list[tuple[str, list[str]]]) -> str:
    head = (
        "<preface><p><docNumber>A/RES/70/5</docNumber></p><p>Resolution adopted by the General Assembly on 3 May "
        "2016</p><p><docTitle>Wells of the land</docTitle></p></preface>"
    )
    reasons = "".join(
        f'<p><i>Recalling</i> the {sentence},<authorialNote marker="{number}"><p>See the {sentence}.</p>'
        "</authorialNote></p>"
        for number, sentence in enumerate(preamble, start=1)
    )
    actions = ""
    for number, (sentence, items) in enumerate(operative, start=1):
        inner = "".join(f"<point><num>{m}</num><content><p>{t}</p></content></point>" for m, t in _marks(items))
        actions += (
            f"<paragraph><num>{number}.</num><intro><p><i>Decides</i> the {sentence};</p></intro>{inner}</paragraph>"
        )
    end = "<conclusions><p>90th plenary meeting</p><p>3 May 2016</p></conclusions>"
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>'
        f"{head}<preamble><p>The General "
        f"Assembly,</p>{reasons}</preamble><mainBody>{actions}</mainBody>{end}</statement></akomaNtoso>"
    )
