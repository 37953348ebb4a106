"""``python -m unkink`` is the same as the ``unkink`` command."""

import sys

from unkink.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
