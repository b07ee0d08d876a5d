"""What a coach saw and heard on a visit."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, clock, words
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.forms import Reader
from pwa.models import Placement
from pwa.pages import page
from pwa.policies import coaching as policies
from pwa.services import visits

bp = access.GuardedBlueprint("visits", __name__)


@dataclass(frozen=True)
class Visit:
    id: UUID = field(default_factory=uuid7)
    day: date | None = field(default_factory=clock.today)
    text: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Visit":
        r = Reader()
        id, day = r.id("id"), r.day("day")
        text = r.text("text", most=visits.MOST_TEXT, required=True)
        return cls(id or uuid7(), day, text, words.errors(r.done()))


@bp.get("/plaatsingen/<uuid:placement>/bezoek", may=policies.write_visit)
def new(placement: Placement) -> Any:
    return _page(placement, Visit())


@bp.post("/plaatsingen/<uuid:placement>/bezoek", may=policies.write_visit)
def create(placement: Placement) -> Any:
    form = Visit.read()
    if form.errors or form.day is None:
        return _page(placement, form, 422)
    try:
        visits.write(access.me(), placement, form.day, form.text, form.id)
    except BadInput as wrong:
        again = Visit(form.id, form.day, form.text, words.errors(wrong.fields))
        return _page(placement, again, 422)
    except NotAllowed as refused:
        code = "note_id_reused" if refused.code == "id_reused" else refused.code
        again = Visit(uuid7(), form.day, form.text, {"text": words.error(code, **refused.details)})
        return _page(placement, again, refused.status)
    flash(_("Bewaard. %(name)s leest het ook.", name=placement.candidate.user.name), "success")
    return redirect(_back(placement), 303)


def _back(placement: Placement) -> str:
    known = "placements.show" in current_app.view_functions
    return url_for("placements.show", placement=placement.id) if known else url_for("home.index")


def _page(placement: Placement, form: Visit, status: int = 200) -> Any:
    view = {"placement": placement, "form": form, "back": _back(placement)}
    return page("visits/new.html", status=status, most=visits.MOST_TEXT, **view)
