"""Copies of an installation, and proof that they come back: docs/decisions/0013.

`make` writes a backup, one folder with a `manifest` of what is in it; `contents` reads what a
database file holds; `restore` puts a backup into a new place and refuses one that is not as its
manifest says; `drill` does that in passing, opens the application on it and tells what it found.
`copy` is the one way to copy an SQLite file that is in use.
"""
