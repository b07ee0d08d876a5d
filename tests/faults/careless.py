"""Opstap as it must never be: it answers before what was written is on the disk.

A copy of the command line for the tests that plant this mistake, to see that it is found.
CARELESS is what SQLite is told instead of "full": "normal" forgets the last notes in a power cut,
"off" forgets more and may leave a torn file.
"""

import os

from pwa import database
from pwa.cli import main

# At import, since the worker is a process of its own.
database.PRAGMAS["synchronous"] = os.environ.get("CARELESS", "off")

if __name__ == "__main__":
    main()
