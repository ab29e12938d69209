"""`python -m iepkit`, the same as the command `iepkit`."""

from __future__ import annotations

import sys

from iepkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
