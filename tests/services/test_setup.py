"""An empty installation is claimed once, by whoever has the code."""

import pytest

from pwa import migrations
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.models import AuditEvent, Organisation, User, load_person
from pwa.services import installation, people, setup

FIRST = setup.FirstCoach(
    "Gemeente Kessenbroek", "Anna Świątek", "Anna@Kessenbroek.nl", "een lange zin"
)


@pytest.fixture
def code(empty_database):
    migrations.migrate()
    return installation.new_setup_code()


def test_the_code_gives_a_municipality_and_a_coach_who_can_sign_in(code):
    user = setup.claim(code.lower().replace("-", " "), FIRST)
    assert load_person(user).has(Role.COACH)
    assert people.user_with_password("anna@kessenbroek.nl", "een lange zin").id == user.id
    assert Organisation.get().kind is OrganisationKind.MUNICIPALITY
    assert load_person(user).has(Role.MUNICIPALITY_ADMIN)
    assert AuditEvent.select().count() == 4


@pytest.mark.parametrize("given", ["", "AAAA-AAAA-AAAA", "'; DROP TABLE setting"])
def test_another_code_changes_nothing(code, given):
    with pytest.raises(BadInput) as wrong:
        setup.claim(given, FIRST)
    assert wrong.value.fields == {"code": "setup_code_wrong"}
    assert not User.select().exists()


def test_a_short_password_leaves_the_code_usable(code):
    with pytest.raises(BadInput):
        setup.claim(code, setup.FirstCoach("Gemeente", "Anna", "anna", "kort"))
    assert setup.claim(code, FIRST)


def test_the_code_works_once(code):
    setup.claim(code, FIRST)
    with pytest.raises(BadInput):
        setup.claim(code, FIRST)


def test_whoever_comes_second_is_told(code):
    setup.claim(code, FIRST)
    again = installation.new_setup_code()
    with pytest.raises(NotAllowed, match="already_claimed"):
        setup.claim(again, FIRST)
    assert Organisation.select().count() == 1
