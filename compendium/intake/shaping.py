"""The draft as the record of an instrument file: keys in the order of the file, and the path of every slot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from compendium import markup
from compendium.intake import spans
from compendium.intake.draft import Draft, Para, Path, Slot
from compendium.intake.identity import PENDING, Identity, in_both, meeting_in_both
from compendium.model.words import Lang

UNKNOWN_DAY = date(1900, 1, 1)
"""Stands in for a date that the source does not give; a doubt says so."""


class Shaper:
    """Writes the values of a draft and remembers where each slot went."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lang = draft.lang.value
        self.paths: dict[Slot, Path] = {}

    def record(self, ident: str, who: Identity) -> dict[str, Any]:
        """The instrument file as plain values, in the order of its keys."""
        draft = self.draft
        doubts = [*who.doubts, *draft.doubts]
        data: dict[str, Any] = {"id": ident}
        if who.symbol:
            data["symbol"] = who.symbol
            for slot in draft.symbol_slots:
                self.paths[slot] = ("symbol",)
        data |= {"kind": who.kind.value, "body": who.body, "title": self._title(doubts)}
        data["adopted"] = self._adoption(who, doubts)
        data["source"] = {"language": self.lang, "authentic": [self.lang]}
        if draft.masthead:
            data["masthead"] = self._masthead()
        data["lead_style"] = draft.lead_style
        self._part(data, "opening", draft.opening)
        if draft.preamble:
            data["preamble"] = self._paragraphs(draft.preamble, ("preamble",))
        self._part(data, "enacting", draft.enacting)
        if draft.operative:
            data["operative"] = self._paragraphs(draft.operative, ("operative",))
        if draft.closing:
            data["closing"] = [self._worded(s, ("closing", n)) for n, s in enumerate(draft.closing) if s.text]
        if draft.signatories:
            data["signatories"] = [self._words(s, ("signatories", n)) for n, s in enumerate(draft.signatories)]
        if draft.annexes:
            data["annexes"] = list(self._annexes())
        if draft.notes:
            data["notes"] = {label: self._note(label, slot) for label, slot in draft.notes.items()}
        if doubts:
            data["suggested"] = {"doubts": doubts}
        return data

    def _title(self, doubts: list[str]) -> dict[str, Any]:
        self.paths[self.draft.title] = ("title", self.lang)
        text = spans.written(self.draft.title.spans) or "untitled"
        if text == "untitled":
            doubts.append("No title was found.")
        other = self.draft.lang.other
        doubts.append(f"The title has still to be given in {'French' if other is Lang.FR else 'English'}.")
        pair = {self.lang: text, other.value: markup.escape(PENDING[other]) + text}
        return {lang.value: pair[lang.value] for lang in Lang}

    def _adoption(self, who: Identity, doubts: list[str]) -> dict[str, Any]:
        adoption: dict[str, Any] = {"date": who.day or UNKNOWN_DAY}
        if who.place:
            adoption["place"] = {k: markup.escape(v) for k, v in in_both(who.place, self.draft.lang).items()}
            if any("[" in text for text in adoption["place"].values()):
                doubts.append("The place of adoption has still to be given in the other language.")
        if who.meeting:
            adoption["meeting"] = meeting_in_both(who.meeting)
        return adoption

    def _masthead(self) -> list[dict[str, str]]:
        """One entry per line; a name that the source prints in both languages, line after line, is one entry."""
        lines: list[dict[str, str]] = []
        for lang, slot in self.draft.masthead:
            is_pair = bool(lines) and lang.value not in lines[-1] and not any(c.isdigit() for c in slot.text)
            if not is_pair:
                lines.append({})
            self.paths[slot] = ("masthead", len(lines) - 1, lang.value)
            lines[-1][lang.value] = spans.written(slot.spans)
        return lines

    def _part(self, data: dict[str, Any], key: str, slot: Slot | None) -> None:
        if slot and slot.text:
            data[key] = self._worded(slot, (key,))

    def _worded(self, slot: Slot, path: Path) -> dict[str, Any]:
        return {"adopted": self._words(slot, (*path, "adopted"))}

    def _words(self, slot: Slot, path: Path) -> dict[str, str]:
        self.paths[slot] = (*path, self.lang)
        return {self.lang: spans.written(slot.spans)}

    def _note(self, label: str, slot: Slot) -> dict[str, Any]:
        note = self._worded(slot, ("notes", label))
        if doubts := self.draft.note_doubts.get(label):
            note["suggested"] = {"doubts": doubts}
        return note

    def _paragraphs(self, paragraphs: list[Para], path: Path) -> list[dict[str, Any]]:
        return [self._paragraph(p, (*path, n)) for n, p in enumerate(paragraphs)]

    def _paragraph(self, paragraph: Para, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        if paragraph.number:
            self.paths[paragraph.number] = (*path, "number")
            data["number"] = int(paragraph.number.text)
        if paragraph.label:
            self.paths[paragraph.label] = (*path, "label")
            data["label"] = spans.written(paragraph.label.spans)
        if paragraph.heading and paragraph.heading.text:
            data["heading"] = self._words(paragraph.heading, (*path, "heading"))
        if paragraph.lead:
            data["lead"] = {self.lang: markup.escape(paragraph.lead)}
        if paragraph.text.text:
            data |= self._worded(paragraph.text, path)
        if paragraph.quotation:
            data["quotation"] = True
        if paragraph.items:
            data["items"] = self._paragraphs(paragraph.items, (*path, "items"))
        if paragraph.table:
            data["tables"] = {self.lang: self._table(paragraph, (*path, "tables", self.lang))}
        if paragraph.after and paragraph.after.text:
            data["after"] = self._worded(paragraph.after, (*path, "after"))
        if paragraph.doubts:
            data["suggested"] = {"doubts": list(paragraph.doubts)}
        return data

    def _table(self, paragraph: Para, path: Path) -> dict[str, Any]:
        table: dict[str, Any] = {}
        rows: dict[int, list[tuple[int, Slot]]] = {}
        for (row, column), slot in sorted(paragraph.table.items(), key=lambda cell: cell[0]):
            rows.setdefault(row, []).append((column, slot))
        first = next(iter(rows))
        head = rows.pop(first) if first % 1000 == 999 and len(rows) > 1 else []
        if head:
            table["head"] = [self._cell(slot, (*path, "head", n)) for n, (_, slot) in enumerate(head)]
        table["rows"] = [
            [self._cell(slot, (*path, "rows", row, column)) for column, (_, slot) in enumerate(cells)]
            for row, cells in enumerate(rows.values())
        ]
        return table

    def _cell(self, slot: Slot, path: Path) -> str:
        self.paths[slot] = path
        return spans.written(slot.spans)

    def _annexes(self) -> Iterator[dict[str, Any]]:
        for position, annex in enumerate(self.draft.annexes):
            path: Path = ("annexes", position)
            data: dict[str, Any] = {}
            if annex.label and annex.label.text:
                data["label"] = self._words(annex.label, (*path, "label"))
            if annex.title and annex.title.text:
                data["title"] = self._words(annex.title, (*path, "title"))
            if annex.opening:
                data["opening"] = self._worded(annex.opening, (*path, "opening"))
            if annex.paragraphs:
                data["paragraphs"] = self._paragraphs(annex.paragraphs, (*path, "paragraphs"))
            yield data
