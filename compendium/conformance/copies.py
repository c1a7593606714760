"""A copy holds its own pages and all of the shared ones, and names its city."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pypdfium2

from compendium.conformance.faults import fault
from compendium.conformance.skeletons import skeleton
from compendium.diagnostics import Diagnostic, Report


def prove_copy(data: bytes, section: str, pages: tuple[int, int], said: Iterable[str]) -> Report:
    """Prove one copy of a book whose shared pages are proved.

    Args:
        data: the file.
        section: id of the section of its own pages, for messages.
        pages: how many pages are its own, and how many are shared.
        said: texts that its own pages have to show, such as the name of the city.
    """
    return Report.of(_faults(data, section, pages, said))


def _faults(data: bytes, section: str, pages: tuple[int, int], said: Iterable[str]) -> Iterator[Diagnostic]:
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) != sum(pages):
            yield fault(section, "CONF-PAGES", f"the copy has {len(document)} pages, not {pages[0]} and {pages[1]}")
            return
        read = []
        for index in range(pages[0]):
            text = document[index].get_textpage()
            read.append(skeleton(text.get_text_range()).text)
            text.close()
    finally:
        document.close()
    for words in said:
        if not any(skeleton(words).text in page for page in read):
            yield fault(section, "CONF-COPY", f'no page of the copy\'s own shows "{words}"')
