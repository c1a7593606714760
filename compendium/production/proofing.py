"""Pulls proofs for the compositor: the pages of an edition on their baseline grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from compendium.binding import Instructions, bind
from compendium.model.proof import Target
from compendium.production.building import checked, chosen
from compendium.production.edition import EditionRun
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.executors import Hands
from compendium.production.judging import judge_sameness
from compendium.production.made import MadeFile, write_made
from compendium.production.manifest import earlier_edition
from compendium.production.project import Project
from compendium.production.proofs import compositors
from compendium.production.store import Store

ENDING = ".proof.pdf"
"""How the files end; no manifest vouches for them, since they do not leave the house."""

_TARGETS = (Target.SCREEN, Target.PROOF)


@dataclass(frozen=True, slots=True)
class Pulled:
    """A file for the compositor: the edition, where it stands, how many pages it has."""

    edition: str
    path: Path
    pages: int


def pull_proofs(
    project: Project, names: Sequence[str] = (), watcher: Watcher = nobody, workers: Hands = None
) -> tuple[Pulled, ...]:
    """Write `<edition>.proof.pdf` for editions: grid, text block, columns and trim under the same pages.

    Args:
        project: the folders.
        names: ids of editions; empty for all.
        watcher: is told what happens.
        workers: who typesets.

    Raises:
        ContentError: the content has errors, or there is no such edition.
        EngineError: a section cannot be typeset, or a page does not say what it says on screen.
    """
    library, _ = checked(project)
    pulled = []
    for edition in chosen(library, names):
        with compositors(Store(project.cache), workers, scope=f"{project.content} {edition.id}") as team:
            team.targets = _TARGETS
            earlier = earlier_edition(library, edition)
            typeset = EditionRun(library, edition, project.house, team, earlier).typeset(watcher)
        made = (typeset.book, typeset.proofs, typeset.pagination, library.publication)
        screen, ruled = (bind(*made, Instructions(target)) for target in _TARGETS)
        judge_sameness(screen, ruled, edition.id, cover=0)
        pages = len(typeset.pagination.leaves)
        write_made(project.output, [MadeFile(f"{edition.id}{ENDING}", Target.PROOF, ruled, pages)])
        path = project.output / f"{edition.id}{ENDING}"
        watcher(Event(Stage.WRITTEN, edition.id, str(path)))
        pulled.append(Pulled(edition.id, path, pages))
    return tuple(pulled)
