"""On disk, not only written: what is brought there by fsync survives a pulled plug."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until this file's content, or this folder's list of names, is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
