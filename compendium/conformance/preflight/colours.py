"""Rules of the press on ink."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name, Object

from compendium.conformance.judges import most_ink, plates_of
from compendium.conformance.preflight.inking import ink_bound, most_at_once
from compendium.conformance.preflight.painting import Ink, Painting, all_inks
from compendium.conformance.preflight.rule import PDF, X4, Door, rule
from compendium.conformance.preflight.subject import Subject, box_of, listed
from compendium.diagnostics import Severity

_NOT_INK = frozenset({"DeviceRGB", "CalRGB", "ICCRGB", "Lab", "CalGray", "RGB"})
_SOLID = 0.995
_PIXELS = 4000
"""The most that a plate is wide or high; a sheet of A0 has 3370 points."""

_ROUNDING = 1.2
"""Percent: a plate has 256 steps, and the parts of a colour are rounded on each of four."""


@rule("PX-RGB", f"{X4}, 6.4 (device colour needs the intent of its kind)", Door.PRESS, hint="give it inks")
def inks_only(subject: Subject) -> Iterator[str]:
    """Everything is printed with inks: CMYK, grey or spot."""
    found: dict[str, list[int]] = {}
    for number, painting in enumerate(subject.paintings, start=1):
        for said in set(_colours(painting)):
            found.setdefault(said, []).append(number)
    for said, numbers in sorted(found.items()):
        yield f"{said} on pages {listed(numbers)}"


def _colours(painting: Painting) -> Iterator[str]:
    for ink in all_inks(painting):
        if ink.space in _NOT_INK:
            yield f"a colour in {ink.space}"
    for shown in painting.pictures:
        if shown.space in _NOT_INK:
            yield f"a picture in {shown.space}"
    for space in painting.shadings:
        if space in _NOT_INK:
            yield f"a gradient in {space}"


@rule("PX-INK", "FOGRA39L, total ink; ISO 12647-2:2004, 4.3.2.2", Door.PRESS, hint="use less ink, or raise ink_limit")
def ink_limit(subject: Subject) -> Iterator[str]:
    """No place takes more ink than the limit."""
    limit = subject.limits.ink + _ROUNDING
    if all(ink_bound(painting) <= limit for painting in subject.paintings):
        return
    # One thing may be too much by itself; what lies on what is told by the plates alone.
    mosts = [most_at_once(painting) for painting in subject.paintings]
    if max(mosts) <= limit:
        mosts = [most_ink(plates) for plates in plates_of(subject.data, _fineness(subject))]
    heavy = {number: most for number, most in enumerate(mosts, start=1) if most > limit}
    found: dict[str, list[int]] = {}
    for number, most in heavy.items():
        found.setdefault(f"{most:.0f}", []).append(number)
    for said, numbers in found.items():
        yield f"{said} % of ink on pages {listed(numbers)}; the limit is {subject.limits.ink:.0f} %"


def _fineness(subject: Subject) -> float:
    """Pixels an inch: one a point, fewer where a page is larger than any sheet."""
    boxes = [box for page in subject.pdf.pages if (box := box_of(page.obj, "/MediaBox"))]
    longest = max((max(box[2] - box[0], box[3] - box[1]) for box in boxes), default=1.0)
    return 72 * min(1.0, _PIXELS / longest)


@rule("PX-BLACK", "practice: black text in four inks never registers", Door.PRESS, hint="print text in black alone")
def black_alone(subject: Subject) -> Iterator[str]:
    """Black text is printed with black alone."""
    pages = [
        number
        for number, painting in enumerate(subject.paintings, start=1)
        if any(painted.what == "text" and _is_rich(painted.ink) for painted in painting.painted)
    ]
    if pages:
        yield f"pages with black text in several inks: {listed(pages)}"


def _is_rich(ink: Ink) -> bool:
    return ink.space == "DeviceCMYK" and len(ink.parts) == 4 and ink.parts[3] > 0.8 and max(ink.parts[:3]) > 0.1


@rule("PX-OVERPRINT", f"{PDF}, 8.6.7", Door.PRESS, severity=Severity.WARNING, hint="let solid black text overprint")
def black_overprints(subject: Subject) -> Iterator[str]:
    """Solid black text overprints."""
    pages = [
        number
        for number, painting in enumerate(subject.paintings, start=1)
        if any(p.what == "text" and not p.overprint and _is_solid_black(p.ink) for p in painting.painted)
    ]
    if pages:
        yield f"pages whose black text knocks out: {listed(pages)}"


def _is_solid_black(ink: Ink) -> bool:
    if ink.space == "DeviceCMYK" and len(ink.parts) == 4:
        return ink.parts[3] >= _SOLID and max(ink.parts[:3]) < 1 - _SOLID
    return ink.space == "DeviceGray" and ink.parts == (0.0,)


@rule("PX-WHITE", f"{PDF}, 8.6.7", Door.PRESS, hint="white has to knock out")
def white_knocks_out(subject: Subject) -> Iterator[str]:
    """Nothing white overprints: it would vanish."""
    pages = [
        number
        for number, painting in enumerate(subject.paintings, start=1)
        if any(p.overprint and p.ink.space == "DeviceCMYK" and not any(p.ink.parts) for p in painting.painted)
    ]
    if pages:
        yield f"pages where white overprints: {listed(pages)}"


@rule("PX-SPOT", f"{X4}, 6.4; {PDF}, 8.6.6.4", Door.PRESS)
def spots_agree(subject: Subject) -> Iterator[str]:
    """A spot ink is described in one way only."""
    described: dict[str, set[bytes]] = {}
    for _, space in subject.named(Name.ColorSpace):
        if isinstance(space, Array) and len(space) == 4 and space[0] == Name.Separation:
            described.setdefault(str(space[1]).removeprefix("/"), set()).add(_description(space))
    for name, ways in sorted(described.items()):
        if len(ways) > 1:
            yield f"the spot ink {name} is described in {len(ways)} ways"


def _description(space: Object) -> bytes:
    """The alternate space and the tint, written out."""
    tint = space[3]
    written = io.BytesIO(space[2].unparse(resolved=True))
    written.seek(0, io.SEEK_END)
    if isinstance(tint, pikepdf.Stream):
        written.write(tint.read_bytes())
    else:
        written.write(tint.unparse(resolved=True))
    return written.getvalue()


@rule("PX-TRANSFER", f"{X4}, 6.13; {PDF}, 10.5", Door.PRESS)
def no_transfer(subject: Subject) -> Iterator[str]:
    """No graphics state bends the curves of the press."""
    for number, state in subject.named(Name.ExtGState):
        if Name.TR in state or state.get(Name.TR2, Name.Default) != Name.Default or Name.HTP in state:
            yield f"a graphics state of page {number} has a transfer function or a halftone phase"
            return


@rule("PX-RESOLUTION", "practice: two pixels a line of a 150-line screen", Door.PRESS, severity=Severity.WARNING)
def fine_pictures(subject: Subject) -> Iterator[str]:
    """Pictures have the resolution that is asked for."""
    for number, painting in enumerate(subject.paintings, start=1):
        for shown in painting.pictures:
            if 0 < shown.per_inch < subject.limits.per_inch - 0.5:
                asked = f"{subject.limits.per_inch:.0f} are asked for"
                yield f"a picture on page {number} has {shown.per_inch:.0f} pixels an inch; {asked}"
