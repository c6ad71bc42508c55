"""Makes `python -m quoteservice` the same as the command `quoteservice`."""

import sys

from quoteservice.cli import main

if __name__ == "__main__":
    sys.exit(main())
