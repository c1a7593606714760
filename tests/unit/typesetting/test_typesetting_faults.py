"""What must not be printed is not printed: every fault has its code and names its section."""

from __future__ import annotations

import tempfile

import pytest
from PIL import Image

from compendium.diagnostics import EngineError
from compendium.model.proof import Target
from compendium.typesetting import typeset

LONG = "alpha beta gamma delta epsilon zeta eta theta iota kappa " * 30


def faults(galley):
    with pytest.raises(EngineError) as error:
        typeset(galley, "d")
    assert all(galley.section in d.message for d in error.value.report)
    return [d.code for d in error.value.report], str(error.value)


def test_a_warning_of_the_engine_fails_every_time(galley_of):
    galley = galley_of("<p>Text", "p { colour: red }")
    for _ in range(2):
        codes, text = faults(galley)
        assert codes == ["TYPE-WARNING"]
        assert "colour: red" in text


def test_a_disk_that_is_full_is_no_fault_of_the_section(galley_of, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/dev/full")
    with pytest.raises(OSError, match="/dev/full"):
        typeset(galley_of("<p>Text"), "d")


def test_a_missing_glyph_is_named(galley_of):
    # Private use: no font of the machine has it either.
    codes, text = faults(galley_of('<p id="one.op1">Asks</p><p id="one.op2">Asks <i>for \ue123</i> more</p>'))
    assert codes == ["TYPE-GLYPH"]
    assert 'U+E123 stands on page 1, paragraph "one.op2", in "for' in text


def test_a_font_of_the_machine_is_named(galley_of):
    codes, text = faults(galley_of("<p>Text", 'p { font-family: "No Such Family" }'))
    assert codes == ["TYPE-FONT"]
    assert "U+0054 LATIN CAPITAL LETTER T" in text
    assert "stands on page 1, in" in text


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{'overlong' * 20}",
        f"<table><tr><td>{'overlong' * 8}<td>short</table>",
        f'<p style="white-space: nowrap">{LONG}',
        '<p style="margin-left: -100pt">Off the page.',
    ],
)
def test_text_that_sticks_out_is_found(galley_of, body):
    codes, text = faults(galley_of(body, "table { table-layout: fixed }"))
    assert set(codes) == {"TYPE-OVERFULL"}
    assert "page 1" in text


@pytest.mark.parametrize(
    "body",
    [
        f'<p style="text-align: justify; hyphens: auto">{LONG}',
        f'<p style="margin-left: 20pt; text-indent: -20pt">12. {LONG}',
        f'<p style="columns: 2">{LONG}',
        '<p style="float: right">A side.</p><p>Text with <b>bold</b> and <i>italic</i>.',
    ],
)
def test_text_in_its_column_is_not_blamed(galley_of, body):
    assert typeset(galley_of(body), "d").ledger.pages


def test_a_note_without_id_is_named(galley_of):
    codes, text = faults(galley_of('<p>A<span class="note">No id.</span> b<span class="note" id="n1">One.</span>'))
    assert "TYPE-NOTE-ID" in codes
    assert "1 notes have no id" in text


def test_a_note_twice_is_named(galley_of):
    codes, text = faults(
        galley_of('<p>A<span class="note" id="n1">One.</span> b<span class="note" id="n1">Two.</span>')
    )
    assert codes == ["TYPE-WARNING"]
    assert "n1" in text


def test_a_note_that_is_not_laid_out_is_lost(galley_of):
    codes, text = faults(galley_of('<p>Text<span class="note" id="n1">Note.</span>', ".footnote { display: none }"))
    assert codes == ["TYPE-NOTE-LOST"]
    assert '"n1"' in text


def test_a_note_taller_than_the_page_runs_on(galley_of):
    galley = galley_of(f'<p>Text<span class="note" id="n1" data-mark="1">{LONG * 5}</span>')
    [note] = typeset(galley, "d").ledger.notes
    assert note.call == 0
    assert note.pages == tuple(range(len(note.pages)))
    assert len(note.pages) > 1


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.png",
        "https://example.org/a.png",
        "data:image/png;base64,AAAA",
        "ftp://example.org/a.png",
        "file:///etc/hostname",
        "file://example.org/a.png",
        "../secret.png",
        "%2e%2e/secret.png",
        "%252e%252e/secret.png",
        "link.png",
        "missing.png",
    ],
)
def test_what_lies_outside_is_refused(galley_of, tmp_path, url):
    (tmp_path / "secret.png").write_bytes(b"secret")
    galley = galley_of(f'<p>Text <img src="{url}" alt="x">')
    (tmp_path / "styles" / "link.png").symlink_to(tmp_path / "secret.png")
    codes, text = faults(galley)
    assert codes == ["TYPE-REFUSED"]
    assert url.rpartition("/")[2].partition(",")[0] in text


@pytest.mark.parametrize(
    "css",
    [
        '@import "http://example.org/a.css";',
        '@import "../../outside.css";',
        'p { background: url("file:///etc/hostname") }',
        '@font-face { font-family: X; src: url("file:///usr/share/fonts/x.ttf") } p { font-family: X }',
    ],
)
def test_stylesheets_are_held_to_the_same_folders(galley_of, css):
    galley = galley_of("<p>Text")
    # An import counts only at the top of a stylesheet.
    sheet = galley.stylesheets[0]
    sheet.write_text(css + sheet.read_text())
    codes, _ = faults(galley)
    assert codes == ["TYPE-REFUSED"]


def test_an_svg_cannot_reach_outside(galley_of, tmp_path):
    galley = galley_of('<p><img src="a.svg" alt="x">')
    (tmp_path / "secret.png").write_bytes(b"secret")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="../secret.png" width="9"/></svg>'
    (tmp_path / "styles" / "a.svg").write_text(svg)
    codes, text = faults(galley)
    # The engine catches even a refusal while it draws an SVG, and logs that it could not draw it.
    assert codes == ["TYPE-WARNING"]
    assert "a.svg" in text


@pytest.mark.parametrize(
    "tag", ['<link rel="attachment" href="book.css">', '<a rel="attachment" href="book.css">x</a>']
)
def test_files_are_never_embedded(galley_of, tag):
    codes, text = faults(galley_of(f"<p>Text {tag}"))
    assert codes == ["TYPE-ATTACHMENT"]
    assert "book.css" in text


def test_a_picture_of_too_many_pixels_is_refused(galley_of, tmp_path):
    galley = galley_of('<p><img src="big.png" alt="x">')
    Image.new("1", (10_000, 5_000)).save(tmp_path / "styles" / "big.png")
    codes, text = faults(galley)
    assert codes == ["TYPE-REFUSED"]
    assert "50000000 pixels" in text


def test_a_picture_of_ours_is_printed_from_any_root(galley_of, tmp_path):
    galley = galley_of('<p><img src="dot.png" alt="dot">')
    assets = tmp_path / "assets"
    assets.mkdir()
    Image.new("RGB", (4, 4)).save(assets / "dot.png")
    both = type(galley)(galley.section, galley.html, galley.stylesheets, (*galley.roots, assets))
    assert b"/Image" in typeset(both, "d").paints[Target.SCREEN]
