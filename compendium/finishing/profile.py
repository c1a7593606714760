"""The printer's colour profile: read, checked, named (ICC.1:2010, ISO 15076-1)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageCms

from compendium.finishing.faults import fault

DEFAULT_PROFILE = "FOGRA39L_coated.icc"
DEFAULT_CONDITION = "FOGRA39"
REGISTRY = "http://www.color.org"
"""Where printing conditions are registered (ISO 32000-1, 14.11.5)."""

_HEADER = 128
_HINT = "name a CMYK output profile (class prtr) that the printer gives out, in styles/profiles or assets/profiles"


@dataclass(frozen=True, slots=True)
class Profile:
    """A CMYK output profile.

    Attributes:
        name: its file name.
        condition: the name under which its printing condition is registered.
        description: what it says of itself.
        data: the profile.
    """

    name: str
    condition: str
    description: str
    data: bytes


def find_profile(name: str, condition: str, folders: Sequence[Path]) -> Profile:
    """Read a profile.

    Args:
        name: its file name.
        condition: name of the printing condition in the ICC registry, such as `FOGRA39`.
        folders: where to look, in turn.

    Raises:
        ContentError: PRESS-PROFILE, there is no such file in the folders; also see `check_profile`.
    """
    plain = Path(name).name
    path = next((folder / plain for folder in folders if (folder / plain).is_file()), None)
    if plain != name or path is None:
        raise fault("PRESS-PROFILE", name, f"there is no profile {name!r}", _HINT)
    return check_profile(name, condition, path.read_bytes())


def check_profile(name: str, condition: str, data: bytes) -> Profile:
    """Check that the bytes are a CMYK output profile (ICC.1:2010, 7.2).

    Raises:
        ContentError: PRESS-PROFILE-DAMAGED, it cannot be read; PRESS-PROFILE-SPACE, it is not for CMYK output.
    """
    size = int.from_bytes(data[:4], "big")
    if len(data) < _HEADER or data[36:40] != b"acsp" or size != len(data):
        raise fault("PRESS-PROFILE-DAMAGED", name, f"the profile {name!r} is damaged or cut short", _HINT)
    kind, space = data[12:16].decode("latin-1"), data[16:20].decode("latin-1").strip()
    if kind != "prtr" or space != "CMYK":
        message = f"the profile {name!r} is of class {kind.strip()!r} for {space}, not an output profile for CMYK"
        raise fault("PRESS-PROFILE-SPACE", name, message, _HINT)
    try:
        description = ImageCms.getProfileDescription(ImageCms.getOpenProfile(io.BytesIO(data))).strip()
    except (OSError, ImageCms.PyCMSError) as error:
        raise fault("PRESS-PROFILE-DAMAGED", name, f"the profile {name!r} cannot be read: {error}", _HINT) from error
    return Profile(name, condition, description or name, data)
