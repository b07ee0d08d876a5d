"""Passkeys (W3C Web Authentication level 2 and 3): made, shown, named, taken away.

Discoverable, with the person verified by the device (fingerprint, face, its PIN), attestation
`none`: we ask nobody which make it is.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import webauthn
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.states import UserState
from pwa.domain.text import clean_line
from pwa.domain.ways import Proof, StepKind, asks_second
from pwa.models import Passkey, Person, User, WayStep
from pwa.models.ways_facts import ways_of
from pwa.services import audit, people, recovery_codes, way_steps, ways

MOST, MOST_NAME = 10, 60

_UNREADABLE = (
    WebAuthnException,
    InvalidSignature,
    UnsupportedAlgorithm,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""How the package says that an answer is wrong, and how it stumbles over one that is no answer.
Nothing but reading it stands in a `try`: what we get wrong around that shows as a mistake."""


@dataclass(frozen=True)
class Site:
    """The address at which keys are made and shown; a key of one site is nothing at another."""

    host: str
    origin: str


@dataclass(frozen=True)
class Question:
    """What the browser has to answer, as JSON, and the step that waits for it."""

    step: UUID
    options: str


@dataclass(frozen=True)
class Added:
    codes: tuple[str, ...]
    """A new set of recovery codes, where this is the first second step; else none."""

    token: str


def ask_new(user: User, site: Site) -> Question:
    """Ask for a new key of this user; no device makes a second one beside its first."""
    known = [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.credential_id))
        for row in Passkey.select().where(Passkey.user == user.id)
    ]
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Opstap",
        user_id=user.id.bytes,
        user_name=user.login or user.name,
        user_display_name=user.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=known,
    )
    step = way_steps.begin(StepKind.REGISTER, user.id, options.challenge)
    return Question(step.id, options_to_json(options))


