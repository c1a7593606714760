"""What the printing house gets of an edition is made here: pages and wraps in inks, each judged, each kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from compendium.binding import Instructions, bind, settle
from compendium.conformance.preflight import Limits
from compendium.diagnostics import ContentError, Diagnostic, Place, Severity
from compendium.files import digest_of
from compendium.finishing.cover import Wrap
from compendium.finishing.inks import Spot
from compendium.finishing.press import PressFile, PressJob, check_bleed, make_press_file
from compendium.finishing.profile import find_profile
from compendium.languages import phrase
from compendium.languages import typeset as set_words
from compendium.model.edition import Edition
from compendium.model.printing import BindingStyle
from compendium.model.proof import Proof, Target
from compendium.production.building import Built, Job
from compendium.production.covering import COVER, papers_of
from compendium.production.judging import judge_press, judge_sameness
from compendium.production.made import Judged
from compendium.production.store import Store
from compendium.typesetting import named_ink
from compendium.units import Length

_PRESSROOM = "7"
"""Raised when finishing or preflight would make or judge another press file of the same Proofs."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A file for the printing house, and what was found of it; what is kept of one run for the next.

    Attributes:
        data: the PDF.
        judged: what it was judged by.
        turned: how many RGB pictures were turned into inks.
        found: findings that hold nothing back, without their place: code, message, hint, severity.
    """

    data: bytes
    judged: Judged
    turned: int
    found: tuple[tuple[str, str, str, str], ...]

    def findings(self, place: Place) -> list[Diagnostic]:
        """What was found, at the place of the file."""
        return [Diagnostic(code, said, place, hint, Severity(weight)) for code, said, hint, weight in self.found]

    def packed(self) -> bytes:
        """The file behind a line with all that is known of it."""
        facts = [self.judged.passed, self.judged.noted, self.turned, self.found]
        return json.dumps(facts).encode() + b"\n" + self.data

    @classmethod
    def unpacked(cls, kept: bytes) -> Printed:
        """What `packed` made."""
        line, _, data = kept.partition(b"\n")
        passed, noted, turned, found = json.loads(line)
        return cls(data, Judged(tuple(passed), tuple(noted)), turned, tuple(tuple(one) for one in found))


class PressRoom:
    """Makes what is printed of one edition, on its papers, by its profile."""

    def __init__(self, job: Job, edition: Edition) -> None:
        """Look for what the edition asks for.

        Raises:
            ContentError: the profile is not there or unfit, there is no such paper, or the bleed is too small.
        """
        self._job, self.edition, self.printing = job, edition, edition.printing
        project = job.project
        folders = (project.content / "assets" / "profiles", project.house.styles / "profiles")
        # Before anything is typeset: a profile that is not there would be found at the very end.
        with self._blaming("profile"):
            self.profile = find_profile(self.printing.profile, self.printing.condition, folders)
        with self._blaming("bleed"):
            check_bleed(Length.from_mm(self.printing.bleed))
        with self._blaming("paper"):
            papers_of(self.printing)

    @property
    def signature(self) -> int:
        """Pages of a signature."""
        return 4 if self.printing.binding is BindingStyle.SADDLE else self.printing.signature

    def pages_of(self, built: Built) -> tuple[int, int]:
        """Pages of the book without its cover, and with the blanks that fill its last signature."""
        count = len(built.interior.pagination.leaves)
        return count, count + -count % self.signature

    def inside(self, built: Built, store: Store) -> Printed:
        """The pages.

        Raises:
            EngineError: they do not say what the screen file says, or break a rule of the press.
        """
        return self._kept(["press", built.key], store, lambda: self._inside(built, store))

    def cover(self, proof: Proof, wrap: Wrap, name: str, store: Store) -> Printed:
        """The wrap.

        Args:
            proof: the wrap as it was typeset.
            wrap: its measures.
            name: what its file is called after: the edition, or both where two stand back to back.
            store: where it is kept.

        Raises:
            EngineError: it breaks a rule of the press.
        """
        job = self._cover_job(wrap, name)
        making = ["cover", name, proof.digest, job.title, job.day.isoformat(), self.printing.model_dump_json()]
        return self._kept(making, store, lambda: self._cover(proof, job, name))

    def _kept(self, making: list[str], store: Store, make: Callable[[], Printed]) -> Printed:
        """What stands in the store of the same makings and profile; made and judged where it does not."""
        key = digest_of([f"press {_PRESSROOM}", *making, self.profile.data])
        kept = store.get(key)
        if kept is not None:
            return Printed.unpacked(kept)
        made = make()
        store.put(key, made.packed())
        return made

    def _inside(self, built: Built, store: Store) -> Printed:
        typeset, publication = built.interior, self._job.library.publication
        instructions = Instructions(Target.PRESS, kept=store)
        painted = bind(typeset.book, typeset.proofs, typeset.pagination, publication, instructions)
        made = make_press_file(painted, self._press_job(self.signature, self.edition.id))
        same = judge_sameness(built.data, made.data, self.edition.id, built.cover)
        return self._judged(made, f"{self.edition.id}.press.pdf", self.signature, same)

    def _cover(self, proof: Proof, job: PressJob, name: str) -> Printed:
        made = make_press_file(settle(proof.paints[Target.PRESS]), job)
        return self._judged(made, f"{name}.cover.pdf", 1, Judged())

    def _judged(self, made: PressFile, name: str, signature: int, same: Judged) -> Printed:
        limits = Limits(ink=self.printing.ink_limit, bleed=self.printing.bleed, signature=signature)
        judged, report = judge_press(made.data, self._job.project.output / name, limits)
        found = tuple((d.code, d.message, d.hint, str(d.severity)) for d in report)
        return Printed(made.data, same + judged, made.turned, found)

    def _cover_job(self, wrap: Wrap, name: str) -> PressJob:
        ink = named_ink(self._job.project.house.styles, COVER)
        spot = Spot(self.printing.spot, ink) if self.printing.spot and ink else None
        folds = tuple(dict.fromkeys((wrap.page.width, wrap.page.width + wrap.spine)))
        label = phrase("press.cover", self.edition.languages[0])
        return replace(self._press_job(1, name), spot=spot, folds=folds, label=label)

    def _press_job(self, signature: int, name: str) -> PressJob:
        publication = self._job.library.publication
        title = self.edition.title or publication.title
        lang = self.edition.languages[0]
        words = f"{set_words(title.of(lang), lang)} ({name})"
        return PressJob(words, publication.date, self.profile, signature, Length.from_mm(self.printing.bleed))

    @contextmanager
    def _blaming(self, key: str) -> Iterator[None]:
        """Lay what goes wrong to a key of the edition's `printing`, where it has to be mended."""
        try:
            yield
        except ContentError as error:
            place = self._job.library.places.find(self.edition, "printing", key)
            raise ContentError(*(replace(found, place=place) for found in error.report)) from error
