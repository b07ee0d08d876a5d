"""Photos with notes: the bytes of each picture hold a word of their own."""

from pwa.domain.ids import uuid7
from pwa.models import Note, NotePhoto
from pwa.services import photos
from pwa.services.pictures import Picture
from tests.world.facts import Kind
from tests.world.town import Town


def add(town: Town, number: int) -> None:
    """By the author, as large as a canary word."""
    id, words = town.notes[number]
    who = author_of(town, number)
    data = b"\xff\xd8\xff " + town.next_words().encode()
    made = town.try_(photos.add, town.as_(who), id, uuid7(), Picture(data, data, 8, 8))
    if made is not None:
        photo = town.said(Kind.PHOTO, words.placement, shared=words.shared)
        town.photos.append((made.id, number, photo))


def author_of(town: Town, number: int) -> str:
    author = Note.get_by_id(town.notes[number][0]).author_id
    return next(who for who, user in town.users.items() if user.id == author)


def remove(town: Town, number: int) -> None:
    id, note, words = town.photos[number]
    row = NotePhoto.get_or_none(NotePhoto.id == id)
    if row and town.try_(photos.remove, town.as_(author_of(town, note)), row):
        words.gone = True
