"""The demo: everybody of the story, on any day of the week, and never in a real installation.

Filling it prints PDFs, which takes seconds: tests that only read it share one (`story`).
"""

from datetime import date, time, timedelta

import pytest

from pwa import clock, demo, migrations
from pwa.config import SettingsError
from pwa.domain.enums import OrganisationKind, PlacementKind, Rater
from pwa.domain.profiles import PARTS
from pwa.domain.states import EvaluationState
from pwa.models import (
    AccessLog,
    Candidate,
    ChanceAnswer,
    Competence,
    Evaluation,
    Note,
    Organisation,
    Placement,
    PremiumStatement,
    ProfilePhoto,
    Rating,
    User,
    Workplace,
)
from pwa.models.calendars import rules_for, schedule_of
from pwa.models.company_facts import published_profile
from pwa.services import handbooks, installation
from tests.services.test_evaluation_content import every_content_fits

MONDAY = date(2026, 3, 9)


@pytest.fixture
def new_database(empty_database):
    """A database with tables and nobody in it."""
    migrations.migrate()


def working_on(day):
    with clock.at(clock.at_local(day, time(9))):
        rows = list(Placement.with_people())
    running = [row for row in rows if row.start_on <= day <= row.last_day]
    return [row for row in running if schedule_of(row).scheduled_on(day)]


def levels_of(name, code):
    """What the supervisors chose for this candidate, the first evaluation first."""
    rows = (
        Rating.select(Rating, Evaluation, Competence)
        .join(Competence)
        .switch(Rating)
        .join(Evaluation)
        .where(Competence.code == code, Rating.rater == Rater.SUPERVISOR)
        .order_by(Evaluation.started_at, Evaluation.id)
    )
    return [row.level for row in rows if row.evaluation.placement.candidate.user.name == name]


def test_the_story_is_there_and_is_told_once(story):
    names = {row.name for row in User.select()}
    assert {"Ria Hoeben", "Samira Bakkali", "Tesfay Habte", "Anouk Driessen"} <= names
    assert every_content_fits() >= 4
    states = {
        (row.placement.candidate.user.name, str(row.kind)): row.state for row in Evaluation.select()
    }
    assert states["Samira Bakkali", "final"] is EvaluationState.FINAL
    assert states["Tesfay Habte", "final"] is EvaluationState.SIGNING
    assert states["Karel Smeets", "interim"] is EvaluationState.READY
    assert levels_of("Dennis Willemsen", "op_tijd") == [1, 3], "the interim is at 3, it was 1"
    premiums = {row.month: row.facts for row in PremiumStatement.select()}
    assert (premiums[12]["present"], premiums[12]["expected"]) == (44, 48)
    assert len(premiums[12]["goals"]) == 3 and ChanceAnswer.get().raised
    veldrade = Organisation.get(Organisation.name == "Gemeente Veldrade")
    assert rules_for(veldrade.id, PlacementKind.ONTWIKKELPLEK).max_months == 4
    texts = {row.text for row in Note.select()}
    assert "12 kappen in de ochtend, wij doen er zo'n 20. Kwaliteit was goed." in texts
    assert not any("depressief" in text for text in texts)
    assert all(working_on(MONDAY + timedelta(days=n)) for n in range(7))
    assert not demo.fill()
    assert len(texts) == len({row.text for row in Note.select()})
    with pytest.raises(SettingsError):
        installation.refuse_demo_in_production()


def test_each_candidate_sees_who_read_along_on_days_they_worked(story):
    """The supervisors and the coach, and nobody who had nothing to do with them."""
    for row in Candidate.select(Candidate, User).join(User, on=(Candidate.user == User.id)):
        logged = list(AccessLog.select().where(AccessLog.candidate_id == row.id))
        if not logged:
            assert row.user.name not in {"Samira Bakkali", "Dennis Willemsen", "Karel Smeets"}
            continue
        readers = {User.get_by_id(one.reader_id).name for one in logged}
        assert row.coach.name in readers and len(readers) > 1, row.user.name
        assert all(one.at < clock.now() for one in logged)


def test_two_companies_tell_who_they_are_and_each_looks_at_work_in_its_own_way(story):
    companies = Organisation.select().where(Organisation.kind == OrganisationKind.EMPLOYER)
    linie, noorderkamp = (one.id for one in companies.order_by(Organisation.name.desc()))
    for one in (linie, noorderkamp):
        profile = published_profile(one)
        assert all(getattr(profile, name) for name in PARTS)
        assert ProfilePhoto.select().where(ProfilePhoto.profile == profile.id).exists()
    assert Workplace.select().where(Workplace.organisation.in_([linie, noorderkamp])).count() == 5
    books = [handbooks.active_of(one) for one in (linie, noorderkamp)]
    sentences = [
        {row.sentence(3) for row in Competence.select().where(Competence.handbook == book)}
        for book in books
    ]
    assert all(sentences) and not sentences[0] & sentences[1]


@pytest.mark.slow
@pytest.mark.parametrize("hour", [time(6, 30), time(23, 30)])
@pytest.mark.parametrize("weekday", range(7))
def test_it_fills_on_any_day_of_the_week(new_database, weekday, hour):
    with clock.at(clock.at_local(MONDAY + timedelta(days=weekday), hour)):
        assert demo.fill()
