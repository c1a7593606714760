"""The notes of an instrument: which text each call has, and the mark that it bears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from compendium.languages import OBJECT, letter, phrase
from compendium.model.anchors import digest_label, note_anchor
from compendium.model.edition import Edition, NoteNumbers, Wording
from compendium.model.instrument import Instrument, Note
from compendium.model.words import BothWords, Lang, Nature, Words


class Series(StrEnum):
    """The marks that are counted together: figures, letters for what is ours, signs such as * that stay as they are."""

    FIGURE = "figure"
    LETTER = "letter"
    SIGN = "sign"

    def mark(self, count: int) -> str:
        """The mark of a note that is the first, second ... of its series; a sign has no count."""
        return letter(count - 1) if self is Series.LETTER else str(count)


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it stands at the foot of a page.

    Attributes:
        anchor: the id of the note in the Galley.
        mark: what its call and the note itself show; where notes are numbered by page, what the source has for it.
        text: the note with inline markup.
        editorial: whether it is ours rather than the text's own.
    """

    anchor: str
    mark: str
    text: str
    editorial: bool

    @property
    def series(self) -> Series:
        """Which marks its own is counted with."""
        if self.editorial:
            return Series.LETTER
        return Series.FIGURE if any(character.isalnum() for character in self.mark) else Series.SIGN


@dataclass(frozen=True, slots=True)
class PointingBack:
    """What stands at the foot where notes are numbered by page and one of an earlier page is called again.

    Attributes:
        anchor: the id in the Galley.
        text: the words, `OBJECT` in the place of the mark of the earlier note.
    """

    anchor: str
    text: str

    def with_mark(self, mark: str) -> str:
        """The words as they are printed."""
        return self.text.replace(OBJECT, mark)


@dataclass(frozen=True, slots=True)
class Called:
    """A call within a passage.

    Attributes:
        note: the note that is called.
        is_first: the first call of a note carries it, later ones only point to it.
        back: what a later call carries where the page may not have the note; None where marks do not begin anew.
    """

    note: PrintedNote
    is_first: bool
    back: PointingBack | None = None

    @property
    def anchor(self) -> str:
        """The id of what the call carries; of the note itself where it carries nothing."""
        return self.back.anchor if self.back else self.note.anchor


class Caller:
    """Answers the calls of one instrument in the order of the text; remembers which notes have been called."""

    def __init__(self, instrument: Instrument, edition: Edition) -> None:
        """Start at the head of the instrument.

        Args:
            instrument: has the notes.
            edition: says which wording is printed and how notes are numbered.
        """
        self._instrument = instrument
        self._edition = edition
        self._called: dict[tuple[str, Lang, Nature], _Earlier] = {}
        self._cite: BothWords | None = None

    def reach(self, cite: BothWords | None) -> None:
        """Come to a paragraph.

        Args:
            cite: how it is cited; None for lines, and for sub-paragraphs, which belong to the paragraph before.
        """
        self._cite = cite or self._cite

    def call(self, label: str, lang: Lang, nature: Nature) -> Called:
        """What a call stands for.

        Args:
            label: of the note.
            lang: the language of the passage that calls it.
            nature: likewise.
        """
        note = self._instrument.notes[label]
        key = (label, lang, Nature.DIGEST if note.editor else nature)
        earlier = self._called.get(key)
        if not earlier:
            printed = self._printed(label, note, lang, nature)
            self._called[key] = _Earlier(printed, self._cite)
            return Called(printed, is_first=True)
        earlier.again += 1
        return Called(earlier.note, is_first=False, back=self._back(earlier, lang))

    def _back(self, earlier: _Earlier, lang: Lang) -> PointingBack | None:
        # A sign stays what it is on every page, but its note is not there; it needs the words as well.
        if self._edition.note_numbers is not NoteNumbers.PAGE:
            return None
        if earlier.cite:
            text = phrase("notes.back_to", lang, n=OBJECT, paragraph=earlier.cite.of(lang))
        else:
            text = phrase("notes.back_to_line", lang, n=OBJECT)
        return PointingBack(f"{earlier.note.anchor}.again{earlier.again}", text)

    def _printed(self, label: str, note: Note, lang: Lang, nature: Nature) -> PrintedNote:
        ours = note.editor is not None
        # Where both wordings stand on a page, the digest's notes take letters, so that no mark is there twice.
        lettered = ours or (nature is Nature.DIGEST and self._edition.wording is Wording.BOTH)
        called = [earlier.note for earlier in self._called.values()]
        own = sum(1 for n in called if n.editorial and n.anchor.endswith(f".{lang}"))
        words = note.editor or note.wording(nature)
        text = words.of(lang) or _any(note.wording(nature.other), lang) or _any(words, lang)
        name = note_anchor(self._instrument.id, digest_label(label) if lettered and not ours else label, lang)
        return PrintedNote(name, letter(own) if lettered else label, text, lettered)


@dataclass(slots=True)
class _Earlier:
    """A note that has been called, the paragraph of its first call, and how often it has been called again."""

    note: PrintedNote
    cite: BothWords | None
    again: int = 0


def printed_marks(
    calls: Iterable[tuple[Lang, Called]], numbers: NoteNumbers, pages: Mapping[str, int]
) -> dict[str, str]:
    """The mark of every call of a section, by the anchor of what the call carries.

    By page they are counted from one on each page, for each language and series by itself, in the order of the calls.
    A call of a note that its page has already takes the mark that the note has there.

    Args:
        calls: the calls of the section in the order of the text, each with the language of its passage.
        numbers: how the edition numbers notes.
        pages: the page on which each note is called, by anchor, from the ledger; what is not printed is not in it.
    """
    if numbers is NoteNumbers.INSTRUMENT:
        return {called.anchor: called.note.mark for _, called in calls}
    counts: Counter[tuple[int, Lang, Series]] = Counter()
    here: dict[str, str] = {}
    marks: dict[str, str] = {}
    for lang, called in calls:
        series = called.note.series
        if called.anchor in pages:
            key = pages[called.anchor], lang, series
            counts[key] += 1
            here[called.note.anchor] = called.note.mark if series is Series.SIGN else series.mark(counts[key])
        marks[called.anchor] = here.get(called.note.anchor, called.note.mark)
    return marks


def _any(words: Words, lang: Lang) -> str:
    return words.of(lang) or words.of(lang.other) or ""
