"""Why a section has to be typeset: what made its last Proof, beside what makes the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from compendium.files import digest_of
from compendium.production.store import Store

_SHOWN = 4
"""So many changed makings are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What made the last Proof of each section of an edition, by name."""

    makings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def kept(cls, store: Store, scope: str) -> Reasons:
        """What the store remembers of an edition; nothing where it has never been built."""
        try:
            return cls(json.loads(store.get(_key(scope)) or b"{}"))
        except ValueError:
            return cls()

    def keep(self, store: Store, scope: str) -> None:
        """Remember this for the next build."""
        store.put(_key(scope), json.dumps(self.makings, sort_keys=True).encode())

    def with_makings(self, makings: Mapping[str, Mapping[str, str]]) -> Reasons:
        """The same with what makes some sections now."""
        return Reasons({**self.makings, **makings})

    def why(self, section: str, makings: Mapping[str, str]) -> str:
        """One line: what has changed since the last Proof of a section.

        Args:
            section: its id.
            makings: what makes it now (see `compendium.typesetting.makings_of`).
        """
        before = self.makings.get(section)
        if before is None:
            return "it has not been typeset before"
        changed = [name for name in {**before, **makings} if before.get(name) != makings.get(name)]
        if not changed:
            return "its Proof is no longer kept, or was damaged"
        more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        return f"changed: {', '.join(changed[:_SHOWN])}{more}"


def _key(scope: str) -> str:
    return digest_of(["reasons", scope])
