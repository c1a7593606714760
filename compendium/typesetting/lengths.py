"""Lengths that stylesheets name and the program measures by: they stand in the tokens, and nowhere a second time."""

from __future__ import annotations

import re
from pathlib import Path

from compendium.diagnostics import ContentError, Diagnostic, Place
from compendium.units import Length

_UNITS = {"pt": Length, "mm": Length.from_mm}


def named_length(styles: Path, name: str) -> Length:
    """A length of `tokens/cover.css` by its name without hyphens before it.

    Raises:
        ContentError: TYPE-TOKEN, it is not there in points or millimetres.
    """
    path = styles / "tokens" / "cover.css"
    text = path.read_text("utf-8") if path.is_file() else ""
    found = re.search(rf"--{re.escape(name)}\s*:\s*([\d.]+)(pt|mm)\b", text)
    if found is None:
        message = f"there is no --{name} in points or millimetres"
        raise ContentError(Diagnostic("TYPE-TOKEN", message, Place(str(path)), f"write `--{name}: 8pt;`"))
    return _UNITS[found[2]](float(found[1]))
