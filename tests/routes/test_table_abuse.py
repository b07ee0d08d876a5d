"""Whoever holds a locked tablet tries to get further than a signature."""

from datetime import timedelta

import pytest
from flask import url_for

from pwa import clock
from pwa.access import COOKIE
from pwa.models import Evaluation, GuestCode, Session, Signature, TableSeat
from pwa.services import evaluations, locks
from tests.people import NOW
from tests.table_case import PASSWORD, PIN, Table

OPEN = ("assets.", "health.", "lock.", "table.", "outbox.receive_claimed")


@pytest.fixture
def table(app, cast, browse):
    return Table(app, cast, browse)


def fill(rule, table):
    known = {
        "evaluation": table.case.ev.id, "placement": table.case.placement.id,
        "note": table.cast.note_a1.id, "organisation": table.cast.company_a.id,
        "candidate": table.cast.a1_row.id, "handbook": table.cast.handbook_a.id,
    }  # fmt: skip
    numbers = {"IntegerConverter": 1, "UUIDConverter": table.case.ev.id}
    kinds = {name: type(made).__name__ for name, made in rule._converters.items()}
    return {name: known.get(name, numbers.get(kinds[name], "x")) for name in rule.arguments}


def test_a_locked_session_opens_no_address_at_all(app, table):
    table.begin()
    table.tablet.checks = False
    wrong, tried = [], 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(OPEN):
            continue
        with app.test_request_context():
            path = url_for(rule.endpoint, **fill(rule, table))
        for method in rule.methods & {"GET", "POST"}:
            page = getattr(table.tablet, method.lower())(path)
            tried += 1
            led = page.status == 303 and page.location.endswith("/slot/")
            if not (led if method == "GET" else page.status in (401, 423)):
                wrong.append(f"{method} {path}: {page.status} {page.location}")
            if "Amina" in page.html or "Sara" in page.html:
                wrong.append(f"{method} {path} names somebody")
    assert wrong == []
    assert tried > 150


def test_what_is_no_address_leads_to_the_lock_too(table):
    table.begin()
    assert table.tablet.get("/nergens").location.endswith("/slot/")


def test_a_page_without_network_hears_that_we_are_there_again(table):
    table.begin()
    answer = table.tablet.get("/healthz")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")


def test_the_outbox_waits_as_after_signing_out(table):
    table.begin()
    answer = table.tablet.post("/verzenden/")
    assert answer.status == 401
    assert answer.headers["Opstap-Outbox"] == "1"
    assert table.tablet.post("/verzenden/sleutel").status == 401


def test_a_form_that_saves_itself_is_told_to_sign_in(table):
    table.begin()
    auto = {"X-Opstap-Autosave": "1"}
    answer = table.tablet.post(f"{table.path}/bewaren", {"edition": 1}, headers=auto)
    assert answer.status == 401
    assert answer.answer.is_json


def test_another_tab_of_before_the_lock_is_a_stranger(table, app):
    """The token changed: what was signed in before the lock is no way around it."""
    before = table.tablet.client.get_cookie(COOKIE).value
    table.begin()
    assert table.tablet.client.get_cookie(COOKIE).value != before
    table.tablet.client.set_cookie(COOKIE, before)
    assert table.tablet.get("/vandaag/").location.startswith("/aanmelden")


@pytest.mark.parametrize("path", ["/slot/", "/tafel/tekenen", "/tafel/pdf", "/tafel/coach"])
def test_without_a_lock_there_is_no_table(table, path):
    assert table.tablet.get(path).status == 302
    assert table.tablet.post("/tafel/tekenen").status == 404


def test_only_its_own_user_opens_the_lock(table):
    table.begin()
    for password in ("", "fout wachtwoord", PIN):
        page = table.tablet.post("/slot/", {"password": password})
        assert page.status == 422
    assert table.tablet.get("/vandaag/").status == 303
    assert table.tablet.post("/slot/", {"password": PASSWORD}).status == 303
    assert table.tablet.get("/vandaag/").status == 200


