"""Rewrites content so that neutrals are black alone, and solid black overprints.

Overprinting black leaves no white edge where the plates do not meet. Nothing else may overprint: white on a ground
would vanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf

_NEUTRAL = 0.004
"""By how much red, green and blue of a neutral may differ: one step of 255."""

_BLACK = (0.0, 0.0, 0.0, 1.0)
_STATES = {(fill, stroke): f"/Over{int(fill)}{int(stroke)}" for fill in (False, True) for stroke in (False, True)}
_PARTS = {"g": 1, "rg": 3, "k": 4}
_SPACES = {"/DeviceCMYK": 4, "/DeviceGray": 1, "/DeviceRGB": 3}

Step = ContentStreamInstruction | ContentStreamInlineImage


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot ink that stands for one colour in process inks.

    Attributes:
        name: as the printer knows it, such as `PANTONE 294 C`.
        cmyk: the process colour that it stands for, from 0 to 1.
    """

    name: str
    cmyk: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Paint:
    """What is painted with: how many parts a colour has in the current space (0 unknown), and whether it is black."""

    parts: int = 0
    black: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    fill: _Paint = _Paint()
    stroke: _Paint = _Paint()

    def of(self, *, stroke: bool) -> _Paint:
        return self.stroke if stroke else self.fill

    def having(self, paint: _Paint, *, stroke: bool) -> _State:
        return replace(self, stroke=paint) if stroke else replace(self, fill=paint)


def ink_contents(pdf: Pdf, spot: Spot | None = None) -> None:
    """Rewrite every page, form and pattern of a file, each once."""
    inker = _Inker(pdf, spot)
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        page.contents_coalesce()
        stream = pdf.make_stream(inker.rewritten(page))
        page.obj[Name.Contents] = stream
        inker.equip(page.obj)
        for form in _forms(page.obj, seen):
            form.write(inker.rewritten(form))
            inker.equip(form)


def _forms(owner: Object, seen: set[tuple[int, int]]) -> Iterator[Object]:
    resources = owner.get(Name.Resources, Dictionary())
    inner = [*resources.get(Name.XObject, Dictionary()).values(), *resources.get(Name.Pattern, Dictionary()).values()]
    for item in inner:
        if not isinstance(item, pikepdf.Stream) or item.objgen in seen:
            continue
        if item.get(Name.Subtype) == Name.Form or item.get(Name.PatternType) == 1:
            seen.add(item.objgen)
            group = item.get(Name.Group)
            if group is not None and group.get(Name.CS) == Name.DeviceRGB:
                group[Name.CS] = Name.DeviceCMYK
            yield item
            yield from _forms(item, seen)


class _Inker:
    def __init__(self, pdf: Pdf, spot: Spot | None) -> None:
        self._spot = spot
        self._states = pdf.make_indirect(Dictionary())
        for (fill, stroke), name in _STATES.items():
            self._states[name] = Dictionary(Type=Name.ExtGState, OP=stroke, op=fill, OPM=int(fill or stroke))
        self._space = pdf.make_indirect(spot_space(pdf, spot)) if spot else None

    def equip(self, owner: Object) -> None:
        """Name the states and the spot ink in the resources."""
        if Name.Resources not in owner:
            owner[Name.Resources] = Dictionary()
        resources = owner[Name.Resources]
        for kind in ("/ExtGState", "/ColorSpace"):
            if kind not in resources:
                resources[kind] = Dictionary()
        for name in _STATES.values():
            resources["/ExtGState"][name] = self._states[name]
        if self._space is not None:
            resources["/ColorSpace"]["/Spot"] = self._space

    def rewritten(self, owner: Object | pikepdf.Page) -> bytes:
        return pikepdf.unparse_content_stream(list(self._steps(pikepdf.parse_content_stream(owner))))

    def _steps(self, steps: Iterable[Step]) -> Iterator[Step]:
        state, kept = _State(), list[_State]()
        for step in steps:
            if isinstance(step, ContentStreamInlineImage):
                yield step
                continue
            match str(step.operator):
                case "q":
                    kept.append(state)
                    yield step
                case "Q":
                    state = kept.pop() if kept else _State()
                    yield step
                case "cs" | "CS" as operator:
                    parts = _SPACES.get(str(step.operands[0]), 0)
                    stroke = operator == "CS"
                    # Whether black overprints is decided by the colour that comes next.
                    state = state.having(replace(state.of(stroke=stroke), parts=parts), stroke=stroke)
                    yield step
                case "g" | "G" | "rg" | "RG" | "k" | "K" | "sc" | "SC" | "scn" | "SCN" as operator:
                    stroke = operator.isupper()
                    before, (paint, inked) = state, self._coloured(step, state.of(stroke=stroke).parts)
                    state = state.having(paint, stroke=stroke)
                    yield from inked
                    if (before.fill.black, before.stroke.black) != (state.fill.black, state.stroke.black):
                        name = _STATES[state.fill.black, state.stroke.black]
                        yield ContentStreamInstruction([Name(name)], Operator("gs"))
                case _:
                    yield step

    def _coloured(self, step: ContentStreamInstruction, parts: int) -> tuple[_Paint, list[Step]]:
        """The colour as ink. The space that the source believes in is kept: what it says next refers to it."""
        operator = str(step.operator)
        parts = _PARTS.get(operator.lower(), parts)
        ink = _ink(step, parts)
        if ink is None:
            return _Paint(parts), [step]
        stroke = operator.isupper()
        if self._spot and all(abs(a - b) < _NEUTRAL for a, b in zip(ink, self._spot.cmyk, strict=True)):
            chosen = ContentStreamInstruction([Name.Spot], Operator("CS" if stroke else "cs"))
            return _Paint(parts), [chosen, ContentStreamInstruction([1], Operator("SCN" if stroke else "scn"))]
        inked = ContentStreamInstruction([round(part, 4) for part in ink], Operator("K" if stroke else "k"))
        return _Paint(parts, ink == _BLACK), [inked]


def _ink(step: ContentStreamInstruction, count: int) -> tuple[float, float, float, float] | None:
    """What a step prints with, where that is CMYK or a neutral; None for a colour, a tint or a pattern."""
    if count == 0 or len(step.operands) != count:
        return None
    parts = [float(part) for part in step.operands]
    if count == 4:
        return (parts[0], parts[1], parts[2], parts[3])
    if max(parts) - min(parts) > _NEUTRAL:
        return None
    return (0.0, 0.0, 0.0, round(1 - parts[0], 4))


def spot_space(pdf: Pdf, spot: Spot) -> Array:
    """A Separation space with its process counterpart (ISO 32000-1, 8.6.6.4)."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(spot.cmyk), N=1)
    return Array([Name.Separation, Name(f"/{spot.name}"), Name.DeviceCMYK, pdf.make_indirect(tint)])
