"""Nouns that a page shows: frozen dataclasses, everything loaded, no query while rendering."""
