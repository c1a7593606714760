"""Build the compendium: `python build.py --help` tells how."""

import sys

from compendium.cli import main

if __name__ == "__main__":
    sys.exit(main())
