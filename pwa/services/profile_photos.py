"""Photos on the page of a company: put there, described and taken away in its draft."""

from pwa.database import transaction
from pwa.domain.errors import BadInput, Stale
from pwa.domain.profiles import MOST_PHOTO_WORDS, MOST_PHOTOS, ProfileState
from pwa.domain.text import too_long
from pwa.models import EmployerProfile, Organisation, Person, ProfilePhoto
from pwa.services import audit, blobs, profiles
from pwa.services.pictures import MEDIA_TYPE, Picture
from pwa.services.profiles import Base


def add(
    by: Person | None, organisation: Organisation, base: Base, picture: Picture, words: str
) -> ProfilePhoto:
    """One more photo in the draft. Raises BadInput (photos, words), Stale."""
    _check(words)
    with transaction():
        draft = profiles.begin(by, organisation, base)
        taken = {row.position for row in _of(draft)}
        free = next((n for n in range(1, MOST_PHOTOS + 1) if n not in taken), None)
        if free is None:
            raise BadInput({"photos": f"too_many_company_photos:{MOST_PHOTOS}"})
        row = ProfilePhoto.create(
            profile=draft, position=free, words=words, width=picture.width, height=picture.height,
            large=blobs.store(picture.large, MEDIA_TYPE),
            small=blobs.store(picture.small, MEDIA_TYPE), made_by=by.id if by else None,
        )  # fmt: skip
        profiles.touch(by, draft)
        audit.record(by, "profile.photo", row, profile=draft.id, content=picture.sha256)
    return row


def describe(
    by: Person, organisation: Organisation, base: Base, photo: ProfilePhoto, words: str
) -> None:
    """Another sentence with a photo of the draft. Raises BadInput (words), NotAllowed, Stale."""
    _check(words)
    with transaction():
        draft, same = _in_draft(by, organisation, base, photo)
        ProfilePhoto.update(words=words).where(ProfilePhoto.id == same.id).execute()
        profiles.touch(by, draft)
        audit.record(by, "profile.photo_words", same, profile=draft.id)


def remove(by: Person, organisation: Organisation, base: Base, photo: ProfilePhoto) -> None:
    """Take a photo out of the draft; a published version keeps its own. Raises Stale."""
    with transaction():
        draft, gone = _in_draft(by, organisation, base, photo)
        gone.delete_instance()
        blobs.forget(gone.large_id, gone.small_id)
        profiles.touch(by, draft)
        audit.record(by, "profile.photo_remove", gone, profile=draft.id)


def remove_everywhere(by: Person, photo: ProfilePhoto) -> None:
    """Take a picture out of every version of this company: there was somebody on it.

    The only thing about a published version that may change, since a person weighs more.
    """
    with transaction():
        company = photo.profile.organisation_id
        every = list(
            ProfilePhoto.select(ProfilePhoto, EmployerProfile)
            .join(EmployerProfile)
            .where(EmployerProfile.organisation == company, ProfilePhoto.large == photo.large_id)
        )
        for row in every:
            row.delete_instance()
            if row.profile.state is ProfileState.DRAFT:
                profiles.touch(by, row.profile)
        blobs.forget(photo.large_id, photo.small_id)
        audit.record(by, "profile.photo_remove_everywhere", photo, versions=len(every))


def _check(words: str) -> None:
    if not words:
        raise BadInput({"words": "missing"})
    if too_long(words, MOST_PHOTO_WORDS):
        raise BadInput({"words": f"too_long:{MOST_PHOTO_WORDS}"})


def _of(draft: EmployerProfile) -> list[ProfilePhoto]:
    return list(ProfilePhoto.select().where(ProfilePhoto.profile == draft))


def _in_draft(
    by: Person, organisation: Organisation, base: Base, photo: ProfilePhoto
) -> tuple[EmployerProfile, ProfilePhoto]:
    """The draft, and in it the same picture: where a draft begins now it holds a copy."""
    draft = profiles.begin(by, organisation, base)
    here = sorted(_of(draft), key=lambda one: one.id != photo.id)
    same = next((one for one in here if one.large_id == photo.large_id), None)
    if same is None:
        raise Stale()
    return draft, same
