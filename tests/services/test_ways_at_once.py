"""Two at once who change one person's ways in: nobody is left with too little, or with two links.

One writer waits for the other (`database.transaction`); what both saw before is asked again.
"""

import threading
from contextlib import suppress

import pytest

from pwa import clock
from pwa.database import connected
from pwa.domain.errors import DomainError
from pwa.domain.ways import Proof
from pwa.models import CodeApp, Invitation, Passkey, RecoveryCode, User
from pwa.models.ways_facts import ways_of
from pwa.services import audit, code_app, passkeys, people, recovery_codes, sessions, ways
from tests.people import NOW
from tests.ways_case import with_password


def at_once(*steps):
    """Run these, each in a thread with a connection of its own; what each gave, or its code."""
    told = []

    def go(step):
        with clock.at(NOW), connected():
            try:
                told.append(step())
            except DomainError as refused:
                told.append(refused.code)

    threads = [threading.Thread(target=go, args=(step,)) for step in steps]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert len(told) == len(steps)
    return told


@pytest.fixture
def both_wait(monkeypatch):
    """`both_wait(module, name)`: after it was asked, each waits for the other, for one second."""

    def patch(module, name):
        real, barrier = getattr(module, name), threading.Barrier(2, timeout=1)

        def slow(*args, **facts):
            found = real(*args, **facts)
            with suppress(threading.BrokenBarrierError):
                barrier.wait()
            return found

        monkeypatch.setattr(module, name, slow)

    return patch


def key_of(user, name):
    return Passkey.create(user=user.id, name=name, credential_id=name, public_key="x", sign_count=0)


def browsers(user):
    """This person in two browsers."""
    made = [sessions.start(user, proof=Proof.PASSKEY) for _ in range(2)]
    return [sessions.person_of(token, touch=False) for token in made]


def test_the_app_and_the_last_passkey_are_not_both_taken_away(cast, both_wait):
    coach = with_password(cast.coach_1)
    key = key_of(coach, "telefoon")
    CodeApp.create(user=coach.id, secret="x", confirmed_at=NOW)
    one, other = browsers(coach)
    both_wait(ways, "check_without")
    told = at_once(lambda: code_app.remove(one), lambda: passkeys.remove(other, key.id))
    assert ways_of(coach.id).second and told.count("way_last") == 1


def test_of_two_passkeys_and_nothing_else_one_stays(cast, both_wait):
    coach = cast.coach_1
    User.update(password_hash=None).where(User.id == coach.id).execute()
    first, second = key_of(coach, "telefoon"), key_of(coach, "laptop")
    one, other = browsers(coach)
    both_wait(ways, "check_without")
    told = at_once(
        lambda: passkeys.remove(one, first.id), lambda: passkeys.remove(other, second.id)
    )
    assert ways_of(coach.id).passkeys == 1 and told.count("way_last") == 1


def test_a_supervisor_who_takes_both_away_keeps_no_codes_of_a_second_step(cast, both_wait):
    """A password is enough for them; without this the codes of a step that is gone could stay."""
    sara = with_password(cast.supervisor_a)
    key = key_of(sara, "telefoon")
    CodeApp.create(user=sara.id, secret="x", confirmed_at=NOW)
    RecoveryCode.create(user=sara.id, code_hash="x")
    one, other = browsers(sara)
    both_wait(ways, "check_without")
    at_once(lambda: code_app.remove(one), lambda: passkeys.remove(other, key.id))
    assert not ways_of(sara.id).second and not RecoveryCode.select().exists()


def test_of_two_sets_of_recovery_codes_one_counts(cast, both_wait):
    coach = with_password(cast.coach_1)
    key_of(coach, "telefoon")
    one, other = browsers(coach)
    both_wait(recovery_codes, "fresh")
    at_once(
        lambda: recovery_codes.replace(one, b"pepper"),
        lambda: recovery_codes.replace(other, b"pepper"),
    )
    assert RecoveryCode.select().count() == recovery_codes.HOW_MANY


def test_of_two_links_made_at_once_one_works(cast, both_wait):
    by, amina = cast.as_("coach_1"), cast.candidate_a1
    both_wait(audit, "record")
    tokens = at_once(lambda: people.invite(by, amina), lambda: people.invite(by, amina))
    works = Invitation.select().where(Invitation.user == amina, Invitation.expires_at > NOW)
    assert works.count() == 1 and len(set(tokens)) == 2


def test_a_link_that_is_used_and_replaced_at_once_leaves_one_answer(cast):
    """Either the old one was used, or it works no more; nobody waits for the other for ever."""
    by, amina = cast.as_("coach_1"), cast.candidate_a1
    old = people.invite(by, amina)
    told = at_once(
        lambda: people.invite(by, amina),
        lambda: people.accept_with_password(old, "amina", "een lange zin").name,
    )
    used = Invitation.get(Invitation.token_hash == sessions.hash_token(old)).used_at is not None
    assert used == ("link_expired" not in told)
