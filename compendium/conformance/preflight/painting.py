"""What a page really paints: colours, overprint and the resolution of its pictures, read as a press would read them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Matrix, Name, Object, Page

Parts = tuple[float, ...]

_MAX_FORMS = 20_000
"""Forms drawn on one page before reading stops: a page that nests more is made to hang its readers."""

_MAX_DEPTH = 12
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_TEXTS = frozenset({"Tj", "TJ", "'", '"'})
_DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_INVISIBLE = 3
"""Text rendering mode of text that is not shown (ISO 32000-1, 9.3.6)."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour as it is painted: family of its space, parts from 0 to 1, name of a spot ink."""

    space: str = "DeviceGray"
    parts: Parts = (0.0,)
    name: str = ""

    @property
    def total(self) -> float:
        """Ink on the paper in percent, for inks."""
        if self.space == "DeviceCMYK":
            return 100 * sum(self.parts)
        if self.space == "DeviceGray":
            return 100 * (1 - self.parts[0]) if self.parts else 0
        return 100 * sum(self.parts) if self.space in {"Separation", "DeviceN"} and self.name != "All" else 0

    @property
    def plates(self) -> dict[str, float]:
        """What it leaves on each plate, in percent; empty for what is no ink, and for registration marks."""
        if self.space in {"DeviceCMYK", "ICCCMYK"}:
            return dict(zip("CMYK", (100 * part for part in self.parts), strict=False))
        if self.space in {"DeviceGray", "ICCGray"} and self.parts:
            return {"K": 100 * (1 - self.parts[0])}
        if self.space == "Separation" and self.name != "All" and self.parts:
            return {self.name: 100 * self.parts[0]}
        return {}

    @property
    def is_known(self) -> bool:
        """Whether `plates` tells all that it prints."""
        return self.space in {"DeviceCMYK", "ICCCMYK", "DeviceGray", "ICCGray", "Separation"}


