"""The company in its own words, for all its people; the employer writes them."""

from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.enums import Role
from pwa.domain.errors import Stale
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import companies as policies
from pwa.policies import handbooks as handbook_policies
from pwa.queries import companies as queries
from pwa.queries import devices
from pwa.queries.agreements import company_to_sign
from pwa.services import companies

bp = access.GuardedBlueprint("companies", __name__)


@dataclass(frozen=True)
class ProfileForm:
    version: int
    texts: dict[str, str]
    company_signs: bool
    photos: bool
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "ProfileForm":
        r = Reader()
        texts = {part: r.text(part, most=companies.MOST_TEXT) for part in companies.PARTS}
        version = r.number("version", 0, 100_000, default=0) or 0
        r.errors.pop("version", None)  # a broken one is an old one: both texts are shown
        signs, photos = r.flag("company_signs"), r.flag("photos")
        return cls(version, texts, signs, photos, words.errors(r.done()))


@bp.get("/bedrijven", may=policies.list_companies)
def index() -> Any:
    return page("companies/index.html", companies=queries.companies())


@bp.get("/ons-bedrijf", may=policies.own_company)
def mine() -> Any:
    """To the page of the company in which this person works."""
    me = access.me()
    own = me.organisations(Role.EMPLOYER_ADMIN) or me.organisations(Role.SUPERVISOR)
    return redirect(url_for("companies.show", organisation=own[0]))


@bp.get("/bedrijven/<uuid:organisation>", may=policies.read)
def show(organisation: Organisation) -> Any:
    me = access.me()
    counts = None
    waiting: tuple[devices.Waiting, ...] = ()
    if policies.edit(me, organisation):
        counts = queries.placement_counts(organisation.id, me.today)
        waiting = devices.waiting_in([organisation.id], me.now)
    return page(
        "companies/show.html",
        company=queries.company_view(organisation, me.today, words.language()),
        counts=counts,
        devices=waiting,
        to_sign=company_to_sign(organisation.id) if policies.edit(me, organisation) else (),
        can_edit=policies.edit(me, organisation),
        sees_people=policies.own_company(me) or me.has(Role.COACH),
        parts=_parts(),
        draft_policy=handbook_policies.draft,
    )


@bp.get("/bedrijven/<uuid:organisation>/wijzigen", may=policies.edit)
def edit(organisation: Organisation) -> Any:
    version, texts = queries.profile_words(organisation.id)
    signs, photos = organisation.company_signs, organisation.photos
    return _edit_page(organisation, ProfileForm(version, texts, signs, photos))


@bp.post("/bedrijven/<uuid:organisation>/wijzigen", may=policies.edit)
def save(organisation: Organisation) -> Any:
    form = ProfileForm.read()
    if form.errors:
        return _edit_page(organisation, form, 422)
    me = access.me()
    try:
        companies.save_profile(me, organisation, form.version, form.texts)
    except Stale:
        return _stale_page(organisation, form)
    _choose(organisation, form)
    flash(_("Bewaard. Iedereen van het bedrijf leest nu deze tekst."), "success")
    return redirect(url_for("companies.show", organisation=organisation.id), 303)


def _choose(organisation: Organisation, form: ProfileForm) -> None:
    if form.company_signs != organisation.company_signs:
        companies.set_company_signs(access.me(), organisation, form.company_signs)
    if form.photos != organisation.photos:
        companies.allow_photos(access.me(), organisation, form.photos)


def _stale_page(organisation: Organisation, form: ProfileForm) -> Any:
    """Both texts side by side: theirs to read, yours still in the form to save over it."""
    version, theirs = queries.profile_words(organisation.id)
    mine = ProfileForm(version, form.texts, form.company_signs, form.photos)
    return _edit_page(organisation, mine, 409, theirs=theirs)


def _edit_page(
    organisation: Organisation,
    form: ProfileForm,
    status: int = 200,
    theirs: dict[str, str] | None = None,
) -> Any:
    return page(
        "companies/edit.html",
        company=organisation,
        form=form,
        theirs=theirs,
        parts=_parts(),
        most=companies.MOST_TEXT,
        status=status,
    )


def _parts() -> list[tuple[str, str, str, str]]:
    """Name, question, example and icon of each part, in the company's own way of talking."""
    return [
        ("makes", _("Wat maken we?"), _("Wat gaat hier de deur uit, en voor wie?"), "package"),
        ("proud_of", _("Waar zijn we trots op?"), _("Wat moet een klant merken?"), "star"),
        ("how_we_work", _("Hoe werken we?"), _("Hoe ziet een gewone dag eruit?"), "repeat"),
        (
            "good_colleague",
            _("Wie is hier een goede collega?"),
            _("Wat doet die elke dag?"),
            "users",
        ),
        (
            "hard_here",
            _("Wat is hier lastig?"),
            _("Eerlijk vertellen helpt iedereen."),
            "triangle-alert",
        ),
        (
            "developments",
            _("Wat verandert er?"),
            _("Nieuwe machines, meer werk, ander werk?"),
            "zap",
        ),
        (
            "house_rules",
            _("Onze huisregels"),
            _("Pauzes, telefoon, melden als je er niet bent."),
            "clipboard-check",
        ),
        ("safety", _("Veilig werken"), _("Wat draag je en waar let je op?"), "shield"),
    ]
