"""A code of an app counts in its own thirty seconds (OWASP ASVS 5.0.0, 6.5.5), and who was just too
late, or has a clock that is off, is told so."""

from datetime import timedelta

import pytest

from pwa import clock
from pwa.models import CodeApp, Passkey
from tests.people import NOW
from tests.ways_case import code_at, set_up_app, shown, sign_in, with_password

LATER = NOW + timedelta(minutes=3)
"""The first second of a step."""

STEP, SECOND = timedelta(seconds=30), timedelta(seconds=1)
WRONG, OVER, EARLY = "Deze code klopt niet", "zijn tijd is voorbij", "telt nog niet"


@pytest.fixture
def pepper(app):
    return app.extensions["opstap"].pin_pepper()


@pytest.fixture
def coach(browse, cast):
    """A coach with a password and an app."""
    user = with_password(cast.coach_1)
    visitor = browse()
    sign_in(visitor)
    set_up_app(visitor)
    return user


def at_the_step(browse):
    return sign_in(browse()).follow()


@pytest.mark.parametrize(
    ("after", "status"),
    [(timedelta(0), 303), (STEP - SECOND, 303), (STEP, 422), (-SECOND, 422)],
)
def test_a_code_counts_in_its_own_thirty_seconds_and_not_one_longer(
    browse, coach, pepper, after, status
):
    code = shown(coach, pepper, LATER)
    with clock.at(LATER + after):
        assert at_the_step(browse).submit("Naar binnen", code=code).status == status


@pytest.mark.parametrize(
    ("steps", "said"), [(-2, WRONG), (-1, OVER), (1, EARLY), (2, WRONG)], ids=str
)
def test_the_code_just_before_or_after_hears_why_it_does_not_count(
    browse, coach, pepper, steps, said
):
    with clock.at(LATER):
        page = at_the_step(browse).submit(
            "Naar binnen", code=shown(coach, pepper, LATER + steps * STEP)
        )
    assert page.status == 422
    assert [one for one in (WRONG, OVER, EARLY) if one in page.text] == [said]


def test_after_a_code_that_was_too_late_the_one_of_now_lets_in(browse, coach, pepper):
    with clock.at(LATER):
        page = at_the_step(browse).submit("Naar binnen", code=shown(coach, pepper, LATER - STEP))
        assert OVER in page.text
        assert page.submit("Naar binnen", code=shown(coach, pepper)).status == 303


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_guess_that_hits_the_step_beside_now_is_worth_nothing(browse, coach, pepper, steps):
    """It is used up by being told: half a minute on it does not count, and it is not told again."""
    code = shown(coach, pepper, LATER + steps * STEP)
    with clock.at(LATER):
        page = at_the_step(browse).submit("Naar binnen", code=code)
        assert WRONG in page.submit("Naar binnen", code=code).text
    with clock.at(LATER + steps * STEP):
        assert WRONG in page.submit("Naar binnen", code=code).text
    with clock.at(LATER + 2 * STEP):
        assert page.submit("Naar binnen", code=shown(coach, pepper)).status == 303


def test_a_code_that_was_used_is_not_told_apart_from_a_wrong_one(browse, coach, pepper):
    with clock.at(LATER):
        used = shown(coach, pepper)
        assert at_the_step(browse).submit("Naar binnen", code=used).status == 303
    with clock.at(LATER + STEP):
        assert WRONG in at_the_step(browse).submit("Naar binnen", code=used).text


def test_a_try_that_was_too_late_is_one_of_the_five(browse, coach, pepper):
    with clock.at(LATER):
        page = at_the_step(browse)
        for code in (shown(coach, pepper, LATER - STEP), *["000000"] * 4):
            page = page.submit("Naar binnen", code=code)
            assert page.status == 422
        assert page.submit("Naar binnen", code=shown(coach, pepper)).status == 429


def test_before_the_right_password_nobody_hears_anything_of_a_code(browse, coach, pepper):
    visitor = browse()
    with clock.at(LATER):
        sign_in(visitor, password="iets anders")
        late = visitor.post("/aanmelden/stap", {"code": shown(coach, pepper, LATER - STEP)})
    assert (late.status, late.location) == (303, "/aanmelden")
    assert CodeApp.get().last_step < (LATER - STEP).timestamp() // 30


def test_an_app_is_set_up_with_the_code_of_now_too(browse, cast):
    visitor = browse()
    with_password(cast.coach_1)
    sign_in(visitor)
    page = visitor.post("/account/binnenkomen/app").follow()
    secret = "".join(page.find(".//code")[0].itertext()).replace(" ", "")
    for moment, said in ((NOW - STEP, OVER), (NOW + STEP, EARLY)):
        page = page.submit("Klaar", code=code_at(secret, moment))
        assert page.status == 422 and said in page.text
        assert CodeApp.get().confirmed_at is None
    assert "Je herstelcodes" in page.submit("Klaar", code=code_at(secret, NOW)).text


def test_who_is_asked_again_meets_the_same_rule(browse, coach, pepper):
    mine = browse()
    with clock.at(LATER):
        sign_in(mine).follow().submit("Naar binnen", code=shown(coach, pepper))
    with clock.at(LATER + timedelta(minutes=16)):
        page = mine.get("/account/binnenkomen/").follow()
        late = page.submit("Naar binnen", code=shown(coach, pepper, clock.now() - STEP))
        assert OVER in late.text
        assert late.submit("Naar binnen", code=shown(coach, pepper)).location.endswith("komen/")


@pytest.mark.parametrize("seconds", [0, 18, 29])
def test_the_page_says_how_long_the_code_of_now_still_counts(browse, coach, seconds):
    with clock.at(LATER + timedelta(seconds=seconds)):
        page = at_the_step(browse)
    assert f"waren er daarvan nog {30 - seconds} over" in page.text
    (left,) = page.find(".//code-left")
    assert left.get("seconds") == str(30 - seconds)
    assert not page.find(".//*[@aria-live]//code-left")


def test_who_has_no_app_reads_nothing_of_seconds(browse, coach):
    CodeApp.delete().execute()
    Passkey.create(user=coach.id, credential_id="a", public_key="b", name="Telefoon")
    with clock.at(LATER):
        page = at_the_step(browse)
    assert "van papier" in page.text and not page.find(".//code-left")
