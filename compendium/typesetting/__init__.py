"""Turns a Galley into a Proof; the only door to WeasyPrint."""

from compendium.typesetting.digest import digest_galley, digest_of_makings, makings_of
from compendium.typesetting.fonts import font_face_css, font_files
from compendium.typesetting.inks import named_ink
from compendium.typesetting.keeping import dump, load
from compendium.typesetting.lengths import named_length
from compendium.typesetting.pasting import AREA, PlacedSlip, frame_page, leaves_of
from compendium.typesetting.typeset import typeset
from compendium.typesetting.versions import engine_versions, font_digests, screen_profile

__all__ = [
    "AREA",
    "PlacedSlip",
    "digest_galley",
    "digest_of_makings",
    "dump",
    "engine_versions",
    "font_digests",
    "font_face_css",
    "font_files",
    "frame_page",
    "leaves_of",
    "load",
    "makings_of",
    "named_ink",
    "named_length",
    "screen_profile",
    "typeset",
]