def test_one_tap_opens_nothing_outside_a_demo(table):
    table.begin()
    assert table.tablet.post("/slot/", {"demo": "1"}).status == 422
    assert table.tablet.post("/tafel/kandidaat", {"demo": "1"}).status == 422


def test_guessing_the_password_at_the_lock_stops_after_ten(table):
    table.begin()
    answers = [table.tablet.post("/slot/", {"password": "raden"}).status for _ in range(12)]
    assert answers == [422] * 10 + [429] * 2
    assert table.tablet.post("/slot/", {"password": PASSWORD}).status == 429


def test_guessing_a_pin_stops_after_five(table):
    table.begin()
    answers = [table.sit("kandidaat", pin="000000").status for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert table.sit("kandidaat", pin=PIN).status == 429
    assert Signature.select().count() == 1


def test_the_pin_of_another_candidate_is_no_pin_here(app, table):
    from pwa.models import DevicePin
    from pwa.models.people import Device
    from pwa.services import pins

    pepper, own = app.extensions["opstap"].pin_pepper(), "618302"
    device = Device.create(token_hash="telefoon van Willem")
    kept = pins._hasher.hash(pins._peppered(own, pepper, device.id))
    DevicePin.update(pin_hash=kept, device=device).where(
        DevicePin.user == table.cast.candidate_a2
    ).execute()
    table.begin()
    assert table.sit("kandidaat", pin=own).status == 422
    assert table.sit("kandidaat", pin=PIN).status == 303


def test_signing_out_at_the_lock_opens_nothing(table):
    table.begin()
    assert table.tablet.post("/slot/afmelden").location.endswith("/aanmelden")
    assert table.tablet.get("/vandaag/").location.startswith("/aanmelden")


def sit(table, who="kandidaat", **typed):
    table.tablet.checks = False
    assert table.sit(who, **(typed or {"pin": PIN})).status == 303
    return str(TableSeat.select().order_by(TableSeat.id.desc()).get().id)


def sign(tablet, seat, **said):
    return tablet.post("/tafel/tekenen", {"seat": seat, **said}).status


AGREES = {"seen": "1", "choice": "agree"}


def test_a_seat_signs_once(table):
    table.begin()
    seat = sit(table)
    assert sign(table.tablet, seat, **AGREES) == 303
    assert TableSeat.get_by_id(seat).ended_at is not None
    assert table.read().location.endswith("/slot/")
    assert sign(table.tablet, seat, **AGREES) == 303  # led to the lock: nobody sits here
    assert Signature.select().count() == 3


def test_a_form_of_the_one_before_is_not_signed_by_the_next(table):
    """The page of Amina that stood open is sent while Petra sits at the tablet."""
    code = table.code()
    table.begin()
    amina = sit(table)
    sit(table, "bedrijf", code=code)
    assert sign(table.tablet, amina) == 409
    assert Signature.select().count() == 1


def test_a_seat_of_one_tablet_is_worth_nothing_on_another(app, cast, browse, table):
    table.begin()
    seat = sit(table)
    other = browse("substitute", checks=False)
    assert other.post(f"{table.path}/tafel").status == 303
    assert sign(other, seat, **AGREES) == 409
    assert Signature.select().count() == 1


def test_a_role_that_nobody_has_here_is_not_there(table):
    table.begin()
    assert table.sit("begeleider", password=PASSWORD).status == 404
    assert table.sit("coach", login="supervisor_a@voorbeeld.nl", password="x").status == 422


def test_the_candidates_seat_cannot_say_what_a_coach_says(table):
    table.begin()
    seat = sit(table)
    assert sign(table.tablet, seat, **AGREES, conclusion="Akkoord.") == 400
    assert Evaluation.get_by_id(table.case.ev.id).state == "signing"


def test_after_another_freeze_seat_and_code_are_void(table):
    code = table.code()
    table.begin()
    seat = sit(table)
    ev = evaluations.return_(table.case.coach, table.case.ev, "Graag een voorbeeld.")
    table.case.ev = evaluations.change(table.case.ria, ev)
    table.case.save(table.case.content(points="Nu met voorbeeld."))
    table.case.freeze()
    assert sign(table.tablet, seat, **AGREES) == 409
    assert table.sit("bedrijf", code=code).location.endswith("/slot/")
    assert table.tablet.post("/slot/", {"password": PASSWORD}).status == 303
    table.begin()
    page = table.sit("bedrijf", code=code)
    assert page.status == 422
    assert "werkt niet of niet meer" in page.text
    assert [one.meaning.value for one in Signature.select().where(Signature.version == 2)] == [
        "drawn_up"
    ]


def test_a_code_works_once(table):
    code = table.code()
    table.begin()
    sit(table, "bedrijf", code=code)
    table.tablet.post("/tafel/terug")
    assert table.sit("bedrijf", code=code).status == 422


def test_a_new_code_makes_the_old_one_void(table):
    old, new = table.code(), table.code()
    table.begin()
    assert table.sit("bedrijf", code=old).status == 422
    assert table.sit("bedrijf", code=new).status == 303


@pytest.mark.parametrize(("after", "status"), [(599, 303), (600, 422), (1801, 422)])
def test_a_code_lives_ten_minutes(table, after, status):
    code = table.code()
    table.begin()
    with clock.at(NOW + timedelta(seconds=after)):
        assert table.sit("bedrijf", code=code).status == status


def test_five_wrong_tries_kill_a_code(table):
    code = table.code()
    table.begin()
    said = [table.sit("bedrijf", code="K7QM 3XWD").text for _ in range(5)]
    assert "Kijk hem na." in said[0]
    assert "werkt niet meer: hij is 5 keer verkeerd getypt" in said[4]
    assert table.sit("bedrijf", code=code).status == 422
    assert GuestCode.get().used_at is None


def test_a_code_of_another_evaluation_is_no_code_here(app, cast, browse, table):
    code = table.code()
    GuestCode.update(evaluation=_another(cast)).execute()
    table.begin()
    assert table.sit("bedrijf", code=code).status == 422


def _another(cast):
    from datetime import date

    from pwa.domain.enums import EvaluationKind

    return evaluations.start(
        cast.as_("supervisor_a"), cast.placement_a2, EvaluationKind.INTERIM,
        date(2026, 1, 12), date(2026, 3, 11),
    )  # fmt: skip


def test_no_code_where_the_company_does_not_sign_or_signed_already(table):
    evaluations.company_signs(table.case.employer, table.case.ev)
    page = table.tablet.post(f"{table.path}/tafel/code", {"guest": "Petra", "job": "HR"})
    assert page.status == 409
    assert GuestCode.select().count() == 0


@pytest.mark.parametrize("who", ["candidate_a1", "employer_a", "supervisor_b", "coach_2"])
def test_who_does_not_guide_or_coach_locks_no_tablet(table, browse, who):
    visitor = browse(who)
    assert visitor.post(f"{table.path}/tafel").status in (403, 404)
    said = {"guest": "Petra", "job": "HR"}
    assert visitor.post(f"{table.path}/tafel/code", said).status in (403, 404)


def test_two_tablets_at_once_leave_one_answer(table, browse):
    table.begin()
    other = browse("substitute", checks=False)
    other.post(f"{table.path}/tafel")
    here = sit(table)
    assert other.post("/tafel/kandidaat", {"pin": PIN}).status == 303
    there = str(TableSeat.select().order_by(TableSeat.id.desc()).get().id)
    assert sign(table.tablet, here, **AGREES) == 303
    no = {"seen": "1", "choice": "disagree", "reaction": "Toch niet."}
    assert sign(other, there, **no) == 409
    given = [one.meaning.value for one in Signature.select()]
    assert sorted(given) == ["agree", "drawn_up", "seen"]


def test_a_session_that_is_locked_twice_or_opened_twice_says_so(table):
    table.begin()
    row = Session.select().where(Session.locked_at.is_null(False)).get()
    locks.open_again(row)
    with pytest.raises(Exception, match="session_gone"):
        locks.open_again(row)
