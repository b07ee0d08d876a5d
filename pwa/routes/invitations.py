"""Single-use links: make one, hand it over on paper, and choose a password or PIN with it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import current_app, request
from flask_babel import force_locale, lazy_gettext
from werkzeug.wrappers import Response

from pwa import access, policies, words
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ways import MUST_PROVE_MORE, Proof, asks_second
from pwa.forms import Reader
from pwa.models import Candidate, Invitation, Membership, Organisation, User
from pwa.models.ways_facts import ways_of
from pwa.pages import page
from pwa.queries.invitations import inviter_of
from pwa.routes import passkey_site
from pwa.routes.second_asked import asked
from pwa.routes.session import device_token, signed_in
from pwa.services import joining, people, pins, rates, sessions

bp = access.GuardedBlueprint("invitations", __name__)

words.add_errors(
    {
        "login_taken": lazy_gettext("Deze naam is al van iemand anders. Kies een andere."),
        "password_short": lazy_gettext("Dit wachtwoord is te kort: neem minstens %(n)s tekens."),
        "password_known": lazy_gettext(
            "Dit wachtwoord wordt vaak geprobeerd. Neem iets wat niemand raadt, bijvoorbeeld vier"
            " woorden achter elkaar."
        ),
        "password_is_login": lazy_gettext("Je wachtwoord mag niet je aanmeldnaam zijn."),
        "link_expired": lazy_gettext("Deze link is al gebruikt of te oud."),
        "pin_for_candidates": lazy_gettext("Kies hier een wachtwoord."),
        "link_needs_operator": lazy_gettext(
            "Deze link is niet genoeg: jij leest veel van anderen. Vraag een nieuwe aan wie de"
            " computer van Opstap beheert."
        ),
    }
)


@dataclass(frozen=True)
class Choice:
    """What somebody chooses with a link; passwords and PINs are never shown again."""

    way: str = ""
    login: str = ""
    password: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Choice":
        r = Reader()
        way = r.option("way", ("password", "pin"))
        form = {"login": r.line("login", most=120, required=way == "password")}
        pin = "".join(r.text("pin", most=20, required=way == "pin").split())
        password = r.secret("password")
        return cls(way, form["login"], password, pin, words.errors(r.done()))


@bp.get("/uitnodiging/<token>", may=policies.anyone)
def show(token: str) -> Any:
    try:
        row = people.open_invitation(token)
    except NotAllowed as no:
        return refused(token, no)
    return _page(token, row, Choice(login=people.proposed_login(row.user)))


@bp.post("/uitnodiging/<token>", may=policies.anyone)
def accept(token: str) -> Any:
    try:
        row = people.open_invitation(token)
        form = Choice.read()
        return _page(token, row, form, 422) if form.errors else _accept(token, form)
    except BadInput as wrong:
        again = Choice(form.way, form.login, errors=words.errors(wrong.fields))
        return _page(token, row, again, 422)
    except NotAllowed as no:
        return refused(token, no)


def _accept(token: str, form: Choice) -> Response:
    if form.way == "password":
        user = people.accept_with_password(token, form.login, form.password)
        return asked(user) or signed_in(user)
    pepper = current_app.extensions["opstap"].pin_pepper()
    found = pins.accept_with_pin(token, form.pin, pepper, device_token())
    return signed_in(found.user, device=found, proof=Proof.PIN)


def _page(token: str, row: Invitation, form: Choice, status: int = 200) -> Any:
    user = row.user
    seat = (
        Membership.select(Membership, Organisation)
        .join(Organisation)
        .where(Membership.user == user)
        .first()
    )
    with force_locale(user.language):
        return page(
            "invitations/show.html",
            status=status,
            token=token,
            person=user,
            role=seat.role if seat else None,
            company=seat.organisation.name if seat else None,
            candidate=Candidate.get_or_none(Candidate.user == user),
            least=people.SHORTEST_PASSWORD,
            form=form,
            site=passkey_site.site() if not _asked(user) else None,
            joins=joining.is_for_somebody_new(row),
            must=seat is not None and seat.role in MUST_PROVE_MORE,
        )


def _asked(user: User) -> bool:
    """Whether a second step that is there already will be asked for after the link."""
    return asks_second(people.is_candidate(user), ways_of(user.id))


def refused(token: str, no: NotAllowed) -> Any:
    """Say whom to ask. Guessing is hopeless, and limited all the same."""
    if no.code in ("link_needs_operator", "way_second_first"):
        raise no
    who = inviter_of(sessions.hash_token(token))
    if who is None:
        rates.take("link", request.remote_addr or "", most=60, per=timedelta(minutes=15))
    return page("invitations/expired.html", status=410, who=who or ("", ""))
