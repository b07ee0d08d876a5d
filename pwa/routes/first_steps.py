"""The first steps of a new company: after each of them, to the next."""

from uuid import UUID

from flask import url_for

from pwa import access
from pwa.domain.enums import Role
from pwa.models.company_facts import FirstSteps, first_steps


def onward(organisation_id: UUID, before: FirstSteps, there: str) -> str:
    """Back to the first steps when this was one of them; else `there`. `before` is from before."""
    own = access.me().organisations(Role.EMPLOYER_ADMIN)
    was_one = first_steps(organisation_id).taken > before.taken and organisation_id in own
    return url_for("company_invitations.begin") if was_one else there
