"""Mensen: who belongs to the own company or municipality, who comes, who goes."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pwa import access, words
from pwa.domain.enums import OrganisationKind, Role
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.domain.members import ROLES
from pwa.domain.text import looks_like_email
from pwa.forms import Reader
from pwa.models import Membership, Organisation, User
from pwa.pages import page
from pwa.policies import members as policies
from pwa.queries import members as queries
from pwa.routes import member_words, ways_in
from pwa.routes.which import to_own
from pwa.services import members
from pwa.services.members import Newcomer

bp = access.GuardedBlueprint("members", __name__)
member_words.register()


@dataclass(frozen=True)
class InviteForm:
    id: UUID = field(default_factory=uuid7)
    name: str = ""
    role: Role | None = None
    job: str = ""
    phone: str = ""
    email: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "InviteForm":
        r = Reader()
        form = cls(
            id=ways_in.form_id(r),
            name=r.line("name", most=120, required=True),
            role=r.choice("role", Role),
            job=r.line("job", most=60),
            phone=r.line("phone", most=30),
            email=r.line("email", most=120),
        )
        if form.email and not looks_like_email(form.email):
            r.fail("email", "not_an_email")
        return form.again(r.done())

    def again(self, codes: dict[str, str]) -> "InviteForm":
        return InviteForm(**{**vars(self), "errors": words.errors(codes)})

    @property
    def newcomer(self) -> Newcomer:
        if self.role is None:
            raise BadInput({"role": "missing"})
        return Newcomer(self.name, self.role, self.job, self.phone, self.email)


@bp.get("/mensen", may=policies.has_own)
def mine() -> Any:
    """To the people of the organisation that this person looks after."""
    return to_own(access.me().administers, "members.index", _("Mensen"))


@bp.get("/organisaties/<uuid:organisation>/mensen", may=policies.manage)
def index(organisation: Organisation) -> Any:
    return page(
        "members/index.html", organisation=organisation,
        people=queries.people_of(organisation, access.me()),
        is_company=organisation.kind is OrganisationKind.EMPLOYER,
    )  # fmt: skip


@bp.get("/organisaties/<uuid:organisation>/mensen/uitnodigen", may=policies.manage)
def new(organisation: Organisation) -> Any:
    return _invite_page(organisation, InviteForm(role=ROLES[organisation.kind][0]))


@bp.post("/organisaties/<uuid:organisation>/mensen/uitnodigen", may=policies.manage)
def create(organisation: Organisation) -> Any:
    form = InviteForm.read()
    if form.errors:
        return _invite_page(organisation, form, 422)
    try:
        made = members.invite(access.me(), organisation, form.newcomer, form.id)
    except BadInput as wrong:
        return _invite_page(organisation, form.again(wrong.fields), 422)
    except NotAllowed as refused:
        if refused.code != "id_reused":
            raise
        again = replace(form.again({"name": "note_id_reused"}), id=uuid7())
        return _invite_page(organisation, again, 409)
    ways_in.hold_new(User.get_by_id(made.member.user_id), made.token)
    flash(_("De uitnodiging staat klaar. Geef de link of het blad aan %(name)s.", name=form.name),
          "success")  # fmt: skip
    return _to(made.member)


def _invite_page(organisation: Organisation, form: InviteForm, status: int = 200) -> Response:
    roles = [(one.value, words.word(one).capitalize(), member_words.DOES[one])
             for one in ROLES[organisation.kind]]  # fmt: skip
    return page(
        "members/invite.html", status=status, organisation=organisation, form=form, roles=roles
    )


@bp.get("/mensen/<uuid:member>", may=policies.see)
def show(member: Membership) -> Any:
    me, one = access.me(), queries.member_of(member, access.me())
    (door,) = ways_in.doors([one.way_in])
    return page(
        "members/show.html", row=member, one=one, door=door, organisation=member.organisation,
        can_change=policies.change(me, member), here=members.is_in_force(member),
        roles=[(role, words.word(role), member_words.DOES[role]) for role in one.other_roles],
    )  # fmt: skip


@bp.post("/mensen/<uuid:member>/functie", may=policies.see)
def job(member: Membership) -> Any:
    r = Reader()
    said = r.line("job", most=60)
    wrong = r.done()
    if wrong:
        raise BadInput(wrong)
    members.set_job(access.me(), member, said)
    flash(_("Bewaard."), "success")
    return _to(member)


@bp.post("/mensen/<uuid:member>/link", may=policies.change)
def renew(member: Membership) -> Any:
    Reader().done()
    ways_in.hold({member.user_id: members.renew(access.me(), member)})
    name = member.user.name
    flash(_("Nieuwe link voor %(name)s. Oude links werken niet meer.", name=name), "success")
    return _to(member)


@bp.get("/mensen/<uuid:member>/blad", may=policies.change)
def sheet(member: Membership) -> Any:
    back = url_for("members.show", member=member.id)
    return ways_in.sheets_page([queries.way_in_of(member)], member.organisation, back)


@bp.post("/mensen/<uuid:member>/rol", may=policies.change)
def give_role(member: Membership) -> Any:
    r = Reader()
    role = r.choice("role", Role)
    wrong = r.done()
    if wrong or role is None:
        raise BadInput(wrong)
    made = members.give_role(access.me(), member, role)
    what = words.word(role)
    flash(_("%(name)s is nu ook %(role)s.", name=member.user.name, role=what), "success")
    return _to(made)


@bp.post("/mensen/<uuid:member>/terug", may=policies.change)
def bring_back(member: Membership) -> Any:
    Reader().done()
    row = members.bring_back(access.me(), member)
    name = member.user.name
    flash(_("%(name)s hoort er weer bij. Wie iets overnam, houdt dat.", name=name), "success")
    return _to(row)


def _to(member: Membership) -> Response:
    return redirect(url_for("members.show", member=member.id), 303)
