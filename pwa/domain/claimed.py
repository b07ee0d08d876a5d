"""A note from a locked tablet: how long it waits quietly, how many a tablet may bring."""

from datetime import timedelta

MOST_NAME = 60
"""Characters of a first name or initials."""

WARNS_AFTER = timedelta(days=14)
"""From then on Vandaag says on which day it goes."""

PER_TABLET, PER = 30, timedelta(days=1)
"""More than people write; less than somebody who plays with the tiles."""
