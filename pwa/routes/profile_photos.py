"""Photos on the page of a company: add with a sentence, take away while it is a draft, look."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.errors import BadInput, Stale
from pwa.domain.profiles import MOST_PHOTO_WORDS, MOST_PHOTOS
from pwa.forms import Reader
from pwa.models import Organisation, ProfilePhoto
from pwa.pages import page
from pwa.policies import profiles as policies
from pwa.queries import profiles as queries
from pwa.queries.photos import file_of
from pwa.routes.profiles import base_of, read_base
from pwa.services import profile_photos
from pwa.services.pictures import MOST_UPLOADED, Picture, made_anew
from pwa.services.profiles import Base

bp = access.GuardedBlueprint("profile_photos", __name__)

words.add_errors(
    {
        "too_many_company_photos": lazy_gettext("Op jullie pagina passen hooguit %(n)s foto's."),
        "photo_missing": lazy_gettext("Kies eerst een foto."),
    }
)

MOST_POSTED = MOST_UPLOADED + 1_000_000
PROFILE = "/bedrijven/<uuid:organisation>/profiel"


@dataclass(frozen=True)
class PhotoForm:
    """A new photo with its sentence, or with `about` another sentence of one that is there."""

    base: Base
    words: str = ""
    picture: Picture | None = None
    errors: dict[str, str] = field(default_factory=dict)
    about: UUID | None = None

    @classmethod
    def read(cls) -> "PhotoForm":
        request.max_content_length = MOST_POSTED
        r = Reader()
        base = read_base(r)
        said = r.line("words", most=MOST_PHOTO_WORDS, required=True)
        picture = _picture(r)
        return cls(base, said, picture, words.errors(r.done()))


def _picture(r: Reader) -> Picture | None:
    sent = request.files.get("photos")
    if sent is None or not sent.filename:
        r.fail("photos", "photo_missing")
        return None
    try:
        return made_anew(sent.read(MOST_UPLOADED + 1))
    except BadInput as refused:
        r.fail("photos", refused.fields["photos"])
        return None
    finally:
        sent.close()


@bp.get(f"{PROFILE}/fotos", may=policies.write)
def index(organisation: Organisation) -> Any:
    return _page(organisation)


def _page(organisation: Organisation, form: PhotoForm | None = None, status: int = 200) -> Response:
    """Where somebody else was faster it starts from how it is now, which it shows."""
    view = queries.writing(organisation.id)
    form = form or PhotoForm(base_of(view))
    return page(
        "profiles/photos.html", status=status, company=organisation, writing=view,
        form=replace(form, base=base_of(view)) if status == 409 else form,
        most=MOST_PHOTOS, most_words=MOST_PHOTO_WORDS, stale=status == 409,
    )  # fmt: skip


@bp.post(f"{PROFILE}/fotos", may=policies.write)
def add(organisation: Organisation) -> Any:
    form = PhotoForm.read()
    if form.picture is None or form.errors:
        return _page(organisation, form, 422)
    try:
        profile_photos.add(access.me(), organisation, form.base, form.picture, form.words)
    except BadInput as wrong:
        again = PhotoForm(form.base, form.words, errors=words.errors(wrong.fields))
        return _page(organisation, again, 422)
    except Stale:
        return _page(organisation, PhotoForm(form.base, form.words), 409)
    flash(_("De foto staat erbij."), "success")
    return _back(organisation)


@bp.post(f"{PROFILE}/fotos/<uuid:company_photo>/zin", may=policies.change_photo)
def describe(organisation: Organisation, company_photo: ProfilePhoto) -> Any:
    r = Reader()
    base, said = read_base(r), r.line("words", most=MOST_PHOTO_WORDS, required=True)
    form = PhotoForm(base, said, about=company_photo.large_id)
    if wrong := r.done():
        told = {f"words-{company_photo.id}": words.error(wrong["words"])}
        return _page(organisation, replace(form, errors=told), 422)
    try:
        profile_photos.describe(access.me(), organisation, base, company_photo, said)
    except Stale:
        return _page(organisation, form, 409)
    flash(_("De zin is bewaard."), "success")
    return _back(organisation)


@bp.post(f"{PROFILE}/fotos/<uuid:company_photo>/weghalen", may=policies.change_photo)
def remove(organisation: Organisation, company_photo: ProfilePhoto) -> Any:
    r = Reader()
    base, everywhere = read_base(r), r.flag("everywhere")
    r.done()
    try:
        if everywhere:
            profile_photos.remove_everywhere(access.me(), company_photo)
        else:
            profile_photos.remove(access.me(), organisation, base, company_photo)
    except Stale:
        return _page(organisation, PhotoForm(base), 409)
    flash(
        _("De foto is weg, uit alle versies.")
        if everywhere
        else _("De foto is uit het concept gehaald."),
        "success",
    )
    return _back(organisation)


def _back(organisation: Organisation) -> Any:
    return redirect(url_for("profile_photos.index", organisation=organisation.id), 303)


@bp.get("/bedrijfsfotos/<uuid:company_photo>", may=policies.read_photo)
def show(company_photo: ProfilePhoto) -> Any:
    """A page of its own: an app on a home screen has no button that leads back from a file."""
    return page(
        "profiles/photo.html", photo=company_photo, company_id=company_photo.profile.organisation_id
    )


@bp.get("/bedrijfsfotos/<uuid:company_photo>/groot", may=policies.read_photo)
def large(company_photo: ProfilePhoto) -> Any:
    return _file(company_photo.large_id)


@bp.get("/bedrijfsfotos/<uuid:company_photo>/klein", may=policies.read_photo)
def small(company_photo: ProfilePhoto) -> Any:
    return _file(company_photo.small_id)


def _file(blob_id: Any) -> Response:
    data, media_type = file_of(blob_id)
    return Response(data, mimetype=media_type, headers={"Content-Disposition": "inline"})
