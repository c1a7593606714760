"""Puts our own tagging in the place of the engine's (WeasyPrint 70.0).

What touches the engine's private parts: `weasyprint.pdf.add_tags`, which is called once all pages are drawn, and
`Stream.marked`, which opens a marked piece around each text and picture. `tests/unit/typesetting/test_tags_engine.py`
fails when the engine's own tags would do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import pdf as pdf_module
from weasyprint.pdf.stream import Stream

from compendium.diagnostics import EngineError
from compendium.typesetting.faults import fault
from compendium.typesetting.makeup import SlipSheets
from compendium.typesetting.tags.muting import muted_boxes
from compendium.typesetting.tags.node import Node
from compendium.typesetting.tags.reading import Reading
from compendium.typesetting.tags.roles import alternative_of
from compendium.typesetting.tags.shaping import Element, shaped
from compendium.typesetting.tags.slipping import keep_structure, links_apart
from compendium.typesetting.tags.spoken import soften_hyphen
from compendium.typesetting.tags.tables import complete_rows, relate_headers
from compendium.typesetting.tags.writing import write_tree

_add_tags = pdf_module.add_tags
_marked = Stream.marked


@contextmanager
def own_tags(document: Any, section: str, soft: Collection[int]) -> Iterator[None]:
    """Tag what is written inside by our own rules; the engine is itself again afterwards.

    Args:
        document: the engine's document, its text completed (see `spoken`). The tree of slips goes into their column.
        section: id of the section.
        soft: the text boxes, by identity, whose last character is a hyphen that only breaks a word.

    Raises:
        EngineError: TYPE-ALT, a picture has no words that stand for it.
    """
    _drop_inner_links(document)
    muted = muted_boxes(document)

    @contextmanager
    def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
        kind = muted.get(id(box))
        with _marked(stream, box, tag) if kind is None else _artifact(stream, kind):
            yield
            if id(box) in soft:
                soften_hyphen(stream.stream)

    def add_tags(pdf: Any, document: Any, _version: object, streams: Any) -> None:
        tree = _tree(document, streams, muted, section)
        if isinstance(document, SlipSheets):
            keep_structure(document, tree)
        else:
            write_tree(pdf, tree, len(document.pages))

    pdf_module.add_tags = add_tags
    Stream.marked = marked
    try:
        with links_apart(document):
            yield
    finally:
        pdf_module.add_tags = _add_tags
        Stream.marked = _marked


def _drop_inner_links(document: Any) -> None:
    """Leave one annotation for a link on each line: the engine gives one more to every element within it."""
    for page in document.pages:
        # The entries are type, target, rectangle and box; only the box of the link itself names the target.
        page.links[:] = [entry for entry in page.links if entry[3].link]


@contextmanager
def _artifact(stream: Any, kind: str) -> Iterator[None]:
    """A piece that is not read; ISO 14289-1, 7.8 wants running heads told as what they are."""
    properties = pydyf.Dictionary({"Type": "/Pagination", "Subtype": f"/{kind}"}) if kind else None
    stream.begin_marked_content("Artifact", properties)
    try:
        yield
    finally:
        stream.end_marked_content()


def _tree(document: Any, streams: Any, muted: Mapping[int, str], section: str) -> Element:
    reading = Reading(Node("Document", document.metadata.lang or ""), muted)
    for index, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        marks = stream._tags  # noqa: SLF001 - the engine keeps there what it has drawn, box by box
        reading.page(index, page, marks)
        if marks:
            raise AssertionError(f"page {index + 1} has text that no element holds: {list(marks)[:3]}")
    root = shaped(reading.root)
    complete_rows(root)
    relate_headers(root)
    unsaid = [e for e in root.walk() if e.role == "Figure" and e.node and not alternative_of(e.node.element)]
    if unsaid:
        raise EngineError(*(_silent_picture(section, element) for element in unsaid))
    return root


def _silent_picture(section: str, element: Element) -> Any:
    source = element.node.element if element.node else None
    name = (source.get("src") or source.tag) if source is not None else "a picture"
    hint = 'Say in its alternative text what it shows; for an ornament, write alt="".'
    return fault(section, "TYPE-ALT", f"the picture {name} has no alternative text", hint)
