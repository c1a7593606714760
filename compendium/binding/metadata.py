"""What the file says of itself, without opening a page: title, publisher, languages, date."""

from __future__ import annotations

from datetime import date
from html import escape

from pikepdf import Dictionary, Name, Pdf, Stream, String

from compendium.binding.outline import heading_text
from compendium.model.apparatus import Publication
from compendium.model.book import Book
from compendium.model.words import BothWords, Lang

PRODUCER = "compendium"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title>{title}</dc:title>
<dc:creator>{creator}</dc:creator>
<dc:publisher>{publisher}</dc:publisher>
<dc:language>{language}</dc:language>
<dc:date>{dates}</dc:date>
<dc:subject>{subject}</dc:subject>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""


def describe(pdf: Pdf, book: Book, publication: Publication) -> None:
    """Write the document information, the XMP packet and how a reader is to open the file.

    The publisher stands as the author too: an anthology of adopted texts has no other.
    """
    languages = book.edition.languages
    title = heading_text(book.title, languages)
    publisher = heading_text(publication.publisher, languages)
    keywords = [heading_text(word, (lang,)) for lang in languages for word in publication.keywords]
    stamp = f"D:{publication.date:%Y%m%d}000000Z"
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(publisher),
            Keywords=String(", ".join(keywords)),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    packet = _packet(book, publication, title=title, publisher=publisher, keywords=keywords)
    stream = Stream(pdf, packet.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    root = pdf.Root
    root[Name.Metadata] = pdf.make_indirect(stream)
    root[Name.Lang] = String(str(languages[0]))
    root[Name.ViewerPreferences] = Dictionary(DisplayDocTitle=True)
    root[Name.PageMode] = Name.UseOutlines
    root[Name.PageLayout] = Name.TwoPageRight


def _packet(book: Book, publication: Publication, *, title: str, publisher: str, keywords: list[str]) -> str:
    languages = book.edition.languages
    moment = _moment(publication.date)
    return _PACKET.format(
        title=_alternatives(book.title, languages, title),
        creator=_list("Seq", [publisher]),
        publisher=_list("Bag", [heading_text(publication.publisher, (lang,)) for lang in languages]),
        language=_list("Bag", [str(lang) for lang in languages]),
        dates=_list("Seq", [publication.date.isoformat()]),
        subject=_list("Bag", keywords),
        keywords=escape(", ".join(keywords), quote=False),
        moment=moment,
        producer=PRODUCER,
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _alternatives(text: BothWords, languages: tuple[Lang, ...], default: str) -> str:
    # PDF/A wants the x-default to be the same as the title of the document information (ISO 19005-2, 6.6.3).
    entries = [("x-default", default), *((str(lang), heading_text(text, (lang,))) for lang in languages)]
    items = "".join(f'<rdf:li xml:lang="{lang}">{escape(words, quote=False)}</rdf:li>' for lang, words in entries)
    return f"<rdf:Alt>{items}</rdf:Alt>"


def _list(kind: str, entries: list[str]) -> str:
    items = "".join(f"<rdf:li>{escape(entry, quote=False)}</rdf:li>" for entry in dict.fromkeys(entries))
    return f"<rdf:{kind}>{items}</rdf:{kind}>"
