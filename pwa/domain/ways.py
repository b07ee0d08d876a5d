"""Ways in: who has to show more than a password, and how long a browser stays signed in.

The only place that says so ([decision 29](docs/decisions/0029-passkeys-and-codes.md)).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from pwa.domain.enums import Role


class Proof(StrEnum):
    """What somebody showed when a session began, or was opened again."""

    PASSWORD = "password"  # noqa: S105 a name
    PIN = "pin"
    CODE = "code"
    """A password (or a link) and a code of the app."""

    PASSKEY = "passkey"
    RECOVERY = "recovery"
    GIVEN = "given"
    """Nothing: a demo, where everybody may be anybody."""


class StepKind(StrEnum):
    """What a step that somebody began will be finished with."""

    CODE = "code"
    SIGN_IN = "sign_in"
    REGISTER = "register"


MUST_PROVE_MORE = frozenset(
    {Role.COACH, Role.EMPLOYER_ADMIN, Role.MUNICIPALITY_ADMIN, Role.PRIVACY_OFFICER}
)
"""Who reads of many people, or lets people in: a passkey, or a password and a code."""

_ENOUGH = frozenset({Proof.CODE, Proof.PASSKEY, Proof.RECOVERY, Proof.GIVEN})


@dataclass(frozen=True)
class Ways:
    """What somebody can get in with."""

    password: bool = False
    pin: bool = False
    app: bool = False
    passkeys: int = 0

    @property
    def second(self) -> bool:
        """Whether there is a second step to ask for."""
        return self.app or self.passkeys > 0


def needs_second(roles: Collection[Role], organisations: int = 1) -> bool:
    """Whether a password alone is too little: by role, or because one works for more than one
    organisation. A link that one of them makes may not open what was written at the other
    ([decision 39](docs/decisions/0039-one-account-two-organisations.md))."""
    return organisations > 1 or not MUST_PROVE_MORE.isdisjoint(roles)


def must_prove_more(roles: Collection[Role], proof: Proof | None, organisations: int = 1) -> bool:
    """Whether a session that began with this proof is too little for somebody with these roles. A
    PIN was chosen after more was shown: it is too little for a role, never for a second place."""
    if proof in _ENOUGH:
        return False
    return needs_second(roles, 1 if proof is Proof.PIN else organisations)


def proves_enough(proof: Proof | None) -> bool:
    """Whether a second step was shown, or in a demo given."""
    return proof in _ENOUGH


def asks_second(candidate: bool, ways: Ways) -> bool:
    """Whether a password or a link alone is too little: for everybody who has a second step.

    For a candidate a passkey stands beside a PIN or password, and a link of the coach replaces it.
    """
    return ways.second and not candidate


def link_needs_operator(
    roles: Collection[Role], been_in: bool, ways: Ways, organisations: int = 1
) -> bool:
    """Whether a link of somebody else would be all that stands before what this person may read:
    who was in before, must have a second step and has none. Then only the operator's link works."""
    return been_in and not ways.second and needs_second(roles, organisations)


def gets_in(roles: Collection[Role], ways: Ways, organisations: int = 1) -> bool:
    """Whether these ways are enough; the last one that is cannot be taken away."""
    if not needs_second(roles, organisations):
        return ways.passkeys > 0 or ways.password or ways.pin
    return ways.passkeys > 0 or (ways.password and ways.app)


FRESH = timedelta(minutes=15)
"""How long after a second step somebody may change how they get in."""


@dataclass(frozen=True)
class Limits:
    """How long a session may lie unused, and how long it may last in all."""

    idle: timedelta
    absolute: timedelta


_OFFICE = Limits(timedelta(hours=12), timedelta(days=7))
CANDIDATE = Limits(timedelta(days=30), timedelta(days=90))
LIMITS = {
    Role.SUPERVISOR: Limits(timedelta(days=7), timedelta(days=30)),
    Role.COACH: _OFFICE,
    Role.EMPLOYER_ADMIN: _OFFICE,
    Role.MUNICIPALITY_ADMIN: _OFFICE,
    Role.PRIVACY_OFFICER: _OFFICE,
}
LONGEST = CANDIDATE


def limits(roles: Collection[Role]) -> Limits:
    """The strictest of somebody's roles; without any, those of a candidate."""
    mine = [LIMITS[role] for role in roles] or [CANDIDATE]
    return Limits(min(one.idle for one in mine), min(one.absolute for one in mine))
