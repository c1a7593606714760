"""The screen file: what it says of itself, and that it is the same for the same book."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pikepdf import Name, Pdf
from PIL import Image

from compendium.diagnostics import ContentError
from compendium.finishing.screen import ScreenFinish, content_identifier, content_of
from compendium.model.proof import Galley
from compendium.typesetting import typeset
from tests.unit.binding.bookmaking import Making

DIGEST = "0123456789abcdef" * 4
OTHER = "fedcba9876543210" * 4
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def screen(content: str = DIGEST) -> bytes:
    making = Making().add("one", '<h1 id="h">One</h1><p>Text <a href="#h">up</a>.</p>')
    return making.bind(finish=ScreenFinish(content))


def test_claims_both_standards_in_a_packet_that_parses():
    with Pdf.open(io.BytesIO(screen())) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
    root = etree.fromstring(packet[packet.index(b"<x:xmpmeta") : packet.index(b"<?xpacket end")])
    said = {etree.QName(e).localname: e.text for e in root.iter() if isinstance(e.tag, str)}
    ids = {etree.QName(e).namespace: (etree.QName(e).localname, e.text) for e in root.iter() if "part" in str(e.tag)}
    assert ids["http://www.aiim.org/pdfa/ns/id/"] == ("part", "2")
    assert ids["http://www.aiim.org/pdfua/ns/id/"] == ("part", "1")
    assert said["conformance"] == "A"
    assert said["DocumentID"] == f"uuid:{content_identifier(DIGEST)}"


def test_links_print_and_colours_are_named():
    with Pdf.open(io.BytesIO(screen())) as pdf:
        assert [int(link.F) for page in pdf.pages for link in page.obj.get(Name.Annots, ())] == [4]
        intent = pdf.Root.OutputIntents[0]
        assert (intent.S, str(intent.OutputConditionIdentifier)) == (Name.GTS_PDFA1, "sRGB")
        assert int(intent.DestOutputProfile.N) == 3
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_the_same_book_gives_the_same_bytes():
    assert screen() == screen()


def test_identifiers_follow_content_and_bytes():
    one, other = screen(), screen(OTHER)
    assert content_of(one) == content_identifier(DIGEST) != content_of(other)
    with Pdf.open(io.BytesIO(one)) as first, Pdf.open(io.BytesIO(other)) as second:
        assert bytes(first.trailer.ID[0]) == bytes.fromhex(DIGEST)[:16]
        assert bytes(first.trailer.ID[1]) != bytes(second.trailer.ID[1])


def test_a_file_of_others_bears_no_content():
    stream = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    assert content_of(stream.getvalue()) == ""


def test_a_picture_in_inks_is_refused(tmp_path):
    Image.new("CMYK", (8, 6)).save(tmp_path / "inks.jpg")
    html = (
        '<!doctype html><html lang="en"><title>T</title><body><h1>T</h1><img src="inks.jpg" alt="Inks"></body></html>'
    )
    (tmp_path / "page.css").write_text('html { font: 10pt "Compendium Serif" }')
    making = Making(proofs={}).add("inks", "<p>No picture.</p>")
    making.proofs["inks"] = typeset(Galley("inks", html, (tmp_path / "page.css",), (tmp_path,)), "d")
    with pytest.raises(ContentError) as error:
        making.bind(finish=ScreenFinish(DIGEST))
    assert [finding.code for finding in error.value.report] == ["SCREEN-INKS"]
    assert "8 x 6 pixels, on page 1" in str(error.value)
