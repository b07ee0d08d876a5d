import pytest

from pwa.domain.errors import BadInput, Code, DomainError, MoveRefused, NotAllowed, Stale


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotAllowed(Code.WRONG_STATE), 409, "wrong_state"),
        (MoveRefused(Code.WRONG_ACTOR), 409, "wrong_actor"),
        (Stale(), 409, "stale"),
        (BadInput({"day": Code.DAY_IN_FUTURE}), 422, "bad_input"),
    ],
)
def test_every_error_tells_its_code_and_status(error, status, code):
    assert isinstance(error, DomainError)
    assert (error.status, error.code, str(error)) == (status, code, code)


def test_details_hold_the_facts_for_a_sentence():
    assert NotAllowed("too_many", most=3).details == {"most": 3}


def test_bad_input_gives_a_plain_code_for_each_field():
    error = BadInput({"day": Code.DAY_IN_FUTURE, "text": "too_long"})
    assert error.fields == error.details == {"day": "day_in_future", "text": "too_long"}
    assert all(type(code) is str for code in error.fields.values())


def test_a_field_may_have_any_name():
    assert BadInput({"code": "missing", "self": "missing"}).details["code"] == "missing"
