"""The first run of an empty installation: who has the set-up code claims it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import abort, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, policies, words
from pwa.domain.errors import BadInput
from pwa.forms import Reader
from pwa.pages import page
from pwa.routes.session import signed_in
from pwa.services import installation, people, rates, setup

bp = access.GuardedBlueprint("setup", __name__)

words.add_errors(
    {
        "setup_code_wrong": lazy_gettext(
            "Deze code klopt niet. Hij staat in het venster waarin Opstap is gestart."
        ),
        "already_claimed": lazy_gettext("Iemand anders heeft Opstap net ingericht. Meld je aan."),
    }
)


@dataclass(frozen=True)
class Begin:
    code: str = ""
    municipality: str = ""
    name: str = ""
    login: str = ""
    password: str = field(default="", repr=False)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Begin":
        r = Reader()
        form = {
            "code": r.line("code", most=40, required=True),
            "municipality": r.line("municipality", most=120, required=True),
            "name": r.line("name", most=120, required=True),
            "login": r.line("login", most=120, required=True),
            "password": r.secret("password"),
        }
        if not form["password"]:
            r.fail("password", "missing")
        return cls(**form, errors=words.errors(r.done()))

    def again(self, errors: dict[str, str]) -> "Begin":
        return Begin(self.code, self.municipality, self.name, self.login, errors=errors)


@bp.get("/begin", may=policies.anyone)
def new() -> Any:
    return _page(Begin()) if installation.is_empty() else abort(404)


@bp.post("/begin", may=policies.anyone)
def create() -> Any:
    if not installation.is_empty():
        abort(404)
    form = Begin.read()
    if form.errors:
        return _page(form, 422)
    rates.take("set-up", request.remote_addr or "", most=10, per=timedelta(minutes=15))
    first = setup.FirstCoach(form.municipality, form.name, form.login, form.password)
    try:
        user = setup.claim(form.code, first)
    except BadInput as wrong:
        return _page(form.again(words.errors(wrong.fields)), 422)
    answer = signed_in(user)
    flash(_("Welkom, %(name)s. Opstap is klaar voor gebruik.", name=user.name), "success")
    return answer


def _page(form: Begin, status: int = 200) -> Any:
    return page("setup/new.html", form=form, least=people.SHORTEST_PASSWORD, status=status)
