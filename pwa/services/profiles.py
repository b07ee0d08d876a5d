"""The company writes its own words: in one draft, part by part, until it publishes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.profiles import PARTS, ProfileState
from pwa.models import EmployerProfile, Organisation, Person, ProfilePhoto
from pwa.models.company_facts import draft_profile, published_profile
from pwa.services import audit, blobs


@dataclass(frozen=True)
class Base:
    """What somebody looked at: the version being written, and the edition of its draft.

    Edition 0 says that there was no draft yet.
    """

    version: int
    edition: int


def base_of(organisation: Organisation) -> Base:
    """What a form that is opened now starts from."""
    draft = draft_profile(organisation.id)
    if draft:
        return Base(draft.version, draft.edition)
    published = published_profile(organisation.id)
    return Base(published.version + 1 if published else 1, 0)


def save(
    by: Person | None, organisation: Organisation, base: Base, texts: Mapping[str, str]
) -> Base:
    """Keep some parts in the draft; the first change begins one, from what is published.

    Who writes on another part at the same time loses nothing. Raises Stale when one of these parts
    was changed since `base`, or when the draft was published or thrown away.
    """
    with transaction():
        known = draft_profile(organisation.id) or published_profile(organisation.id)
        changed = {part: text for part, text in texts.items() if getattr(known, part, "") != text}
        if not changed:
            return base_of(organisation)
        draft = begin(by, organisation, base)
        if any(draft.touched.get(part, 0) > base.edition for part in changed):
            raise Stale()
        touched = draft.touched | dict.fromkeys(changed, draft.edition + 1)
        _next_edition(by, draft, touched=touched, **changed)
        audit.record(by, "profile.save", draft, edition=draft.edition, parts=sorted(changed))
        return Base(draft.version, draft.edition)


def begin(by: Person | None, organisation: Organisation, base: Base) -> EmployerProfile:
    """The draft to change, made when there is none. Raises Stale; the caller has a transaction."""
    here = base_of(organisation)
    if here.version != base.version:
        raise Stale()
    draft = draft_profile(organisation.id)
    return draft or _copy(by, organisation, here.version)


def _copy(by: Person | None, organisation: Organisation, version: int) -> EmployerProfile:
    source = published_profile(organisation.id)
    author = by.id if by else None
    draft = EmployerProfile.create(
        organisation=organisation, version=version, made_by=author, changed_by=author,
        **{part: getattr(source, part, "") for part in PARTS},
    )  # fmt: skip
    photos = ProfilePhoto.select().where(ProfilePhoto.profile == source) if source else ()
    for photo in photos:
        ProfilePhoto.create(**photo.__data__ | {"id": uuid7(), "profile": draft.id})
    audit.record(by, "profile.draft", draft, organisation=organisation.id, version=version)
    return draft


def touch(by: Person | None, draft: EmployerProfile) -> None:
    """Something beside the words changed: whoever looked before has to look again to publish."""
    _next_edition(by, draft)


def _next_edition(by: Person | None, draft: EmployerProfile, **changes: Any) -> None:
    facts = {"changed_by": by.id if by else None, "changed_at": clock.now(), **changes}
    _update(draft, edition=draft.edition + 1, **facts)
    draft.edition += 1


def _update(draft: EmployerProfile, **facts: Any) -> None:
    """Of two at once one wins. Raises Stale."""
    same = (
        (EmployerProfile.id == draft.id)
        & (EmployerProfile.edition == draft.edition)
        & (EmployerProfile.state == ProfileState.DRAFT)
    )
    if EmployerProfile.update(**facts).where(same).execute() != 1:
        raise Stale()


def publish(by: Person | None, organisation: Organisation, base: Base) -> EmployerProfile:
    """From now on everybody reads this draft, exactly as it was seen. Raises Stale, NotAllowed."""
    with transaction():
        draft = _seen(organisation, base)
        if not any(getattr(draft, part) for part in PARTS):
            raise NotAllowed("profile_empty")
        author = by.id if by else None
        _update(draft, state=ProfileState.PUBLISHED, published_by=author, published_at=clock.now())
        audit.record(by, "profile.publish", draft, version=draft.version)
    return draft


def throw_away(by: Person, organisation: Organisation, base: Base) -> None:
    """Forget the draft; what is published stays as it is. Raises Stale."""
    with transaction():
        draft = _seen(organisation, base)
        photos = list(ProfilePhoto.select().where(ProfilePhoto.profile == draft))
        ProfilePhoto.delete().where(ProfilePhoto.profile == draft).execute()
        for photo in photos:
            blobs.forget(photo.large_id, photo.small_id)
        draft.delete_instance()
        audit.record(by, "profile.throw_away", draft, version=draft.version)


def _seen(organisation: Organisation, base: Base) -> EmployerProfile:
    draft = draft_profile(organisation.id)
    if draft is None or base != Base(draft.version, draft.edition):
        raise Stale()
    return draft
