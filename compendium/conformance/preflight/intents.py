"""Rules of the press on what the file says of itself, and on the printing condition that it is meant for."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Name, Object

from compendium.conformance.preflight.rule import PDF, X4, Door, rule
from compendium.conformance.preflight.subject import Subject

_VERSION = "PDF/X-4"
_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")
_IDS = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")


@rule("PX-VERSION", f"{X4}, 6.1", Door.PRESS)
def version(subject: Subject) -> Iterator[str]:
    """The file is written in PDF 1.6 or earlier."""
    if tuple(int(part) for part in subject.pdf.pdf_version.split(".")) > (1, 6):
        yield f"the file is PDF {subject.pdf.pdf_version}"


@rule("PX-IDENTIFIED", f"{X4}, 6.11", Door.PRESS)
def identified(subject: Subject) -> Iterator[str]:
    """The metadata name PDF/X-4."""
    found = subject.xmp.get("pdfxid:GTS_PDFXVersion", "")
    if found != _VERSION:
        yield f"the metadata name {found!r}" if found else "the metadata name no version of PDF/X"


@rule("PX-DATES", f"{X4}, 6.10", Door.PRESS)
def dates(subject: Subject) -> Iterator[str]:
    """The metadata tell when the file was created and modified."""
    missing = [name for name in _DATES if not subject.xmp.get(name)]
    if missing:
        yield f"the metadata lack {', '.join(missing)}"


@rule("PX-IDS", f"{X4}, 6.10", Door.PRESS)
def identifiers(subject: Subject) -> Iterator[str]:
    """The metadata identify the document, its version and its rendition."""
    missing = [name for name in _IDS if not subject.xmp.get(name)]
    if missing:
        yield f"the metadata lack {', '.join(missing)}"


@rule("PX-TITLE", f"{X4}, 6.10", Door.PRESS)
def title(subject: Subject) -> Iterator[str]:
    """The metadata have a title."""
    if not subject.xmp.get("dc:title"):
        yield "the metadata have no title"


@rule("PX-TRAPPED", f"{X4}, 6.9; {PDF}, table 317", Door.PRESS)
def trapped(subject: Subject) -> Iterator[str]:
    """The file says whether it has been trapped."""
    found = subject.info("/Trapped").removeprefix("/")
    if found not in {"True", "False"}:
        yield f"/Trapped is {found or 'missing'}"
    elif subject.xmp.get("pdf:Trapped", found) != found:
        yield f"/Trapped is {found}, the metadata say {subject.xmp['pdf:Trapped']}"


@rule("PX-INTENT", f"{X4}, 6.4; {PDF}, 14.11.5", Door.PRESS, hint="name one printing condition")
def one_intent(subject: Subject) -> Iterator[str]:
    """There is one output intent for PDF/X."""
    count = len(list(_intents(subject)))
    if count != 1:
        yield f"there are {count} output intents for PDF/X" if count else "there is no output intent for PDF/X"


@rule("PX-CONDITION", f"{PDF}, table 365", Door.PRESS)
def condition(subject: Subject) -> Iterator[str]:
    """The output intent names its printing condition."""
    for intent in _intents(subject):
        if not str(intent.get(Name.OutputConditionIdentifier, "")).strip():
            yield "the output intent names no printing condition"


@rule("PX-PROFILE", f"{X4}, 6.4; ICC.1:2010, 7.2", Door.PRESS, hint="embed the CMYK profile that the printer names")
def profile(subject: Subject) -> Iterator[str]:
    """The output intent holds a whole CMYK output profile."""
    for intent in _intents(subject):
        stream = intent.get(Name.DestOutputProfile)
        if stream is None:
            yield "the output intent holds no profile"
            continue
        try:
            data = stream.read_bytes()
        except (pikepdf.PikepdfError, AttributeError) as error:
            yield f"the profile cannot be read: {error}"
            continue
        if len(data) < 128 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
            yield "the profile is damaged"
        elif (data[12:16], data[16:20]) != (b"prtr", b"CMYK"):
            kind, space = data[12:16].decode("latin-1"), data[16:20].decode("latin-1").strip()
            yield f"the profile is of class {kind} for {space}"


def _intents(subject: Subject) -> Iterator[Object]:
    for intent in subject.pdf.Root.get(Name.OutputIntents, ()):
        if intent.get(Name.S) == Name.GTS_PDFX:
            yield intent