@dataclass(frozen=True, slots=True)
class Painted:
    """One way in which a page paints: `text`, `fill` or `stroke`, with an ink, overprinting or not."""

    what: str
    ink: Ink
    overprint: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in its place: its object, or None where it stands in the content, and its resolution on paper."""

    picture: Object | None
    space: str
    per_inch: float


@dataclass(slots=True)
class Painting:
    """What one page paints."""

    painted: set[Painted] = field(default_factory=set)
    pictures: list[Shown] = field(default_factory=list)
    shadings: set[str] = field(default_factory=set)
    operators: set[str] = field(default_factory=set)
    intents: set[str] = field(default_factory=set)
    blends: set[str] = field(default_factory=set)
    """Blend modes other than Normal."""
    fault: str = ""
    """Why the content could not be read to its end; empty where it was."""


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix
    fill: Ink = Ink()
    stroke: Ink = Ink()
    fill_over: bool = False
    stroke_over: bool = False
    mode: int = 0


def read_painting(page: Page) -> Painting:
    """Read the content of a page with its forms and patterns."""
    reader = _Reader()
    try:
        with warnings.catch_warnings():
            # Content that breaks off is told by a warning, and read no further.
            warnings.simplefilter("error", UserWarning)
            reader.run(page.obj, page.obj.get(Name.Resources, Dictionary()), _State(Matrix()), 0)
    except (
        UserWarning,
        pikepdf.PikepdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as error:
        reader.found.fault = f"{type(error).__name__}: {error}"
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Painting()
        self._forms = 0

    def run(self, owner: Object, resources: Object, state: _State, depth: int) -> None:
        kept: list[_State] = []
        for step in pikepdf.parse_content_stream(Page(owner) if owner.get(Name.Type) == Name.Page else owner):
            if isinstance(step, ContentStreamInlineImage):
                self._inline(step, state)
                continue
            operator, operands = str(step.operator), list(step.operands)
            self.found.operators.add(operator)
            if operator == "q":
                kept.append(state)
            elif operator == "Q":
                state = kept.pop() if kept else state
            elif operator == "Do":
                self._draw(operands[0], resources, state, depth)
            elif operator == "sh":
                shading = resources[Name.Shading][str(operands[0])]
                self.found.shadings.add(_ink_space(shading.get(Name.ColorSpace), resources)[0])
            elif operator == "ri":
                self.found.intents.add(str(operands[0]))
            else:
                state = self._changed(state, operator, operands, resources)
                self._note(operator, state)

    def _changed(  # noqa: PLR0911 - one return for each operator
        self, state: _State, operator: str, operands: list[Object], resources: Object
    ) -> _State:
        match operator:
            case "cm":
                return replace(state, matrix=Matrix(*map(float, operands)) @ state.matrix)
            case "gs":
                return self._graphics(state, resources[Name.ExtGState][str(operands[0])])
            case "Tr":
                return replace(state, mode=int(operands[0]))
            case "cs" | "CS":
                space, name = _ink_space(operands[0], resources)
                ink = Ink(space, _initial(space), name)
                return replace(state, fill=ink) if operator == "cs" else replace(state, stroke=ink)
            case "g" | "rg" | "k" | "G" | "RG" | "K":
                ink = Ink(_DEVICE[operator.lower()], tuple(float(part) for part in operands))
                return replace(state, fill=ink) if operator.islower() else replace(state, stroke=ink)
            case "sc" | "scn" | "SC" | "SCN":
                return self._tinted(state, operands, resources, fill=operator.islower())
            case _:
                return state

    def _tinted(self, state: _State, operands: list[Object], resources: Object, *, fill: bool) -> _State:
        ink = state.fill if fill else state.stroke
        if operands and isinstance(operands[-1], Name):
            self._pattern(operands[-1], resources)
            ink = Ink("Pattern", ())
        else:
            ink = replace(ink, parts=tuple(float(part) for part in operands))
        return replace(state, fill=ink) if fill else replace(state, stroke=ink)

    def _pattern(self, name: Object, resources: Object) -> None:
        pattern = resources.get(Name.Pattern, Dictionary()).get(str(name))
        if pattern is None:
            return
        if Name.Shading in pattern:
            self.found.shadings.add(_ink_space(pattern[Name.Shading].get(Name.ColorSpace), resources)[0])
        elif pattern.get(Name.PatternType) == 1 and self._may_enter(1):
            self.run(pattern, pattern.get(Name.Resources, resources), _State(Matrix()), 1)

    def _graphics(self, state: _State, change: Object) -> _State:
        blend = str(change.get(Name.BM, "/Normal"))
        if blend not in {"/Normal", "/Compatible"}:
            self.found.blends.add(blend.removeprefix("/"))
        both = change.get(Name.OP)
        over = change.get(Name("/op"), both)
        if over is not None:
            state = replace(state, fill_over=bool(over))
        return state if both is None else replace(state, stroke_over=bool(both))

    def _note(self, operator: str, state: _State) -> None:
        if operator in _TEXTS and state.mode != _INVISIBLE:
            self.found.painted.add(Painted("text", state.fill, state.fill_over))
        if operator in _FILLS:
            self.found.painted.add(Painted("fill", state.fill, state.fill_over))
        if operator in _STROKES:
            self.found.painted.add(Painted("stroke", state.stroke, state.stroke_over))

    def _may_enter(self, depth: int) -> bool:
        self._forms += 1
        if self._forms > _MAX_FORMS:
            raise ValueError(f"more than {_MAX_FORMS} forms on one page")
        return depth < _MAX_DEPTH

    def _draw(self, name: Object, resources: Object, state: _State, depth: int) -> None:
        item = resources[Name.XObject][str(name)]
        if item.get(Name.Subtype) == Name.Image:
            self._picture(item, resources, state)
        elif item.get(Name.Subtype) == Name.Form and self._may_enter(depth):
            matrix = Matrix(item.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0]))) @ state.matrix
            inner = item.get(Name.Resources, resources)
            self.run(item, inner, replace(state, matrix=matrix), depth + 1)

    def _picture(self, picture: Object, resources: Object, state: _State) -> None:
        if bool(picture.get(Name.ImageMask, False)):
            space = "mask"
        else:
            space = _ink_space(picture.get(Name.ColorSpace), resources)[0]
        width, height = int(picture[Name.Width]), int(picture[Name.Height])
        self.found.pictures.append(Shown(picture, space, _per_inch(state.matrix, width, height)))

    def _inline(self, step: ContentStreamInlineImage, state: _State) -> None:
        picture = step.iimage
        space = str(picture.colorspace or "mask").removeprefix("/")
        self.found.pictures.append(Shown(None, space, _per_inch(state.matrix, picture.width, picture.height)))


def _per_inch(matrix: Matrix, width: int, height: int) -> float:
    """The lower of the two resolutions of a picture that fills the unit square (ISO 32000-1, 8.9.5.1)."""
    across = (matrix.a**2 + matrix.b**2) ** 0.5
    up = (matrix.c**2 + matrix.d**2) ** 0.5
    return min(72 * pixels / length for pixels, length in ((width, across), (height, up)) if length) if across else 0.0


def _initial(space: str) -> Parts:
    return {"DeviceCMYK": (0.0, 0.0, 0.0, 1.0), "DeviceRGB": (0.0, 0.0, 0.0), "Separation": (1.0,)}.get(space, (0.0,))


_ICC = {1: "ICCGray", 3: "ICCRGB", 4: "ICCCMYK"}


def _ink_space(space: Object | None, resources: Object) -> tuple[str, str]:
    """The family of a colour space, and the name of its spot ink; an indexed space is what it is based on."""
    if isinstance(space, Name):
        named = resources.get(Name.ColorSpace, Dictionary()).get(str(space))
        if named is None or named == space:
            return str(space).removeprefix("/"), ""
        return _ink_space(named, resources)
    if not isinstance(space, Array) or not len(space):
        return "none", ""
    family = str(space[0]).removeprefix("/")
    match family:
        case "Indexed":
            family, name = _ink_space(space[1], resources)
        case "ICCBased":
            family, name = _ICC.get(int(space[1].get(Name.N, 0)), "ICC"), ""
        case "Separation":
            name = str(space[1]).removeprefix("/")
        case _:
            name = ""
    return family, name


def all_inks(painting: Painting) -> Iterator[Ink]:
    """Every ink that a page paints with."""
    for painted in painting.painted:
        yield painted.ink
