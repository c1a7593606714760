"""Build the compendium: `python build.py --help` tells how."""

import sys

if __name__ == "__main__":
    # Within the guard: worker processes import this file too, and have no use for the command line.
    from compendium.cli import main

    sys.exit(main())
