"""Opstap as it must never be: it answers before what was written is on the disk.

A copy of the command line for the tests that plant this mistake, to see that it is found.
"""

from pwa import database
from pwa.cli import main

database.PRAGMAS["synchronous"] = "off"  # at import, since the worker is a process of its own

if __name__ == "__main__":
    main()
