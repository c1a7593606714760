"""The screen file: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

Most of what both ask for is made earlier: the structure in typesetting and binding, the fonts in binding. Here the
file gets what it says of itself: which standards it keeps, which colours it means, and who it is.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from compendium.finishing.faults import fault
from compendium.typesetting import screen_profile

STANDARDS = ("PDF/UA-1", "PDF/A-2a")
"""What a screen file keeps."""

_PRINT = 4
_SEEN = ~(1 | 2 | 32 | 256)
"""Flags of an annotation (ISO 32000-1, 12.5.3): Print is set, Invisible, Hidden, NoView and ToggleNoView are not."""

_END = b"</rdf:RDF>"
_CLAIM = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""ISO 19005-2, 6.6.2.3 wants a schema that is not its own described; that of PDF/UA is not."""


class ScreenFinish:
    """Makes the screen file of a book as it is bound (see `compendium.binding.bind`).

    The same book gives the same bytes: its identifiers are made of digests, one of the content and one of the bound
    pages, and its dates are those of the publication.
    """

    key = "screen 1"
    """Raised when pages are finished in another way."""

    def __init__(self, content: str) -> None:
        """Finish a book of some content.

        Args:
            content: digest of the curated content, in hexadecimal; it stays the same when only the looks change. Empty
                for what is no book, such as a letter: it is known by its pages alone.
        """
        self._content = content

    def pages(self, pages: Sequence[Object], first: int) -> None:
        """Let links be printed.

        Raises:
            ContentError: SCREEN-INKS, a picture is in inks, which mean nothing on a screen.
        """
        for index, page in enumerate(pages, start=first):
            _refuse_inks(page, index)
            for annotation in page.get(Name.Annots, ()):
                _let_print(annotation)

    def root(self, pdf: Pdf, digest: str) -> None:
        """Say which standards the file keeps, what its colours mean, and who it is."""
        _declare_colours(pdf)
        _identify(pdf, self._content, digest)


def content_of(pdf: bytes) -> str:
    """The identifier of the content that a screen file bears; empty where it is none of ours.

    Raises:
        pikepdf.PdfError: the bytes are no PDF.
    """
    with Pdf.open(io.BytesIO(pdf)) as opened:
        packet = opened.Root.get(Name.Metadata)
        text = packet.read_bytes().decode(errors="replace") if packet is not None else ""
    return text.partition("<xmpMM:DocumentID>uuid:")[2].partition("<")[0]


def content_identifier(content: str) -> str:
    """The identifier that a file of some content bears: a name-based UUID (RFC 9562, 5.5) of its digest."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"compendium:content:{content}"))


def _declare_colours(pdf: Pdf) -> None:
    """Name sRGB as what the colours of the pages mean (ISO 19005-2, 6.2.3 and 6.2.4.3)."""
    profile = pdf.make_stream(screen_profile(), N=3)
    pdf.Root[Name.OutputIntents] = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier=String("sRGB"),
                    RegistryName=String("http://www.color.org"),
                    Info=String("sRGB IEC61966-2.1"),
                    DestOutputProfile=profile,
                )
            )
        ]
    )


def _refuse_inks(page: Object, index: int) -> None:
    """DeviceCMYK has no meaning beside sRGB (ISO 19005-2, 6.2.4.3); the press file makes inks of RGB by itself."""
    for name, picture in Page(page).get_images().items():
        if picture.get(Name.ColorSpace) == Name.DeviceCMYK:
            size = f"{int(picture.Width)} x {int(picture.Height)}"
            what = f"a picture of {size} pixels, on page {index} or after it, is in inks (CMYK)"
            hint = "Save it in RGB or grey; the press file turns it into the printer's inks."
            raise fault("SCREEN-INKS", f"page {index} {name}", what, hint)


def _let_print(annotation: Object) -> None:
    annotation[Name.F] = (int(annotation.get(Name.F, 0)) | _PRINT) & _SEEN


def _identify(pdf: Pdf, content: str, book: str) -> None:
    claim = _CLAIM.format(
        document=content_identifier(content or book),
        instance=uuid.uuid5(uuid.NAMESPACE_URL, f"compendium:book:{book}"),
    )
    packet = pdf.Root[Name.Metadata].read_bytes()
    head, _, tail = packet.rpartition(_END)
    pdf.Root[Name.Metadata].write(head + claim.encode() + _END + tail)
    # The first half of /ID stays with the document, the second is made of the bytes (ISO 32000-1, 14.4).
    pdf.trailer[Name.ID] = Array([String(bytes.fromhex(content or book)[:16])] * 2)
