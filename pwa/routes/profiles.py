"""A company writes about itself, one question at a time, looks at it, and publishes."""

from dataclasses import dataclass, field, replace
from typing import Any

from flask import abort, flash, jsonify, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from pwa import access, dates, words
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.profiles import MOST_PHOTOS, MOST_TEXT, PARTS
from pwa.forms import Reader, sent_by_itself
from pwa.models import Organisation
from pwa.models.company_facts import first_steps
from pwa.pages import page
from pwa.policies import profiles as policies
from pwa.queries import profiles as queries
from pwa.routes.first_steps import onward
from pwa.routes.profile_parts import parts
from pwa.services import profiles
from pwa.services.profiles import Base

bp = access.GuardedBlueprint("profiles", __name__, url_prefix="/bedrijven/<uuid:organisation>")

words.add_errors(
    {"profile_empty": lazy_gettext("Er staat nog niets. Vertel eerst iets over jullie.")}
)

NEXT, PREVIOUS, LIST = "next", "previous", "list"


@dataclass(frozen=True)
class StepForm:
    """One answer as typed, and what the draft was when the page was made."""

    base: Base
    text: str = ""
    then: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "StepForm":
        r = Reader()
        base = read_base(r)
        text = r.text("text", most=MOST_TEXT)
        then = r.option("then", (NEXT, PREVIOUS, LIST), required=False)
        return cls(base, text, then, words.errors(r.done()))


def read_base(r: Reader) -> Base:
    """What the page said that it showed; a broken one is an old one: both texts are shown."""
    version = r.number("version", 0, 100_000, default=0)
    edition = r.number("edition", 0, 10**8, default=0)
    for name in ("version", "edition"):
        r.errors.pop(name, None)
    return Base(version or 0, edition or 0)


def base_of(view: queries.Writing) -> Base:
    return Base(view.base_version, view.edition)


@bp.get("/profiel", may=policies.write)
def overview(organisation: Organisation) -> Any:
    """All questions at once: what is told, what can be added, and where it is published."""
    view = queries.writing(organisation.id)
    return page(
        "profiles/overview.html",
        company=organisation, writing=view, parts=parts(), most_photos=MOST_PHOTOS,
    )  # fmt: skip


@bp.get("/profiel/vraag/<int:number>", may=policies.write)
def step(organisation: Organisation, number: int) -> Any:
    part, view = _part(number), queries.writing(organisation.id)
    form = StepForm(base_of(view), view.view.words.get(part, ""))
    return _step_page(organisation, number, view, form)


@bp.post("/profiel/vraag/<int:number>", may=policies.write)
def answer(organisation: Organisation, number: int) -> Any:
    """Keep one answer, by itself or by a button; then on, or back."""
    part, form = _part(number), StepForm.read()
    by_itself = sent_by_itself()
    if form.errors:
        if by_itself:
            return jsonify(message=form.errors["text"]), 422
        return _step_page(organisation, number, queries.writing(organisation.id), form, 422)
    try:
        kept = profiles.save(access.me(), organisation, form.base, {part: form.text})
    except Stale:
        if by_itself:
            raise
        return _stale_page(organisation, number, form)
    if by_itself:
        return jsonify(saved=dates.hour(access.me().now), edition=kept.edition)
    return redirect(_onward(organisation, number, form.then), 303)


def _part(number: int) -> str:
    return PARTS[number - 1] if 1 <= number <= len(PARTS) else abort(404)


def _onward(organisation: Organisation, number: int, then: str) -> str:
    """A question further or back; after the last come the photos."""
    wanted = number + {NEXT: 1, PREVIOUS: -1}.get(then, 0)
    if then == LIST or wanted < 1:
        return url_for("profiles.overview", organisation=organisation.id)
    if wanted > len(PARTS):
        return url_for("profile_photos.index", organisation=organisation.id)
    return url_for("profiles.step", organisation=organisation.id, number=wanted)


def _stale_page(organisation: Organisation, number: int, form: StepForm) -> Response:
    """Both texts: theirs to read, yours still in the form to save over it."""
    view = queries.writing(organisation.id)
    theirs = view.view.words.get(_part(number), "")
    return _step_page(
        organisation, number, view, replace(form, base=base_of(view)), 409, theirs=theirs
    )


def _step_page(
    organisation: Organisation, number: int, view: queries.Writing, form: StepForm,
    status: int = 200, theirs: str | None = None,
) -> Response:  # fmt: skip
    every = parts()
    return page(
        "profiles/step.html", status=status,
        company=organisation, part=every[number - 1], number=number, count=len(every),
        writing=view, form=form, theirs=theirs, most=MOST_TEXT,
    )  # fmt: skip


@bp.get("/profiel/voorbeeld", may=policies.write)
def preview(organisation: Organisation) -> Any:
    """The whole page as others will see it."""
    return _preview_page(organisation)


def _preview_page(
    organisation: Organisation, status: int = 200, refused: str = "", stale: bool = False
) -> Response:
    return page(
        "profiles/preview.html", status=status,
        company=organisation, writing=queries.writing(organisation.id), parts=parts(),
        refused=refused, stale=stale,
    )  # fmt: skip


@bp.post("/profiel/publiceren", may=policies.write)
def publish(organisation: Organisation) -> Any:
    base, before = _read_only_base(), first_steps(organisation.id)
    try:
        profiles.publish(access.me(), organisation, base)
    except Stale:
        return _preview_page(organisation, 409, stale=True)
    except NotAllowed as refused:
        return _preview_page(organisation, refused.status, words.error(refused.code))
    flash(_("Gepubliceerd. Iedereen leest nu deze tekst."), "success")
    there = url_for("companies.show", organisation=organisation.id)
    return redirect(onward(organisation.id, before, there), 303)


@bp.post("/profiel/weggooien", may=policies.write)
def throw_away(organisation: Organisation) -> Any:
    base = _read_only_base()
    try:
        profiles.throw_away(access.me(), organisation, base)
    except Stale:
        return _preview_page(organisation, 409, stale=True)
    flash(_("Het concept is weg. Wat gepubliceerd was, staat er nog."), "success")
    return redirect(url_for("companies.show", organisation=organisation.id), 303)


def _read_only_base() -> Base:
    r = Reader()
    base = read_base(r)
    r.done()
    return base


@bp.get("/profiel/versies", may=policies.read_versions)
def versions(organisation: Organisation) -> Any:
    return page(
        "profiles/versions.html",
        company=organisation, versions=queries.versions(organisation.id),
    )  # fmt: skip


@bp.get("/profiel/versies/<int:number>", may=policies.read_versions)
def version(organisation: Organisation, number: int) -> Any:
    view = queries.version(organisation.id, number) or abort(404)
    return page("profiles/version.html", company=organisation, profile=view, parts=parts())
