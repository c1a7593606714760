"""What a build asks of the engine before it needs it: told without importing it, and as the engine tells it."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import weasyprint
from weasyprint.text.ffi import pango

from compendium.typesetting import engine_versions, screen_profile

ASKED = """
import sys
from compendium.production import building
from compendium.typesetting import engine_versions, font_digests, screen_profile
engine_versions(), font_digests(), screen_profile()
sys.exit("weasyprint" in sys.modules)
"""


def test_versions_are_those_of_the_engine_at_work():
    versions = engine_versions()
    assert versions["weasyprint"] == weasyprint.__version__
    parts = [int(part) for part in versions["pango"].split(".")]
    assert parts[0] * 10000 + parts[1] * 100 + parts[2] == pango.pango_version()


def test_the_profile_is_the_engines_own():
    assert screen_profile() == files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def test_the_engine_is_not_imported_to_be_asked():
    assert subprocess.run([sys.executable, "-c", ASKED], check=False).returncode == 0
