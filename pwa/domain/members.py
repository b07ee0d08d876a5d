"""The people of an organisation: which roles it has, and why an account was blocked."""

from collections.abc import Mapping
from enum import StrEnum

from pwa.domain.enums import OrganisationKind, Role

ROLES: Mapping[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.EMPLOYER: (Role.SUPERVISOR, Role.EMPLOYER_ADMIN),
    OrganisationKind.MUNICIPALITY: (Role.COACH, Role.PRIVACY_OFFICER, Role.MUNICIPALITY_ADMIN),
}

ADMIN: Mapping[OrganisationKind, Role] = {
    OrganisationKind.EMPLOYER: Role.EMPLOYER_ADMIN,
    OrganisationKind.MUNICIPALITY: Role.MUNICIPALITY_ADMIN,
}
"""Who looks after the people of an organisation of this kind."""


class BlockReason(StrEnum):
    """Why an account was blocked: one of these, never a text about somebody."""

    LOST_DEVICE = "lost_device"
    LEFT = "left"
    MISUSE = "misuse"
    SOMETHING_ELSE = "something_else"
