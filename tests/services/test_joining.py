"""What a link gives is put into an account that is there already: all of it, once, or nothing."""

from dataclasses import dataclass
from typing import Any

import pytest

from pwa.domain.enums import Role
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.members import BlockReason
from pwa.domain.ways import Proof
from pwa.models import Membership, Passkey, Person, Session, User, load_person
from pwa.services import blocks, joining, members, people, sessions
from pwa.services.members import Newcomer
from tests.agreement_case import Case
from tests.people import Cast


def signed_in(user: User, proof: Proof = Proof.PASSKEY) -> Person:
    sessions.start(user, browser="tests", proof=proof)
    row = Session.select().where(Session.user == user, Session.ended_at.is_null()).get()
    return load_person(user, row.id)


@pytest.fixture
def sara(cast: Cast) -> Person:
    Passkey.create(
        user=cast.supervisor_a, credential_id=b"x", public_key=b"y", host="localhost", name="Sara"
    )
    return signed_in(cast.supervisor_a)


@dataclass
class Asked:
    member: Membership
    token: str


def asked(cast: Cast, role: Role = Role.SUPERVISOR) -> Asked:
    made = members.invite(cast.as_("employer_b"), cast.company_b, Newcomer("S. J.", role))
    return Asked(made.member, made.token)


def test_of_two_who_use_one_link_one_has_it_and_the_other_is_told(cast: Cast, sara: Person) -> None:
    link = asked(cast)
    joining.join(sara, link.token)
    for again in (lambda: joining.join(sara, link.token), lambda: people.use_link(link.token)):
        with pytest.raises(NotAllowed, match="link_expired"):
            again()


@pytest.mark.parametrize("proof", [Proof.PIN, Proof.PASSWORD, None])
def test_a_session_that_showed_too_little_joins_nothing(
    cast: Cast, sara: Person, proof: Proof | None
) -> None:
    link = asked(cast)
    Session.update(proof=proof).where(Session.id == sara.session_id).execute()
    with pytest.raises(NotAllowed, match="join_second"):
        joining.join(sara, link.token)
    assert Membership.get_by_id(link.member.id).user_id == link.member.user_id
    assert people.open_invitation(link.token), "and the link is still there"


def test_other_browsers_are_signed_out_and_this_one_goes_on(cast: Cast, sara: Person) -> None:
    token = joining.join(sara, asked(cast).token)
    assert token
    live = Session.select().where(Session.user == sara.id, Session.ended_at.is_null())
    assert [row.id for row in live] == [sara.session_id]


@pytest.mark.parametrize(
    "change",
    [
        lambda by, row: members.renew(by, row),
        lambda by, row: members.give_role(by, row, Role.EMPLOYER_ADMIN),
        lambda by, row: blocks.block(by, row, BlockReason.LEFT),
    ],
)
def test_who_changed_the_newcomer_meanwhile_is_told(cast: Cast, sara: Person, change: Any) -> None:
    link = asked(cast)
    joining.join(sara, link.token)
    with pytest.raises(Stale):
        change(cast.as_("employer_b"), link.member)


def test_a_company_that_blocked_the_newcomer_keeps_the_door_shut(cast: Cast, sara: Person) -> None:
    link = asked(cast)
    User.update(state="blocked").where(User.id == link.member.user_id).execute()
    with pytest.raises(NotAllowed, match="link_expired"):
        joining.join(sara, link.token)


def test_an_agreement_that_waits_is_signed_as_it_was_offered(cast: Cast, sara: Person) -> None:
    """The newcomer stands in it under the name that was typed; its words do not change."""
    newcomer = people.add_user(None, "T. Bakker")
    people.add_member(None, newcomer, cast.company_a, Role.SUPERVISOR)
    kees = cast.substitute
    cast.substitute = newcomer
    case = Case(cast).offered()
    cast.substitute = kees
    before, token = case.hash, people.invite(cast.as_("coach_1"), newcomer)
    Membership.delete().where(Membership.user == sara.id).execute()
    people.add_member(None, User.get_by_id(sara.id), cast.company_b, Role.SUPERVISOR)
    joining.join(load_person(User.get_by_id(sara.id), sara.session_id), token)
    case.sign("candidate_a1", "employer_a", "coach_1")
    assert case.hash == before
