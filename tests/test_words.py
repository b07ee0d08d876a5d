"""Everything that code calls by a name has words for people."""

import inspect
from enum import StrEnum

import pytest

from pwa import words
from pwa.domain import enums, states
from pwa.domain.errors import Code

# Words of these stand where they are shown, or they are never shown.
NEVER_SHOWN = {"Code", "Face", "Actor", "SignatureEffect", "PlacementForm"}

CLASSES = {
    one
    for module in (enums, states)
    for _name, one in inspect.getmembers(module, inspect.isclass)
    if issubclass(one, StrEnum) and one is not StrEnum and one.__name__ not in NEVER_SHOWN
}
MEMBERS = [member for one in sorted(CLASSES, key=lambda one: one.__name__) for member in one]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: f"{type(m).__name__}.{m.name}")
def test_every_member_has_words(app, member):
    with app.test_request_context():
        said = words.word(member)
    assert said
    assert said != member.value or " " not in said


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_of_the_domain_has_a_sentence(app, code):
    with app.test_request_context():
        assert words.error(str(code)) != words.error("a code that nobody knows")


@pytest.mark.parametrize("level", range(5))
def test_every_level_has_words(app, level):
    with app.test_request_context():
        assert words.word(level)


def test_members_with_the_same_value_keep_their_own_words(app):
    with app.test_request_context():
        assert words.word(states.PlacementState.DRAFT) != words.word(states.EvaluationState.DRAFT)


def test_a_length_is_said_with_its_number(app):
    with app.test_request_context():
        assert "600" in words.error("too_long:600")