def ask_known(site: Site) -> Question:
    """Ask who is there: any key of this site, whoever's it is."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    step = way_steps.begin(StepKind.SIGN_IN, None, options.challenge)
    return Question(step.id, options_to_json(options))


def made(user: User, step_id: UUID | None, answer: str, site: Site) -> dict[str, Any]:
    """The facts of a new key of this user, checked. Raises BadInput.

    Nothing is kept yet: a link is used up in the same transaction as its key is kept.
    """
    step = way_steps.take(step_id, StepKind.REGISTER)
    if step is None or step.user_id != user.id:
        raise BadInput({"answer": "way_passkey_late"})
    challenge = way_steps.challenge_of(step)
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _UNREADABLE:
        raise BadInput({"answer": "way_passkey_wrong"}) from None
    return {
        "credential_id": bytes_to_base64url(found.credential_id),
        "public_key": bytes_to_base64url(found.credential_public_key),
        "sign_count": found.sign_count,
    }


def keep(user: User, facts: dict[str, Any], name: str) -> Passkey:
    """The key counts from now on. The caller holds the transaction. Raises BadInput."""
    taken = Passkey.credential_id == facts["credential_id"]
    if Passkey.select().where(taken).exists():
        raise BadInput({"answer": "way_passkey_wrong"})
    if Passkey.select().where(Passkey.user == user.id).count() >= MOST:
        raise BadInput({"answer": "way_passkey_many"})
    row = Passkey.create(user=user.id, name=clean_line(name)[:MOST_NAME] or "Passkey", **facts)
    audit.record(None, "passkey.add", row, user=user.id)
    return row


def add(
    by: Person, step_id: UUID | None, answer: str, site: Site, name: str, pepper: bytes
) -> Added:
    """Another key for who is signed in; a first second step comes with recovery codes.

    Raises BadInput.
    """
    user = User.get_by_id(by.id)
    facts = made(user, step_id, answer, site)
    with transaction():
        first = not by.candidate_id and not ways_of(by.id).second
        keep(user, facts, name)
        codes = recovery_codes.fresh(by.id, pepper) if first else ()
        return Added(codes, ways.second_step_set(by, Proof.PASSKEY, first=first))


def accept(
    token: str, step_id: UUID | None, answer: str, site: Site, name: str, pepper: bytes
) -> tuple[User, tuple[str, ...]]:
    """Use a link once: the person gets in with a new key from now on, and all but candidates get
    recovery codes. Who has a second step already shows that first. Raises BadInput, NotAllowed."""
    row = people.open_invitation(token)
    facts = made(row.user, step_id, answer, site)
    with transaction():
        row = people.use_link(token)
        candidate = people.is_candidate(row.user)
        if asks_second(candidate, ways_of(row.user_id)):
            raise NotAllowed("way_second_first")
        user = people.let_in(row.user_id)
        keep(user, facts, name)
        codes = () if candidate else recovery_codes.fresh(user.id, pepper)
        audit.record(None, "invitation.accept", row, user=user.id, way="passkey")
    return user, codes


def user_with(step_id: UUID | None, answer: str, site: Site) -> User | None:
    """Whose key answered the question; nobody for anything that is wrong with it."""
    step = way_steps.take(step_id, StepKind.SIGN_IN)
    row = _named(answer)
    if step is None or row is None:
        return None
    count = _checked(step, row, answer, site)
    if count is None or not _count_on(row, count):
        return None
    return row.user if row.user.state == UserState.ACTIVE else None


def _named(answer: str) -> Passkey | None:
    """The key that this answer says it is of. It has to name its user too, and that very one."""
    try:
        given = json.loads(answer)
        key_id, handle = str(given["id"]), str(given["response"]["userHandle"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    same = Passkey.credential_id == key_id
    row: Passkey | None = Passkey.select(Passkey, User).join(User).where(same).first()
    return row if row and handle == bytes_to_base64url(row.user_id.bytes) else None


def _checked(step: WayStep, row: Passkey, answer: str, site: Site) -> int | None:
    """How often the device says that this key was used, when its answer is right in all else."""
    challenge, key = way_steps.challenge_of(step), base64url_to_bytes(row.public_key)
    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except _UNREADABLE:
        return None
    return found.new_sign_count


def _count_on(row: Passkey, count: int) -> bool:
    """Keep the count. One that does not go up may be of a copied key: refused, and written down
    (Web Authentication section 6.1.1). Keys that do not count always say 0."""
    if (count or row.sign_count) and count <= row.sign_count:
        with transaction():
            audit.record(None, "passkey.regressed", row, user=row.user_id, told=count)
        return False
    same = (Passkey.id == row.id) & (Passkey.sign_count == row.sign_count)
    changes = {"sign_count": count, "used_at": clock.now()}
    with transaction():
        return bool(Passkey.update(changes).where(same).execute() == 1)


def rename(by: Person, key_id: UUID, name: str) -> None:
    """Call an own key otherwise. Raises BadInput; of somebody else's nothing is said."""
    name = clean_line(name)
    if not name:
        raise BadInput({"name": "missing"})
    with transaction():
        row = _own(by, key_id)
        Passkey.update(name=name[:MOST_NAME]).where(Passkey.id == row.id).execute()
        audit.record(by, "passkey.rename", row)


def remove(by: Person, key_id: UUID) -> str:
    """Take an own key away, if another way in is left; gives a new token. Raises NotAllowed."""
    with transaction():
        row = _own(by, key_id)
        ways.check_without(by, passkeys=ways_of(by.id).passkeys - 1)
        Passkey.delete().where(Passkey.id == row.id).execute()
        ways.forget_codes_without_second(by.id)
        audit.record(by, "passkey.remove", row)
        return ways.renewed(by)


def _own(by: Person, key_id: UUID) -> Passkey:
    row: Passkey | None = Passkey.get_or_none((Passkey.id == key_id) & (Passkey.user == by.id))
    if row is None:
        raise NotAllowed("way_gone")
    return row
