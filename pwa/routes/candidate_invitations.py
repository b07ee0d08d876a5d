"""Invite a candidate without planning a placement yet; the link and the sheet."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from pwa import access, words
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.forms import Reader
from pwa.models import Candidate, Organisation
from pwa.pages import page
from pwa.policies import candidate_invitations as policies
from pwa.queries.invitations import candidate_of
from pwa.routes import ways_in
from pwa.services import candidate_invitations
from pwa.services.candidate_invitations import NewCandidate

bp = access.GuardedBlueprint("candidate_invitations", __name__)

words.add_errors({"reference_is_bsn": lazy_gettext("Dit lijkt een BSN. Dat mag hier nooit staan.")})


@dataclass(frozen=True)
class InviteForm:
    id: UUID = field(default_factory=uuid7)
    name: str = ""
    phone: str = ""
    language: str = "nl"
    reference: str = ""
    municipality: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "InviteForm":
        r = Reader()
        form = cls(
            id=ways_in.form_id(r),
            name=r.line("name", most=120, required=True),
            phone=r.line("phone", most=30),
            language=r.option("language", ("nl", "en")),
            reference=r.line("reference", most=60),
            municipality=r.id("municipality"),
        )
        return form.again(r.done())

    def again(self, codes: dict[str, str]) -> "InviteForm":
        return InviteForm(**{**vars(self), "errors": words.errors(codes)})


@bp.get("/mijn-kandidaten/uitnodigen", may=policies.invite)
def new() -> Any:
    return _form_page(InviteForm(municipality=access.me().organisations(Role.COACH)[0]))


@bp.post("/mijn-kandidaten/uitnodigen", may=policies.invite)
def create() -> Any:
    form = InviteForm.read()
    if form.errors or form.municipality is None:
        return _form_page(form, 422)
    wanted = NewCandidate(form.name, form.phone, form.language, form.reference)
    try:
        made = candidate_invitations.invite(access.me(), form.municipality, wanted, form.id)
    except BadInput as wrong:
        return _form_page(form.again(wrong.fields), 422)
    except NotAllowed as refused:
        if refused.code != "id_reused":
            raise
        return _form_page(replace(form.again({"name": "note_id_reused"}), id=uuid7()), 409)
    ways_in.hold_new(made.user, made.token)
    flash(_("De uitnodiging staat klaar. Geef de link of het blad aan %(name)s.", name=form.name),
          "success")  # fmt: skip
    return _to(made.candidate)


def _form_page(form: InviteForm, status: int = 200) -> Response:
    own = access.me().organisations(Role.COACH)
    towns = Organisation.select().where(Organisation.id.in_(own)).order_by(Organisation.name)
    return page(
        "members/invite_candidate.html", status=status, form=form,
        towns=[(str(one.id), one.name) for one in towns],
    )  # fmt: skip


@bp.get("/kandidaten/<uuid:candidate>/uitnodiging", may=policies.let_in)
def show(candidate: Candidate) -> Any:
    return ways_in.people_page(
        _("Uitnodiging"), candidate_of(candidate),
        renew=url_for("candidate_invitations.renew", candidate=candidate.id),
        sheets=url_for("candidate_invitations.sheet", candidate=candidate.id),
        back=url_for("coaching.index"),
    )  # fmt: skip


@bp.post("/kandidaten/<uuid:candidate>/uitnodiging", may=policies.let_in)
def renew(candidate: Candidate) -> Any:
    ways_in.renew_one(candidate_of(candidate))
    return _to(candidate)


@bp.get("/kandidaten/<uuid:candidate>/uitnodiging/blad", may=policies.let_in)
def sheet(candidate: Candidate) -> Any:
    back = url_for("candidate_invitations.show", candidate=candidate.id)
    return ways_in.sheets_page(candidate_of(candidate), candidate.municipality, back)


def _to(candidate: Candidate) -> Response:
    return redirect(url_for("candidate_invitations.show", candidate=candidate.id), 303)
