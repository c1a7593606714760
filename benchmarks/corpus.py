"""A corpus of N instruments in our own format: own words, seeded, in both languages.

    python benchmarks/corpus.py N FOLDER [--seed S]

The same number and seed give the same bytes, and the first instruments of a smaller corpus are those of a larger one.
Every sentence is made here from the lists below; the French says what the English says.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

SEED = 41
"""Any number; it only has to stay the same for figures to be compared."""

PREAMBLE, OPERATIVE, NOTES = 8, 25, 8
"""Paragraphs and notes of one instrument: those of a long resolution."""

THEMED = 13
"""Paragraphs of one instrument that bear themes."""

SUBJECTS = [
    ("gardens", "jardins"),
    ("bridges", "ponts"),
    ("wells", "puits"),
    ("markets", "marchés"),
    ("workshops", "ateliers"),
    ("orchards", "vergers"),
    ("lighthouses", "phares"),
    ("ferries", "bacs"),
    ("mills", "moulins"),
    ("theatres", "théâtres"),
    ("quarries", "carrières"),
    ("footpaths", "sentiers"),
]
ASPECTS = [
    ("care of {}", "entretien des {}"),
    ("access to {}", "accès aux {}"),
    ("history of {}", "histoire des {}"),
    ("cost of {}", "coût des {}"),
    ("keepers of {}", "gardiens des {}"),
]
BODIES = [
    ("council-of-slow-rivers", "Council of Slow Rivers", "Conseil des fleuves lents"),
    ("assembly-of-hill-towns", "Assembly of Hill Towns", "Assemblée des villes perchées"),
    ("league-of-small-harbours", "League of Small Harbours", "Ligue des petits ports"),
]
QUALITIES = [
    ("public", "publics"),
    ("neighbouring", "voisins"),
    ("modest", "modestes"),
    ("well-known", "connus de tous"),
    ("half-forgotten", "à demi oubliés"),
    ("seasonal", "saisonniers"),
    ("lasting", "durables"),
    ("shared", "partagés"),
]
DEEDS = [
    ("repair", "réparer"),
    ("describe", "décrire"),
    ("visit", "visiter"),
    ("measure", "mesurer"),
    ("teach about", "faire connaître"),
    ("pay for", "financer"),
    ("protect", "protéger"),
    ("open", "ouvrir"),
]
DOERS = [
    ("the councils", "les conseils"),
    ("the schools", "les écoles"),
    ("the apprentices", "les apprentis"),
    ("the archivists", "les archivistes"),
    ("the inhabitants", "les habitants"),
    ("the gardeners", "les jardiniers"),
    ("the ferrymen", "les passeurs"),
    ("the treasurers", "les trésoriers"),
]
TIMES = [
    ("before the first frost", "avant les premières gelées"),
    ("in every year of plenty", "à chaque année d’abondance"),
    ("when the rivers are low", "lorsque les rivières sont basses"),
    ("once the accounts are read", "une fois les comptes lus"),
    ("as often as may be needed", "aussi souvent que nécessaire"),
    ("without waiting to be asked", "sans attendre qu’on le demande"),
]
CLAUSES = [
    ("{who} may {do} the {how} {what} {when}", "{who} peuvent {do} les {what} {how} {when}"),
    (
        "{when}, {who} are to {do} the {what} that others keep",
        "{when}, {who} ont à {do} les {what} que d’autres gardent",
    ),
    (
        "nothing prevents {who} from helping one another to {do} the {how} {what}",
        "rien n’empêche {who} de s’entraider pour {do} les {what} {how}",
    ),
    (
        "{who} know best how to {do} such {what}, {how} as they are",
        "{who} savent mieux que personne comment {do} de tels {what}, {how} comme ils le sont",
    ),
]
JOINTS = [(", and ", ", et "), ("; ", " ; "), (", so that ", ", de sorte que ")]
REASONS = [
    ("Recalling", "Rappelant"),
    ("Noting", "Notant"),
    ("Considering", "Considérant"),
    ("Convinced", "Convaincue"),
]
ACTIONS = [
    ("Decides", "Décide"),
    ("Requests", "Prie"),
    ("Invites", "Invite"),
    ("Encourages", "Encourage"),
    ("Recommends", "Recommande"),
]
_END = re.compile(r"((?:\[\^\w+\]|\s|[.,;])+)\Z")
"""The stop of a paragraph, with the call of a note before or behind it."""
EDIT = ("Having read this passage aloud once more, ", "Ayant relu ce passage à voix haute, ")
"""What an edit puts before a paragraph."""


def _pair(en: str, fr: str) -> dict[str, str]:
    return {"en": en, "fr": fr}


def _clause(r: random.Random) -> tuple[str, str]:
    who, do, how, what, when = (r.choice(words) for words in (DOERS, DEEDS, QUALITIES, SUBJECTS, TIMES))
    pattern = r.choice(CLAUSES)
    en, fr = (pattern[i].format(who=who[i], do=do[i], how=how[i], what=what[i], when=when[i]) for i in (0, 1))
    return en, fr


def _passage(r: random.Random, least: int, most: int) -> tuple[str, str]:
    """A sentence of so many English words, without its stop."""
    wanted = r.randint(least, most - 12)
    en, fr = _clause(r)
    while len(en.split()) < wanted:
        joint, more = r.choice(JOINTS), _clause(r)
        en, fr = en + joint[0] + more[0], fr + joint[1] + more[1]
    return en, fr


def theme_ids() -> list[str]:
    """The ids of the sixty themes."""
    return [f"{subject}-{aspect.split()[0]}" for subject, _ in SUBJECTS for aspect, _ in ASPECTS]


def themes() -> list[dict[str, Any]]:
    """Sixty themes below twelve."""
    found: list[dict[str, Any]] = [{"id": en, "label": _pair(en, fr)} for en, fr in SUBJECTS]
    for en, fr in SUBJECTS:
        for aspect, counterpart in ASPECTS:
            label = _pair(aspect.format(en), counterpart.format(fr))
            found.append({"id": f"{en}-{aspect.split()[0]}", "label": label, "broader": en})
    return found


def _paragraphs(r: random.Random) -> Iterator[dict[str, Any]]:
    themed = set(r.sample(range(PREAMBLE + OPERATIVE), THEMED))
    noted = {place: str(n) for n, place in enumerate(sorted(r.sample(range(PREAMBLE + OPERATIVE), NOTES)), 1)}
    for place in range(PREAMBLE + OPERATIVE):
        number = place - PREAMBLE + 1
        lead = REASONS[place % len(REASONS)] if number < 1 else ACTIONS[place % len(ACTIONS)]
        en, fr = _passage(r, 40, 120)
        stop = "." if number == OPERATIVE else "," if number < 1 else ";"
        call = f"[^{noted[place]}]" if place in noted else ""
        narrow = " " if stop == ";" else ""
        found: dict[str, Any] = {"number": number} if number >= 1 else {}
        found["lead"] = _pair(*lead)
        that = (" that ", " que ")
        found["adopted"] = _pair(f"{lead[0]}{that[0]}{en}{stop}{call}", f"{lead[1]}{that[1]}{fr}{call}{narrow}{stop}")
        if place in themed:
            found["themes"] = r.sample(theme_ids(), r.randint(2, 4))
        yield found


def instrument(position: int, seed: int = SEED) -> dict[str, Any]:
    """One instrument, by its position from 0."""
    r = random.Random(f"{seed}/{position}")
    body = r.choice(BODIES)
    (one, un), (two, deux) = r.sample(SUBJECTS, 2)
    paragraphs = list(_paragraphs(r))
    notes = {}
    for label in range(1, NOTES + 1):
        en, fr = _passage(r, 12, 36)
        notes[str(label)] = {"adopted": _pair(f"{en.capitalize()}.", f"{fr.capitalize()}.")}
    year, month, day = 1990 + position % 30, r.randint(1, 12), r.randint(1, 28)
    return {
        "id": f"bench-{position + 1:04d}",
        "symbol": f"BENCH/{year}/{position + 1}",
        "kind": "resolution",
        "body": body[0],
        "title": _pair(f"On {one} and {two}, no. {position + 1}", f"Des {un} et des {deux}, n° {position + 1}"),
        "adopted": {"date": f"{year}-{month:02}-{day:02}"},
        "preamble": paragraphs[:PREAMBLE],
        "operative": paragraphs[PREAMBLE:],
        "notes": notes,
    }


def edited(item: dict[str, Any], words: tuple[str, str] = EDIT) -> dict[str, Any]:
    """The same instrument with other words at the end of its tenth operative paragraph."""
    paragraphs = list(item["operative"])
    adopted = paragraphs[9]["adopted"]
    changed = {lang: _END.sub(rf" {said}\1", adopted[lang]) for lang, said in zip(("en", "fr"), words, strict=True)}
    paragraphs[9] = paragraphs[9] | {"adopted": changed}
    return item | {"operative": paragraphs}


def _written(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110), "utf-8")


def write(count: int, folder: Path, seed: int = SEED) -> None:
    """Write a content folder with that many instruments, and one edition, `bench`: English, B5, one column."""
    publication = {
        "id": "bench",
        "title": _pair("Small Public Works", "Petits ouvrages publics"),
        "publisher": _pair("League of Small Harbours", "Ligue des petits ports"),
        "date": "2026-01-01",
    }
    _written(folder / "publication.yaml", publication)
    _written(folder / "themes.yaml", themes())
    _written(folder / "bodies.yaml", [{"id": name, "name": _pair(en, fr)} for name, en, fr in BODIES])
    edition: dict[str, Any] = {"id": "bench", "languages": ["en"], "mode": "single", "trim": "B5", "wording": "adopted"}
    # What the peers set as well, and no more.
    edition["sections"] = ["index-en"]
    _written(folder / "editions" / "bench.yaml", edition)
    for old in (folder / "instruments").glob("bench-*.yaml"):
        old.unlink()
    for position in range(count):
        item = instrument(position, seed)
        _written(folder / "instruments" / f"{item['id']}.yaml", item)


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many instruments")
    parser.add_argument("folder", type=Path, help="the content folder to write")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    write(given.count, given.folder, given.seed)


if __name__ == "__main__":
    main()
