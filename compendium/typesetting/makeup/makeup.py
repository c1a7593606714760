"""The walk of make-up: strip, measure, break, cut, put together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.layout.background import layout_backgrounds

from compendium.typesetting import boxes
from compendium.typesetting.makeup.cutting import cut, move
from compendium.typesetting.makeup.margin import hang
from compendium.typesetting.makeup.numbering import is_numbered_by_page
from compendium.typesetting.makeup.repeating import repeat_heads
from compendium.typesetting.makeup.running import ranges
from compendium.typesetting.makeup.setting import PlannedPage, Render, SetGalley, Setter, Setting, body_of
from compendium.typesetting.makeup.spreads import Spread
from compendium.typesetting.makeup.strip import NOTE, elements_of, shells
from compendium.typesetting.plans import NotePart


def wants_makeup(root: Any) -> bool:
    """Whether the pages of a galley are made up: where it asks for it, and wherever it has notes."""
    return root.get("data-makeup") == "pages" or any(True for _ in elements_of(root, NOTE))


def make_up(root: Any, render: Render) -> Any:
    """Set a galley as a strip and make its pages up.

    Args:
        root: the root element of the galley; its notes are lifted out of the text.
        render: the engine.

    Returns:
        The engine's document.

    Raises:
        UnbreakableError: a line or a picture is taller than a page.
        UnsettledError: notes numbered by page move their own pages without end.
    """
    setter = Setter(root, render)
    setting = setter.numbered() if is_numbered_by_page(root) else setter.set()
    texts = [text for galley in setting.galleys for text in _ranges(galley, root, setting.pages)]
    shell = render(shells(root, texts), setter.shell_css)
    maker = _PageMaker(setting, setter.spread)
    shelled = zip(shell.pages, setting.pages, strict=True)
    pages = [Page(maker.page(boxes.page_box(page), made)) for page, made in shelled]
    document = Document(
        pages, shell.metadata, shell.url_fetcher, shell.font_config, shell.color_profiles, shell.output_intent
    )
    document._html = shell._html  # noqa: SLF001 - the engine's tagging looks for it there
    return document


def _ranges(galley: SetGalley, root: Any, planned: Sequence[PlannedPage]) -> list[str]:
    stretches = [(*made.stretch, made.side or 0) for made in planned if made.galley is galley]
    return ranges(galley.flow, root, stretches)


@dataclass(frozen=True, slots=True)
class _PageMaker:
    """Puts cut parts into page shells."""

    setting: Setting
    spread: Spread

    def page(self, shell: Any, made: PlannedPage) -> Any:
        dx = shell.content_box_x() - made.galley.page.content_box_x() - self.spread.offset(made.side, shell)
        body = body_of(shell)
        body.children = [*self._text(made, shell, dx), *self._feet(made, shell, dx)]
        body.height = boxes.children(shell)[0].height = shell.height
        hang(shell)
        layout_backgrounds(shell, _no_picture)
        return shell

    def _text(self, made: PlannedPage, shell: Any, dx: float) -> Iterator[Any]:
        top, bottom = made.stretch
        part = cut(made.galley.flow, top, bottom) if bottom > top else None
        if part is None:
            return
        repeat_heads(made.galley.tables, part, top)
        top -= made.galley.strip.bands[made.plan.first].head
        for child in boxes.children(part):
            side = self.spread.side(child, made.side)
            if side is not None:
                yield move(side, dx, shell.content_box_y() - top)

    def _feet(self, made: PlannedPage, shell: Any, dx: float) -> Iterator[Any]:
        columns = [(n, parts) for n, parts in enumerate(made.plan.feet) if made.side in {None, n}]
        heights = [self._column_height(n, parts) for n, parts in columns]
        if not any(heights):
            return
        foot = shell.content_box_y() + shell.height
        head = foot - max(heights)
        rule = self.setting.rule.copy()
        rule.width = min(rule.width, shell.width)
        above = head - self.setting.rule.margin_height()
        yield move(rule, shell.content_box_x() - rule.position_x, above - rule.position_y)
        for number, parts in columns:
            y = head
            for part in parts:
                first = self.setting.notes[part.id].lines[part.first].position_y
                yield move(self._note(part), dx, y - first)
                y += self._height(part)
            if any(part.runs_on for part in parts):
                line = self.setting.runs_on[number].deepcopy()
                yield move(line, dx, y - line.position_y)

    def _column_height(self, number: int, parts: Sequence[NotePart]) -> float:
        says_so = any(part.runs_on for part in parts)
        return math.fsum(map(self._height, parts)) + (self.setting.runs_on[number].margin_height() if says_so else 0.0)

    def _height(self, part: NotePart) -> float:
        return math.fsum(self.setting.notes[part.id].strip.lines[part.first : part.end])

    def _note(self, part: NotePart) -> Any:
        note = self.setting.notes[part.id]
        lines = note.lines[part.first : part.end]
        return cut(note.box, lines[0].position_y, lines[-1].position_y + lines[-1].height)


def _no_picture(**_: Any) -> None:
    """Backgrounds of text are colours; pictures stand in the text."""
