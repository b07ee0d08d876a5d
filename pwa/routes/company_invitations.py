"""Invite a company without planning anybody there yet; its link, its sheet and its first steps."""

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
from pwa.domain.text import looks_like_email
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.models.company_facts import first_steps
from pwa.pages import page
from pwa.policies import company_invitations as policies
from pwa.queries.invitations import WayIn, admins_of
from pwa.routes import ways_in
from pwa.services import company_invitations
from pwa.services.company_invitations import Contact

bp = access.GuardedBlueprint("company_invitations", __name__)

words.add_errors(
    {
        "company_known": lazy_gettext("Dit bedrijf staat al in Opstap. Zoek het bij Bedrijven."),
        "company_has_contact": lazy_gettext("Dit bedrijf heeft al iemand die Opstap beheert."),
        "not_an_email": lazy_gettext(
            "Dit lijkt geen e-mailadres. Laat het leeg als je het niet hebt."
        ),
    }
)


@dataclass(frozen=True)
class InviteForm:
    id: UUID = field(default_factory=uuid7)
    company: str = ""
    place: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, *, known: bool = False) -> "InviteForm":
        """For a company that is known already only the contact is asked."""
        r = Reader()
        company = "" if known else r.line("company", most=120, required=True)
        place = "" if known else r.line("place", most=120)
        form = cls(
            ways_in.form_id(r), company, place,
            contact=r.line("contact", most=120, required=True),
            phone=r.line("phone", most=30),
            email=r.line("email", most=120),
        )  # fmt: skip
        if form.email and not looks_like_email(form.email):
            r.fail("email", "not_an_email")
        return form.again(r.done())

    def again(self, codes: dict[str, str]) -> "InviteForm":
        return InviteForm(**{**vars(self), "errors": words.errors(codes)})

    @property
    def person(self) -> Contact:
        return Contact(self.contact, self.phone, self.email)


@bp.get("/bedrijven/uitnodigen", may=policies.invite)
def new() -> Any:
    return _form_page(InviteForm())


@bp.post("/bedrijven/uitnodigen", may=policies.invite)
def create() -> Any:
    form = InviteForm.read()
    if form.errors:
        return _form_page(form, 422)
    try:
        made = company_invitations.invite(
            access.me(), form.company, form.place, form.person, form.id
        )
    except BadInput as wrong:
        return _form_page(form.again(wrong.fields), 422)
    except NotAllowed as refused:
        if refused.code != "id_reused":
            raise
        return _form_page(replace(form.again({"company": "note_id_reused"}), id=uuid7()), 409)
    return _invited(made)


def _form_page(form: InviteForm, status: int = 200) -> Response:
    return page("companies/invite.html", status=status, form=form)


def _invited(made: company_invitations.Invited) -> Response:
    ways_in.hold_new(made.user, made.token)
    who = made.user.name
    flash(
        _("De uitnodiging staat klaar. Geef de link of het blad aan %(name)s.", name=who), "success"
    )
    return redirect(url_for("company_invitations.show", organisation=made.organisation.id), 303)


@bp.get("/bedrijven/<uuid:organisation>/uitnodiging", may=policies.let_in)
def show(organisation: Organisation) -> Any:
    """The link of who looks after the company's side; where nobody does, a first one."""
    admins = _waiting(organisation)
    if not admins and not admins_of(organisation):
        return _contact_page(organisation, InviteForm())
    return ways_in.people_page(
        _("Uitnodiging voor %(name)s", name=organisation.name), admins,
        renew=url_for("company_invitations.renew", organisation=organisation.id),
        sheets=url_for("company_invitations.sheet", organisation=organisation.id),
        back=url_for("companies.show", organisation=organisation.id),
    )  # fmt: skip


def _waiting(organisation: Organisation) -> list[WayIn]:
    """Whoever is in already gets no link from a coach: it would lock that person out."""
    return [one for one in admins_of(organisation) if not one.active]


@bp.post("/bedrijven/<uuid:organisation>/uitnodiging", may=policies.let_in)
def renew(organisation: Organisation) -> Any:
    ways_in.renew_one(_waiting(organisation))
    return redirect(url_for("company_invitations.show", organisation=organisation.id), 303)


@bp.post("/bedrijven/<uuid:organisation>/uitnodiging/beheer", may=policies.let_in)
def add_contact(organisation: Organisation) -> Any:
    form = InviteForm.read(known=True)
    if form.errors:
        return _contact_page(organisation, form, 422)
    try:
        made = company_invitations.invite_contact(access.me(), organisation, form.person)
    except BadInput as wrong:
        return _contact_page(organisation, form.again(wrong.fields), 422)
    return _invited(made)


def _contact_page(organisation: Organisation, form: InviteForm, status: int = 200) -> Response:
    return page("companies/invite_contact.html", status=status, company=organisation, form=form)


@bp.get("/bedrijven/<uuid:organisation>/uitnodiging/blad", may=policies.let_in)
def sheet(organisation: Organisation) -> Any:
    back = url_for("company_invitations.show", organisation=organisation.id)
    return ways_in.sheets_page(_waiting(organisation), organisation, back)


@bp.get("/begin-hier", may=policies.begin)
def begin() -> Any:
    """The first steps of a company, with what is done ticked."""
    all_own = access.me().organisations(Role.EMPLOYER_ADMIN)
    own = next((one for one in all_own if not first_steps(one).done), all_own[0])
    company = Organisation.get_by_id(own)
    steps = first_steps(own)
    return page(
        "companies/begin.html",
        company=company,
        steps=steps,
    )
